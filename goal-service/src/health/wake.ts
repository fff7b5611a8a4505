import { transaction } from "../database/transaction.ts";
import type { Ground } from "../ground.ts";

/** First the mark, then the report, as the evaluator takes them: in the other order the two would stand in each other's way. */
const STATEMENT = `
WITH due AS (
  SELECT h.workspace_id, h.goal_id FROM goal_health h JOIN workspace w ON h.workspace_id = w.id
  WHERE w.zone = $1 AND h.wake_on <= $2::date),
marked AS (
  INSERT INTO goal_dirty (workspace_id, goal_id, since) SELECT workspace_id, goal_id, $3 FROM due ORDER BY 1, 2
  ON CONFLICT (workspace_id, goal_id) DO UPDATE SET since = excluded.since RETURNING workspace_id, goal_id)
UPDATE goal_health h SET wake_on = NULL FROM marked m
WHERE h.workspace_id = m.workspace_id AND h.goal_id = m.goal_id AND h.wake_on <= $2::date`;

/**
 * Stalling is the absence of a webhook: nothing tells us of it. Every report says on which day it differs by itself, and
 * on that day its goal is marked dirty. One index look-up a zone; nothing is scanned.
 */
export async function wakeDue(ground: Ground): Promise<boolean> {
  const now = ground.clock.now();
  const zones = await ground.db.pool.query<{ zone: string }>(`SELECT DISTINCT zone FROM workspace`);
  let woken = 0;
  for (const { zone } of zones.rows) {
    const today = ground.clock.dayIn(zone, now);
    const { rowCount } = await transaction(ground.db, (tx) => tx.query(STATEMENT, [zone, today, now]));
    woken += rowCount ?? 0;
  }
  return woken > 0;
}
