import { Refusal } from "@throughline/shared/client";
import { Refused } from "../../goal-service/src/refusal.ts";

/** The code with which something is refused, in a call or over HTTP; "answered" when it is not. */
export async function refused(asked: Promise<unknown>): Promise<string> {
  try {
    await asked;
    return "answered";
  } catch (error) {
    if (error instanceof Refused || error instanceof Refusal) return error.code;
    throw error;
  }
}
