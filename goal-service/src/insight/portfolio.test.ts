import { beforeEach, describe, expect, test } from "@jest/globals";
import type { Goal } from "@throughline/shared/goals";
import {
  buildGoal,
  buildInitiative,
  buildPerson,
  buildPrivateGoal,
  buildReading,
  buildWorkspace,
  type Person,
} from "../../../test/factories/graph.ts";
import { buildConnection, buildItem } from "../../../test/factories/work.ts";
import { groundOfFile } from "../../../test/setup/of-file.ts";
import { changeGoal } from "../goals/goals.ts";
import { evaluateDirty } from "../health/evaluate.ts";
import { panelItem } from "../panel/item.ts";
import { buildMeasured, portfolioOf, STALLED } from "./portfolio.test-kit.ts";
import { traceGoal, traceWorkItem } from "./trace.ts";

const ground = await groundOfFile();
let ada: Person;
let connectionId: string;
beforeEach(async () => {
  ada = await buildWorkspace(ground);
  connectionId = await buildConnection(ground, ada, "Acme Jira");
});

const portfolio = (caller: Person = ada, asked?: Parameters<typeof portfolioOf>[2]) =>
  portfolioOf(ground, caller, asked);
const measured = (share: number, give?: Parameters<typeof buildMeasured>[3]) => buildMeasured(ground, ada, share, give);

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
      because: "Its metric is 43.8 points behind plan: 10% against 53.8% needed by 19 Nov",
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
    const titles = async (asked: Parameters<typeof portfolioOf>[2]) =>
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
    while (await evaluateDirty(ground));
    ground.setNow("2026-11-20T12:00:00Z");
    const [keyResult] = await ground.db.prisma.keyResult.findMany({ where: { goalId: goal.id } });
    await buildReading(ground, ada, keyResult?.id ?? "", "2026-11-20", 10);
    await buildGoal(ground, ada, { title: "New" });
    expect((await portfolio()).changed).toEqual({
      worse: 1,
      better: 0,
      recovered: 0,
      lostSight: 0,
      goals: [{ goalId: goal.id, goalKey: goal.key, title: goal.title, from: "outdated", to: "red" }],
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

  test("takes sizes once exactly four fifths of the items have one", async () => {
    const goal = await buildGoal(ground, ada);
    const { id } = await buildInitiative(ground, ada, goal.id);
    const dated = { connectionId, createdAt: "2026-11-19T09:00:00Z", updatedAt: "2026-11-19T09:00:00Z" };
    const points = (value: number) => ({ estimate: { value, unit: "points" as const } });
    await buildItem(ground, ada, { ...dated, ...points(6), initiativeId: id });
    for (let count = 0; count < 3; count++) await buildItem(ground, ada, { ...dated, ...points(1) });
    expect((await portfolio()).numbers.linkedShare).toBeCloseTo(6 / 9, 6);
    await buildItem(ground, ada, dated);
    expect((await portfolio()).numbers.linkedShare).toBeCloseTo(6 / 11.25, 6);
    await buildItem(ground, ada, dated);
    expect((await portfolio()).numbers.linkedShare).toBeCloseTo(1 / 6, 6);
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
      action: { label: "Decide", url: `/goals/${goal.key}?do=decision` },
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
