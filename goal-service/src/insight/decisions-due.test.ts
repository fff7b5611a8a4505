import { beforeEach, describe, expect, test } from "@jest/globals";
import {
  buildInitiative,
  buildPerson,
  buildReading,
  buildWorkspace,
  type Person,
} from "../../../test/factories/graph.ts";
import { buildConnection, buildItem } from "../../../test/factories/work.ts";
import { groundOfFile } from "../../../test/setup/of-file.ts";
import { createDecision } from "../decisions/decisions.ts";
import { changeGoal } from "../goals/goals.ts";
import { buildMeasured, portfolioOf, STALLED } from "./portfolio.test-kit.ts";

const ground = await groundOfFile();
let ada: Person;
let connectionId: string;
beforeEach(async () => {
  ada = await buildWorkspace(ground);
  connectionId = await buildConnection(ground, ada, "Acme Jira");
});

const portfolio = (caller: Person = ada) => portfolioOf(ground, caller);
const measured = (share: number, give?: Parameters<typeof buildMeasured>[3]) => buildMeasured(ground, ada, share, give);

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
