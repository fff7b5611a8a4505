import { beforeEach, describe, expect, test } from "@jest/globals";
import { endpoints } from "@throughline/shared/endpoints";
import type { Goal } from "@throughline/shared/goals";
import type { Portfolio } from "@throughline/shared/portfolio";
import {
  buildGoal,
  buildInitiative,
  buildKeyResult,
  buildPerson,
  buildPrivateGoal,
  buildReading,
  buildWorkspace,
  type Person,
} from "../../../test/factories/graph.ts";
import { buildConnection, buildItem } from "../../../test/factories/work.ts";
import { groundOfFile } from "../../../test/setup/of-file.ts";
import { createDecision } from "../decisions/decisions.ts";
import { changeGoal } from "../goals/goals.ts";
import { evaluateDirty } from "../health/evaluate.ts";
import { panelItem } from "../panel/item.ts";
import { readPortfolio } from "./portfolio.ts";
import { traceGoal, traceWorkItem } from "./trace.ts";

const ground = await groundOfFile();
let ada: Person;
let connectionId: string;
beforeEach(async () => {
  ada = await buildWorkspace(ground);
  connectionId = await buildConnection(ground, ada, "Acme Jira");
});

async function settle(): Promise<void> {
  while (await evaluateDirty(ground));
}
async function portfolio(caller: Person = ada, asked: Parameters<typeof readPortfolio>[2] = {}): Promise<Portfolio> {
  await settle();
  return endpoints.getPortfolio.reply.parse(await readPortfolio(ground, caller, asked));
}

/** A goal on plan whose key result was read yesterday at this share of the way. */
async function measured(share: number, give: Parameters<typeof buildGoal>[2] = {}): Promise<Goal> {
  const goal = await buildGoal(ground, ada, give);
  const { id } = await buildKeyResult(ground, ada, goal.id, { name: "NRR", unit: "%", baseline: 0, target: 100 });
  await buildReading(ground, ada, id, "2026-11-19", share * 100);
  return goal;
}
const STALLED = { createdAt: "2026-11-02T09:00:00Z", updatedAt: "2026-11-05T09:00:00Z" };

