import type { Day } from "@throughline/shared/calendar";
import { initiativeMark } from "@throughline/shared/health/initiative-mark";
import { type Standing, standingsOf } from "@throughline/shared/health/stalling";
import type { WorkLevel } from "@throughline/shared/vocabulary";
import type { Ground } from "../ground.ts";
import { grouped } from "../grouped.ts";
import { readWorkspaceSettings, type WorkspaceSettings } from "../people/workspace-settings.ts";
import { COUNTS, factsOf, FINISHED, PIECE, type Piece, syncedUpTo, WITH_TOOLS } from "../work-items/piece.ts";

/** An open, live, primary-linked piece of work, and whose it is. */
interface OpenRow extends Piece {
  initiativeId: string;
  personId: string | null;
}

/** The same with how it stands on the day asked about. */
export type OpenItem = OpenRow & Standing;

export interface InitiativeWork {
  mark: WorkLevel;
  counts: { todo: number; doing: number; done: number; stalled: number };
  /** Open items only: what is finished is a count. */
  open: OpenItem[];
}

interface Finished {
  initiativeId: string;
  items: number;
  sized: number;
  size: number;
  last: Day;
}

interface Where {
  workspaceId: string;
  zone: string;
}

/** The work behind each of these initiatives on this day, in two queries however many they are. */
export async function readWork(
  ground: Ground,
  where: Where,
  initiativeIds: readonly string[],
): Promise<Map<string, InitiativeWork>> {
  const today = ground.clock.dayIn(where.zone, ground.clock.now());
  const [open, finished, settings] = await Promise.all([
    readOpen(ground, where, initiativeIds),
    readFinished(ground, where, initiativeIds),
    readWorkspaceSettings(ground, where.workspaceId),
  ]);
  const openOf = grouped(open, (item) => item.initiativeId);
  const finishedOf = new Map(finished.map((row) => [row.initiativeId, row]));
  return new Map(initiativeIds.map((id) => [id, judge(openOf.get(id) ?? [], finishedOf.get(id), settings, today)]));
}

function judge(
  rows: readonly OpenRow[],
  finished: Finished | undefined,
  { holidays = [], thresholds = {} }: WorkspaceSettings,
  today: Day,
): InitiativeWork {
  const facts = {
    items: rows.map(factsOf),
    finished: finished
      ? [{ items: finished.items, sized: finished.sized, size: finished.size, last: finished.last }]
      : [],
    holidays,
    settings: thresholds,
    ...syncedUpTo(rows),
  };
  const standings = standingsOf(facts, today);
  const open = rows.flatMap((row) => {
    const standing = standings.get(row.id);
    return standing ? [{ ...row, ...standing }] : [];
  });
  const doing = open.filter(({ status }) => status === "doing").length;
  const stalled = open.filter((item) => item.stalled).length;
  return {
    mark: initiativeMark(facts, today),
    counts: { todo: open.length - doing, doing, done: finished?.items ?? 0, stalled },
    open,
  };
}

async function readOpen(ground: Ground, { workspaceId }: Where, ids: readonly string[]): Promise<OpenRow[]> {
  return (await ground.db.pool.query<OpenRow>(OPEN, [workspaceId, ids])).rows;
}

const OPEN = `SELECT ${PIECE}, w.initiative_id AS "initiativeId", p.person_id AS "personId"
FROM work_item w
${WITH_TOOLS}
LEFT JOIN identity p ON p.workspace_id = w.workspace_id AND p.connection_id = w.connection_id AND p.remote_id = w.owner_remote
WHERE w.workspace_id = $1 AND w.initiative_id = ANY($2::uuid[]) AND w.category IN ('todo', 'doing') AND ${COUNTS}`;

async function readFinished(ground: Ground, { workspaceId }: Where, ids: readonly string[]): Promise<Finished[]> {
  return (await ground.db.pool.query<Finished>(DONE, [workspaceId, ids])).rows;
}

const DONE = `SELECT f.initiative_id AS "initiativeId", ${FINISHED}
FROM finished f WHERE f.workspace_id = $1 AND f.initiative_id = ANY($2::uuid[]) GROUP BY f.initiative_id HAVING sum(f.items) > 0`;
