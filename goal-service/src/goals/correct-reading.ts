import type { ParsedInputOf } from "@throughline/shared/endpoint";
import type { endpoints } from "@throughline/shared/endpoints";
import type { Reading as ReadingWire } from "@throughline/shared/key-results";
import type { Caller } from "../accounts/caller.ts";
import { prismaTransaction } from "../database/transaction.ts";
import type { PrismaTx } from "../db.ts";
import type { KeyResult, Reading } from "../generated/prisma/client.ts";
import type { Ground } from "../ground.ts";
import { record } from "../history.ts";
import { notFound, stale } from "../refusal.ts";
import { lockKeyResult } from "./key-result-row.ts";
import { appendRow, recordReading, showReading } from "./readings.ts";
import { touchGoal } from "./touch.ts";
import { asUuid, visibleTo } from "./visibility.ts";
import { dayOf, type GoalRow } from "./wire.ts";

type Correct = ParsedInputOf<typeof endpoints.correctReading>;
type Remove = ParsedInputOf<typeof endpoints.removeReading>;

/** Another value, note or day in place of a reading; what stood there stays in the history. */
export async function correctReading(ground: Ground, caller: Caller, input: Correct): Promise<ReadingWire> {
  return prismaTransaction(ground.db, async (tx) => {
    const { row: before, keyResult, goal } = await lockReading(tx, caller, input.id);
    const on = input.on ?? dayOf(before.on);
    const { value = before.value, note = before.note } = input;
    const detail = { corrects: before.id };
    const row = await recordReading(tx, ground, caller, { keyResult, action: "correct", on, value, note, detail });
    if (on !== dayOf(before.on)) await takeBack(tx, ground, caller, { row: before, reason: `Moved to ${on}.` });
    await touchGoal(tx, ground, goal);
    return showReading(row);
  });
}

/** Takes a reading back: that day has none any more, and the history shows what it was. */
export async function removeReading(ground: Ground, caller: Caller, input: Remove): Promise<ReadingWire> {
  return prismaTransaction(ground.db, async (tx) => {
    const { row, goal } = await lockReading(tx, caller, input.id);
    await takeBack(tx, ground, caller, { row, reason: input.reason ?? null });
    await touchGoal(tx, ground, goal);
    return showReading(row);
  });
}

/** The reading with its goal locked. Its id is its version: what was replaced or taken back since can't be changed. */
async function lockReading(
  tx: PrismaTx,
  caller: Caller,
  id: string,
): Promise<{ row: Reading; keyResult: KeyResult; goal: GoalRow }> {
  const goalOf = { keyResult: { is: { goal: { is: visibleTo(caller) } } } };
  const row = await tx.reading.findFirst({
    where: { workspaceId: caller.workspaceId, id: asUuid(id), removed: false, ...goalOf },
  });
  if (!row) throw notFound("reading");
  const { row: keyResult, goal } = await lockKeyResult(tx, caller, row.keyResultId);
  const last = await tx.reading.findFirst({
    where: { workspaceId: caller.workspaceId, keyResultId: keyResult.id, on: row.on },
    orderBy: { no: "desc" },
  });
  if (last && last.id !== row.id) throw stale(last.removed ? null : showReading(last));
  return { row, keyResult, goal };
}

async function takeBack(
  tx: PrismaTx,
  ground: Ground,
  caller: Caller,
  { row, reason }: { row: Reading; reason: string | null },
): Promise<void> {
  const { keyResultId, on, value } = row;
  const mark = await appendRow(tx, ground, caller, { keyResultId, on, value, note: reason, removed: true });
  const body = { ...showReading(mark), keyResultId, removed: true };
  const detail = { reason, reading: row.id };
  await record(tx, ground, caller, { action: "remove", kind: "reading", id: mark.id, no: 1, body, detail });
}