describe("the portfolio", () => {
  test("shows every goal, worst first, from its stored report", async () => {
    await measured(0.6, { title: "Fine" });
    await measured(0.1, { title: "Bad", priority: 3 });
    await buildGoal(ground, ada, { title: "Theme" });
    const { rows, counts } = await portfolio();
    expect(rows.map(({ title, state }) => [title, state])).toEqual([
      ["Bad", "red"],
      ["Theme", "unmeasured"],
      ["Fine", "green"],
    ]);
    expect(counts).toEqual({ red: 1, unmeasured: 1, green: 1 });
    expect(rows[0]).toMatchObject({
      because: "Its metric is 43.8 points behind plan: 10% against 53.8% expected",
      metric: { now: 10, target: 100, unit: "%" },
    });
    expect(rows[2]?.because).toBeNull();
    expect(rows[0]?.since).toBe("2026-11-20T12:00:00.000Z");
  });

  test("draws twelve weeks against the plan, the last one today", async () => {
    const goal = await measured(0.5);
    const [keyResult] = await ground.db.prisma.keyResult.findMany({ where: { goalId: goal.id } });
    await buildReading(ground, ada, keyResult?.id ?? "", "2026-11-01", 20);
    const [row] = (await portfolio()).rows;
    expect(row?.trend).toEqual([...Array.from({ length: 9 }, () => null), 0.2, 0.2, 0.5]);
    expect(row?.plan).toHaveLength(12);
    expect(row?.plan.at(-1)).toBeCloseTo(50 / 91, 5);
    expect(row?.expected).toBeCloseTo(50 / 91, 5);
  });

  test("counts the work behind each goal and each initiative", async () => {
    const goal = await measured(0.6);
    const { id } = await buildInitiative(ground, ada, goal.id);
    await buildItem(ground, ada, { connectionId, initiativeId: id });
    await buildItem(ground, ada, { connectionId, initiativeId: id, ...STALLED });
    await buildItem(ground, ada, { connectionId, initiativeId: id, status: { name: "Done", category: "done" } });
    await buildItem(ground, ada, { connectionId });
    const { rows, numbers } = await portfolio();
    expect(rows[0]).toMatchObject({ open: 2, doing: 2, stalled: 1, state: "amber" });
    expect(rows[0]?.initiatives).toMatchObject([{ done: 1, total: 3, doing: 2, stalled: 1, mark: "amber" }]);
    expect(numbers).toEqual({ linkedShare: 0.75, goalsWithoutWork: 0, stalled: 1, active: 2 });
  });

  test("filters by team, owner, period and health; counts stand before the filter by health", async () => {
    const dana = await buildPerson(ground, ada);
    await measured(0.6, { title: "Hers", ownerId: dana.person.id });
    await measured(0.1, { title: "Mine" });
    const titles = async (asked: Parameters<typeof readPortfolio>[2]) =>
      (await portfolio(ada, asked)).rows.map(({ title }) => title);
    expect(await titles({ owner: dana.person.id })).toEqual(["Hers"]);
    expect(await titles({ health: "red,amber" })).toEqual(["Mine"]);
    expect(await titles({ team: "none" })).toEqual([]);
    expect((await portfolio(ada, { health: "red" })).counts).toEqual({ red: 1, green: 1 });
  });

  test("says how fresh each tool's data are", async () => {
    expect((await portfolio()).freshness).toMatchObject([
      { name: "Acme Jira", tool: "generic", state: "active", behindSince: null },
    ]);
  });

  test("tells what turned since last week", async () => {
    const goal = await measured(0.6);
    ground.setNow("2026-11-10T12:00:00Z");
    await settle();
    ground.setNow("2026-11-20T12:00:00Z");
    const [keyResult] = await ground.db.prisma.keyResult.findMany({ where: { goalId: goal.id } });
    await buildReading(ground, ada, keyResult?.id ?? "", "2026-11-20", 10);
    await buildGoal(ground, ada, { title: "New" });
    expect((await portfolio()).changed).toEqual({
      worse: 1,
      better: 0,
      since: "2026-11-13",
      counts: { outdated: 1 },
      linkedShare: null,
    });
    expect((await portfolio(ada, { health: "unmeasured" })).changed).toMatchObject({
      worse: 0,
      counts: { outdated: 1 },
    });
  });

  test("tells how much of the work was linked a week ago: what was created by then, and linked by then", async () => {
    const goal = await buildGoal(ground, ada);
    const { id } = await buildInitiative(ground, ada, goal.id);
    const dated = (at: string) => ({ connectionId, createdAt: at, updatedAt: at });
    ground.setNow("2026-11-12T12:00:00Z");
    await buildItem(ground, ada, { ...dated("2026-11-10T09:00:00Z"), initiativeId: id });
    await buildItem(ground, ada, dated("2026-11-10T09:00:00Z"));
    await buildItem(ground, ada, { ...dated("2026-10-01T09:00:00Z"), initiativeId: id });
    ground.setNow("2026-11-20T12:00:00Z");
    await buildItem(ground, ada, { ...dated("2026-11-12T09:00:00Z"), initiativeId: id });
    await buildItem(ground, ada, { ...dated("2026-11-19T09:00:00Z"), initiativeId: id });
    const { numbers, changed } = await portfolio();
    expect(numbers.linkedShare).toBe(0.75);
    expect(changed.linkedShare).toBeCloseTo(1 / 3, 6);
  });

  test("says which goals are private, and which were lowered since they were planned", async () => {
    const secret = await buildPrivateGoal(ground, ada, { title: "Secret", priority: 1 });
    const lower = await buildGoal(ground, ada, { title: "Lower", priority: 2 });
    const higher = await buildGoal(ground, ada, { title: "Higher", priority: 2 });
    await changeGoal(ground, ada, { id: lower.id, version: 1, priority: 3, reason: "Others first." });
    await changeGoal(ground, ada, { id: higher.id, version: 1, priority: 1, reason: "The board asked." });
    const { rows } = await portfolio();
    const of = (goal: Goal) => rows.find(({ id }) => id === goal.id);
    expect(of(secret)).toMatchObject({ private: true, loweredFrom: null });
    expect(of(lower)).toMatchObject({ private: false, loweredFrom: 2, priority: 3 });
    expect(of(higher)).toMatchObject({ private: false, loweredFrom: null });
  });
});

