import type { ParsedInputOf } from "@throughline/shared/endpoint";
import type { endpoints } from "@throughline/shared/endpoints";
import type { Warning } from "@throughline/shared/panel";
import type { Caller } from "../accounts/caller.ts";
import { findGoal } from "../goals/goals.ts";
import { dayOf, type GoalRow } from "../goals/wire.ts";
import type { Ground } from "../ground.ts";
import { findInitiative, type FoundInitiative } from "../initiatives/initiatives.ts";
import { readWork } from "../initiatives/work.ts";
import { requirePerson } from "../people/people.ts";
import { Refused } from "../refusal.ts";
import { enoughBehind } from "./enough.ts";
import { overloaded } from "./overload.ts";
import * as say from "./warnings.ts";

type Asked = ParsedInputOf<typeof endpoints.checkPanel>;

/** What to know before creating, most important first; only work under something closed is stopped. */
export async function checkPanel(ground: Ground, caller: Caller, given: Asked): Promise<{ warnings: Warning[] }> {
  const asked = { ...given, ownerId: await ownerMeant(ground, caller, given.ownerId) };
  if ((asked.initiativeId === undefined) === (asked.class === undefined)) {
    throw new Refused("initiative_or_class", "Say what the work is for: an initiative or a class, one of the two.");
  }
  await requirePerson(ground.db.prisma, caller, asked.ownerId);
  if (asked.initiativeId === undefined) return { warnings: await overloaded(ground, caller, asked, []) };

  const initiative = await findInitiative(ground.db.prisma, caller, asked.initiativeId);
  const goal = await findGoal(ground, caller, initiative.goalId);
  const reader = { today: ground.clock.dayIn(caller.zone, ground.clock.now()), tool: caller.connection?.tool };
  const health = await stateOf(ground, caller, goal);
  if (goal.state === "closed") return { warnings: [say.goalClosed(health.state, health.since, reader)] };
  if (!initiative.open) return { warnings: [say.initiativeClosed(initiative.state)] };

  const { open, first } = await workBehind(ground, caller, initiative);
  const stalled = open.filter((item) => item.stalled);
  const doing = open.filter((item) => item.status === "doing").length;
  const longest = Math.max(0, ...stalled.map((item) => item.idle));
  const due = dayOf(goal.due);

  const warnings: Warning[] = [];
  if (goal.state === "paused") warnings.push(say.paused(health.state === "paused" ? health.since : null, reader));
  warnings.push(...(await overloaded(ground, caller, asked, open)));
  if (doing > 0 && stalled.length > 0) warnings.push(say.stuck({ doing, stalled: stalled.length, longest }, reader));
  warnings.push(...(await enoughBehind(ground, caller, { goal, doing, reader })));
  if (asked.due !== undefined && asked.due > due) warnings.push(say.dueAfterGoal(due, reader));
  if (first) warnings.push(say.firstItem());
  return { warnings };
}

/** An app knows its tool's accounts, not our people: an account that we can't match has no load to warn of. */
async function ownerMeant(ground: Ground, caller: Caller, ownerId: string | undefined): Promise<string | undefined> {
  if (caller.connection === null || ownerId === undefined) return ownerId;
  const { workspaceId, connection } = caller;
  const where = { workspaceId_connectionId_remoteId: { workspaceId, connectionId: connection.id, remoteId: ownerId } };
  const identity = await ground.db.prisma.identity.findUnique({ where, select: { personId: true } });
  return identity?.personId ?? undefined;
}

async function stateOf(
  ground: Ground,
  { workspaceId, zone }: Caller,
  goal: GoalRow,
): Promise<{ state: string | null; since: string | null }> {
  const where = { workspaceId_goalId: { workspaceId, goalId: goal.id } };
  const row = await ground.db.prisma.goalHealth.findUnique({ where, select: { state: true, since: true } });
  return row ? { state: row.state, since: ground.clock.dayIn(zone, row.since) } : { state: null, since: null };
}

/** The open items behind the initiative's goal, and whether the initiative itself has none yet. */
async function workBehind(ground: Ground, caller: Caller, initiative: FoundInitiative) {
  const where = { workspaceId: caller.workspaceId, goalId: initiative.goalId, state: "active" };
  const active = await ground.db.prisma.initiative.findMany({ where, select: { id: true } });
  const work = await readWork(ground, caller, [...new Set([initiative.id, ...active.map(({ id }) => id)])]);
  const open = [...work.values()].flatMap((each) => each.open);
  return { open, first: work.get(initiative.id)?.open.length === 0 };
}
