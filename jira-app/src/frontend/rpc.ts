import { makeInvoke } from "@forge/bridge";
import { failed, type Outcome } from "../outcome.ts";
import type { Rpc } from "../rpc.ts";

/** The only way from a panel to our resolvers. */
export const invoke = makeInvoke<Rpc>();

/** A call that never came back (closed laptop, resolver out of time) is a problem like any other. */
export async function asking<T>(call: Promise<Outcome<T>>): Promise<Outcome<T>> {
  try {
    return await call;
  } catch (error) {
    return failed({ kind: "unknown", detail: error instanceof Error ? error.message : "no answer" });
  }
}