describe("what needs a decision", () => {
  test("leads from the goal to the stalled item and the person who carries too much", async () => {
    const dana = await buildPerson(ground, ada, "Dana Okafor");
    const goal = await measured(0.6, { title: "Raise retention" });
    const { id } = await buildInitiative(ground, ada, goal.id, { title: "Reduce churn" });
    await buildItem(ground, ada, { connectionId, initiativeId: id, key: "CS-412", owner: dana, ...STALLED });
    for (let count = 0; count < 3; count++) await buildItem(ground, ada, { connectionId, owner: dana });
    const { decisions, people } = await portfolio();
    expect(decisions).toMatchObject([
      {
        goalKey: goal.key,
        state: "amber",
        chain: ["Reduce churn", "CS-412 has not moved for 11 working days", "Dana Okafor has 4 in progress, limit 3"],
        owner: { personId: dana.person.id, name: "Dana Okafor", over: true },
        action: { label: "Open CS-412" },
      },
    ]);
    expect(people[dana.person.id]).toEqual({ name: "Dana Okafor", doing: 4, limit: 3 });
    const eve = await buildPerson(ground, ada);
    const seen = await portfolio(eve);
    expect(seen.people[dana.person.id]).toEqual({ name: "Dana Okafor", doing: 0, limit: 0 });
    expect(seen.decisions[0]?.chain.at(-1)).toBe("Dana Okafor");
  });

  test("where no item is in the way, the chain ends in the work that is missing", async () => {
    const goal = await measured(0.1, { title: "Bad" });
    const behind = "Its metric is 43.8 points behind plan: 10% against 53.8% expected";
    const chain = async () => (await portfolio()).decisions[0]?.chain;
    expect(await chain()).toEqual([behind, "No initiative behind it"]);
    const { id } = await buildInitiative(ground, ada, goal.id);
    expect(await chain()).toEqual([behind, "Nothing in progress behind it"]);
    await buildItem(ground, ada, { connectionId, initiativeId: id });
    expect(await chain()).toEqual([behind]);
  });

  test("a decision with a date takes the goal off the list until that date", async () => {
    const goal = await measured(0.1, { title: "Bad" });
    const due = async () => (await portfolio()).decisions.map(({ title }) => title);
    expect(await due()).toEqual(["Bad"]);
    await createDecision(ground, ada, { id: goal.id, what: "Wait for the launch", until: "2026-11-21" });
    expect(await due()).toEqual([]);
    ground.setNow("2026-11-22T12:00:00Z");
    expect(await due()).toEqual(["Bad"]);
  });

  test("an important goal with nothing in progress is starving, a reached one is not", async () => {
    await measured(0.6, { title: "Starving", priority: 1 });
    await measured(0.6, { title: "Unimportant", priority: 3 });
    await measured(1, { title: "Reached", priority: 1 });
    expect((await portfolio()).decisions.map(({ title, chain }) => [title, chain])).toEqual([
      ["Starving", ["Priority 1, nothing in progress"]],
    ]);
  });

  test("work behind a goal that was paused or lowered asks whether it is still wanted", async () => {
    const goal = await measured(0.6, { title: "Later", priority: 1 });
    const { id } = await buildInitiative(ground, ada, goal.id);
    await buildItem(ground, ada, { connectionId, initiativeId: id });
    await changeGoal(ground, ada, { id: goal.id, version: 1, priority: 4, reason: "Others first." });
    expect((await portfolio()).decisions).toMatchObject([{ chain: ["Lowered to priority 4, 1 still in progress"] }]);
    await changeGoal(ground, ada, { id: goal.id, version: 2, state: "paused", reason: "Much later." });
    expect((await portfolio()).decisions).toMatchObject([{ state: "paused", chain: ["Paused, 1 still in progress"] }]);
  });

  test("at risk asks the first time, and again only after seven days", async () => {
    const goal = await measured(0.45, { title: "Risky", priority: 3 });
    const due = async () => (await portfolio()).decisions.length;
    expect((await portfolio()).rows[0]?.state).toBe("amber");
    expect(await due()).toBe(1);
    const [keyResult] = await ground.db.prisma.keyResult.findMany({ where: { goalId: goal.id } });
    ground.setNow("2026-11-21T12:00:00Z");
    await buildReading(ground, ada, keyResult?.id ?? "", "2026-11-21", 60);
    expect(await due()).toBe(0);
    ground.setNow("2026-11-22T12:00:00Z");
    await buildReading(ground, ada, keyResult?.id ?? "", "2026-11-22", 46);
    expect(await due()).toBe(0);
    ground.setNow("2026-11-30T12:00:00Z");
    await buildReading(ground, ada, keyResult?.id ?? "", "2026-11-30", 54);
    expect((await portfolio()).rows[0]?.state).toBe("amber");
    expect(await due()).toBe(1);
  });
});

