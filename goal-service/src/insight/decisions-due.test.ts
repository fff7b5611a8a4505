import { beforeEach, describe, expect, test } from "@jest/globals";
import {
  buildGoal,
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
import { classifyItem } from "../work-items/acts.ts";
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
    const behind = "Its metric is 43.8 points behind plan: 10% against 53.8% needed by 19 Nov";
    const chain = async () => (await portfolio()).decisions[0]?.chain;
    expect(await chain()).toEqual([behind, "No initiative behind it"]);
    const { id } = await buildInitiative(ground, ada, goal.id);
    expect(await chain()).toEqual([behind, "Nothing in progress behind it"]);
    await buildItem(ground, ada, { connectionId, initiativeId: id });
    expect(await chain()).toEqual([behind]);
  });

  test("a decision with a date takes the goal off the list through the day before it, and says what was decided", async () => {
    const goal = await measured(0.1, { title: "Bad" });
    const shown = async () => {
      const { decisions, handled, fine } = await portfolio();
      return [decisions.map(({ title }) => title), handled.map(({ title }) => title), fine];
    };
    expect(await shown()).toEqual([["Bad"], [], 0]);
    await createDecision(ground, ada, { id: goal.id, what: "Wait for the launch", until: "2026-11-22" });
    expect(await shown()).toEqual([[], ["Bad"], 0]);
    expect((await portfolio()).handled).toMatchObject([
      {
        goalKey: goal.key,
        state: "red",
        reason: "off_track",
        decision: { what: "Wait for the launch", until: "2026-11-22", by: "Ada Admin" },
      },
    ]);
    ground.setNow("2026-11-21T23:59:00Z");
    expect(await shown()).toEqual([[], ["Bad"], 0]);
    ground.setNow("2026-11-22T00:01:00Z");
    expect(await shown()).toEqual([["Bad"], [], 0]);
  });

  test("a decision without a date holds until something about the goal changes", async () => {
    const goal = await measured(0.1, { title: "Bad" });
    const { id } = await buildInitiative(ground, ada, goal.id);
    const due = async () => (await portfolio()).decisions.length;
    await portfolio();
    await createDecision(ground, ada, { id: goal.id, what: "Wait" });
    expect(await due()).toBe(0);
    ground.setNow("2026-11-21T12:00:00Z");
    await buildItem(ground, ada, { connectionId, initiativeId: id });
    expect(await due()).toBe(0);
    const [keyResult] = await ground.db.prisma.keyResult.findMany({ where: { goalId: goal.id } });
    await buildReading(ground, ada, keyResult?.id ?? "", "2026-11-21", 45);
    expect(await portfolio()).toMatchObject({ decisions: [{ title: "Bad", state: "amber", word: null }], handled: [] });
  });

  test("a worse day ends a decision with a date, and a recovery on a later day does not revive it", async () => {
    const goal = await measured(0.45, { title: "Risky" });
    const [keyResult] = await ground.db.prisma.keyResult.findMany({ where: { goalId: goal.id } });
    const read = async (day: string, value: number) => {
      ground.setNow(`${day}T12:00:00Z`);
      await buildReading(ground, ada, keyResult?.id ?? "", day, value);
      const { decisions, handled } = await portfolio();
      return [decisions.map(({ state, word }) => [state, word]), handled.length];
    };
    expect((await portfolio()).decisions).toMatchObject([{ state: "amber", word: null }]);
    await createDecision(ground, ada, { id: goal.id, what: "Wait", until: "2026-12-24" });
    expect(await read("2026-11-21", 46)).toEqual([[], 1]);
    expect(await read("2026-11-22", 10)).toEqual([[["red", null]], 0]);
    expect(await read("2026-11-23", 47)).toEqual([[["amber", "again"]], 0]);
  });

  test("a turn that is stored after a decision ends it, also when it was evaluated before", async () => {
    const goal = await measured(0.45, { title: "Risky" });
    const [keyResult] = await ground.db.prisma.keyResult.findMany({ where: { goalId: goal.id } });
    await portfolio();
    ground.setNow("2026-11-20T12:00:05Z");
    await createDecision(ground, ada, { id: goal.id, what: "Wait", until: "2026-12-24" });
    ground.setNow("2026-11-20T12:00:04Z");
    await buildReading(ground, ada, keyResult?.id ?? "", "2026-11-20", 10);
    expect(await portfolio()).toMatchObject({ decisions: [{ state: "red" }], handled: [] });
  });

  test("an important goal with nothing in progress is starving, a reached one is not", async () => {
    await measured(0.6, { title: "Starving", priority: 1 });
    await measured(0.6, { title: "Unimportant", priority: 3 });
    await measured(1, { title: "Reached", priority: 1 });
    expect((await portfolio()).decisions.map(({ title, chain }) => [title, chain])).toEqual([
      ["Starving", ["Priority 1, nothing in progress"]],
    ]);
  });

  test("the one thing to do fits the cause", async () => {
    const action = async () =>
      (await portfolio()).decisions.map(({ goalKey, action: { label, url } }) => [goalKey, label, url]);
    const theme = await buildGoal(ground, ada, { title: "Theme", priority: 3 });
    const bad = await measured(0.1, { title: "Bad", priority: 3 });
    const starving = await measured(0.6, { title: "Starving", priority: 1 });
    expect(await action()).toEqual([
      [bad.key, "Add an initiative", `/goals/${bad.key}?do=initiative`],
      [theme.key, "Add a key result", `/goals/${theme.key}?do=key-result`],
      [starving.key, "Add an initiative", `/goals/${starving.key}?do=initiative`],
    ]);
    await buildInitiative(ground, ada, bad.id);
    expect((await action())[0]).toEqual([bad.key, "Add work", `/goals/${bad.key}?do=work`]);
    ground.setNow("2026-12-20T12:00:00Z");
    await changeGoal(ground, ada, { id: bad.id, version: 1, title: "Worse" });
    expect((await action()).find(([key]) => key === bad.key)).toEqual([
      bad.key,
      "Add a reading",
      `/goals/${bad.key}?do=reading`,
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

  test("at risk is always asked, also the second time, and after seven days it says still", async () => {
    const goal = await measured(0.45, { title: "Risky", priority: 3 });
    const [keyResult] = await ground.db.prisma.keyResult.findMany({ where: { goalId: goal.id } });
    const on = async (day: string, value: number) => {
      ground.setNow(`${day}T12:00:00Z`);
      await buildReading(ground, ada, keyResult?.id ?? "", day, value);
      const { decisions, fine } = await portfolio();
      return [decisions.map(({ reason, word }) => [reason, word]), fine];
    };
    expect((await portfolio()).decisions).toMatchObject([{ reason: "at_risk", word: null }]);
    expect(await on("2026-11-21", 60)).toEqual([[], 1]);
    expect(await on("2026-11-22", 46)).toEqual([[["at_risk", "again"]], 0]);
    expect(await on("2026-11-29", 52)).toEqual([[["at_risk", "again"]], 0]);
    expect(await on("2026-11-30", 53)).toEqual([[["at_risk", "still"]], 0]);
  });

  test("goals that are on track stand below every goal that is not; no signal is asked by priority", async () => {
    await measured(0.6, { title: "Starving", priority: 1 });
    await buildGoal(ground, ada, { title: "Theme", priority: 2 });
    await measured(0.45, { title: "Risky", priority: 4 });
    await measured(0.1, { title: "Bad", priority: 4 });
    await measured(0.6, { title: "Fine", priority: 3 });
    const { decisions, fine } = await portfolio();
    expect(decisions.map(({ title, reason }) => [title, reason])).toEqual([
      ["Bad", "off_track"],
      ["Risky", "at_risk"],
      ["Theme", "no_signal"],
      ["Starving", "starving"],
    ]);
    expect(fine).toBe(1);
  });

  test("a goal past its due day asks to be closed, and one that is due today does not yet", async () => {
    await measured(0.99, { title: "Due", priority: 3, due: "2026-11-20" });
    expect((await portfolio()).decisions).toEqual([]);
    ground.setNow("2026-11-21T12:00:00Z");
    const { decisions } = await portfolio();
    expect(decisions).toMatchObject([
      { title: "Due", reason: "past_due", chain: ["Was due 20 Nov, and is still active"] },
    ]);
  });

  test("work on a goal below feeds the one above, also through a goal that is paused, and only what the reader may see", async () => {
    const top = await measured(0.6, { title: "Top", priority: 1 });
    const middle = await buildGoal(ground, ada, { title: "Middle", parentId: top.id, priority: 4, state: "draft" });
    const bottom = await measured(0.6, { title: "Bottom", parentId: middle.id, priority: 4, viewers: [] });
    const reasons = async (caller: Person) =>
      (await portfolio(caller)).decisions.map(({ title, reason }) => [title, reason]);
    expect(await reasons(ada)).toEqual([["Top", "starving"]]);
    const { id } = await buildInitiative(ground, ada, bottom.id);
    await buildItem(ground, ada, { connectionId, initiativeId: id });
    expect(await reasons(ada)).toEqual([]);
    expect(await reasons(await buildPerson(ground, ada))).toEqual([["Top", "starving"]]);
  });

  test("lowered is measured against the priority with which the goal started", async () => {
    const goal = await measured(0.6, { title: "Later", priority: 1, start: "2026-11-21" });
    const { id } = await buildInitiative(ground, ada, goal.id);
    await buildItem(ground, ada, { connectionId, initiativeId: id });
    await changeGoal(ground, ada, { id: goal.id, version: 1, priority: 3, reason: "Planned anew." });
    ground.setNow("2026-11-22T12:00:00Z");
    const lowered = async () => (await portfolio()).decisions.filter(({ reason }) => reason === "lowered").length;
    expect(await lowered()).toBe(0);
    await changeGoal(ground, ada, { id: goal.id, version: 2, priority: 4, reason: "Others first." });
    expect((await portfolio()).rows[0]).toMatchObject({ loweredFrom: 3 });
  });
});

describe("work that serves no goal for a while", () => {
  test("asks when its date is over, until it is decided or done, and is named to nobody from whom the tool hides it", async () => {
    const goal = await measured(0.6, { priority: 3 });
    const { id } = await buildItem(ground, ada, { connectionId, key: "OPS-1", title: "Stop the leak" });
    const secret = await buildItem(ground, ada, { connectionId, key: "SEC-1", title: "Initech", restricted: true });
    await classifyItem(ground, ada, { id, class: "emergency" });
    await classifyItem(ground, ada, { id: secret.id, class: "opportunity", until: "2026-11-26" });
    const over = async (day: string) => {
      ground.setNow(`${day}T12:00:00Z`);
      return (await portfolio()).classesOver.map((item) => [item.title, item.class, item.until]);
    };
    const hidden = ["1 restricted item", "opportunity", "2026-11-26"];
    expect(await over("2026-11-26")).toEqual([]);
    expect(await over("2026-11-27")).toEqual([hidden]);
    expect(await over("2026-11-28")).toEqual([hidden, ["Stop the leak", "emergency", "2026-11-27"]]);
    await createDecision(ground, ada, { id: goal.id, what: "Go on", workItemId: id, until: "2026-11-30" });
    expect(await over("2026-11-29")).toEqual([hidden]);
    expect(await over("2026-11-30")).toEqual([hidden, ["Stop the leak", "emergency", "2026-11-27"]]);
    expect(JSON.stringify(await portfolio())).not.toContain("Initech");
  });
});
