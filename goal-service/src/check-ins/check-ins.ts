import type { ParsedInputOf } from "@throughline/shared/endpoint";
import type { endpoints } from "@throughline/shared/endpoints";
import type { CheckIn as CheckInShape } from "@throughline/shared/judgements";
import type { z } from "zod";
import type { Caller } from "../accounts/caller.ts";
import { prismaTransaction } from "../database/transaction.ts";
import type { CheckIn } from "../generated/prisma/client.ts";
import { findGoal, lockGoal } from "../goals/goals.ts";
import { newestFirst, pageOf } from "../goals/paged.ts";
import { announceGoal } from "../goals/touch.ts";
import { dateOf, dayOf } from "../goals/wire.ts";
import type { Ground } from "../ground.ts";
import { record } from "../history.ts";
import { newId } from "../ids.ts";
import { Refused } from "../refusal.ts";

type CheckInWire = z.output<typeof CheckInShape>;
type Listing = ParsedInputOf<typeof endpoints.listCheckIns>;
type Create = ParsedInputOf<typeof endpoints.createCheckIn>;

export async function listCheckIns(
  ground: Ground,
  caller: Caller,
  asked: Listing,
): Promise<{ items: CheckInWire[]; next: string | null }> {
  const goal = await findGoal(ground, caller, asked.id);
  const { before, ...page } = newestFirst(asked);
  const rows = await ground.db.prisma.checkIn.findMany({
    where: { workspaceId: caller.workspaceId, goalId: goal.id, ...before },
    ...page,
  });
  return pageOf(rows, asked.limit, showCheckIn);
}

/** A dated note by a person; it never changes the colour. */
export async function createCheckIn(ground: Ground, caller: Caller, input: Create): Promise<CheckInWire> {
  const now = ground.clock.now();
  const today = ground.clock.dayIn(caller.zone, now);
  const on = input.on ?? today;
  if (on > today) throw new Refused("in_future", `${on} has not come yet: give ${today} or an earlier day.`);
  return prismaTransaction(ground.db, async (tx) => {
    const goal = await lockGoal(tx, caller, input.id);
    const said = { note: input.note, confidence: input.confidence ?? null, personId: caller.person?.id ?? null };
    const row = await tx.checkIn.create({
      data: { workspaceId: caller.workspaceId, goalId: goal.id, id: newId(), on: dateOf(on), recordedAt: now, ...said },
    });
    const body = { ...showCheckIn(row), goalId: goal.id };
    await record(tx, ground, caller, { action: "create", kind: "check-in", id: row.id, no: 1, body });
    await announceGoal(tx, ground, goal);
    return showCheckIn(row);
  });
}

const showCheckIn = (row: CheckIn): CheckInWire => ({
  id: row.id,
  on: dayOf(row.on),
  note: row.note,
  confidence: row.confidence,
  by: row.personId,
  recordedAt: row.recordedAt.toISOString(),
});
