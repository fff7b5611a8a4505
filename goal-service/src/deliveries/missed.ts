import type { Tx } from "../db.ts";
import type { Ask, Scope, Touch } from "./touches.ts";

/** Not shown once is not gone: unreachable is not deleted. It is looked for again after this. */
const MISSED_AGAIN_MS = 10 * 60_000;
/** A container that does not answer is looked at again after this. */
const HIDDEN_AGAIN_MS = 60 * 60_000;

/** A touched item that the tool did not show, or showed outside the containers that are read. */
export interface Missed {
  touch: Touch;
  outside: boolean;
}

/** Where we last saw an item. */
export interface LastSeen {
  remote_id: string;
  container: string;
  presence: string;
}

export type Judged =
  | { what: "forget" }
  | { what: "gone" }
  /** Twice it was seen where nobody reads, whatever its last container answers. */
  | { what: "left" }
  /** Not shown while its container does not answer: it keeps its last state, with its age. */
  | { what: "hidden"; container: string; due: Date }
  | { what: "again"; due: Date; missedSince: Date };

const longAgo = ({ missed_since }: Touch, now: Date): boolean =>
  missed_since !== null && now.getTime() - missed_since.getTime() >= MISSED_AGAIN_MS;

/** Those of which this could be the second miss, so that it must be known whether their containers answer. */
export const missedAgain = (missed: readonly Missed[], now: Date): string[] =>
  missed.filter(({ touch }) => longAgo(touch, now)).map(({ touch }) => touch.ref);

/**
 * Gone is only what was missed twice, ten minutes apart, while its container answers, or has been given up by an admin; what
 * moves may be nowhere, or elsewhere, for a moment.
 * Only known items can be gone.
 */
export function judgeMissed(
  { touch, outside }: Missed,
  seen: LastSeen | undefined,
  answers: (container: string) => boolean,
  now: Date,
): Judged {
  const again = longAgo(touch, now);
  const nobodyMissesIt = seen === undefined ? outside || again : seen.presence === "gone";
  if (nobodyMissesIt) return { what: "forget" };
  if (!again || seen === undefined) {
    const missedSince = touch.missed_since ?? now;
    return { what: "again", missedSince, due: new Date(missedSince.getTime() + MISSED_AGAIN_MS) };
  }
  if (outside) return { what: "left" };
  if (answers(seen.container)) return { what: "gone" };
  return { what: "hidden", container: seen.container, due: new Date(now.getTime() + HIDDEN_AGAIN_MS) };
}

export async function lastSeen(
  tx: Tx,
  { workspaceId, connectionId }: Scope,
  refs: readonly string[],
): Promise<Map<string, LastSeen>> {
  if (refs.length === 0) return new Map();
  const { rows } = await tx.query<LastSeen>(
    `SELECT remote_id, container, presence FROM work_item WHERE workspace_id = $1 AND connection_id = $2 AND remote_id = ANY($3)`,
    [workspaceId, connectionId, [...refs]],
  );
  return new Map(rows.map((row) => [row.remote_id, row]));
}

/** A miss that a listing noticed is looked at ten minutes after it. */
export const secondLook = (ref: string, now: Date): Ask => ({
  ref,
  missedSince: now,
  due: new Date(now.getTime() + MISSED_AGAIN_MS),
});
