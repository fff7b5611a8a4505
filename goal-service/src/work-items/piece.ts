import type { Day } from "@throughline/shared/calendar";
import type { WorkItemFacts } from "@throughline/shared/health/fact-shapes";

/**
 * Pieces of work in SQL, over `work_item w`: a mirrored pair is one piece, at the side that counts (pair.ts). It moves when
 * either side moves and is blocked when either is; and where either tool is behind we don't know whether it moved.
 */
export const COUNTS = `w.presence = 'live' AND w.mirror_of IS NULL`;

const day = (value: string) => `to_char(${value}, 'YYYY-MM-DD')`;

/** What the model needs of a piece; beside WITH_TOOLS. */
export const PIECE = `w.id, w.category AS status, ${day("CASE WHEN w.category = 'done' THEN w.moved_on ELSE greatest(w.moved_on, w.mirror_moved_on) END")} AS moved, ${day("w.due")} AS due, w.size,
  ${day("least(w.blocked_since, w.mirror_blocked_since) AT TIME ZONE s.zone")} AS "blockedSince",
  ${day("least(c.behind_since, oc.behind_since) AT TIME ZONE s.zone")} AS "syncedTo"`;

export const WITH_TOOLS = `JOIN workspace s ON s.id = w.workspace_id
JOIN connection c ON c.workspace_id = w.workspace_id AND c.id = w.connection_id
LEFT JOIN work_item o ON o.workspace_id = w.workspace_id AND o.id = w.mirrored_by
LEFT JOIN connection oc ON oc.workspace_id = o.workspace_id AND oc.id = o.connection_id`;

/**
 * What is finished, in SQL over `finished f`: counts, sizes, and the last day on which something moved that still counts; a
 * day whose work was opened again or cancelled is none.
 */
export const FINISHED = `sum(f.items)::int AS items, sum(f.sized)::int AS sized, sum(f.size) AS size, ${day("max(f.day) FILTER (WHERE f.items > 0)")} AS last`;

export interface Piece {
  id: string;
  status: WorkItemFacts["status"];
  moved: Day;
  due: Day | null;
  size: number | null;
  blockedSince: Day | null;
  /** The day up to which its tools' data are complete; null while they are up to date. */
  syncedTo: Day | null;
}

export function factsOf({ id, status, moved, due, size, blockedSince }: Piece): WorkItemFacts {
  return {
    id,
    status,
    moved,
    ...(due !== null && { due }),
    ...(size !== null && { size }),
    ...(blockedSince !== null && { blockedSince }),
  };
}

/**
 * The day up to which the data of all of these are complete, where a tool of theirs is behind. Also when that is today: the
 * model knows that nothing is old yet, and on which day it will be.
 */
export function syncedUpTo(pieces: readonly Piece[]): { syncedTo?: Day } {
  const first = pieces.flatMap(({ syncedTo }) => syncedTo ?? []).sort()[0];
  return first === undefined ? {} : { syncedTo: first };
}
