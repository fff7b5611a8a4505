import type { ParsedInputOf } from "@throughline/shared/endpoint";
import type { endpoints } from "@throughline/shared/endpoints";
import type { Decision as DecisionShape } from "@throughline/shared/judgements";
import type { z } from "zod";
import type { Caller } from "../accounts/caller.ts";
import { prismaTransaction } from "../database/transaction.ts";
import type { PrismaTx } from "../db.ts";
import { type Decision, Prisma } from "../generated/prisma/client.ts";
import { findGoal, lockGoal } from "../goals/goals.ts";
import { newestFirst, pageOf } from "../goals/paged.ts";
import { announceGoal } from "../goals/touch.ts";
import { dateOf, dayOf, type GoalRow } from "../goals/wire.ts";
import type { Ground } from "../ground.ts";
import { record } from "../history.ts";
import { newId } from "../ids.ts";
import { Refused } from "../refusal.ts";
import { findItem } from "../work-items/work-items.ts";

type DecisionWire = z.output<typeof DecisionShape>;
type Listing = ParsedInputOf<typeof endpoints.listDecisions>;
type Create = ParsedInputOf<typeof endpoints.createDecision>;

export async function listDecisions(
  ground: Ground,
  caller: Caller,
  asked: Listing,
): Promise<{ items: DecisionWire[]; next: string | null }> {
  const goal = await findGoal(ground, caller, asked.id);
  const { before, ...page } = newestFirst(asked);
  const rows = await ground.db.prisma.decision.findMany({
    where: { workspaceId: caller.workspaceId, goalId: goal.id, ...before },
    ...page,
  });
  return pageOf(rows, asked.limit, showDecision);
}

/** What was decided, with the stored report of this moment frozen beside it: later data never change why. */
export async function createDecision(ground: Ground, caller: Caller, input: Create): Promise<DecisionWire> {
  const now = ground.clock.now();
  const today = ground.clock.dayIn(caller.zone, now);
  if (input.until !== undefined && input.until < today) {
    throw new Refused("until_passed", `${input.until} has passed: give ${today} or a later day, or none.`);
  }
  const item = input.workItemId === undefined ? null : await findItem(ground, caller, input.workItemId);
  return prismaTransaction(ground.db, async (tx) => {
    const goal = await lockGoal(tx, caller, input.id);
    const said = {
      what: input.what,
      reason: input.reason ?? null,
      until: input.until === undefined ? null : dateOf(input.until),
    };
    const row = await tx.decision.create({
      data: {
        workspaceId: caller.workspaceId,
        goalId: goal.id,
        id: newId(),
        ...said,
        workItemId: item?.id ?? null,
        personId: caller.person?.id ?? null,
        recordedAt: now,
        evidence: await evidenceNow(tx, goal),
      },
    });
    const body = { ...showDecision(row), goalId: goal.id };
    await record(tx, ground, caller, { action: "create", kind: "decision", id: row.id, no: 1, body });
    await announceGoal(tx, ground, goal);
    return showDecision(row);
  });
}

async function evidenceNow(
  tx: PrismaTx,
  { workspaceId, id }: GoalRow,
): Promise<Prisma.InputJsonValue | typeof Prisma.DbNull> {
  const stored = await tx.goalHealth.findUnique({ where: { workspaceId_goalId: { workspaceId, goalId: id } } });
  if (!stored) return Prisma.DbNull;
  return { ...(stored.body as Prisma.JsonObject), since: stored.since.toISOString() };
}

const showDecision = (row: Decision): DecisionWire => ({
  id: row.id,
  what: row.what,
  reason: row.reason,
  until: row.until === null ? null : dayOf(row.until),
  workItemId: row.workItemId,
  by: row.personId,
  recordedAt: row.recordedAt.toISOString(),
  evidence: row.evidence,
});
