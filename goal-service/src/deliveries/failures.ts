import type { Failure, FailureKind } from "@throughline/shared/deliveries";
import type { z } from "zod";
import type { Caller } from "../accounts/caller.ts";
import { findConnection } from "../connections/connections.ts";
import { TRIES } from "../connections/tries.ts";
import { connectorFor } from "../connectors/registry.ts";
import { prismaTransaction } from "../database/transaction.ts";
import type { PrismaTx } from "../db.ts";
import type { Delivery, Touch, Wanted } from "../generated/prisma/client.ts";
import type { Ground } from "../ground.ts";
import { asUuid } from "../goals/visibility.ts";
import { recordAct } from "../history.ts";
import { newId } from "../ids.ts";
import { notFound, Refused } from "../refusal.ts";
import { type About, subjectsOf } from "./failure-subjects.ts";
import { findDelivery, replay } from "./deliveries.ts";

/** What is shown at once of each kind. */
const SHOWN = 50;

/** What failed for good: what came in and could not be taken, what could not be read, what a tool did not let us write. */
export async function listFailures(
  ground: Ground,
  { workspaceId }: Caller,
  connectionId?: string,
): Promise<{ items: Failure[]; more: boolean }> {
  const scope = { workspaceId, ...(connectionId !== undefined && { connectionId: asUuid(connectionId) }) };
  const { delivery, touch, wanted } = ground.db.prisma;
  const take = SHOWN + 1;
  const [deliveries, touches, wishes] = await Promise.all([
    delivery.findMany({ where: { ...scope, state: "failed" }, orderBy: { id: "desc" }, take, omit: { body: true } }),
    touch.findMany({ where: { ...scope, attempts: { gte: TRIES } }, orderBy: { since: "desc" }, take }),
    wanted.findMany({ where: { ...scope, state: "failed" }, orderBy: { createdAt: "desc" }, take }),
  ]);
  const about = await subjectsOf(ground, workspaceId, [...touches, ...wishes]);
  const items = [
    ...deliveries.slice(0, SHOWN).map(ofDelivery),
    ...touches.slice(0, SHOWN).map((row) => ofTouch(row, about(row))),
    ...wishes.slice(0, SHOWN).map((row) => ofWish(row, about(row))),
  ].sort((a, b) => b.at.localeCompare(a.at));
  return { items, more: [deliveries, touches, wishes].some(({ length }) => length > SHOWN) };
}

const ofDelivery = (row: Omit<Delivery, "body">): Failure => ({
  connectionId: row.connectionId,
  kind: "delivery",
  id: String(row.id),
  about: { key: null, title: row.deliveryId, url: null },
  error: row.error,
  at: row.receivedAt.toISOString(),
  attempts: row.attempts,
});

const ofTouch = ({ connectionId, ref, error, since, attempts }: Touch, about: About): Failure => ({
  connectionId,
  kind: "item",
  id: ref,
  about,
  error,
  at: since.toISOString(),
  attempts,
});

const ofWish = ({ connectionId, id, kind, error, createdAt, attempts }: Wanted, about: About): Failure => ({
  connectionId,
  kind: kind as Failure["kind"],
  id,
  about,
  error,
  at: createdAt.toISOString(),
  attempts,
});

interface Which {
  connectionId: string;
  kind: z.infer<typeof FailureKind>;
  id: string;
}

/** Makes it due now, as if it had never been tried. */
export async function retryFailure(ground: Ground, caller: Caller, { connectionId, kind, id }: Which): Promise<void> {
  const scope = { workspaceId: caller.workspaceId, connectionId: asUuid(connectionId) };
  const now = ground.clock.now();
  if (kind === "delivery") {
    const row = await findDelivery(ground, caller, id);
    if (row.connectionId !== scope.connectionId) throw notFound("delivery");
    await replay(ground, caller, row);
    return;
  }
  const again = { attempts: 0, dueAt: now, error: null };
  await prismaTransaction(ground.db, async (tx) => {
    const { count } =
      kind === "item"
        ? await readAgain(tx, now, caller, scope, id)
        : await tx.wanted.updateMany({
            where: { ...scope, id: asUuid(id), kind, state: "failed" },
            data: { ...again, state: "open" },
          });
    if (count === 0) throw notFound("failure");
    const detail = { connection: scope.connectionId };
    await recordAct(tx, ground, caller, { action: "retry", kind, id, detail });
  });
}

/** Where we read ourselves it is read; else the tool's app is asked for it, or its sender has to send it again. */
async function readAgain(
  tx: PrismaTx,
  now: Date,
  caller: Caller,
  scope: { workspaceId: string; connectionId: string },
  ref: string,
): Promise<{ count: number }> {
  const where = { ...scope, ref, attempts: { gte: TRIES } };
  const connector = connectorFor((await findConnection(tx, caller, scope.connectionId)).tool);
  if (connector.mode === "pull") return tx.touch.updateMany({ where, data: { attempts: 0, dueAt: now, error: null } });
  if (!connector.writesMarks)
    throw new Refused("not_pulled", "Only its sender knows this item: mend it there and send it again.");
  const row = { ...scope, id: newId(), kind: "lookup", ref, createdAt: now, dueAt: now };
  const forgotten = await tx.touch.deleteMany({ where });
  if (forgotten.count > 0) await tx.wanted.create({ data: row });
  return forgotten;
}
