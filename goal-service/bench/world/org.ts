import { addDays } from "@throughline/shared/calendar";
import type { Caller } from "../../src/accounts/caller.ts";
import { createGenericConnection } from "../../src/connections/connections.ts";
import { dateOf } from "../../src/goals/wire.ts";
import type { Ground } from "../../src/ground.ts";
import { newId } from "../../src/ids.ts";
import { createWorkspace } from "../../src/people/workspaces.ts";
import type { PlannedGoal } from "./plan.ts";
import type { Random } from "./random.ts";

export const TODAY = "2026-11-20";
const PERIOD = { start: "2026-10-01", due: "2026-12-31" };
const DAYS_PASSED = 50;
const DAYS_IN_ALL = 91;

export interface Org {
  caller: Caller;
  connections: string[];
  people: string[];
}

/** The workspace with its people, each with an account in every tool. */
export async function writeOrg(ground: Ground, people: number): Promise<Org> {
  const made = await createWorkspace(ground, {
    name: "Bench",
    zone: "UTC",
    admin: { name: "Ada", email: "ada@example.com" },
  });
  const caller: Caller = {
    workspaceId: made.id,
    zone: "UTC",
    person: { id: made.adminId, name: "Ada", role: "admin", sees: [made.adminId] },
    connection: null,
  };
  const connections: string[] = [];
  for (const name of ["Tool A", "Tool B"]) connections.push((await createGenericConnection(ground, caller, name)).id);
  const now = ground.clock.now();
  const ids = Array.from({ length: people }, () => newId());
  const persons = ids.map((id, index) => ({ workspaceId: made.id, id, name: `Person ${index}`, createdAt: now }));
  await ground.db.prisma.person.createMany({ data: persons });
  const accounts = connections.flatMap((connectionId) =>
    ids.map((personId, index) => ({
      workspaceId: made.id,
      connectionId,
      remoteId: `u${index}`,
      personId,
      recordedAt: now,
    })),
  );
  await ground.db.prisma.identity.createMany({ data: accounts });
  return { caller, connections, people: ids };
}

/** Goals with their measures, weekly readings and initiatives: written at once, where the product writes one by one. */
export async function writeGoals(ground: Ground, org: Org, goals: readonly PlannedGoal[], random: Random) {
  const { workspaceId } = org.caller;
  const createdAt = ground.clock.now();
  const owner = () => org.people[random.skewed(org.people.length)] ?? null;
  const { prisma } = ground.db;
  const own = goals.map(({ id, no, parentId }) => {
    const priority = 1 + random.below(4);
    const title = `Raise outcome number ${no} of the bench`;
    return { workspaceId, id, no, parentId, priority, title, ownerId: owner(), ...period, createdAt };
  });
  await prisma.goal.createMany({ data: own });
  await prisma.version.createMany({
    data: own.map(({ id, priority }) => {
      return { workspaceId, kind: "goal", id, no: 1, recordedAt: createdAt, by: {}, body: { priority } };
    }),
  });
  await prisma.keyResult.createMany({
    data: goals.flatMap(({ id: goalId, keyResults }) =>
      keyResults.map((id) => ({ workspaceId, id, goalId, name: "Share", baseline: 0, target: 100, createdAt })),
    ),
  });
  await prisma.reading.createMany({ data: goals.flatMap((goal) => readingsOf(workspaceId, goal, createdAt)) });
  await prisma.initiative.createMany({
    data: goals.flatMap(({ id: goalId, initiatives }) =>
      initiatives.map(({ id, no }) => {
        return { workspaceId, id, no, goalId, title: `Bet ${no} on the outcome`, ownerId: owner(), createdAt };
      }),
    ),
  });
}

const period = { start: dateOf(PERIOD.start), due: dateOf(PERIOD.due) };

/** One a week, the last one three days ago, each as far along as the goal's pace has it. */
function readingsOf(workspaceId: string, { keyResults, pace }: PlannedGoal, recordedAt: Date) {
  return keyResults.flatMap((keyResultId) =>
    [45, 38, 31, 24, 17, 10, 3].map((ago) => ({
      workspaceId,
      keyResultId,
      on: dateOf(addDays(TODAY, -ago)),
      no: 1,
      id: newId(),
      value: Math.round((100 * pace * (DAYS_PASSED - ago)) / DAYS_IN_ALL),
      by: {},
      recordedAt,
    })),
  );
}
