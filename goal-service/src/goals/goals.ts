import type { endpoints } from "@throughline/shared/endpoints";
import type { ParsedInputOf } from "@throughline/shared/endpoint";
import type { Caller } from "../accounts/caller.ts";
import { hold, prismaTransaction } from "../database/transaction.ts";
import type { PrismaTx } from "../db.ts";
import { given } from "../given.ts";
import type { Ground } from "../ground.ts";
import { record } from "../history.ts";
import { announce, markDirty } from "../live/announce.ts";
import { notFound, stale } from "../refusal.ts";
import { checkChange, refuseLoop } from "./goal-checks.ts";
import { refuseServed } from "./served.ts";
import { showWithin } from "./show.ts";
import { lost, requireAudience, setViewers, viewersOf } from "./viewers.ts";
import { goalRef, visibleTo } from "./visibility.ts";
import { dateOf, dayOf, type GoalRow, showGoal } from "./wire.ts";

const withViewers = { viewers: true } as const;

/** The goal, if it exists for this caller. */
export async function findGoal(ground: Ground, caller: Caller, ref: string): Promise<GoalRow> {
  const row = await ground.db.prisma.goal.findFirst({
    where: { AND: [visibleTo(caller), goalRef(ref)] },
    include: withViewers,
  });
  if (!row) throw notFound("goal");
  return row;
}

/** The same inside a transaction, its row locked until the end, so that two changes come one after the other. */
export async function lockGoal(tx: PrismaTx, caller: Caller, ref: string): Promise<GoalRow> {
  const found = await tx.goal.findFirst({ where: { AND: [visibleTo(caller), goalRef(ref)] }, select: { id: true } });
  if (!found) throw notFound("goal");
  await tx.$queryRaw`SELECT 1 FROM goal WHERE workspace_id = ${caller.workspaceId}::uuid AND id = ${found.id}::uuid FOR NO KEY UPDATE`;
  return tx.goal.findUniqueOrThrow({
    where: { workspaceId_id: { workspaceId: caller.workspaceId, id: found.id } },
    include: withViewers,
  });
}

/** Writes down a changed goal: its version, its audit line, and who must hear of it. */
export async function recordGoal(
  tx: PrismaTx,
  ground: Ground,
  caller: Caller,
  row: GoalRow,
  action: string,
  detail: object = {},
  before: GoalRow = row,
): Promise<void> {
  const at = ground.clock.now();
  await record(tx, ground, caller, { action, kind: "goal", id: row.id, no: row.version, body: showGoal(row), detail });
  await markDirty(tx, caller.workspaceId, [row.id, row.parentId], at);
  await announce(
    tx,
    {
      workspaceId: caller.workspaceId,
      kind: "goal",
      ref: row.id,
      version: row.version,
      goalId: row.private ? row.id : null,
      ...lost(before, row),
    },
    at,
  );
}

type Change = ParsedInputOf<typeof endpoints.changeGoal>;

export async function changeGoal(ground: Ground, caller: Caller, input: Change): Promise<GoalRow> {
  return prismaTransaction(ground.db, async (tx) => {
    if (input.parentId) await hold(tx, cascadeOf(caller));
    const before = await lockGoal(tx, caller, input.id);
    if (before.version !== input.version) throw stale(await showWithin(tx, caller, before));
    const { id: _id, version: _version, reason, viewers, start, due, parentId, ...fields } = given(input);
    const period = { start: start ?? dayOf(before.start), due: due ?? dayOf(before.due) };
    await checkChange(tx, caller, before, input, period);
    const parent = parentId ? await parentFor(tx, caller, before.id, parentId) : null;
    const row = await tx.goal.update({
      where: { workspaceId_id: { workspaceId: caller.workspaceId, id: before.id } },
      data: {
        ...fields,
        start: dateOf(period.start),
        due: dateOf(period.due),
        ...(parentId !== undefined && { parentId: parent?.id ?? null }),
        ...(viewers !== undefined && { private: viewers !== null }),
        version: { increment: 1 },
      },
    });
    if (row.private && !before.private) await refuseServed(tx, caller.workspaceId, { goalId: row.id });
    if (viewers !== undefined) await setViewers(tx, caller.workspaceId, before.id, viewers ?? []);
    const after = { ...row, viewers: await viewersOf(tx, caller.workspaceId, before.id) };
    await requireAudience(tx, after);
    await recordGoal(tx, ground, caller, after, "change", { reason: reason ?? null }, before);
    await markDirty(tx, caller.workspaceId, [before.parentId], ground.clock.now());
    return after;
  });
}

/** Goals of a workspace move under others one after the other: two moves that are right alone could close a circle. */
const cascadeOf = ({ workspaceId }: Caller): string => `cascade ${workspaceId}`;

async function parentFor(tx: PrismaTx, caller: Caller, id: string, parentRef: string): Promise<GoalRow> {
  const parent = await lockGoal(tx, caller, parentRef);
  await refuseLoop(tx, caller.workspaceId, id, parent.id);
  return parent;
}
