import type { Connection as ConnectionWire, Container } from "@throughline/shared/connections";
import { z } from "zod";
import type { Caller } from "../accounts/caller.ts";
import { type ToolContainer, ToolError } from "../connectors/connector.ts";
import { pullConnectorFor } from "../connectors/registry.ts";
import { prismaTransaction } from "../database/transaction.ts";
import type { Connection, Subscription } from "../generated/prisma/client.ts";
import type { Ground } from "../ground.ts";
import { Refused } from "../refusal.ts";
import { sayingNo } from "./acting.ts";
import { namesOf } from "./container-names.ts";
import { findConnection, recordConnection, showConnection, lockConnection } from "./connections.ts";
import { findPulled, touchItems } from "./pulled.ts";
import { inTool } from "./reach.ts";
import { startUrl } from "./registration.ts";
import { readServes } from "./serves.ts";

const Containers = z.array(z.string());
const Cursor = z.record(z.string(), z.string());

/**
 * Which containers are read. Where we read ourselves the rest follows in the connection's next turn: webhooks are made and
 * given back, new containers listed whole. Items of one that is read no longer are gone soon, unless they turn up in another.
 */
export async function setContainers(
  ground: Ground,
  caller: Caller,
  input: { id: string; containers: string[] },
): Promise<ConnectionWire> {
  const now = ground.clock.now();
  const row = await prismaTransaction(ground.db, async (tx) => {
    await lockConnection(tx, caller, input.id);
    const before = await findConnection(tx, caller, input.id);
    const chosen = [...new Set(input.containers)];
    const dropped = Containers.parse(before.containers).filter((container) => !chosen.includes(container));
    const pulled = pullConnectorFor(before.tool) !== null;
    const made = await tx.connection.update({
      where: { workspaceId_id: { workspaceId: caller.workspaceId, id: before.id } },
      data: {
        containers: chosen,
        version: { increment: 1 },
        ...(pulled && { pollDue: now, cursor: without(Cursor.parse(before.cursor), dropped) }),
      },
    });
    if (pulled) {
      const scope = { workspaceId: made.workspaceId, connectionId: made.id };
      await touchItems(tx, scope, dropped, { now, missed: true });
    }
    await recordConnection(tx, ground, caller, made, "set containers");
    return made;
  });
  return showConnection(ground, caller, row);
}

/** Read again one day, a container is listed whole: nobody looked meanwhile. */
const without = (cursor: Record<string, string>, dropped: readonly string[]): Record<string, string> =>
  Object.fromEntries(Object.entries(cursor).filter(([container]) => !dropped.includes(container)));

/** The tool's projects as they are now, with those that are chosen and that it no longer shows. */
export async function listContainers(ground: Ground, caller: Caller, id: string): Promise<Container[]> {
  const row = await findPulled(ground.db.prisma, caller, id);
  const scope = { workspaceId: row.workspaceId, connectionId: row.id };
  const found = await askFor(ground, caller, row);
  const counted = await ground.db.prisma.workItem.groupBy({
    by: ["container"],
    where: { ...scope, presence: "live" },
    _count: true,
  });
  const items = new Map(counted.map(({ container, _count }) => [container, _count]));
  const hooks = await ground.db.prisma.subscription.findMany({ where: scope });
  const heard = new Map(hooks.map((hook) => [hook.container, hook]));
  const chosen = Containers.parse(row.containers);
  const hidden = chosen.filter((container) => !found.some((shown) => shown.id === container));
  const names = await namesOf(ground.db.pool, scope, hidden);
  const serves = await readServes(ground, caller, row);
  return [
    ...found,
    ...hidden.map((container) => ({
      id: container,
      name: names.get(container) ?? container,
      restricted: false,
    })),
  ].map((container) => ({
    ...container,
    chosen: chosen.includes(container.id),
    items: items.get(container.id) ?? 0,
    subscription: showSubscription(heard.get(container.id)),
    serves: serves.get(container.id) ?? null,
  }));
}

function showSubscription(row: Subscription | undefined): Container["subscription"] {
  if (!row) return null;
  const state = row.state as NonNullable<Container["subscription"]>["state"];
  return { state, heardAt: row.heardAt?.toISOString() ?? null, problem: row.problem };
}

async function askFor(ground: Ground, caller: Caller, row: Connection): Promise<ToolContainer[]> {
  if (row.failures === 0 && row.pausedUntil !== null && row.pausedUntil > ground.clock.now())
    throw new Refused("tool_unreachable", "The tool asked us to wait. Try again in a minute.");
  const scope = { workspaceId: row.workspaceId, connectionId: row.id };
  return sayingNo(ground, caller, row.tool, async () => {
    try {
      return await inTool(ground, scope, null, (connector, reach) => connector.containers(reach));
    } catch (error) {
      if (!(error instanceof ToolError) || error.kind !== "signed_out") throw error;
      throw new Refused(
        "not_connected",
        "The account with which we read no longer allows it. Connect the tool again to choose its projects.",
        { authorizeUrl: `${startUrl(ground, row.tool)}?for=workspace` },
      );
    }
  });
}
