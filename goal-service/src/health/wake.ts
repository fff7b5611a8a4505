import type { Ground } from "../ground.ts";

/**
 * Stalling is the absence of a webhook: nothing tells us of it. Every report says on which day it differs by itself, and
 * on that day its goal is marked dirty. One index look-up a zone; nothing is scanned.
 */
export async function wakeDue(ground: Ground): Promise<boolean> {
  const now = ground.clock.now();
  const zones = await ground.db.pool.query<{ zone: string }>(`SELECT DISTINCT zone FROM workspace`);
  let woken = 0;
  for (const { zone } of zones.rows) {
    const { rowCount } = await ground.db.pool.query(
      `WITH due AS (UPDATE goal_health h SET wake_on = NULL FROM workspace w
         WHERE w.zone = $1 AND h.workspace_id = w.id AND h.wake_on <= $2::date RETURNING h.workspace_id, h.goal_id)
       INSERT INTO goal_dirty (workspace_id, goal_id, since) SELECT workspace_id, goal_id, $3 FROM due ORDER BY 1, 2
       ON CONFLICT (workspace_id, goal_id) DO UPDATE SET since = excluded.since`,
      [zone, ground.clock.dayIn(zone, now), now],
    );
    woken += rowCount ?? 0;
  }
  return woken > 0;
}
