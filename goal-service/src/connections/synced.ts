import type { Parsed } from "../connectors/connector.ts";
import type { Tx } from "../db.ts";
import { TRUSTING } from "./trusting-goals.ts";

interface Scope {
  workspaceId: string;
  connection: { id: string };
}

/**
 * A reconcile moves the cursor: an event that came through says nothing of those before it that were lost. Its last page
 * has a cursor and no items; that, or the last page of a sweep of all that is read, shows that the sync works: a sweep of
 * one container says nothing of the next. Then a connection that was behind is trusted again, and its goals are looked at
 * anew.
 */
export async function takeSync(tx: Tx, scope: Scope, pages: readonly Parsed[], now: Date): Promise<void> {
  const polls = pages.filter((page) => page.cursor !== null || page.sweep?.last === true);
  if (polls.length === 0) return;
  const ended = polls.some((page) => page.cursor !== null && page.items.length === 0);
  const swept = polls.flatMap(({ sweep }) => (sweep?.last === true ? [sweep.containers] : []));
  const cursor: Record<string, string> = {};
  for (const [container, at] of polls.flatMap((page) => Object.entries(page.cursor ?? {}))) {
    const iso = new Date(at).toISOString();
    if (iso > (cursor[container] ?? "")) cursor[container] = iso;
  }
  await tx.query(
    `WITH before AS (
       SELECT behind_since, $5 OR EXISTS (SELECT 1 FROM jsonb_array_elements($6::jsonb) AS x(swept) WHERE x.swept @> containers) AS ended
       FROM connection WHERE workspace_id = $1 AND id = $2),
     synced AS (
       UPDATE connection c SET cursor = c.cursor || $4::jsonb, last_sync_at = CASE WHEN b.ended THEN $3 ELSE c.last_sync_at END,
         behind_since = CASE WHEN b.ended THEN NULL ELSE c.behind_since END, problem = CASE WHEN b.ended THEN NULL ELSE c.problem END
       FROM before b WHERE c.workspace_id = $1 AND c.id = $2)
     INSERT INTO goal_dirty (workspace_id, goal_id, since)
     SELECT DISTINCT $1::uuid, i.goal_id, $3::timestamptz FROM before
     JOIN connection c ON before.ended AND before.behind_since IS NOT NULL AND c.workspace_id = $1 AND c.id = $2
     ${TRUSTING} ORDER BY 2
     ON CONFLICT (workspace_id, goal_id) DO UPDATE SET since = excluded.since`,
    [scope.workspaceId, scope.connection.id, now, JSON.stringify(cursor), ended, JSON.stringify(swept)],
  );
}
