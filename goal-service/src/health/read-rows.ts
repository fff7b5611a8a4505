import type { Tx } from "../db.ts";
import { WorkspaceSettings } from "../people/workspace-settings.ts";
import { COUNTS, FINISHED, PIECE, type Piece, WITH_TOOLS } from "../work-items/piece.ts";

export interface GoalRow {
  id: string;
  parent_id: string | null;
  private: boolean;
  state: string;
  dropped: boolean;
  ambition: string;
  start: string;
  due: string;
  zone: string;
  settings: WorkspaceSettings;
}

export interface KeyResultRow {
  goal_id: string;
  id: string;
  direction: string;
  baseline: number | null;
  target: number | null;
  lo: number | null;
  hi: number | null;
  tolerance: number | null;
  weight: number;
  cadence: number;
  lag: number;
  result_lag: number;
  plan: [string, number][];
  readings: [string, number][];
}

export interface OpenItem extends Piece {
  goal_id: string;
}

export interface Rows {
  goals: GoalRow[];
  keyResults: KeyResultRow[];
  items: OpenItem[];
  finished: { goal_id: string; items: number; sized: number; size: number; last: string | null }[];
  finishedDays: { goal_id: string; day: string; items: number }[];
  children: { goal_id: string; id: string; state: string; weight: number }[];
  calls: { goal_id: string; at: string; level: string; reason: string | null }[];
}

const day = (column: string) => `to_char(${column}, 'YYYY-MM-DD')`;

export async function readRows(tx: Tx, workspaceId: string, goalIds: readonly string[]): Promise<Rows> {
  const ask = async <T extends object>(text: string): Promise<T[]> =>
    (await tx.query<T>(text, [workspaceId, goalIds])).rows;
  const goals = await ask<GoalRow>(GOALS);
  return {
    goals: goals.map((goal) => ({ ...goal, settings: WorkspaceSettings.parse(goal.settings) })),
    keyResults: await ask(KEY_RESULTS),
    items: await ask(ITEMS),
    finished: await ask(FINISHED_OF),
    finishedDays: await ask(FINISHED_DAYS),
    children: await ask(CHILDREN),
    calls: await ask(CALLS),
  };
}

const GOALS = `SELECT g.id, g.parent_id, g.private, g.state, g.dropped, g.ambition, ${day("g.start")} AS start, ${day("g.due")} AS due, w.zone, w.settings
FROM goal g JOIN workspace w ON w.id = g.workspace_id WHERE g.workspace_id = $1 AND g.id = ANY($2::uuid[])`;

const KEY_RESULTS = `SELECT k.goal_id, k.id, k.direction, k.baseline, k.target, k.lo, k.hi, k.tolerance, k.weight, k.cadence, k.lag, k.result_lag, k.plan,
  COALESCE((SELECT jsonb_agg(jsonb_build_array(${day("r.on")}, r.value) ORDER BY r.on) FROM current_reading r
    WHERE r.workspace_id = k.workspace_id AND r.key_result_id = k.id), '[]') AS readings
FROM key_result k WHERE k.workspace_id = $1 AND k.goal_id = ANY($2::uuid[]) AND k.removed_at IS NULL ORDER BY k.created_at, k.id`;

const ITEMS = `SELECT i.goal_id, ${PIECE}
FROM initiative i
JOIN work_item w ON w.workspace_id = i.workspace_id AND w.initiative_id = i.id AND w.category IN ('todo', 'doing')
${WITH_TOOLS}
WHERE i.workspace_id = $1 AND i.goal_id = ANY($2::uuid[]) AND i.state = 'active' AND ${COUNTS}`;

const FINISHED_OF = `SELECT i.goal_id, ${FINISHED}
FROM initiative i JOIN finished f ON f.workspace_id = i.workspace_id AND f.initiative_id = i.id
WHERE i.workspace_id = $1 AND i.goal_id = ANY($2::uuid[]) AND i.state = 'active' GROUP BY i.goal_id HAVING sum(f.items) > 0`;

const FINISHED_DAYS = `SELECT i.goal_id, ${day("f.day")} AS day, f.items FROM initiative i
JOIN finished f ON f.workspace_id = i.workspace_id AND f.initiative_id = i.id
WHERE i.workspace_id = $1 AND i.goal_id = ANY($2::uuid[]) AND i.state = 'active' AND f.items > 0`;

/** A private child has no vote in a parent that others may see (product.md, rule 10). */
const CHILDREN = `SELECT g.parent_id AS goal_id, g.id, h.state, g.weight FROM goal g
JOIN goal_health h ON h.workspace_id = g.workspace_id AND h.goal_id = g.id
WHERE g.workspace_id = $1 AND g.parent_id = ANY($2::uuid[]) AND NOT g.private ORDER BY g.id`;

const CALLS = `SELECT DISTINCT ON (goal_id) goal_id, ${day("at")} AS at, level, reason FROM call
WHERE workspace_id = $1 AND goal_id = ANY($2::uuid[]) ORDER BY goal_id, at DESC, recorded_at DESC`;
