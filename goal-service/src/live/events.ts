import type { Ground } from "../ground.ts";

/** A row of live_event: what changed, never what it is. */
export interface LiveEvent {
  id: number;
  workspaceId: string;
  kind: "goal" | "item" | "connection";
  ref: string;
  version: number;
  goalId: string | null;
  /** Who saw a goal until this change, to hear of it once more; nobody where the change took it from nobody. */
  lostBy: LostBy | null;
}

/** People and teams by id, or everyone in the workspace. */
export type LostBy = "everyone" | string[];

const COLUMNS = `e.id, e.workspace_id AS "workspaceId", e.kind, e.ref, e.version, e.goal_id AS "goalId", e.lost_by AS "lostBy"`;
const KEEP_MS = 24 * 3600_000;

/** How far one workspace has been told, and which lower numbers may still come from transactions that commit late. */
export interface Position {
  workspaceId: string;
  top: number;
  gaps: readonly number[];
}

/** What is read at once, whatever happened meanwhile. */
export const AT_ONCE = 2000;

/** What is new for any of these workspaces, in one query, oldest first; as many as are read at once. */
export async function readNew(ground: Ground, positions: readonly Position[]): Promise<LiveEvent[]> {
  const gaps = positions.flatMap(({ workspaceId, gaps: ids }) => ids.map((id) => ({ workspaceId, id })));
  const { rows } = await ground.db.pool.query<LiveEvent>(
    `SELECT ${COLUMNS} FROM unnest($1::uuid[], $2::bigint[]) AS w(id, top) JOIN live_event e ON e.workspace_id = w.id AND e.id > w.top
     UNION ALL
     SELECT ${COLUMNS} FROM unnest($3::uuid[], $4::bigint[]) AS g(workspace_id, id) JOIN live_event e ON e.workspace_id = g.workspace_id AND e.id = g.id
     ORDER BY 1 LIMIT ${AT_ONCE}`,
    [
      positions.map(({ workspaceId }) => workspaceId),
      positions.map(({ top }) => top),
      gaps.map(({ workspaceId }) => workspaceId),
      gaps.map(({ id }) => id),
    ],
  );
  return rows;
}

/** The newest numbers of a workspace, to know where it stands. */
export async function readLatest(ground: Ground, workspaceId: string, count: number): Promise<number[]> {
  const { rows } = await ground.db.pool.query<{ id: number }>(
    `SELECT id FROM live_event WHERE workspace_id = $1 ORDER BY id DESC LIMIT $2`,
    [workspaceId, count],
  );
  return rows.map(({ id }) => id).reverse();
}

/** What came after an event that a listener heard last; null when that event is no longer kept, or so much came since. */
export async function readAfter(ground: Ground, workspaceId: string, since: string): Promise<LiveEvent[] | null> {
  if (!/^\d{1,15}$/.test(since)) return null;
  const { rows } = await ground.db.pool.query<LiveEvent>(
    `SELECT ${COLUMNS} FROM live_event e WHERE e.workspace_id = $1 AND e.id >= $2 ORDER BY e.id LIMIT ${AT_ONCE}`,
    [workspaceId, Number(since)],
  );
  return rows[0]?.id === Number(since) && rows.length < AT_ONCE ? rows.slice(1) : null;
}

/** Events are a hint for screens that are open now; the API keeps the truth. */
export async function pruneEvents(ground: Ground): Promise<void> {
  const before = new Date(ground.clock.now().getTime() - KEEP_MS);
  await ground.db.pool.query(`DELETE FROM live_event e USING workspace w WHERE e.workspace_id = w.id AND e.at < $1`, [
    before,
  ]);
}
