import { expect, test } from "@jest/globals";
import type { GoalFacts } from "./facts.ts";
import { evaluate } from "./evaluate.ts";
import { daysAgo, goal, item, items, metric, TODAY } from "./half-way.test-kit.ts";

const GREEN = metric([[0, 50]]);
const AMBER = metric([[0, 40]]);
const RED = metric([[0, 20]]);
const REACHED = metric([[0, 100]]);
const stuck = items(3, { moved: daysAgo(14) });
const slow = [...items(3), item("S", { moved: daysAgo(14) })];

const report = (facts: Partial<GoalFacts>) => evaluate(goal(facts), TODAY);
const shown = (facts: Partial<GoalFacts>) => {
  const { state, rule } = report(facts);
  return `${state} ${rule}`;
};

test("a closed goal is told by its progress at the end", () => {
  const closed = (value: number, facts: Partial<GoalFacts> = {}) =>
    shown({ state: "closed", keyResults: [metric([[0, value]])], ...facts });
  expect([100, 99, 70, 69].map((value) => closed(value))).toEqual([
    "achieved R1",
    "partial R1",
    "partial R1",
    "missed R1",
  ]);
  expect(closed(70, { ambition: "aspirational" })).toBe("achieved R1");
  expect(closed(49, { ambition: "aspirational" })).toBe("partial R1");
  expect(closed(100, { dropped: true })).toBe("dropped R1");
});

test("a closed goal's key result that was never measured counts nothing", () => {
  const keyResults = [metric([[0, 130]]), metric([], { id: "M" })];
  expect(shown({ state: "closed", keyResults })).toBe("missed R1");
  expect(shown({ state: "closed", keyResults: [metric([[0, 130]], { weight: 3 }), metric([], { id: "M" })] })).toBe(
    "partial R1",
  );
});

test("a closed goal without key results is told by its children", () => {
  const closed = (...states: ("achieved" | "partial" | "missed")[]) =>
    shown({ state: "closed", children: states.map((state) => ({ state })) });
  expect(closed("achieved")).toBe("achieved R1");
  expect(closed("achieved", "partial")).toBe("partial R1");
  expect(closed("missed")).toBe("missed R1");
  expect(closed()).toBe("missed R1");
});

test("a draft or paused goal has no outcome, no work, no flags and no date", () => {
  for (const state of ["draft", "paused"] as const) {
    const resting = report({ state, keyResults: [RED], items: stuck, due: daysAgo(1) });
    expect(resting).toMatchObject({ state, rule: "R2", outcome: null, work: null, flags: [], nextChange: null });
  }
});

test("without a measure and without voting children a goal is a theme", () => {
  expect(report({ children: [{ state: "draft" }, { state: "dropped" }, { state: "paused" }] })).toMatchObject({
    state: "unmeasured",
    rule: "R3",
    outcome: "unmeasured",
    flags: ["THEME_NOT_GOAL"],
  });
});

test("the outcome decides before the work", () => {
  expect(shown({ keyResults: [metric([[40, 50]])], items: stuck })).toBe("outdated R4");
  expect(shown({ keyResults: [RED], items: items(3) })).toBe("red R5");
  expect(shown({ keyResults: [AMBER], items: slow })).toBe("amber R6");
  expect(shown({ keyResults: [AMBER], items: stuck })).toBe("red R6");
  expect(shown({ keyResults: [REACHED], items: stuck })).toBe("green R7");
  expect(shown({ keyResults: [GREEN], items: stuck })).toBe("amber R8");
  expect(shown({ keyResults: [GREEN], items: items(3) })).toBe("green R8");
});

test("an early goal is warming, and stalled work or a red child vote turns it amber", () => {
  const start = daysAgo(5);
  expect(shown({ start, keyResults: [GREEN] })).toBe("warming R9");
  expect(shown({ start, keyResults: [GREEN], items: stuck })).toBe("amber R9");
  expect(shown({ start, keyResults: [GREEN], children: [{ state: "red" }] })).toBe("amber R9");
});

test("children hold a goal with key results of its own back only when their vote is red", () => {
  const held = report({ keyResults: [GREEN], children: [{ state: "red" }, { state: "green" }] });
  expect(held).toMatchObject({ state: "amber", rule: "R8" });
  expect(held.flags).toContain("CHILDREN_RED");
  expect(shown({ keyResults: [GREEN], children: [{ state: "amber" }] })).toBe("green R8");
});

