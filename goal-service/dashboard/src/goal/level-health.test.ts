import { expect, test } from "@jest/globals";
import type { GoalReport } from "@throughline/shared/goal-report";
import { goalOf } from "./goal.test-kit.ts";
import { healthOf, levelOf } from "./level-health.ts";

const report = { keyResults: [{ id: "kr1", level: "amber" }] } as unknown as GoalReport;

test.each([
  ["active", "amber", "amber"],
  ["closed", "amber", "amber"],
  ["paused", undefined, "paused"],
  ["draft", undefined, "draft"],
] as const)("a key result of a goal that is %s is called %s and drawn as %s", (state, level, health) => {
  const goal = goalOf({ state });
  expect(levelOf(goal, report, "kr1")).toBe(level);
  expect(healthOf(goal, levelOf(goal, report, "kr1"))).toBe(health);
});

test("what was not judged yet is drawn like what is no longer known", () => {
  expect(healthOf(goalOf(), levelOf(goalOf(), undefined, "kr1"))).toBe("outdated");
});
