import { transaction } from "../database/transaction.ts";
import type { Ground } from "../ground.ts";
import { TRUSTING } from "./trusting-goals.ts";

/** A connection whose app has not synced for this long is behind: silence of the sync is not silence of the work. */
const BEHIND_HOURS = 26;

/**
 * Marks connections that fell behind, and the goals that trust them. Generic ones have no schedule to miss. Asked every
 * second, so the goals are looked for only when there is a connection to look behind.
 */
export async function markBehind(ground: Ground): Promise<boolean> {
  const now = ground.clock.now();
  const tooOld = new Date(now.getTime() - BEHIND_HOURS * 3600_000);
  return transaction(ground.db, async (tx) => {
    const { rows } = await tx.query<{ id: string }>(LATE, [tooOld, now]);
    if (rows.length === 0) return false;
    const { rowCount } = await tx.query(GOALS, [rows.map(({ id }) => id), now]);
    return (rowCount ?? 0) > 0;
  });
}

const LATE = `
WITH late AS (
  UPDATE connection SET behind_since = last_sync_at, version = version + 1, problem = 'No sync for ${BEHIND_HOURS} hours.'
  WHERE tool <> 'generic' AND state = 'active' AND behind_since IS NULL AND last_sync_at < $1 RETURNING workspace_id, id, version),
told AS (INSERT INTO live_event (workspace_id, kind, ref, version, at) SELECT workspace_id, 'connection', id::text, version, $2 FROM late)
SELECT id FROM late`;

const GOALS = `
INSERT INTO goal_dirty (workspace_id, goal_id, since)
SELECT DISTINCT i.workspace_id, i.goal_id, $2::timestamptz FROM connection c ${TRUSTING}
WHERE c.id = ANY($1::uuid[]) ORDER BY 1, 2
ON CONFLICT (workspace_id, goal_id) DO UPDATE SET since = excluded.since`;
