import { TRIES } from "../connections/tries.ts";
import type { Parsed } from "../connectors/connector.ts";
import type { Tx } from "../db.ts";
import type { Scope } from "./touches.ts";

/**
 * What a sender showed in a form that can't be read is kept where whatever failed for good is listed, with its reason, until
 * a later page shows it in a form that can.
 */
export async function keepUnread(tx: Tx, scope: Scope, pages: readonly Parsed[], now: Date): Promise<void> {
  const last = new Map<string, string | null>();
  for (const { items, unread } of pages) {
    for (const { ref } of items) last.set(ref.id, null);
    for (const { id, why } of unread) last.set(id, why);
  }
  if (last.size === 0) return;
  const told = [...last].map(([ref, error]) => ({ ref, error }));
  await tx.query(
    `WITH x AS (SELECT * FROM jsonb_to_recordset($3::jsonb) AS x(ref text, error text)),
     read AS (
       DELETE FROM touch t USING x WHERE t.workspace_id = $1 AND t.connection_id = $2 AND t.ref = x.ref AND x.error IS NULL)
     INSERT INTO touch (workspace_id, connection_id, ref, since, due_at, attempts, error)
     SELECT $1, $2, ref, $4, $4, ${TRIES}, error FROM x WHERE error IS NOT NULL ORDER BY ref
     ON CONFLICT (workspace_id, connection_id, ref) DO UPDATE SET attempts = excluded.attempts, error = excluded.error`,
    [scope.workspaceId, scope.connectionId, JSON.stringify(told), now],
  );
}