describe("a private goal", () => {
  test("is nowhere in the portfolio of others: no row, count, number, decision, name or parent", async () => {
    const eve = await buildPerson(ground, ada);
    const before = await portfolio(eve);
    const secret = await measured(0.1, { title: "Buy Initech", viewers: [] });
    const { id } = await buildInitiative(ground, ada, secret.id, { title: "Talk to Initech" });
    await buildItem(ground, ada, { connectionId, initiativeId: id, title: "Book Initech", owner: ada, ...STALLED });
    const child = await measured(0.6, { title: "Child", priority: 3, parentId: secret.id });
    const seen = await portfolio(eve);
    expect(seen.rows).toMatchObject([{ id: child.id, parentId: null }]);
    expect(seen.counts).toEqual({ ...before.counts, green: 1 });
    expect(seen.decisions).toEqual([]);
    expect(seen.numbers).toMatchObject({ stalled: 0, active: 0 });
    for (const word of ["Initech", secret.id, secret.key, id]) expect(JSON.stringify(seen)).not.toContain(`"${word}`);
    expect(JSON.stringify(seen)).not.toContain("Initech");
    expect((await portfolio()).rows.map(({ title }) => title)).toEqual(["Buy Initech", "Child"]);
    const viewer = await buildPrivateGoal(ground, ada, { title: "Shared", viewers: [eve.person.id] });
    expect((await portfolio(eve)).rows.map(({ id: row }) => row)).toContain(viewer.id);
  });
});

describe("a restricted item", () => {
  test("counts for everybody and is named to nobody without an account there", async () => {
    const goal = await measured(0.6, { title: "Raise retention" });
    const initiative = await buildInitiative(ground, ada, goal.id, { title: "Reduce churn" });
    const dana = await buildPerson(ground, ada, "Dana Okafor");
    const secret = { title: "Merger with Initech", key: "SEC-7", url: "https://tool.example/SEC-7", restricted: true };
    const made = await buildItem(ground, ada, {
      connectionId,
      initiativeId: initiative.id,
      owner: dana,
      ...secret,
      ...STALLED,
    });
    const other = await buildItem(ground, ada, { connectionId, initiativeId: initiative.id });
    const eve = await buildPerson(ground, ada);
    const seen = await portfolio(eve);
    expect(seen.rows[0]).toMatchObject({
      state: "amber",
      stalled: 1,
      because: "1 restricted item has not moved for 11 working days",
    });
    expect(seen.decisions[0]).toMatchObject({
      chain: ["Reduce churn", "1 restricted item has not moved for 11 working days"],
      owner: null,
      action: { url: `/goals/${goal.key}` },
    });
    const told = [
      seen.decisions,
      seen.rows,
      await traceWorkItem(ground, eve, { id: made.id }),
      await traceGoal(ground, eve, { id: goal.id }),
      await panelItem(ground, eve, { id: other.remoteId, connectionId }),
    ];
    for (const word of ["Initech", "SEC-7", "Dana"]) expect(JSON.stringify(told)).not.toContain(word);
    expect(JSON.stringify(await portfolio({ ...dana, person: { ...dana.person } }))).toContain("SEC-7");
  });
});
