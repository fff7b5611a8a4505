import { beforeEach, describe, expect, test } from "@jest/globals";
import { endpoints } from "@throughline/shared/endpoints";
import type { Goal } from "@throughline/shared/goals";
import type { Initiative } from "@throughline/shared/initiatives";
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
import { refused } from "../../../test/factories/refused.ts";
import { buildConnection, buildItem, type NewItem } from "../../../test/factories/work.ts";
import { groundOfFile } from "../../../test/setup/of-file.ts";
import { closeGoal } from "../goals/close-goal.ts";
import { changeGoal } from "../goals/goals.ts";
import { changeInitiative } from "../initiatives/initiatives.ts";
import { checkPanel } from "./check.ts";
import { panelChoices } from "./choices.ts";
import { panelItem } from "./item.ts";

const ground = await groundOfFile();
let ada: Person;
let goal: Goal;
let initiative: Initiative;
let connectionId: string;
beforeEach(async () => {
  ada = await buildWorkspace(ground);
  goal = await buildGoal(ground, ada, { title: "Raise retention" });
  initiative = await buildInitiative(ground, ada, goal.id, {
    title: "Reduce churn",
    hypothesis: "Saved renewals pay.",
  });
  connectionId = await buildConnection(ground, ada);
});

const item = (give: Partial<NewItem> = {}, by = ada) =>
  buildItem(ground, by, { connectionId, initiativeId: initiative.id, ...give });
const STALLED = { createdAt: "2026-11-02T09:00:00Z", updatedAt: "2026-11-05T09:00:00Z" };
const ask = (caller: Person, id: string) => panelItem(ground, caller, { id, connectionId });
const check = async (caller: Person, give: object) =>
  (await checkPanel(ground, caller, { initiativeId: initiative.id, ...give })).warnings;
const codes = async (caller: Person, give: object = {}) => (await check(caller, give)).map(({ code }) => code);

describe("the goal line of an item", () => {
  test("says what it serves, how far that is, and what else is behind it", async () => {
    const keyResult = await buildKeyResult(ground, ada, goal.id, { name: "NRR", baseline: 98, target: 110, unit: "%" });
    await buildReading(ground, ada, keyResult.id, "2026-11-19", 106.9);
    const { remoteId } = await item();
    await item({ status: { name: "Done", category: "done" } });
    const shown = endpoints.getPanelItem.reply.parse(await ask(ada, remoteId));
    expect(shown.initiative).toMatchObject({
      key: initiative.key,
      hypothesis: "Saved renewals pay.",
      mark: "green",
      done: 1,
      total: 2,
      doing: 1,
    });
    expect(shown.keyResult).toMatchObject({ name: "NRR", now: 106.9, target: 110, unit: "%" });
    expect(shown.keyResult?.expected).toBeCloseTo(98 + (50 / 91) * 12);
    expect(shown.goal).toMatchObject({
      key: goal.key,
      title: "Raise retention",
      priority: 2,
      state: "green",
      behind: "1 item in progress",
    });
    expect(shown.url).toBe(`http://goals.test/initiatives/${initiative.key}`);
  });

  test("lists five siblings, stalled ones first", async () => {
    const { remoteId } = await item();
    for (let count = 0; count < 5; count++) await item({ status: { name: "To do", category: "todo" } });
    const stalled = await item(STALLED);
    const { siblings, goal: line } = await ask(ada, remoteId);
    expect(siblings).toHaveLength(5);
    expect(siblings[0]).toMatchObject({ id: stalled.id, stalled: true, idleDays: 11 });
    expect(line?.behind).toBe("2 items in progress, 1 stalled");
  });

  test("is not there for an item that nobody told us of, nor for another connection's", async () => {
    const { remoteId } = await item();
    expect(await refused(ask(ada, "nothing"))).toBe("not_mirrored");
    const other = await buildConnection(ground, ada);
    const app = { ...ada, connection: { id: other, tool: "generic", account: null } };
    expect(await refused(panelItem(ground, app, { id: remoteId, connectionId }))).toBe("not_mirrored");
    expect(await refused(panelItem(ground, ada, { id: remoteId }))).toBe("invalid_input");
  });

  test("names a restricted item to whoever has it open in the tool, and none of its restricted siblings", async () => {
    const secret = { restricted: true, ...STALLED };
    const open = await item({ title: "Merger, part one", ...secret });
    await item({ title: "Merger, part two", key: "SEC-2", ...secret });
    const eve = await buildPerson(ground, ada);
    const inTool = { ...eve, connection: { id: connectionId, tool: "generic", account: "gid-eve" } };
    const shown = await panelItem(ground, inTool, { id: open.remoteId });
    expect(shown.item).toMatchObject({ title: "Merger, part one", restricted: true });
    expect(shown.siblings).toMatchObject([{ title: "1 restricted item", key: null }]);
    expect(JSON.stringify(shown)).not.toMatch(/part two|SEC-2/);
    const outside = await ask(eve, open.remoteId);
    expect(outside.item.title).toBe("1 restricted item");
    expect(JSON.stringify(outside)).not.toContain("Merger");
  });

  test("names nothing of a private goal to others: the item reads as linked", async () => {
    const secret = await buildPrivateGoal(ground, ada, { title: "Buy Initech" });
    const hidden = await buildInitiative(ground, ada, secret.id, { title: "Talk to Initech" });
    const { remoteId } = await item({ initiativeId: hidden.id, title: "Book a room" });
    await item({ initiativeId: hidden.id, title: "Second room" });
    const eve = await buildPerson(ground, ada);
    const shown = await ask(eve, remoteId);
    expect(shown).toMatchObject({ initiative: null, goal: null, keyResult: null, siblings: [], url: null });
    expect(shown.item.link).not.toBeNull();
    const told = JSON.stringify(shown);
    for (const word of ["Initech", "Second room", hidden.id, hidden.key, secret.id, secret.key]) {
      expect(told).not.toContain(word);
    }
    expect((await ask(ada, remoteId)).goal?.title).toBe("Buy Initech");
  });
});