test("the vote is red from a half, amber from a fifth, of those that are known", () => {
  const vote = (...states: ("green" | "amber" | "red" | "warming" | "outdated")[]) =>
    report({ children: states.map((state) => ({ state })) }).outcome;
  expect(vote("red", "green")).toBe("red");
  expect(vote("red", "green", "green")).toBe("amber");
  expect(vote("amber", "green", "green", "green", "green")).toBe("amber");
  expect(vote("amber", "green", "green", "green", "green", "green")).toBe("green");
  expect(vote("green", "outdated")).toBe("green");
  expect(vote("green", "outdated", "outdated")).toBe("outdated");
  expect(vote("warming", "warming", "green")).toBe("early");
  expect(vote("green", "warming", "outdated", "outdated")).toBe("early");
  expect(vote("green", "warming", "outdated", "outdated", "outdated")).toBe("outdated");
});

test("an achieved child counts green, a partial one amber, a missed one red, an unmeasured one outdated", () => {
  const vote = (state: "achieved" | "partial" | "missed" | "unmeasured") => report({ children: [{ state }] }).outcome;
  expect([vote("achieved"), vote("partial"), vote("missed"), vote("unmeasured")]).toEqual([
    "green",
    "amber",
    "red",
    "outdated",
  ]);
});

test("a parent without a metric needs moving work even where all children are achieved", () => {
  expect(shown({ children: [{ state: "achieved" }], items: stuck })).toBe("amber R8");
});

const done = items(8, { status: "done", moved: daysAgo(20) });

test("finished work and a flat metric that still looks green is a false positive", () => {
  const flat = metric([
    [0, 84],
    [7, 84],
    [22, 84],
  ]);
  const open = [item("A"), item("B")];
  const green = { keyResults: [flat], items: [...done, ...open], start: daysAgo(180), due: daysAgo(-20) };
  expect(report(green)).toMatchObject({ outcome: "green", state: "amber", rule: "R10", flags: ["FALSE_POSITIVE"] });
  expect(report({ ...green, items: [...done.slice(1), ...open] }).flags).toEqual([]);
  const moving = {
    ...green,
    keyResults: [
      metric([
        [0, 84],
        [7, 83],
        [22, 82],
      ]),
    ],
  };
  expect(report(moving)).toMatchObject({ state: "green", rule: "R8", flags: [] });
});

test("the result may still come while the last finish is younger than the longest result lag", () => {
  const at = (ago: number) =>
    report({ keyResults: [RED], items: items(3, { status: "done", moved: daysAgo(ago) }) }).flags;
  expect(at(13)).toEqual(["NOTHING_LIVE", "RESULT_PENDING"]);
  expect(at(14)).toEqual(["FALSE_POSITIVE", "NOTHING_LIVE"]);
});

test("a metric that moves without finished work is unexplained above a tenth of the way", () => {
  const flags = (value: number, facts: Partial<GoalFacts> = {}) =>
    report({ keyResults: [metric([[0, value]], { lag: 90 })], ...facts }).flags;
  expect(flags(10)).toEqual([]);
  expect(flags(10.1)).toEqual(["UNEXPLAINED_MOVEMENT"]);
  expect(flags(10.1, { items: [item("A"), item("D", { status: "done" })] })).toEqual([]);
});

test("a goal past its due date needs closing", () => {
  expect(report({ due: daysAgo(0), keyResults: [REACHED] }).flags).toEqual([]);
  expect(report({ due: daysAgo(1), keyResults: [REACHED] }).flags).toEqual(["NEEDS_CLOSING"]);
});

test("a call darkens at once, and lightens by one level where it has a reason, for 14 days", () => {
  const call = (facts: Partial<GoalFacts>, level: "green" | "amber" | "red", ago = 1, reason = "signed") =>
    shown({ ...facts, call: { at: daysAgo(ago), level, reason } });
  expect(call({ keyResults: [GREEN] }, "red", 1, "")).toBe("red R11");
  expect(call({ keyResults: [RED] }, "green")).toBe("amber R11");
  expect(call({ keyResults: [AMBER] }, "green")).toBe("green R11");
  expect(call({ keyResults: [AMBER] }, "green", 1, " ")).toBe("amber R6");
  expect(call({ keyResults: [AMBER] }, "amber")).toBe("amber R6");
  expect(call({ keyResults: [AMBER] }, "green", 14)).toBe("green R11");
  expect(call({ keyResults: [AMBER] }, "green", 15)).toBe("amber R6");
  expect(call({ keyResults: [AMBER] }, "green", -1)).toBe("amber R6");
  expect(call({ start: daysAgo(5), keyResults: [GREEN] }, "red")).toBe("warming R9");
});

test("a workspace's own thresholds are used and shown in the report", () => {
  const facts = { keyResults: [GREEN], items: items(2, { moved: daysAgo(3) }) };
  expect(report(facts).settings).toBeUndefined();
  const strict = report({ ...facts, settings: { stallDays: 1, voteRed: 0.5 } });
  expect(strict).toMatchObject({ state: "amber", rule: "R8", settings: { stallDays: 1 } });
  expect(strict.settings).toEqual({ stallDays: 1 });
});
