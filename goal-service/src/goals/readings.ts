import { isDay } from "@throughline/shared/calendar";
import type { ParsedInputOf } from "@throughline/shared/endpoint";
import type { endpoints } from "@throughline/shared/endpoints";
import type { Reading as ReadingWire } from "@throughline/shared/key-results";
import type { Caller } from "../accounts/caller.ts";
import { signed } from "../accounts/caller.ts";
import { prismaTransaction } from "../database/transaction.ts";
import type { PrismaTx } from "../db.ts";
import type { KeyResult, Reading } from "../generated/prisma/client.ts";
import type { Ground } from "../ground.ts";
import { record } from "../history.ts";
import { newId } from "../ids.ts";
import { refusedField } from "../refusal.ts";
import { findKeyResult, lockKeyResult } from "./key-result-row.ts";
import { touchGoal } from "./touch.ts";
import { dateOf, dayOf } from "./wire.ts";

type Listing = ParsedInputOf<typeof endpoints.listReadings>;
type Create = ParsedInputOf<typeof endpoints.createReading>;

/** One value a day, the one that counts, oldest first; the cursor is the last day shown. */
export async function listReadings(
  ground: Ground,
  caller: Caller,
  asked: Listing,
): Promise<{ items: ReadingWire[]; next: string | null }> {
  const { workspaceId, id } = await findKeyResult(ground.db.prisma, caller, asked.id);
  const after = isDay(asked.cursor ?? "") ? asked.cursor : null;
  const rows = await ground.db.prisma.$queryRaw<ReadingRow[]>`
    SELECT id, "on", value, note, by, recorded_at AS "recordedAt" FROM current_reading
    WHERE workspace_id = ${workspaceId}::uuid AND key_result_id = ${id}::uuid AND (${after}::date IS NULL OR "on" > ${after}::date)
    ORDER BY "on" LIMIT ${asked.limit + 1}`;
  const items = rows.slice(0, asked.limit).map(showReading);
  return { items, next: rows.length > asked.limit ? (items.at(-1)?.on ?? null) : null };
}

/** Appends a value; the same day again is a further row, and the last one counts. */
export async function createReading(ground: Ground, caller: Caller, input: Create): Promise<ReadingWire> {
  return prismaTransaction(ground.db, async (tx) => {
    const { row: keyResult, goal } = await lockKeyResult(tx, caller, input.id);
    const row = await recordReading(tx, ground, caller, { keyResult, action: "create", ...input });
    await touchGoal(tx, ground, goal);
    return showReading(row);
  });
}

interface Said {
  keyResult: Pick<KeyResult, "id">;
  action: string;
  on: string;
  value: number;
  note?: string | null | undefined;
  detail?: object;
  /** Where its fields stand in what was sent. */
  at?: string;
}

/** Writes a value of a key result whose goal is locked; what was recorded for that day before stays beneath it. */
export async function recordReading(tx: PrismaTx, ground: Ground, caller: Caller, said: Said): Promise<Reading> {
  refuseFuture(ground, caller, said);
  const { keyResult, action, value, note = null, detail } = said;
  const row = await appendRow(tx, ground, caller, { keyResultId: keyResult.id, on: dateOf(said.on), value, note });
  const body = { ...showReading(row), keyResultId: keyResult.id };
  await record(tx, ground, caller, { action, kind: "reading", id: row.id, no: 1, body, ...(detail && { detail }) });
  return row;
}

type Row = Pick<Reading, "keyResultId" | "on" | "value" | "note"> & Partial<Pick<Reading, "removed">>;

export async function appendRow(tx: PrismaTx, ground: Ground, caller: Caller, row: Row): Promise<Reading> {
  const day = { workspaceId: caller.workspaceId, keyResultId: row.keyResultId, on: row.on };
  const no = (await tx.reading.count({ where: day })) + 1;
  return tx.reading.create({
    data: { ...day, ...row, no, id: newId(), by: signed(caller), recordedAt: ground.clock.now() },
  });
}

function refuseFuture(ground: Ground, caller: Caller, { on, at = "" }: Said): void {
  const today = ground.clock.dayIn(caller.zone, ground.clock.now());
  if (on > today)
    throw refusedField("reading_in_future", `${at}on`, `${on} has not come yet: give ${today} or an earlier day.`);
}

export type ReadingRow = Pick<Reading, "id" | "on" | "value" | "note" | "by" | "recordedAt">;

/** Who is written beneath a row: a person by id, or nobody where an app did it alone. */
export const personIn = (by: Reading["by"]): string | null => (by as { person?: string } | null)?.person ?? null;

export function showReading(row: ReadingRow): ReadingWire {
  return {
    id: row.id,
    on: dayOf(row.on),
    value: row.value,
    note: row.note,
    by: personIn(row.by),
    recordedAt: row.recordedAt.toISOString(),
  };
}
