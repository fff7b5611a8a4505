import type { ParsedInputOf } from "@throughline/shared/endpoint";
import type { endpoints } from "@throughline/shared/endpoints";
import type { Initiative as InitiativeWire } from "@throughline/shared/initiatives";
import type { Caller } from "../accounts/caller.ts";
import { prismaTransaction } from "../database/transaction.ts";
import type { PrismaTx } from "../db.ts";
import { type Initiative, Prisma } from "../generated/prisma/client.ts";
import { given, without } from "../given.ts";
import { lockGoal } from "../goals/goals.ts";
import { refuseServed } from "../goals/served.ts";
import { touchGoal } from "../goals/touch.ts";
import { numberAfter } from "../goals/paged.ts";
import { asUuid, goalRef, visibleTo } from "../goals/visibility.ts";
import { dateOf, type GoalRow } from "../goals/wire.ts";
import type { Ground } from "../ground.ts";
import { record } from "../history.ts";
import { newId } from "../ids.ts";
import { requirePerson } from "../people/people.ts";
import { notFound, Refused, stale } from "../refusal.ts";
import { containing } from "../search.ts";
import { bodyOf, keyOf, showInitiative } from "./wire.ts";
import { readWork } from "./work.ts";

type Listing = ParsedInputOf<typeof endpoints.listInitiatives>;
type Create = ParsedInputOf<typeof endpoints.createInitiative>;
type Change = ParsedInputOf<typeof endpoints.changeInitiative>;

/** "INI-12" or an id, as an address or a query may give it. */
export function initiativeRef(ref: string): Prisma.InitiativeWhereInput {
  const no = /^INI-(\d{1,9})$/i.exec(ref)?.[1];
  return no === undefined ? { id: asUuid(ref) } : { no: Number(no) };
}

/** Initiatives share the audience of their goal. */
export const initiativesFor = (caller: Caller): Prisma.InitiativeWhereInput => ({
  workspaceId: caller.workspaceId,
  goal: { is: visibleTo(caller) },
});

/** `open`: work may still be created under it; neither it nor its goal is closed. `private`: its goal is. */
export type FoundInitiative = Initiative & { key: string; open: boolean; private: boolean };

/** The initiative, if its goal exists for this caller. */
export async function findInitiative(tx: PrismaTx, caller: Caller, ref: string): Promise<FoundInitiative> {
  const where = { AND: [initiativesFor(caller), initiativeRef(ref)] };
  const found = await tx.initiative.findFirst({ where, include: { goal: { select: { state: true, private: true } } } });
  if (!found) throw notFound("initiative");
  const { goal, ...row } = found;
  return { ...row, key: keyOf(row), open: goal.state !== "closed" && isOpen(row.state), private: goal.private };
}

/** Nothing new is tied to what is over. */
export function refuseEnded({ open }: FoundInitiative): void {
  if (!open)
    throw new Refused("initiative_closed", "This initiative or its goal is closed. Choose another, or reopen it.");
}

export const isOpen = (state: string): boolean => state === "proposed" || state === "active";

/** How initiatives travel, each with the mark and the counts of its work as they are now. */
export async function showInitiatives(
  ground: Ground,
  caller: Caller,
  rows: readonly Initiative[],
): Promise<InitiativeWire[]> {
  const work = await readWork(
    ground,
    caller,
    rows.map(({ id }) => id),
  );
  return rows.map((row) => showInitiative(row, work.get(row.id)));
}

export async function getInitiative(ground: Ground, caller: Caller, ref: string): Promise<InitiativeWire> {
  return showOne(ground, caller, await findInitiative(ground.db.prisma, caller, ref));
}

async function showOne(ground: Ground, caller: Caller, row: Initiative): Promise<InitiativeWire> {
  return showInitiative(row, (await readWork(ground, caller, [row.id])).get(row.id));
}

/** Initiatives in the order of their numbers; the cursor is the last number shown. */
export async function listInitiatives(
  ground: Ground,
  caller: Caller,
  asked: Listing,
): Promise<{ items: InitiativeWire[]; next: string | null }> {
  const rows = await ground.db.prisma.initiative.findMany({
    where: {
      AND: [
        initiativesFor(caller),
        { no: { gt: numberAfter(asked.cursor) } },
        asked.state ? { state: asked.state } : {},
        asked.goalId ? { goal: { is: goalRef(asked.goalId) } } : {},
        asked.q ? { OR: [{ title: containing(asked.q) }, initiativeRef(asked.q)] } : {},
      ],
    },
    orderBy: { no: "asc" },
    take: asked.limit + 1,
  });
  const shown = rows.slice(0, asked.limit);
  return {
    items: await showInitiatives(ground, caller, shown),
    next: rows.length > asked.limit ? String(shown.at(-1)?.no ?? "") : null,
  };
}

export async function createInitiative(ground: Ground, caller: Caller, input: Create): Promise<InitiativeWire> {
  const { goalId, due, keyResultId, predicted, ...fields } = given(input);
  const row = await prismaTransaction(ground.db, async (tx) => {
    const goal = await openGoal(tx, caller, goalId);
    await requirePerson(tx, caller, input.ownerId);
    const { workspaceId } = caller;
    const { initiativeNo } = await tx.workspace.update({
      where: { id: workspaceId },
      data: { initiativeNo: { increment: 1 } },
      select: { initiativeNo: true },
    });
    const made = await tx.initiative.create({
      data: {
        ...fields,
        workspaceId,
        id: newId(),
        no: initiativeNo,
        goalId: goal.id,
        keyResultId: await keyResultOf(tx, goal, keyResultId ?? null),
        ownerId: input.ownerId === undefined ? (caller.person?.id ?? null) : input.ownerId,
        due: due ? dateOf(due) : null,
        predicted: predictedFor(predicted ?? null),
        createdAt: ground.clock.now(),
      },
    });
    if (predicted) await keyResultOf(tx, goal, predicted.keyResultId);
    await recordInitiative(tx, ground, caller, { row: made, goals: [goal], action: "create" });
    return made;
  });
  return showOne(ground, caller, row);
}

