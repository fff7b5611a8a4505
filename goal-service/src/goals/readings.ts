import { isDay } from "@throughline/shared/calendar";
import type { ParsedInputOf } from "@throughline/shared/endpoint";
import type { endpoints } from "@throughline/shared/endpoints";
import type { Reading as ReadingWire } from "@throughline/shared/key-results";
import type { Caller } from "../accounts/caller.ts";
import { signed } from "../accounts/caller.ts";
import { prismaTransaction } from "../database/transaction.ts";
import type { Reading } from "../generated/prisma/client.ts";
import type { Ground } from "../ground.ts";
import { record } from "../history.ts";
import { newId } from "../ids.ts";
import { Refused } from "../refusal.ts";
import { findKeyResult, lockKeyResult } from "./key-results.ts";
import { touchGoal } from "./touch.ts";
import { dateOf, dayOf } from "./wire.ts";

type Listing = ParsedInputOf<typeof endpoints.listReadings>;
type Create = ParsedInputOf<typeof endpoints.createReading>;

/** One value a day, the one recorded last, oldest first; the cursor is the last day shown. */
export async function listReadings(
  ground: Ground,
  caller: Caller,
  asked: Listing,
): Promise<{ items: ReadingWire[]; next: string | null }> {
  const keyResult = await findKeyResult(ground.db.prisma, caller, asked.id);
  const after = isDay(asked.cursor ?? "") ? dateOf(asked.cursor ?? "") : null;
  const rows = await ground.db.prisma.reading.findMany({
    where: { workspaceId: caller.workspaceId, keyResultId: keyResult.id, ...(after && { on: { gt: after } }) },
    distinct: ["on"],
    orderBy: [{ on: "asc" }, { no: "desc" }],
    take: asked.limit + 1,
  });
  const items = rows.slice(0, asked.limit).map(showReading);
  return { items, next: rows.length > asked.limit ? (items.at(-1)?.on ?? null) : null };
}

/** Appends a value; the same day again is a further row, and the last one counts. */
export async function createReading(ground: Ground, caller: Caller, input: Create): Promise<ReadingWire> {
  const today = ground.clock.dayIn(caller.zone, ground.clock.now());
  if (input.on > today) {
    throw new Refused("reading_in_future", `${input.on} has not come yet: give ${today} or an earlier day.`);
  }
  return prismaTransaction(ground.db, async (tx) => {
    const { row: keyResult, goal } = await lockKeyResult(tx, caller, input.id);
    const { workspaceId } = caller;
    const day = { workspaceId, keyResultId: keyResult.id, on: dateOf(input.on) };
    const no = (await tx.reading.count({ where: day })) + 1;
    const said = { value: input.value, note: input.note ?? null };
    const row = await tx.reading.create({
      data: { ...day, ...said, no, id: newId(), by: signed(caller), recordedAt: ground.clock.now() },
    });
    const body = { ...showReading(row), keyResultId: keyResult.id };
    await record(tx, ground, caller, { action: "create", kind: "reading", id: row.id, no: 1, body });
    await touchGoal(tx, ground, goal);
    return showReading(row);
  });
}

function showReading(row: Reading): ReadingWire {
  const by = (row.by as { person?: string }).person ?? null;
  return {
    id: row.id,
    on: dayOf(row.on),
    value: row.value,
    note: row.note,
    by,
    recordedAt: row.recordedAt.toISOString(),
  };
}
