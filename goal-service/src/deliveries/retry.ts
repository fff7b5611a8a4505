import { TRIES } from "../connections/tries.ts";
import { type ToolError, Unreadable } from "../connectors/connector.ts";

/** What becomes of a delivery that could not be applied: decided here and nowhere else, by the kind of error. */
export type Verdict = { again: true; inMs: number; error: string } | { again: false; error: string };

/** The connector stumbled over what it should read. Reading the same bytes again would stumble again: a person looks. */
export class ParserFault extends Error {}

const FIRST_MS = 1000;
const LONGEST_MS = 3600_000;

const doubled = (times: number, longest: number): number => Math.min(longest, FIRST_MS * 2 ** times);

export function verdict(error: unknown, attempts: number): Verdict {
  const message = error instanceof Error ? error.message : String(error);
  if (error instanceof Unreadable)
    return {
      again: false,
      error: [message, ...error.issues.map((issue) => `${issue.path}: ${issue.message}`)].join(" "),
    };
  if (error instanceof ParserFault || attempts + 1 >= TRIES) return { again: false, error: message };
  return { again: true, inMs: doubled(attempts, LONGEST_MS), error: message };
}

/** A tool that does not answer is asked again this soon at the latest. */
const SILENT_MS = 15 * 60_000;

/** How long a connection waits whose tool did not answer `failures` times in a row. */
export const silentFor = (failures: number): number => doubled(failures - 1, SILENT_MS);

/**
 * What becomes of a connection whose tool says no: decided here and nowhere else, by the kind of error and by what was
 * asked. wait: nothing is asked until then. silent: the tool is not there; wait twice as long each time. degrade: we can't
 * see any more; what we know stays, and silence is not trusted. give_up: only this one thing can't be done.
 */
export type ToolVerdict =
  | { then: "wait"; ms: number }
  | { then: "silent"; problem: string }
  | { then: "degrade"; problem: string }
  | { then: "give_up"; error: string };

/** A tool that limits us without saying for how long. */
const LIMITED_MS = 60_000;

export function toolVerdict(error: ToolError, asked: "read" | "container" | "comment" | "wish"): ToolVerdict {
  const { kind, message } = error;
  const isOneThing = asked === "wish" || asked === "comment";
  switch (kind) {
    case "limited":
      return { then: "wait", ms: error.retryAfterMs ?? LIMITED_MS };
    case "unreachable":
      return { then: "silent", problem: message };
    case "unknown":
      // Done perhaps: a read may be done again, and a comment, which is looked for first; another wish is not.
      return asked === "wish" ? { then: "give_up", error: message } : { then: "silent", problem: message };
    case "signed_out":
      return { then: "degrade", problem: `Allow Throughline again: ${message}` };
    case "not_allowed":
    case "missing":
      return isOneThing ? { then: "give_up", error: message } : { then: "degrade", problem: message };
    case "unpaid":
    case "refused":
      return asked === "container" ? { then: "degrade", problem: message } : { then: "give_up", error: message };
  }
}

/** What we can't see is looked for again this often. */
export const DEGRADED_MS = 15 * 60_000;

/**
 * What becomes of the one thing, a touch or a wish, over which the tool (or we: null) failed; null: it counts for nothing.
 * A tool's silence counts once, so that a thing which always silences it comes to its end; and the thing waits longer than
 * the connection does, so that others are tried before it.
 */
export function thingVerdict(
  verdict: ToolVerdict | null,
  { attempts, failures }: { attempts: number; failures: number },
): { attempts: number; inMs: number } | null {
  switch (verdict?.then) {
    case undefined:
      return { attempts: attempts + 1, inMs: doubled(attempts, LONGEST_MS) };
    case "give_up":
      return { attempts: TRIES, inMs: 0 };
    case "silent":
      return { attempts: attempts + (failures === 0 ? 1 : 0), inMs: 2 * silentFor(failures + 1) };
    case "degrade":
      return { attempts, inMs: DEGRADED_MS };
    case "wait":
      return null;
  }
}
