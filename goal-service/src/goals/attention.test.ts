import { expect, test } from "@jest/globals";
import type { HealthState } from "@throughline/shared/vocabulary";
import { byAttention } from "./attention.ts";

const asking = (name: string, state: HealthState, give: { priority?: number; due?: string; doing?: number } = {}) => ({
  name,
  state,
  priority: 2,
  due: "2026-12-31",
  ...give,
});

test("worst first, then by priority, then by due day; left goals with work before those that are all right", () => {
  const goals = [
    asking("achieved", "achieved"),
    asking("green", "green"),
    { ...asking("lowered at work", "green", { priority: 4, doing: 2 }), loweredFrom: 1 },
    { ...asking("lowered", "green", { priority: 4, doing: 0 }), loweredFrom: 1 },
    asking("paused at work", "paused", { doing: 6 }),
    asking("paused", "paused", { doing: 0 }),
    asking("silent", "outdated"),
    asking("amber, not urgent", "amber", { priority: 3 }),
    asking("amber later", "amber", { priority: 1, due: "2027-01-31" }),
    { ...asking("amber soon", "amber", { priority: 1, doing: 1 }), loweredFrom: 1 },
    asking("theme", "unmeasured"),
    asking("red", "red", { priority: 4 }),
    asking("warming", "warming"),
    { ...asking("closed at work", "achieved", { priority: 4, doing: 1 }), loweredFrom: 1 },
  ];
  expect(goals.sort(byAttention).map(({ name }) => name)).toEqual([
    "red",
    "amber soon",
    "amber later",
    "amber, not urgent",
    "silent",
    "paused at work",
    "lowered at work",
    "theme",
    "warming",
    "green",
    "lowered",
    "achieved",
    "closed at work",
    "paused",
  ]);
});
