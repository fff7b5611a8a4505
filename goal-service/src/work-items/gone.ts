import type { Tx } from "../db.ts";
import type { Ground } from "../ground.ts";
import { newId } from "../ids.ts";
import type { Into } from "./apply.ts";
import { ITEM_SELECT, type ItemRow } from "./item-row.ts";
import { writeBatch } from "./write.ts";

/** Items that two sweeps missed while their container answered: gone. Their history stays. */
export async function applyGone(tx: Tx, ground: Ground, into: Into, remoteIds: readonly string[]): Promise<void> {
  if (remoteIds.length === 0) return;
  const { rows } = await tx.query<ItemRow>(
    `SELECT ${ITEM_SELECT} FROM work_item WHERE workspace_id = $1 AND connection_id = $2 AND remote_id = ANY($3)`,
    [into.workspaceId, into.connection.id, [...remoteIds]],
  );
  const now = ground.clock.now().toISOString();
  const known = {
    items: new Map(rows.map((row) => [row.remote_id, { ...row }])),
    links: new Map(),
    initiatives: new Map(),
    childrenOf: () => Promise.resolve([]),
  };
  const events = rows.map((row) => ({
    id: newId(),
    item_id: row.id,
    change: "presence",
    before: row.presence,
    after: "gone",
    at: row.tool_updated,
    seen_at: now,
    delivery_id: null,
  }));
  const gone = new Map(rows.map((row) => [row.remote_id, { ...row, presence: "gone", fingerprint: "gone" }]));
  await writeBatch(tx, ground, into, known, { rows: gone, events, links: [], identities: new Map() });
}
