import type { endpoints } from "@throughline/shared/endpoints";
import type { ParsedInputOf } from "@throughline/shared/endpoint";
import type { Caller } from "../accounts/caller.ts";
import type { PrismaTx } from "../db.ts";
import type { Ground } from "../ground.ts";
import { record } from "../history.ts";
import { newId } from "../ids.ts";
import { announce, markDirty } from "../live/announce.ts";
import { notFound, Refused, stale } from "../refusal.ts";
import { measureOf } from "./key-result-wire.ts";
import { checkMeasure } from "./measure.ts";
import { requireNamed } from "./references.ts";
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
    },
    at,
  );
}

type Create = ParsedInputOf<typeof endpoints.createGoal>;

export async function createGoal(ground: Ground, caller: Caller, input: Create): Promise<GoalRow> {
  const { start, due, viewers, parentId, ...fields } = given(input);
  checkDates(input.start, input.due);
  return ground.db.prisma.$transaction(async (tx) => {
    await requireNamed(tx, caller.workspaceId, input);
    const parent = parentId ? await lockGoal(tx, caller, parentId) : null;
    const { goalNo } = await tx.workspace.update({
      where: { id: caller.workspaceId },
      data: { goalNo: { increment: 1 } },
      select: { goalNo: true },
    });
    const id = newId();
    const row = await tx.goal.create({
      data: {
        ...fields,
        workspaceId: caller.workspaceId,
        id,
        no: goalNo,
        start: dateOf(start),
        due: dateOf(due),
        parentId: parent?.id ?? null,
        ownerId: input.ownerId === undefined ? (caller.person?.id ?? null) : input.ownerId,
        private: viewers !== undefined,
        createdAt: ground.clock.now(),
      },
    });
    await setViewers(tx, caller.workspaceId, id, viewers ?? []);
    const made = { ...row, viewers: await viewersOf(tx, caller.workspaceId, id) };
    await recordGoal(tx, ground, caller, made, "create");
    return made;
  });
}

type Change = ParsedInputOf<typeof endpoints.changeGoal>;

/** Changes of these want a reason, because work was planned on them. */
const REASONED = ["due", "priority", "state"] as const;

export async function changeGoal(ground: Ground, caller: Caller, input: Change): Promise<GoalRow> {
  return ground.db.prisma.$transaction(async (tx) => {
    const before = await lockGoal(tx, caller, input.id);
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
        ...(viewers !== undefined && { private: true }),
        version: { increment: 1 },
      },
    });
    if (viewers !== undefined) await setViewers(tx, caller.workspaceId, before.id, viewers);
    const after = { ...row, viewers: await viewersOf(tx, caller.workspaceId, before.id) };
    await recordGoal(tx, ground, caller, after, "change", { reason: reason ?? null });
    await markDirty(tx, caller.workspaceId, [before.parentId], ground.clock.now());
    return after;
  });
}

/** Whether this change may be made to the goal as it stands. */
async function checkChange(
  tx: PrismaTx,
  caller: Caller,
  before: GoalRow,
  input: Change,
  period: { start: string; due: string },
): Promise<void> {
  if (before.version !== input.version) throw stale(showGoal(before));
  if (before.state === "closed") throw new Refused("goal_closed", "This goal is closed. Reopen it first.");
  checkDates(period.start, period.due);
  checkReason(before, input);
  await checkMeasures(tx, before, period);
  await requireNamed(tx, caller.workspaceId, input);
}

async function parentFor(tx: PrismaTx, caller: Caller, id: string, parentRef: string): Promise<GoalRow> {
  const parent = await lockGoal(tx, caller, parentRef);
  await refuseLoop(tx, caller.workspaceId, id, parent.id);
  return parent;
}

export async function closeGoal(
  ground: Ground,
  caller: Caller,
  input: { id: string; dropped: boolean; reason?: string | undefined },
): Promise<GoalRow> {
  return setState(ground, caller, input.id, {
    from: "open",
    data: { state: "closed", dropped: input.dropped },
    action: "close",
    reason: input.reason,
  });
}

