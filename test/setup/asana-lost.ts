import { expect } from "@jest/globals";
import { evaluate } from "@throughline/shared/health/evaluate";
import { GoalFacts } from "@throughline/shared/health/facts";
import type { HealthReport } from "@throughline/shared/health/report";
import { verifyReceipt } from "@throughline/shared/health/verify-receipt";
import { z } from "zod";
import type { ByTheHour } from "./asana-by-the-hour.ts";
import { byHand, tasksOf, toldByAsana, toldByService } from "./asana-truth.ts";

const Gid = z.object({ gid: z.string() });
const Named = Gid.extend({ name: z.string() });

/** What a person does there, whoever is on. */
export function people(on: ByTheHour, project: string) {
  const asana = (method: string, path: string, data?: object) => byHand(on.asana, method, path, Gid.partial(), data);
  const change = (gid: string, data: object) => asana("PUT", `/tasks/${gid}`, data);
  return {
    change,
    create: async (name: string) => {
      const wanted = { name: `[${on.initiative.key}] ${name}`, projects: [on.asana.project(project)] };
      return (await byHand(on.asana, "POST", "/tasks", Gid, wanted)).gid;
    },
    remove: (gid: string) => asana("DELETE", `/tasks/${gid}`),
    section: async (gid: string, name: string) => {
      const path = `/projects/${on.asana.project(project)}/sections?limit=100`;
      const found = (await byHand(on.asana, "GET", path, z.array(Named))).find((one) => one.name === name);
      await asana("POST", `/sections/${found?.gid ?? ""}/addTask`, { task: gid });
    },
    part: async (parent: string, name: string) => {
      const { gid } = await byHand(on.asana, "POST", `/tasks/${parent}/subtasks`, Gid, { name });
      await change(gid, { completed: true });
      return gid;
    },
    give: async (gid: string, other: string) => {
      await asana("POST", `/tasks/${gid}/addProject`, { project: on.asana.project(other) });
      await asana("POST", `/tasks/${gid}/removeProject`, { project: on.asana.project(project) });
    },
  };
}

/** What the service says of the connection, its items and its goal. */
export function saying({ admin, connectionId, goalId }: ByTheHour, project: string) {
  const find = async (gid: string) => (await admin.listWorkItems({ connectionId, id: gid })).items[0];
  return {
    find,
    connection: async () => (await admin.listConnections({})).items.find(({ id }) => id === connectionId),
    subscription: async () =>
      (await admin.listContainers({ id: connectionId })).items.find(({ name }) => name === project)?.subscription,
    changes: async (gid: string) =>
      (await admin.getWorkItem({ id: (await find(gid))?.id ?? "" })).history.map(({ change }) => change),
    flags: async () => (await admin.getGoalHealth({ id: goalId })).flags,
  };
}

export const TRUSTED = {
  state: "active",
  problem: null,
  behindSince: null,
  backlog: { pending: 0, failed: 0, wanted: 0 },
};

/** What Asana shows, each item once, and the goal's report is what its own facts give. */
export async function expectTruth(
  on: ByTheHour,
  projects: readonly string[],
  ids: readonly string[],
  parts: readonly string[] = [],
): Promise<void> {
  const there = (await Promise.all(projects.map((name) => tasksOf(on.asana, name)))).flat();
  const told = await toldByService(on.admin, on.connectionId, [...ids, ...parts, ...there.map(({ gid }) => gid)]);
  // Subtasks are in no list of a project.
  expect(told.filter(({ id }) => !parts.includes(id))).toEqual(toldByAsana(there));
  const open = told.filter(({ over }) => !over).length;
  await expectPlainlyRecomputed(on, open);
  const { counts } = await on.admin.getInitiative({ id: on.initiative.id });
  expect([counts.todo + counts.doing, counts.done]).toEqual([open, told.length - open]);
}

/** The goal's page shows what its facts of now give, and the facts hold the open work that there is. */
async function expectPlainlyRecomputed({ service: { ground }, admin, goalId }: ByTheHour, open: number): Promise<void> {
  expect(verifyReceipt(await admin.getGoalReceipt({ id: goalId }))).toMatchObject({ holds: true, differences: [] });
  const stored = await ground.db.prisma.goalHealth.findFirstOrThrow({ where: { goalId } });
  const facts = GoalFacts.parse(stored.facts);
  expect(facts.items).toHaveLength(open);
  const { asOf, state, rule, outcome, work, flags } = await admin.getGoalHealth({ id: goalId });
  expect({ state, rule, outcome, work, flags }).toEqual(pickOf(evaluate(facts, asOf)));
}
const pickOf = ({ state, rule, outcome, work, flags }: HealthReport) => ({ state, rule, outcome, work, flags });
