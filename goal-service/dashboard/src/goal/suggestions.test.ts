import type { GoalReport } from "@throughline/shared/goal-report";
import type { Goal } from "@throughline/shared/goals";
import { expect, test } from "@jest/globals";
import { reportOf } from "./goal-report.test-kit.ts";
import { suggestionsFor } from "./suggestions.ts";

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
const labels = (given: Partial<GoalReport>, of: Partial<Goal> = {}) =>
  suggestionsFor({ ...goal, ...of }, { report: reportOf(given), people, helpers }).map(({ label }) => label);
const ACCEPT = "Accept until a date, with a reason";
const dana = { personId: "dana", name: "Dana Okafor", doing: 5, limit: 3 };

test("an owner over the limit: someone who works on this goal and has room is asked", () => {
  expect(labels({ causes: [{ itemId: "w1", cause: "unknown", owner: dana }] })).toEqual([
    "Ask Marco to take CS-412, 1 in progress",
    "Ask Dana what CS-412 needs",
    ACCEPT,
  ]);
});

test.each([
  ["no_owner" as const, "Find an owner for CS-412"],
  ["blocked" as const, "Unblock CS-412"],
  ["overdue" as const, "Finish CS-412, or give it another date"],
])("a cause of %s asks: %s", (cause, label) => {
  expect(labels({ causes: [{ itemId: "w1", cause, owner: null }] })).toEqual([label, ACCEPT]);
});

test("a theme asks for its measure, silence for a reading", () => {
  expect(labels({ state: "unmeasured", flags: ["THEME_NOT_GOAL", "UNCOVERED"] })[0]).toBe("Add a key result");
  expect(labels({ state: "outdated", keyResults: [{ id: "k", level: "outdated" }] })[0]).toBe("Add a reading");
});

test("a goal that is fine, or closed, asks for nothing", () => {
  expect(labels({ state: "green" })).toEqual([]);
  expect(labels({ state: "amber" }, { state: "closed" })).toEqual([]);
  expect(labels({ state: "green", flags: ["NEEDS_CLOSING"] })).toEqual(["Close it with its result"]);
});
