import type { Delivery as DeliveryWire } from "@throughline/shared/deliveries";
import type { z } from "zod";
import type { Caller } from "../accounts/caller.ts";
import { prismaTransaction } from "../database/transaction.ts";
import type { Delivery } from "../generated/prisma/client.ts";
import type { Ground } from "../ground.ts";
import { asUuid } from "../goals/visibility.ts";
import { recordAct } from "../history.ts";
import { notFound } from "../refusal.ts";

interface Asked {
  state?: "pending" | "done" | "failed" | undefined;
  connectionId?: string | undefined;
  cursor?: string | undefined;
  limit: number;
}

/** What came in, newest first. */
export async function listDeliveries(
  ground: Ground,
  { workspaceId }: Caller,
  { state, connectionId, cursor, limit }: Asked,
): Promise<{ items: z.infer<typeof DeliveryWire>[]; next: string | null }> {
  const rows = await ground.db.prisma.delivery.findMany({
    where: {
      workspaceId,
      ...(state && { state }),
      ...(connectionId && { connectionId: asUuid(connectionId) }),
      ...(cursor && { id: { lt: number(cursor) } }),
    },
    orderBy: { id: "desc" },
    take: limit + 1,
    omit: { body: true }, // up to a MiB each
  });
  const shown = rows.slice(0, limit);
  return { items: shown.map(showDelivery), next: rows.length > limit ? String(shown.at(-1)?.id) : null };
}

const number = (text: string) => (/^\d{1,18}$/.test(text) ? BigInt(text) : 0n);

export async function findDelivery(ground: Ground, { workspaceId }: Caller, id: string): Promise<Delivery> {
  const row = await ground.db.prisma.delivery.findUnique({
    where: { workspaceId_id: { workspaceId, id: number(id) } },
  });
  if (!row) throw notFound("delivery");
  return row;
}

/** Due now, as if it had never been tried. */
export const replay = (ground: Ground, caller: Caller, { workspaceId, id }: Delivery): Promise<Delivery> =>
  prismaTransaction(ground.db, async (tx) => {
    await recordAct(tx, ground, caller, { action: "replay", kind: "delivery", id: String(id) });
    return tx.delivery.update({
      where: { workspaceId_id: { workspaceId, id } },
      data: { state: "pending", attempts: 0, taken: 0, dueAt: ground.clock.now(), error: null, doneAt: null },
    });
  });

export function showDelivery(row: Omit<Delivery, "body">): z.infer<typeof DeliveryWire> {
  return {
    id: String(row.id),
    connectionId: row.connectionId,
    deliveryId: row.deliveryId,
    state: row.state as "pending" | "done" | "failed",
    attempts: row.attempts,
    error: row.error,
    receivedAt: row.receivedAt.toISOString(),
    doneAt: row.doneAt?.toISOString() ?? null,
  };
}