describe("the picker", () => {
  const choices = (caller: Person, q?: string) => panelChoices(ground, caller, { q });
  const titles = async (caller: Person, q?: string) => (await choices(caller, q)).groups.map(({ title }) => title);

  test("offers goals in order of attention, paused ones last, closed ones never, classes after all", async () => {
    const urgent = await buildGoal(ground, ada, { title: "Urgent", priority: 1 });
    await buildInitiative(ground, ada, urgent.id);
    const paused = await buildGoal(ground, ada, { title: "Paused one", priority: 1 });
    await buildInitiative(ground, ada, paused.id);
    await changeGoal(ground, ada, { id: paused.id, version: 1, state: "paused", reason: "Later." });
    const closed = await buildGoal(ground, ada, { title: "Closed one" });
    await buildInitiative(ground, ada, closed.id);
    await closeGoal(ground, ada, { id: closed.id, dropped: false });
    expect(await titles(ada)).toEqual([
      "Urgent (no measure yet)",
      "Raise retention (no measure yet)",
      "Paused one (paused)",
      "Not for a goal",
    ]);
    const { groups } = endpoints.getPanelChoices.reply.parse(await choices(ada));
    expect(groups.at(-1)?.choices.map((choice) => choice.class)).toEqual([
      "maintenance",
      "emergency",
      "opportunity",
      "debt",
    ]);
  });

  test("offers no initiative that is done or stopped", async () => {
    await changeInitiative(ground, ada, { id: initiative.id, version: 1, state: "stopped" });
    expect(await titles(ada)).toEqual(["Not for a goal"]);
  });

  test("begins with the five under which this person last made something, newest first", async () => {
    const made = [initiative];
    for (let count = 0; count < 5; count++) made.push(await buildInitiative(ground, ada, goal.id));
    for (const [index, { id }] of made.entries()) {
      ground.setNow(`2026-11-20T13:0${index}:00Z`);
      await item({ initiativeId: id });
    }
    const [recent] = (await choices(ada)).groups;
    expect(recent?.title).toBe("Recently used");
    expect(recent?.choices.map(({ initiativeId }) => initiativeId)).toEqual(
      made
        .map(({ id }) => id)
        .reverse()
        .slice(0, 5),
    );
    expect(recent?.choices[0]).toMatchObject({ mark: "green", doing: 1, goal: { key: goal.key, state: "unmeasured" } });
    expect(await titles(await buildPerson(ground, ada))).not.toContain("Recently used");
  });

  test("finds by two letters, by goal and by key", async () => {
    await buildInitiative(ground, ada, goal.id, { title: "Improve onboarding" });
    const first = async (q: string) => (await choices(ada, q)).groups[0]?.choices[0]?.title;
    expect(await first("rc")).toBe("Reduce churn");
    expect(await first(initiative.key)).toBe("Reduce churn");
    expect((await choices(ada, "retention")).groups[0]?.choices).toHaveLength(2);
    expect(await first("deb")).toBe("Technical debt");
    expect(await titles(ada, "zzzz")).toEqual(["Not for a goal"]);
  });

  test("does not know private goals outside their audience, not even as recently used", async () => {
    const eve = await buildPerson(ground, ada);
    const secret = await buildPrivateGoal(ground, ada, { title: "Buy Initech", viewers: [eve.person.id] });
    const hidden = await buildInitiative(ground, ada, secret.id, { title: "Talk to Initech" });
    await item({ initiativeId: hidden.id }, eve);
    expect(JSON.stringify(await choices(eve))).toContain("Initech");
    await changeGoal(ground, ada, { id: secret.id, version: 1, viewers: [] });
    for (const q of [undefined, "Initech", "ti", hidden.key]) {
      expect(JSON.stringify(await choices(eve, q))).not.toContain(hidden.id);
    }
  });
});