export async function reopenGoal(
  ground: Ground,
  caller: Caller,
  input: { id: string; reason: string },
): Promise<GoalRow> {
  return setState(ground, caller, input.id, {
    from: "closed",
    data: { state: "active", dropped: false },
    action: "reopen",
    reason: input.reason,
  });
}

async function setState(
  ground: Ground,
  caller: Caller,
  ref: string,
  to: {
    from: "open" | "closed";
    data: { state: string; dropped: boolean };
    action: string;
    reason?: string | undefined;
  },
): Promise<GoalRow> {
  return ground.db.prisma.$transaction(async (tx) => {
    const before = await lockGoal(tx, caller, ref);
    const closed = before.state === "closed";
    if (to.from === "open" && closed) throw new Refused("goal_closed", "This goal is already closed.");
    if (to.from === "closed" && !closed) throw new Refused("goal_open", "This goal is open.");
    const row = await tx.goal.update({
      where: { workspaceId_id: { workspaceId: caller.workspaceId, id: before.id } },
      data: { ...to.data, version: { increment: 1 } },
    });
    const after = { ...row, viewers: before.viewers };
    await recordGoal(tx, ground, caller, after, to.action, { reason: to.reason ?? null });
    return after;
  });
}

/** Drops keys that were sent as undefined, which Prisma and exactOptionalPropertyTypes both take for a value. */
function given<T extends object>(input: T): { [K in keyof T]: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(input).filter(([, value]) => value !== undefined)) as {
    [K in keyof T]: Exclude<T[K], undefined>;
  };
}

function checkDates(start: string, due: string): void {
  if (due <= start)
    throw new Refused("due_before_start", `The goal is due on ${due}; that must be after its start on ${start}.`);
}

/** Plan points and lags were written for the period as it was; a new one must not make nonsense of them. */
async function checkMeasures(tx: PrismaTx, goal: GoalRow, period: { start: string; due: string }): Promise<void> {
  const rows = await tx.keyResult.findMany({ where: { workspaceId: goal.workspaceId, goalId: goal.id } });
  for (const row of rows) checkMeasure(measureOf(row), period);
}

function checkReason(before: GoalRow, input: Change): void {
  const now = showGoal(before);
  const changed = REASONED.filter((field) => input[field] !== undefined && input[field] !== now[field]);
  if (changed.length > 0 && !input.reason)
    throw new Refused("reason_missing", `Say why ${changed.join(" and ")} changes; people planned on it.`);
}

async function refuseLoop(tx: PrismaTx, workspaceId: string, id: string, parentId: string): Promise<void> {
  const above = await tx.$queryRaw<{ id: string }[]>`
    WITH RECURSIVE up AS (
      SELECT id, parent_id FROM goal WHERE workspace_id = ${workspaceId}::uuid AND id = ${parentId}::uuid
      UNION SELECT g.id, g.parent_id FROM goal g JOIN up ON g.workspace_id = ${workspaceId}::uuid AND g.id = up.parent_id)
    SELECT id FROM up`;
  if (above.some((goal) => goal.id === id))
    throw new Refused("cascade_loop", "A goal can't stand below itself. Choose another parent.");
}

async function setViewers(
  tx: PrismaTx,
  workspaceId: string,
  goalId: string,
  viewerIds: readonly string[],
): Promise<void> {
  await tx.goalViewer.deleteMany({ where: { workspaceId, goalId } });
  await tx.goalViewer.createMany({
    data: [...new Set(viewerIds)].map((viewerId) => ({ workspaceId, goalId, viewerId })),
  });
}

const viewersOf = (tx: PrismaTx, workspaceId: string, goalId: string) =>
  tx.goalViewer.findMany({ where: { workspaceId, goalId } });
