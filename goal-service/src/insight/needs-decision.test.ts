import { describe, expect, test } from "@jest/globals";
import type { DecisionReason } from "@throughline/shared/portfolio";
import { HealthState } from "@throughline/shared/vocabulary";
import fc from "fast-check";
import { byUrgency, type GoalStanding, reasonFor, riskWord } from "./needs-decision.ts";

const TODAY = "2026-11-27";
const RUNS = { numRuns: process.env["PROOF"] === undefined ? 500 : 20_000 };
const fine: GoalStanding = {
  id: "g",
  state: "green",
  priority: 3,
  start: "2026-10-01",
  due: "2026-12-31",
  doing: 1,
  isBusy: true,
  progress: 0.5,
  target: 1,
  falsePositive: false,
  loweredFrom: null,
};
const reason = (given: Partial<GoalStanding>) => reasonFor({ ...fine, ...given }, TODAY);

/** insight.md read sentence by sentence: every cause of which the goal has the sign, then the first in its order. */
function plainReason(goal: GoalStanding): DecisionReason | undefined {
  const active = !["paused", "draft", "achieved", "partial", "missed", "dropped"].includes(goal.state);
  const signs: Record<DecisionReason, boolean> = {
    off_track: goal.state === "red",
    at_risk: goal.state === "amber",
    no_signal: ["outdated", "unmeasured"].includes(goal.state),
    past_due: active && Date.parse(goal.due) < Date.parse(TODAY),
    paused: goal.state === "paused" && goal.doing >= 1,
    starving:
      active &&
      [1, 2].includes(goal.priority) &&
      Date.parse(goal.start) <= Date.parse(TODAY) &&
      !(goal.progress !== null && goal.progress >= goal.target - 1e-9) &&
      !goal.isBusy,
    lowered: active && goal.loweredFrom !== null && goal.doing >= 1,
    false_positive: active && goal.falsePositive,
  };
  return (Object.keys(signs) as DecisionReason[]).find((sign) => signs[sign]);
}

const near = fc.constantFrom("2026-11-26", TODAY, "2026-11-28", "2026-12-31");
const randomGoal = fc.record({
  id: fc.uuid(),
  state: fc.constantFrom(...HealthState.options),
  priority: fc.integer({ min: 1, max: 4 }),
  start: near,
  due: near,
  doing: fc.integer({ min: 0, max: 2 }),
  isBusy: fc.boolean(),
  progress: fc.constantFrom(null, 0, 0.699, 0.7, 0.701, 0.999, 1),
  target: fc.constantFrom(0.7, 1),
  falsePositive: fc.boolean(),
  loweredFrom: fc.constantFrom(null, 1, 2),
});

test("of random goals the reason is the first sign that a plain reading of the rules finds", () => {
  fc.assert(
    fc.property(randomGoal, (goal) => {
      expect(reasonFor(goal, TODAY)).toBe(plainReason(goal) ?? null);
    }),
    RUNS,
  );
});

test("nothing that is at risk, off track or without a signal is ever without a reason", () => {
  fc.assert(
    fc.property(randomGoal, (goal) => {
      const troubled = ["amber", "red", "outdated", "unmeasured"].includes(goal.state);
      expect(troubled && reasonFor(goal, TODAY) === null).toBe(false);
    }),
    RUNS,
  );
});

test("an on-track goal never stands above one that is not, whatever their priorities and dates", () => {
  const onTrack = (state: string) => state === "green" || state === "warming";
  fc.assert(
    fc.property(fc.array(randomGoal, { maxLength: 12 }), (goals) => {
      const list = goals
        .flatMap((goal) => ({ ...goal, reason: reasonFor({ ...goal, due: "2026-12-31" }, TODAY) }))
        .flatMap(({ reason: why, ...goal }) => (why === null ? [] : [{ ...goal, reason: why }]))
        .sort(byUrgency);
      const first = list.findIndex(({ state }) => onTrack(state));
      if (first >= 0) expect(list.slice(first).every(({ state }) => onTrack(state))).toBe(true);
      expect([...list].reverse().sort(byUrgency)).toEqual(list);
    }),
    RUNS,
  );
});

describe("boundaries", () => {
  test.each([
    ["due today is not past due", { due: TODAY }, null],
    ["due yesterday is", { due: "2026-11-26" }, "past_due"],
    ["starting today it may starve", { priority: 2, start: TODAY, isBusy: false, doing: 0 }, "starving"],
    ["starting tomorrow it does not", { priority: 2, start: "2026-11-28", isBusy: false, doing: 0 }, null],
    ["priority 3 does not starve", { priority: 3, isBusy: false, doing: 0 }, null],
    ["at its target share it is reached", { priority: 1, isBusy: false, progress: 0.7, target: 0.7 }, null],
    ["just below it is not", { priority: 1, isBusy: false, progress: 0.699999, target: 0.7 }, "starving"],
    ["work on a goal below is work", { priority: 1, doing: 0, isBusy: true }, null],
    ["lowered without work", { loweredFrom: 1, doing: 0 }, null],
    ["lowered with work", { loweredFrom: 1, doing: 1 }, "lowered"],
    ["paused without work", { state: "paused", doing: 0 }, null],
    ["paused with work", { state: "paused", doing: 1 }, "paused"],
    ["past due before starving", { due: "2026-11-26", priority: 1, isBusy: false, doing: 0 }, "past_due"],
  ] as const)("%s", (_name, given, expected) => {
    expect(reason(given)).toBe(expected);
  });

  test("seven days at risk are not yet still, eight are; still beats again", () => {
    expect(riskWord({ since: "2026-11-20", before: false }, TODAY)).toBeNull();
    expect(riskWord({ since: "2026-11-20", before: true }, TODAY)).toBe("again");
    expect(riskWord({ since: "2026-11-19", before: true }, TODAY)).toBe("still");
    expect(riskWord({ since: null, before: false }, TODAY)).toBeNull();
  });
});
