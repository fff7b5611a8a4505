import type { GoalReport, Load } from "@throughline/shared/goal-report";
import type { Goal } from "@throughline/shared/goals";
import type { Evidence } from "@throughline/shared/health/report";
import type { Initiative } from "@throughline/shared/initiatives";
import { expect, test } from "@jest/globals";
import { namedItem, reportOf } from "./goal-report.test-kit.ts";
import { type Known, suggestionsFor } from "./suggestions.ts";

const goal: Goal = {
  id: "g",
  key: "G-1",
  title: "Increase net revenue retention",
  why: null,
  level: "company",
  ownerId: null,
  teamId: null,
  periodId: null,
  parentId: null,
  weight: 1,
  priority: 1,
  ambition: "committed",
  state: "active",
  dropped: false,
  start: "2026-10-01",
  due: "2026-12-31",
  viewers: null,
  version: 1,
  createdAt: "2026-10-01T09:00:00Z",
};
const people = {
  dana: { name: "Dana Okafor", doing: 5, limit: 3 },
  marco: { name: "Marco Silva", doing: 1, limit: 3 },
  grace: { name: "Grace Mensah", doing: 0, limit: 3 },
};
const helpers = new Set(["dana", "marco"]);
const initiative = (id: string, title: string, doing: number, state: Initiative["state"] = "active") =>
  ({ id, title, state, counts: { todo: 0, doing, done: 0, stalled: 0 } }) as Initiative;
const suggested = (given: Partial<GoalReport>, known: Partial<Known> = {}, of: Partial<Goal> = {}) =>
  suggestionsFor(
    { ...goal, ...of },
    {
      ...{ report: reportOf(given), reason: null, people, helpers },
      ...{ initiatives: [], openItems: 1, tools: ["jira"] },
      ...known,
    },
  );
const labels = (...given: Parameters<typeof suggested>) => suggested(...given).map(({ label }) => label);
const OTHER = "Record another decision";
const ACCEPT = "Accept until a date, with a reason";
const dana = { personId: "dana", name: "Dana Okafor", doing: 5, limit: 3 };
const stalled: Evidence = { kind: "stalled", rule: "F12", observed: 11, limit: 10, level: "amber", items: ["w1"] };
const stalls = (cause: GoalReport["causes"][number]["cause"], owner: Load | null = null): Partial<GoalReport> => ({
  evidence: [stalled],
  causes: [{ itemId: "w1", cause, owner }],
});

test("an owner over the limit: someone who works on this goal and has room is asked, in words of their own", () => {
  const [first, second, ...rest] = suggested(stalls("unknown", dana));
  expect(first).toEqual({
    label: "Ask Marco to take CS-412, 1 in progress",
    dialog: { kind: "ask", workItemId: "w1", text: "Marco, could you take this over from Dana?" },
  });
  expect(second).toEqual({ label: "Ask Dana what CS-412 needs", dialog: { kind: "ask", workItemId: "w1" } });
  expect(rest.map(({ label }) => label)).toEqual([OTHER, ACCEPT]);
});

test.each([
  ["blocked" as const, ["Ask Dana what blocks CS-412"]],
  ["overdue" as const, ["Ask Dana what CS-412 needs"]],
  ["no_owner" as const, ["Find an owner for CS-412 in Jira", "Ask who takes CS-412"]],
])("a cause of %s asks: %j", (cause, expected) => {
  expect(labels(stalls(cause))).toEqual([...expected, OTHER, ACCEPT]);
});

test("an owner is found in the tool, where owners are set", () => {
  expect(suggested(stalls("no_owner"))[0]).toMatchObject({ href: "https://tool.example/browse/CS-412" });
});

test("about an item that the tool hides nothing is asked", () => {
  const hidden = { ...namedItem, key: "1 restricted item", url: null };
  const names = { items: { w1: hidden }, keyResults: {}, children: {} };
  expect(labels({ ...stalls("unknown"), names })).toEqual([OTHER, ACCEPT]);
});

test("the first button fits the strongest evidence", () => {
  const overdue: Evidence = { kind: "reading", rule: "F8", observed: 12, limit: 10, level: "amber", keyResult: "k" };
  const reading = suggested({ ...stalls("unknown"), evidence: [overdue, stalled] })[0];
  expect(reading).toEqual({ label: "Add a reading", dialog: { kind: "reading", keyResultId: "k" } });
  expect(labels({ state: "unmeasured", flags: ["THEME_NOT_GOAL", "UNCOVERED"] })[0]).toBe("Add a key result");
  expect(labels({ state: "outdated", keyResults: [{ id: "k", level: "outdated" }] })[0]).toBe("Add a reading");
  const child: Evidence = { kind: "child", rule: "F10", observed: "red", limit: "green", level: "red", child: "c" };
  const names = { items: {}, keyResults: {}, children: { c: { key: "G-7", title: "Below" } } };
  expect(suggested({ evidence: [child], names })[0]).toEqual({
    label: "See to “Below” first",
    href: "/goals/G-7-below",
  });
});

test("behind plan: more work on the bet that has least of it; without a bet, a bet; without a tool, neither", () => {
  const evidence: Evidence[] = [{ kind: "pace", rule: "F5", observed: 10, limit: 50, level: "red" }];
  const initiatives = [initiative("i1", "Busy", 3), initiative("i2", "Idle", 0), initiative("i3", "Over", 0, "done")];
  expect(suggested({ state: "red", evidence }, { initiatives })[0]).toEqual({
    label: "Add work to “Idle”",
    dialog: { kind: "work", initiativeId: "i2", tool: "jira" },
  });
  expect(labels({ state: "red", evidence })[0]).toBe("Add an initiative");
  expect(labels({ state: "red", evidence }, { initiatives, tools: [] })).toEqual([OTHER, ACCEPT]);
});

test("paused or lowered: the work is stopped or moved, where there is any", () => {
  const STOP = { label: "Stop or move the work", dialog: { kind: "stop-or-move" } };
  const paused = { state: "paused" as const };
  expect(suggested({ state: "paused" }, { reason: "paused" }, paused)[0]).toEqual(STOP);
  expect(labels({ state: "paused" }, { reason: null, openItems: 0 }, paused)).toEqual([]);
  expect(suggested({ state: "green" }, { reason: "lowered" })[0]).toEqual(STOP);
  expect(labels({ state: "green" }, { reason: "lowered", openItems: 0 })).toEqual([OTHER]);
});

test("a goal that is fine, or closed, asks for nothing; one that starves for work, one past due for its end", () => {
  expect(labels({ state: "green" })).toEqual([]);
  expect(labels({ state: "amber" }, {}, { state: "closed" })).toEqual([]);
  expect(labels({ state: "green", flags: ["NEEDS_CLOSING"] })).toEqual(["Close it with its result"]);
  expect(labels({ state: "green" }, { reason: "starving" })).toEqual(["Add an initiative", OTHER]);
});
