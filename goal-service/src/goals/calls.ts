import type { ParsedInputOf } from "@throughline/shared/endpoint";
import type { endpoints } from "@throughline/shared/endpoints";
import { addDays } from "@throughline/shared/calendar";
import { DEFAULT_SETTINGS } from "@throughline/shared/health/settings";
import { isLevel, severity } from "@throughline/shared/health/states";
import type { Call as CallWire } from "@throughline/shared/judgements";
import { z } from "zod";
import type { Caller } from "../accounts/caller.ts";
import { prismaTransaction } from "../database/transaction.ts";
import type { PrismaTx } from "../db.ts";
import type { Call } from "../generated/prisma/client.ts";
import type { Ground } from "../ground.ts";
import { record } from "../history.ts";
import { newId } from "../ids.ts";
import { readWorkspaceSettings } from "../people/workspace-settings.ts";
import { Refused, refusedField } from "../refusal.ts";
import { findGoal, lockGoal } from "./goals.ts";
import { newestFirst, pageOf } from "./paged.ts";
import { touchGoal } from "./touch.ts";
import { dateOf, dayOf, type GoalRow } from "./wire.ts";

type Listing = ParsedInputOf<typeof endpoints.listCalls>;
type Create = ParsedInputOf<typeof endpoints.createCall>;

export async function listCalls(
  ground: Ground,
  caller: Caller,
  asked: Listing,
): Promise<{ items: CallWire[]; next: string | null }> {
  const goal = await findGoal(ground, caller, asked.id);
  const { before, ...page } = newestFirst(asked);
  const rows = await ground.db.prisma.call.findMany({
    where: { workspaceId: caller.workspaceId, goalId: goal.id, ...before },
    ...page,
  });
  const show = await showing(ground, caller, goal.id);
  return pageOf(rows, asked.limit, show);
}

/** How calls of this goal read today: the newest counts, for as long as the workspace has set (health.md R11). */
async function showing(
  ground: Ground,
  { workspaceId, zone }: Caller,
  goalId: string,
): Promise<(row: Call) => CallWire> {
  const today = ground.clock.dayIn(zone, ground.clock.now());
  const { thresholds } = await readWorkspaceSettings(ground, workspaceId);
  const days = thresholds?.callDays ?? DEFAULT_SETTINGS.callDays;
  const newest = await ground.db.prisma.call.findFirst({ where: { workspaceId, goalId }, orderBy: { id: "desc" } });
  return (row) => {
    const until = addDays(dayOf(row.at), days);
    return { ...said(row), until, stands: row.id === newest?.id && today <= until };
  };
}

/** A person's differing judgement from today on; how long it counts and by how much it improves is the model's (R11). */
export async function createCall(ground: Ground, caller: Caller, input: Create): Promise<CallWire> {
  const now = ground.clock.now();
  const row = await prismaTransaction(ground.db, async (tx) => {
    const goal = await lockGoal(tx, caller, input.id);
    if (goal.state === "closed") {
      throw new Refused("goal_closed", "This goal is closed; its result stands. Reopen it first.");
    }
    if (input.reason === undefined && (await isBetter(tx, goal, input.level))) {
      throw refusedField(
        "reason_missing",
        "reason",
        "This is better than the facts say. Give the reason that they don't show.",
      );
    }
    const { workspaceId } = caller;
    const given = { level: input.level, reason: input.reason ?? null, personId: caller.person?.id ?? null };
    const at = dateOf(ground.clock.dayIn(caller.zone, now));
    const row = await tx.call.create({
      data: { workspaceId, goalId: goal.id, id: newId(), at, recordedAt: now, ...given },
    });
    const body = { ...said(row), goalId: goal.id };
    const detail = { reason: row.reason };
    await record(tx, ground, caller, { action: "create", kind: "call", id: row.id, no: 1, body, detail });
    await touchGoal(tx, ground, goal);
    return row;
  });
  return (await showing(ground, caller, row.goalId))(row);
}

const Computed = z.object({ computed: z.string() });

async function isBetter(tx: PrismaTx, { workspaceId, id }: GoalRow, level: Create["level"]): Promise<boolean> {
  const stored = await tx.goalHealth.findUnique({
    where: { workspaceId_goalId: { workspaceId, goalId: id } },
    select: { body: true },
  });
  const computed = Computed.safeParse(stored?.body).data?.computed;
  return computed !== undefined && isLevel(computed) && severity(level) < severity(computed);
}

/** What was said; until when it counts depends on the day of reading. */
const said = (row: Call) => ({
  id: row.id,
  at: dayOf(row.at),
  level: row.level as CallWire["level"],
  reason: row.reason,
  by: row.personId,
  recordedAt: row.recordedAt.toISOString(),
});
