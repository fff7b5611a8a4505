// What Acme's admin and leads enter in Throughline: people, teams, the cycle, and each goal on the day it was made.
import type { Client } from "@throughline/shared/client";
import type { Goal } from "@throughline/shared/goals";
import type { Days } from "./calendar.ts";
import { accountOf, everybody, type First, type TeamName, teams } from "./company.ts";
import type { GoalPlan, InitiativePlan, KeyResultPlan } from "./shapes.ts";

/** What the service has called the things of the tables. */
export interface Known {
  people: Map<First, string>;
  teams: Map<string, string>;
  period: string;
  admin: string;
  goals: Map<string, Goal>;
  keyResults: Map<KeyResultPlan, string>;
  initiatives: Map<string, { id: string; key: string }>;
}

export function found<K, V>(map: ReadonlyMap<K, V>, name: K): V {
  const value = map.get(name);
  if (value === undefined) throw new Error(`The sample knows no ${String(name)}.`);
  return value;
}

export async function makeCompany(client: Client, days: Days): Promise<Known> {
  const people = new Map<First, string>();
  for (const first of everybody) {
    const { displayName: name, emailAddress: email } = accountOf(first);
    // Not one more admin: the first workspace's is the one who signs in.
    people.set(first, (await client.createPerson({ name, email, role: "contributor" })).id);
  }
  const made = new Map<string, string>();
  for (const name of Object.keys(teams) as TeamName[]) {
    const personIds = teams[name].map((first) => found(people, first));
    made.set(name, (await client.createTeam({ name, personIds })).id);
  }
  const cycle = { start: days.on(0), due: days.on(150) };
  const period = await client.createPeriod({ name: `${month(cycle.start)} to ${month(cycle.due)}`, ...cycle });
  const admin = (await client.getMe({})).person?.id ?? "";
  const empty = { goals: new Map(), keyResults: new Map(), initiatives: new Map() };
  return { people, teams: made, period: period.id, admin, ...empty };
}

const month = (day: string): string =>
  new Intl.DateTimeFormat("en-GB", { month: "short", year: "numeric", timeZone: "UTC" }).format(new Date(day));

export async function makeGoal(client: Client, known: Known, plan: GoalPlan, days: Days): Promise<void> {
  const { title, why, level, priority } = plan;
  const goal = await client.createGoal({
    title,
    why,
    level,
    priority,
    start: days.on(plan.start),
    due: days.on(plan.due),
    ownerId: found(known.people, plan.owner),
    teamId: found(known.teams, plan.team),
    periodId: known.period,
    ...(plan.parent !== undefined && { parentId: found(known.goals, plan.parent).id }),
    ...(plan.draft && { state: "draft" as const }),
    ...(plan.private && { viewers: [known.admin] }),
  });
  known.goals.set(plan.ref, goal);
  for (const measure of plan.keyResults) await makeKeyResult(client, known, goal, measure);
  for (const initiative of plan.initiatives) await makeInitiative(client, known, plan, initiative, days);
}

async function makeKeyResult(client: Client, known: Known, goal: Goal, plan: KeyResultPlan): Promise<void> {
  const { name, unit, way, every: cadence } = plan;
  const band = "keep" in way;
  const made = await client.createKeyResult({
    id: goal.id,
    name,
    unit,
    cadence,
    ...(band
      ? { direction: "maintain" as const, lo: way.keep[0], hi: way.keep[1] }
      : { direction: "move" as const, baseline: way[0], target: way[1] }),
  });
  known.keyResults.set(plan, made.id);
}

async function makeInitiative(
  client: Client,
  known: Known,
  goal: GoalPlan,
  { ref, title, owner, hypothesis, predicts }: InitiativePlan,
  days: Days,
): Promise<void> {
  const first = goal.keyResults[0];
  const keyResultId = first && found(known.keyResults, first);
  const due = days.on(goal.due);
  const made = await client.createInitiative({
    goalId: found(known.goals, goal.ref).id,
    title,
    hypothesis,
    ownerId: found(known.people, owner),
    due,
    state: "active",
    ...(keyResultId !== undefined && { keyResultId }),
    ...(keyResultId !== undefined &&
      predicts !== undefined && { predicted: { keyResultId, delta: predicts, on: due } }),
  });
  known.initiatives.set(ref, { id: made.id, key: made.key });
}
