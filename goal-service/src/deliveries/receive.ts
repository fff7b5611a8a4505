import { createHash } from "node:crypto";
import type { Ground } from "../ground.ts";

/** Every way in which receiving can end; hook-route.ts gives each its status. */
export type Received =
  | { outcome: "stored"; id: string }
  | { outcome: "repeat" }
  | { outcome: "unknown_or_bad_signature" }
  | { outcome: "unreadable"; message: string; issues: { path: string; message: string }[] };

/** Stores what a tool told us, before it is understood. The unique (connection, delivery id) makes a repeat nothing new. */
export async function storeDelivery(
  ground: Ground,
  to: { workspaceId: string; connectionId: string },
  deliveryId: string,
  body: string,
): Promise<Received> {
  const now = ground.clock.now();
  const { rows } = await ground.db.pool.query<{ id: string }>({
    name: "store-delivery",
    text: `INSERT INTO delivery (workspace_id, connection_id, delivery_id, body, due_at, received_at) VALUES ($1,$2,$3,$4,$5,$5)
           ON CONFLICT (workspace_id, connection_id, delivery_id) DO NOTHING RETURNING id`,
    values: [to.workspaceId, to.connectionId, deliveryId, body, now],
  });
  return rows[0] ? { outcome: "stored", id: rows[0].id } : { outcome: "repeat" };
}

/**
 * The same for a webhook that we asked for, which was heard with it. Its events have no id: bytes that come again while
 * the first wait are a repeat; later they may be a second change within one tick of the tool's clock, and looking twice
 * costs one read where not looking would cost the change.
 */
export async function storeHeard(
  ground: Ground,
  from: { workspaceId: string; connectionId: string; id: string },
  deliveryId: string,
  body: string,
): Promise<Received> {
  const now = ground.clock.now();
  const { rows } = await ground.db.pool.query<{ id: string }>({
    name: "store-heard",
    text: `WITH heard AS (UPDATE subscription SET heard_at = $5 WHERE workspace_id = $1 AND id = $6)
           INSERT INTO delivery (workspace_id, connection_id, delivery_id, body, due_at, received_at) VALUES ($1,$2,$3,$4,$5,$5)
           ON CONFLICT (workspace_id, connection_id, delivery_id) DO UPDATE SET state = 'pending', attempts = 0, due_at = excluded.due_at, done_at = NULL
           WHERE delivery.state = 'done' RETURNING id`,
    values: [from.workspaceId, from.connectionId, deliveryId, body, now, from.id],
  });
  return rows[0] ? { outcome: "stored", id: rows[0].id } : { outcome: "repeat" };
}

/** A delivery without an id of its own is named by its bytes. */
export const idFromBody = (body: Buffer): string => `sha256:${createHash("sha256").update(body).digest("base64url")}`;