export async function changeInitiative(ground: Ground, caller: Caller, input: Change): Promise<InitiativeWire> {
  const row = await prismaTransaction(ground.db, async (tx) => {
    const found = await findInitiative(tx, caller, input.id);
    const { from, to } = await lockBoth(tx, caller, found.goalId, input.goalId ?? found.goalId);
    const before = await findInitiative(tx, caller, found.id);
    if (before.version !== input.version) throw stale(bodyOf(before));
    await requirePerson(tx, caller, input.ownerId);
    const moved = to.id !== from.id;
    if (moved && to.private) await refuseServed(tx, caller.workspaceId, { initiativeId: before.id });
    const after = await tx.initiative.update({
      where: { workspaceId_id: { workspaceId: caller.workspaceId, id: before.id } },
      data: { ...(await changedFields(tx, input, to, moved)), goalId: to.id, version: { increment: 1 } },
    });
    const goals = moved ? [from, to] : [from];
    await recordInitiative(tx, ground, caller, {
      row: after,
      goals,
      action: "change",
      detail: { reason: input.reason ?? null },
    });
    return after;
  });
  return showOne(ground, caller, row);
}

/** A move to another goal takes the key result and the prediction away, unless new ones are given. */
async function changedFields(tx: PrismaTx, input: Change, to: GoalRow, moved: boolean) {
  const { due, keyResultId, predicted } = input;
  if (predicted) await keyResultOf(tx, to, predicted.keyResultId);
  return {
    ...without(given(input), "id", "version", "reason", "goalId", "due", "keyResultId", "predicted"),
    ...(due !== undefined && { due: due === null ? null : dateOf(due) }),
    ...(keyResultId !== undefined || moved ? { keyResultId: await keyResultOf(tx, to, keyResultId ?? null) } : {}),
    ...(predicted !== undefined || moved ? { predicted: predictedFor(predicted ?? null) } : {}),
  };
}

/** The initiatives of a key result that is removed serve their goal as a whole; what they predicted of it stays in their history. */
export async function letGoOf(tx: PrismaTx, ground: Ground, caller: Caller, goal: GoalRow, keyResultId: string) {
  const { workspaceId } = caller;
  const rows = await tx.initiative.findMany({ where: { workspaceId, goalId: goal.id }, orderBy: { id: "asc" } });
  for (const row of rows) {
    const { predicted } = bodyOf(row);
    const lost = predicted?.keyResultId === keyResultId;
    if (row.keyResultId !== keyResultId && !lost) continue;
    const after = await tx.initiative.update({
      where: { workspaceId_id: { workspaceId, id: row.id } },
      data: {
        ...(row.keyResultId === keyResultId && { keyResultId: null }),
        ...(lost && { predicted: Prisma.DbNull }),
        version: { increment: 1 },
      },
    });
    const detail = { reason: "Its key result was removed." };
    await recordInitiative(tx, ground, caller, { row: after, goals: [], action: "change", detail });
  }
}

async function recordInitiative(
  tx: PrismaTx,
  ground: Ground,
  caller: Caller,
  { row, goals, action, detail = {} }: { row: Initiative; goals: GoalRow[]; action: string; detail?: object },
): Promise<void> {
  await record(tx, ground, caller, {
    action,
    kind: "initiative",
    id: row.id,
    no: row.version,
    body: bodyOf(row),
    detail,
  });
  for (const goal of goals) await touchGoal(tx, ground, goal);
}

async function openGoal(tx: PrismaTx, caller: Caller, ref: string): Promise<GoalRow> {
  const goal = await lockGoal(tx, caller, ref);
  refuseClosed(goal);
  return goal;
}

function refuseClosed(goal: GoalRow): void {
  if (goal.state !== "closed") return;
  throw new Refused("goal_closed", "This goal is closed. Choose another, or reopen it first.");
}

/** The goal an initiative leaves and the one it joins, locked in the order of their ids: two moves never wait for each other. */
async function lockBoth(
  tx: PrismaTx,
  caller: Caller,
  fromId: string,
  toRef: string,
): Promise<{ from: GoalRow; to: GoalRow }> {
  const target = await tx.goal.findFirst({ where: { AND: [visibleTo(caller), goalRef(toRef)] }, select: { id: true } });
  if (!target) throw notFound("goal");
  const locked = new Map<string, GoalRow>();
  for (const id of [...new Set([fromId, target.id])].sort()) locked.set(id, await lockGoal(tx, caller, id));
  const [from, to] = [locked.get(fromId), locked.get(target.id)];
  if (!from || !to) throw notFound("goal");
  if (from !== to) refuseClosed(to);
  return { from, to };
}

/** An initiative works towards a key result of its own goal, or towards none in particular. */
async function keyResultOf(tx: PrismaTx, goal: GoalRow, id: string | null): Promise<string | null> {
  if (id === null) return null;
  const row = await tx.keyResult.findFirst({
    where: { workspaceId: goal.workspaceId, goalId: goal.id, id: asUuid(id), removedAt: null },
  });
  if (!row) {
    throw new Refused(
      "other_key_result",
      "This key result belongs to no measure of the goal. Choose one of the goal's own.",
    );
  }
  return row.id;
}

const predictedFor = (value: InitiativeWire["predicted"]) => value ?? Prisma.DbNull;
