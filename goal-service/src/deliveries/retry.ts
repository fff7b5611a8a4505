import { Unreadable } from "../connectors/connector.ts";

/** What becomes of a delivery that could not be applied: decided here and nowhere else, by the kind of error. */
export type Verdict = { again: true; inMs: number; error: string } | { again: false; error: string };

/** The connector stumbled over what it should read. Reading the same bytes again would stumble again: a person looks. */
export class ParserFault extends Error {}

/** After this many tries the delivery stays, visible and replayable. */
const TRIES = 8;
const FIRST_MS = 1000;
const LONGEST_MS = 3600_000;

export function verdict(error: unknown, attempts: number): Verdict {
  const message = error instanceof Error ? error.message : String(error);
  if (error instanceof Unreadable)
    return {
      again: false,
      error: [message, ...error.issues.map((issue) => `${issue.path}: ${issue.message}`)].join(" "),
    };
  if (error instanceof ParserFault || attempts + 1 >= TRIES) return { again: false, error: message };
  return { again: true, inMs: Math.min(LONGEST_MS, FIRST_MS * 2 ** attempts), error: message };
}
