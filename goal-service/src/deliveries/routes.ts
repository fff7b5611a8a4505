import { endpoints } from "@throughline/shared/endpoints";
import type { Delivery as DeliveryWire } from "@throughline/shared/connections";
import { Router } from "express";
import type { z } from "zod";
import type { Delivery } from "../generated/prisma/client.ts";
import type { Ground } from "../ground.ts";
import { asUuid } from "../goals/visibility.ts";
import { notFound } from "../refusal.ts";
import { mount } from "../route.ts";

export function deliveryRoutes(ground: Ground, onReplay: () => void): Router {
  const router = Router();
  mount(router, ground, endpoints.listDeliveries, async ({ caller, input }) => {
    const rows = await ground.db.prisma.delivery.findMany({
      where: {
        workspaceId: caller.workspaceId,
        ...(input.state && { state: input.state }),
        ...(input.connectionId && { connectionId: asUuid(input.connectionId) }),
        ...(input.cursor && { id: { lt: number(input.cursor) } }),
      },
      orderBy: { id: "desc" },
      take: input.limit + 1,
    });
    const shown = rows.slice(0, input.limit);
    return { items: shown.map(show), next: rows.length > input.limit ? String(shown.at(-1)?.id) : null };
  });
  mount(router, ground, endpoints.getDelivery, async ({ caller, input }) => {
    const row = await find(ground, caller.workspaceId, input.id);
    return { ...show(row), body: row.body };
  });
  mount(router, ground, endpoints.replayDelivery, async ({ caller, input }) => {
    const { id } = await find(ground, caller.workspaceId, input.id);
    const data = { state: "pending", attempts: 0, dueAt: ground.clock.now(), error: null, doneAt: null };
    const row = await ground.db.prisma.delivery.update({
      where: { workspaceId_id: { workspaceId: caller.workspaceId, id } },
      data,
    });
    onReplay();
    return show(row);
  });
  return router;
}

const number = (text: string) => (/^\d{1,18}$/.test(text) ? BigInt(text) : 0n);

async function find(ground: Ground, workspaceId: string, id: string): Promise<Delivery> {
  const row = await ground.db.prisma.delivery.findUnique({
    where: { workspaceId_id: { workspaceId, id: number(id) } },
  });
  if (!row) throw notFound("delivery");
  return row;
}

function show(row: Delivery): z.infer<typeof DeliveryWire> {
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
