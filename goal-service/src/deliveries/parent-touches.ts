import type { ItemRead } from "@throughline/shared/page";
import type { Tx } from "../db.ts";
import { addTouches, type Scope } from "./touches.ts";

/**
 * Has the items read above whom a part was finished, reopened or added, unless they came in the same answer: a tool may
 * say nothing of the parent then, whose progress it is. Before the reads are applied, while what was known still stands.
 */
export async function touchParents(tx: Tx, scope: Scope, reads: readonly ItemRead[], now: Date): Promise<void> {
  const told = new Set(reads.map(({ ref }) => ref.id));
  const parts = reads.flatMap(({ ref, parent, status: { category } }) => {
    if (!parent || told.has(parent.id)) return [];
    return [{ ref: ref.id, parent: parent.id, over: category === "done" || category === "cancelled" }];
  });
  if (parts.length === 0) return;
  const { rows } = await tx.query<{ ref: string }>(
    `SELECT DISTINCT x.parent AS ref FROM jsonb_to_recordset($3::jsonb) AS x(ref text, parent text, over boolean)
     JOIN work_item p ON p.workspace_id = $1 AND p.connection_id = $2 AND p.remote_id = x.parent AND p.presence = 'live'
     LEFT JOIN work_item i ON i.workspace_id = $1 AND i.connection_id = $2 AND i.remote_id = x.ref
     WHERE i.id IS NULL OR (i.category IN ('done', 'cancelled')) <> x.over ORDER BY ref`,
    [scope.workspaceId, scope.connectionId, JSON.stringify(parts)],
  );
  await addTouches(tx, scope, rows, now);
}
