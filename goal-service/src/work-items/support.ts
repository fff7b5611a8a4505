import type { Caller } from "../accounts/caller.ts";
import { prismaTransaction } from "../database/transaction.ts";
import type { PrismaTx } from "../db.ts";
import type { Ground } from "../ground.ts";
import { record } from "../history.ts";
import type { FoundInitiative } from "../initiatives/initiatives.ts";
import { announce } from "../live/announce.ts";

interface Supporting {
  item: { id: string };
  initiative: FoundInitiative;
  reason?: string | undefined;
}

/** A supporting link is shown and counts nothing (product.md, rule 3); one that is there already stays as it is. */
export async function support(ground: Ground, caller: Caller, { item, initiative, reason }: Supporting): Promise<void> {
  const personId = caller.person?.id ?? null;
  const link = { ...keyOf(caller, item, initiative), personId, createdAt: ground.clock.now() };
  await prismaTransaction(ground.db, async (tx) => {
    const { count } = await tx.supportingLink.createMany({ data: [link], skipDuplicates: true });
    if (count > 0) await recordSupport(tx, ground, caller, { item, initiative, reason, action: "support" });
  });
}

/** Whether there was one to end. */
export async function endSupport(ground: Ground, caller: Caller, { item, initiative }: Supporting): Promise<boolean> {
  return prismaTransaction(ground.db, async (tx) => {
    const { count } = await tx.supportingLink.deleteMany({ where: keyOf(caller, item, initiative) });
    if (count > 0) await recordSupport(tx, ground, caller, { item, initiative, action: "end support" });
    return count > 0;
  });
}

const keyOf = ({ workspaceId }: Caller, item: { id: string }, initiative: { id: string }) => ({
  workspaceId,
  itemId: item.id,
  initiativeId: initiative.id,
});

/** All supporting links of an item are one thing with versions of its own; open screens read the item again. */
async function recordSupport(
  tx: PrismaTx,
  ground: Ground,
  caller: Caller,
  { item: { id }, initiative, reason, action }: Supporting & { action: string },
): Promise<void> {
  const { workspaceId } = caller;
  const at = ground.clock.now();
  const where = { workspaceId_id: { workspaceId, id } };
  const { version } = await tx.workItem.findUniqueOrThrow({ where, select: { version: true } });
  const links = await tx.supportingLink.findMany({ where: { workspaceId, itemId: id }, orderBy: { createdAt: "asc" } });
  const no = (await tx.version.count({ where: { workspaceId, kind: "supporting-links", id } })) + 1;
  const body = { itemId: id, initiativeIds: links.map(({ initiativeId }) => initiativeId) };
  const detail = { initiative: initiative.id, reason: reason ?? null };
  await record(tx, ground, caller, { action, kind: "supporting-links", id, no, body, detail });
  const goalId = initiative.private ? initiative.goalId : null;
  await announce(tx, { workspaceId, kind: "item", ref: id, version, goalId }, at);
}
