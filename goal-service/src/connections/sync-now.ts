import type { Connection as ConnectionWire } from "@throughline/shared/connections";
import type { Caller } from "../accounts/caller.ts";
import { prismaTransaction } from "../database/transaction.ts";
import type { Ground } from "../ground.ts";
import { recordAct } from "../history.ts";
import { showConnection } from "./connections.ts";
import { findPulled } from "./pulled.ts";

/**
 * Reads everything again and looks after the webhooks in the connection's next turn, which is now: whatever kept it from
 * being asked is forgotten, but not what the tool itself told us to wait.
 */
export async function syncNow(ground: Ground, caller: Caller, id: string): Promise<ConnectionWire> {
  const now = ground.clock.now();
  const before = await findPulled(ground.db.prisma, caller, id);
  const scope = { workspaceId: before.workspaceId, connectionId: before.id };
  const row = await prismaTransaction(ground.db, async (tx) => {
    const due = await tx.connection.update({
      where: { workspaceId_id: { workspaceId: before.workspaceId, id: before.id } },
      data: { pollDue: now, sweepDue: now, ...(before.failures > 0 && { pausedUntil: null }) },
    });
    await tx.subscription.updateMany({ where: scope, data: { checkedAt: null } });
    await tx.touch.updateMany({ where: { ...scope, attempts: { gt: 0 } }, data: { attempts: 0, dueAt: now } });
    await recordAct(tx, ground, caller, { action: "sync now", kind: "connection", id: due.id });
    return due;
  });
  return showConnection(ground, caller, row);
}