describe("what to know before creating", () => {
  test("the first item is welcome, a late one is told of the goal's end", async () => {
    expect(await codes(ada)).toEqual(["first_item"]);
    expect(await codes(ada, { due: "2027-01-01" })).toEqual(["due_after_goal", "first_item"]);
    expect(await codes(ada, { due: "2026-12-31" })).toEqual(["first_item"]);
  });

  test("only what is closed blocks, and then nothing else is said", async () => {
    await closeGoal(ground, ada, { id: goal.id, dropped: true });
    expect(await check(ada, { due: "2027-01-01" })).toMatchObject([{ code: "closed", blocks: true }]);
  });

  test("a stopped initiative blocks as well", async () => {
    await changeInitiative(ground, ada, { id: initiative.id, version: 1, state: "stopped" });
    expect(await check(ada, {})).toMatchObject([
      { code: "closed", blocks: true, short: "Initiative is stopped: choose another" },
    ]);
  });

  test("stalled work wants help first", async () => {
    await item(STALLED);
    await item();
    const [warning] = await check(ada, {});
    expect(warning).toMatchObject({ code: "stuck", short: "On this goal: 2 in progress, 1 stalled" });
    expect(warning?.long).toBe(
      "2 items are in progress for this goal and 1 is stalled, unmoved for 11 working days. Help that one first?",
    );
  });

  test("a paused goal comes first", async () => {
    await changeGoal(ground, ada, { id: goal.id, version: 1, state: "paused", reason: "Later." });
    expect(await codes(ada)).toEqual(["paused", "first_item"]);
  });

  test("five in progress are no more than enough, six are; an owner may fill the limit and not pass it", async () => {
    await buildGoal(ground, ada, { title: "Nobody works on it", priority: 1 });
    const dana = await buildPerson(ground, ada, "Dana Okafor");
    for (let count = 0; count < 2; count++) await item({ owner: dana });
    expect(await codes(ada, { ownerId: dana.person.id })).not.toContain("overloaded");
    await item({ owner: dana });
    expect(await codes(ada, { ownerId: dana.person.id })).toContain("overloaded");
    for (let count = 0; count < 2; count++) await item();
    expect(await codes(ada)).not.toContain("enough");
    await item();
    expect(await codes(ada)).toContain("enough");
  });

  test("an owner over the limit is named with numbers to those who lead, without to others", async () => {
    const dana = await buildPerson(ground, ada, "Dana Okafor");
    for (let count = 0; count < 3; count++) await item({ owner: dana });
    const give = { ownerId: dana.person.id };
    expect((await check(ada, give))[0]).toMatchObject({ code: "overloaded", short: "Dana has 3 in progress, limit 3" });
    expect((await check(dana, give))[0]?.short).toBe("Dana has 3 in progress, limit 3");
    const eve = await buildPerson(ground, ada, "Eve");
    expect((await check(eve, give))[0]?.short).toBe("Dana has a lot in progress");
    expect(await codes(ada, { ownerId: eve.person.id })).not.toContain("overloaded");
    expect(await codes(ada, { initiativeId: undefined, class: "debt", ownerId: dana.person.id })).toEqual([
      "overloaded",
    ]);
  });

  test("a goal with enough is told of one that has none, unless that one is private", async () => {
    const starving = await buildGoal(ground, ada, { title: "DACH" });
    for (let count = 0; count < 6; count++) await item();
    expect((await check(ada, {})).find(({ code }) => code === "enough")?.long).toContain(
      "“DACH” has the same priority and none",
    );
    await closeGoal(ground, ada, { id: starving.id, dropped: true });
    await buildPrivateGoal(ground, ada, { title: "Buy Initech", priority: 1 });
    const eve = await buildPerson(ground, ada);
    expect(await codes(eve)).not.toContain("enough");
  });

  test("wants an initiative or a class, one of the two, and one that the caller may see", async () => {
    expect(await refused(checkPanel(ground, ada, {}))).toBe("initiative_or_class");
    expect(await refused(checkPanel(ground, ada, { initiativeId: initiative.id, class: "debt" }))).toBe(
      "initiative_or_class",
    );
    const hidden = await buildInitiative(ground, ada, (await buildPrivateGoal(ground, ada)).id);
    expect(await refused(checkPanel(ground, await buildPerson(ground, ada), { initiativeId: hidden.id }))).toBe(
      "not_found",
    );
  });
});
