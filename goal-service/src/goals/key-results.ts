import type { ParsedInputOf } from "@throughline/shared/endpoint";
import type { endpoints } from "@throughline/shared/endpoints";
import type { KeyResult as KeyResultWire, NewKeyResult } from "@throughline/shared/key-results";
import type { Caller } from "../accounts/caller.ts";
import { prismaTransaction } from "../database/transaction.ts";
import type { PrismaTx } from "../db.ts";
import type { KeyResult } from "../generated/prisma/client.ts";
import { given } from "../given.ts";
import type { Ground } from "../ground.ts";
import { record } from "../history.ts";
import { newId } from "../ids.ts";
import { Refused, refusedField, stale } from "../refusal.ts";
import { findGoal, lockGoal } from "./goals.ts";
import { measureOf, showKeyResult } from "./key-result-wire.ts";
import { touchGoal } from "./touch.ts";
import { checkMeasure, DEFAULT_MEASURE, type Measure, measureWith } from "./measure.ts";
import { latestReadings } from "./latest-readings.ts";
import { lockKeyResult } from "./key-result-row.ts";
import { recordReading } from "./readings.ts";
import { asUuid } from "./visibility.ts";
import { dayOf, type GoalRow } from "./wire.ts";

type Listing = ParsedInputOf<typeof endpoints.listKeyResults>;
type Create = ParsedInputOf<typeof endpoints.createKeyResult>;
type Change = ParsedInputOf<typeof endpoints.changeKeyResult>;

/** The goal's measures in the order in which they were made; the cursor is the last id shown. */
export async function listKeyResults(
  ground: Ground,
  caller: Caller,
  asked: Listing,
): Promise<{ items: KeyResultWire[]; next: string | null }> {
  const goal = await findGoal(ground, caller, asked.id);
  const { workspaceId } = caller;
  const after = asked.cursor === undefined ? {} : { id: { gt: asUuid(asked.cursor) } };
  const rows = await ground.db.prisma.keyResult.findMany({
    where: { workspaceId, goalId: goal.id, removedAt: null, ...after },
    orderBy: { id: "asc" },
    take: asked.limit + 1,
  });
  const shown = rows.slice(0, asked.limit);
  const latest = await latestReadings(
    ground.db.prisma,
    workspaceId,
    shown.map(({ id }) => id),
  );
  const items = shown.map((row) => showKeyResult(row, latest.get(row.id) ?? null));
  return { items, next: rows.length > asked.limit ? (items.at(-1)?.id ?? null) : null };
}

/** The key result, if its goal exists for this caller. */
export async function createKeyResult(ground: Ground, caller: Caller, input: Create): Promise<KeyResultWire> {
  const { id: goalRef, reading, ...fields } = input;
  return prismaTransaction(ground.db, async (tx) => {
    const goal = await lockGoal(tx, caller, goalRef);
    refuseClosed(goal);
    const row = await insertKeyResult(tx, ground, caller, goal, fields);
    const first = { keyResult: row, action: "create", at: "reading." };
    if (reading) await recordReading(tx, ground, caller, { ...first, ...reading });
    return showKeyResult(row, reading ?? null);
  });
}

/** A measure of a goal that is locked, or made in the same transaction. `at`: where its fields stand in what was sent. */
export async function insertKeyResult(
  tx: PrismaTx,
  ground: Ground,
  caller: Caller,
  goal: GoalRow,
  { name, unit, ...fields }: Omit<NewKeyResult, "reading">,
  at = "",
): Promise<KeyResult> {
  const measure = measureWith(DEFAULT_MEASURE, given(fields), at);
  checkMeasure(measure, periodOf(goal), at);
  const { workspaceId } = caller;
  const createdAt = ground.clock.now();
  const data = { ...measure, workspaceId, id: newId(), goalId: goal.id, name, unit: unit ?? "", createdAt };
  const row = await tx.keyResult.create({ data });
  await recordKeyResult(tx, ground, caller, { row, goal, action: "create" });
  return row;
}

export async function changeKeyResult(ground: Ground, caller: Caller, input: Change): Promise<KeyResultWire> {
  const { id, version, reason, name, unit, ...fields } = given(input);
  return prismaTransaction(ground.db, async (tx) => {
    const { row: before, goal } = await lockKeyResult(tx, caller, id);
    const latest = (await latestReadings(tx, caller.workspaceId, [before.id])).get(before.id) ?? null;
    if (before.version !== version) throw stale(showKeyResult(before, latest));
    refuseClosed(goal);
    const measure = measureWith(measureOf(before), fields);
    checkReason(measureOf(before), measure, reason);
    checkMeasure(measure, periodOf(goal));
    const row = await tx.keyResult.update({
      where: { workspaceId_id: { workspaceId: caller.workspaceId, id: before.id } },
      data: { ...measure, name: name ?? before.name, unit: unit ?? before.unit, version: { increment: 1 } },
    });
    await recordKeyResult(tx, ground, caller, { row, goal, action: "change", detail: { reason: reason ?? null } });
    return showKeyResult(row, latest);
  });
}

/** It measures the goal no more; every row stays, and so does its history. */
export async function takeOut(
  tx: PrismaTx,
  ground: Ground,
  caller: Caller,
  { row, goal, reason }: { row: KeyResult; goal: GoalRow; reason: string },
): Promise<KeyResult> {
  refuseClosed(goal);
  const { workspaceId, id } = row;
  const after = await tx.keyResult.update({
    where: { workspaceId_id: { workspaceId, id } },
    data: { removedAt: ground.clock.now(), version: { increment: 1 } },
  });
  await recordKeyResult(tx, ground, caller, { row: after, goal, action: "remove", detail: { reason } });
  return after;
}

async function recordKeyResult(
  tx: PrismaTx,
  ground: Ground,
  caller: Caller,
  { row, goal, action, detail = {} }: { row: KeyResult; goal: GoalRow; action: string; detail?: object },
): Promise<void> {
  const body = { ...showKeyResult(row, null), ...(row.removedAt && { removed: true }) };
  await record(tx, ground, caller, { action, kind: "key-result", id: row.id, no: row.version, body, detail });
  await touchGoal(tx, ground, goal);
}

const periodOf = (goal: GoalRow) => ({ start: dayOf(goal.start), due: dayOf(goal.due) });

function refuseClosed(goal: GoalRow): void {
  if (goal.state === "closed") throw new Refused("goal_closed", "This goal is closed. Reopen it first.");
}

/** People planned on these, and the same reading would mean something else. */
const REASONED = ["direction", "baseline", "target", "lo", "hi", "tolerance"] as const;

function checkReason(before: Measure, after: Measure, reason: string | undefined): void {
  const changed = REASONED.filter((field) => before[field] !== after[field]);
  if (changed.length === 0 || reason !== undefined) return;
  const what = changed.join(" and ");
  throw refusedField("reason_missing", "reason", `Say why ${what} changes; readings are judged against it.`);
}
