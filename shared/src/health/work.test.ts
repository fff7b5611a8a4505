import { expect, test } from "@jest/globals";
import type { GoalFacts } from "./facts.ts";
import { evaluate } from "./evaluate.ts";
import { daysAgo, goal, item, items, metric, TODAY } from "./half-way.test-kit.ts";
import { initiativeMark } from "./initiative-mark.ts";
import { standingsOf } from "./stalling.ts";

const report = (facts: Partial<GoalFacts>) => evaluate(goal({ keyResults: [metric([[0, 50]])], ...facts }), TODAY);
const workOf = (facts: Partial<GoalFacts>) => report(facts).work;
/** 14 days ago is ten working days ago; 13, 12 and 11 days ago are ten, ten and nine. */
const stalled = { moved: daysAgo(14) };

test("an item in work is stalled after ten working days, not after nine", () => {
  expect(workOf({ items: [...items(4), item("A", stalled)] })).toBe("amber");
  expect(workOf({ items: [...items(4), item("A", { moved: daysAgo(11) })] })).toBe("green");
  expect(report({ items: [...items(4), item("A", { moved: daysAgo(11) })] }).flags).not.toContain("STALLED");
});

test("a holiday stops the clock", () => {
  expect(workOf({ items: [...items(4), item("A", stalled)], holidays: [daysAgo(9)] })).toBe("green");
});

test("an item that waits is not stalled, one that is blocked for five working days is", () => {
  expect(workOf({ items: [...items(4), item("A", { status: "todo", moved: daysAgo(60) })] })).toBe("green");
  const blocked = (ago: number) => item("A", { status: "todo", blockedSince: daysAgo(ago) });
  expect(workOf({ items: [...items(4), blocked(7)] })).toBe("amber");
  expect(workOf({ items: [...items(4), blocked(4)] })).toBe("green");
  expect(workOf({ items: [...items(4), blocked(-9)] })).toBe("green");
});

test("a fifth stalled is amber, three fifths are red", () => {
  const shares = (count: number) =>
    workOf({ items: [...items(10 - count), ...items(count, stalled).map((one) => ({ ...one, id: `S${one.id}` }))] });
  expect([1, 2, 5, 6].map(shares)).toEqual(["green", "amber", "amber", "red"]);
});

test("a fifth past due is amber, a half is red; due today is not past", () => {
  const late = (count: number, ago = 1) =>
    workOf({
      items: [
        ...items(10 - count),
        ...items(count, { due: daysAgo(ago) }).map((one) => ({ ...one, id: `L${one.id}` })),
      ],
    });
  expect([1, 2, 4, 5].map((count) => late(count))).toEqual(["green", "amber", "amber", "red"]);
  expect(late(5, 0)).toBe("green");
});

test("one stalled item of many turns the work amber once it is idle for twenty working days", () => {
  expect(workOf({ items: [...items(20), item("A", { moved: daysAgo(28) })] })).toBe("amber");
  expect(workOf({ items: [...items(20), item("A", { moved: daysAgo(25) })] })).toBe("green");
});

test("nothing moved for ten working days is amber, and a finished item counts as movement", () => {
  const waiting = items(3, { status: "todo", moved: daysAgo(14) });
  expect(workOf({ items: waiting })).toBe("amber");
  expect(workOf({ items: [...waiting, item("D", { status: "done", moved: daysAgo(3) })] })).toBe("green");
  expect(workOf({ items: [...waiting, item("X", { status: "cancelled", moved: daysAgo(3) })] })).toBe("amber");
  expect(workOf({ items: waiting, finished: [{ items: 1, sized: 0, size: 0, last: daysAgo(3) }] })).toBe("green");
});

test("five quiet working days are a flag, no colour", () => {
  const quiet = (ago: number) => report({ items: items(3, { moved: daysAgo(ago) }) });
  expect(quiet(7)).toMatchObject({ state: "green", work: "green" });
  expect(quiet(7).flags).toContain("QUIET_WEEK");
  expect(quiet(4).flags).not.toContain("QUIET_WEEK");
});

test("sizes count once four fifths of the open items have one; the others take the mean", () => {
  const sized = items(4, { size: 1 });
  expect(workOf({ items: [...sized, item("A", stalled)] })).toBe("amber");
  expect(workOf({ items: [...sized, item("A", { ...stalled, size: 0.1 })] })).toBe("green");
  const fewSized = [...items(3, { size: 100 }), item("B"), item("A", stalled)];
  expect(workOf({ items: fewSized })).toBe("amber");
});

test("no work but cancelled work is uncovered, none open is finished", () => {
  expect(workOf({ items: [item("X", { status: "cancelled" })] })).toBe("uncovered");
  expect(workOf({ items: [item("D", { status: "done" })] })).toBe("finished");
  expect(report({ items: [] }).flags).toContain("UNCOVERED");
});

test("a broken sync is not silence of the work", () => {
  const late = report({ items: items(2, stalled), syncedTo: daysAgo(1) });
  expect(late).toMatchObject({ work: "green", flags: ["QUIET_WEEK", "SOURCE_BEHIND", "UNEXPLAINED_MOVEMENT"] });
  expect(report({ items: items(2, stalled), syncedTo: TODAY }).flags).not.toContain("SOURCE_BEHIND");
});

test("the forecast is the exact chance of finishing in the whole weeks that are left", () => {
  const chance = (open: number, weeks: number, throughput: number[]) => {
    const due = daysAgo(-7 * weeks - 6);
    const facts = goal({ due, keyResults: [metric([[0, 100]])], items: items(open), throughput });
    return evaluate(facts, TODAY).evidence.find(({ kind }) => kind === "forecast")?.observed;
  };
  expect(chance(4, 2, [0, 0, 0, 1, 2, 2])).toBe(0.111111);
  expect(chance(3, 2, [0, 0, 0, 1, 2, 2])).toBe(0.222222);
  expect(chance(1, 0, [0, 0, 0, 1, 2, 2])).toBe(0);
  expect(chance(3, 2, [0, 0, 1, 2, 2])).toBeUndefined();
  expect(chance(3, 2, [0, 0, 0, 0, 2, 2])).toBeUndefined();
});

test("an initiative with one stalled item of three is slowing", () => {
  const one = [item("A", stalled), ...items(2)];
  expect(initiativeMark({ items: one }, TODAY)).toBe("amber");
  expect(initiativeMark({ items: one, syncedTo: daysAgo(1) }, TODAY)).toBe("green");
  expect(initiativeMark({ items: one, holidays: [daysAgo(3)] }, TODAY)).toBe("green");
  expect(initiativeMark({ items: items(3, stalled) }, TODAY)).toBe("red");
  expect(initiativeMark({ items: items(3, { moved: daysAgo(1) }), settings: { stallDays: 1 } }, TODAY)).toBe("red");
  expect(initiativeMark({ items: [] }, TODAY)).toBe("uncovered");
  const finished = [{ items: 2, sized: 0, size: 0, last: daysAgo(30) }];
  expect(initiativeMark({ items: [], finished }, TODAY)).toBe("finished");
});

test("an item alone stands as it does in its goal: stalled, or with the day on which it will", () => {
  const on = (over: object, more: object = {}) => standingsOf({ items: [item("A", over)], ...more }, TODAY).get("A");
  expect(on(stalled)).toEqual({ stalled: true, stallsOn: null, idle: 10, blocked: null });
  expect(on({ moved: daysAgo(13) })).toMatchObject({ stalled: true });
  expect(on({ moved: daysAgo(11) })).toEqual({ stalled: false, stallsOn: daysAgo(-3), idle: 9, blocked: null });
  expect(on({ status: "todo", moved: daysAgo(60) })).toMatchObject({ stalled: false, stallsOn: null });
  expect(on({ status: "todo", blockedSince: daysAgo(7) })).toMatchObject({ stalled: true, blocked: 5 });
  expect(on({ moved: daysAgo(1), blockedSince: daysAgo(4) })).toMatchObject({ stalled: false, blocked: null });
  expect(on(stalled, { holidays: [daysAgo(9)] })).toMatchObject({ stalled: false });
  expect(on(stalled, { syncedTo: daysAgo(4) })).toMatchObject({ stalled: false, idle: 6 });
  expect(on({ moved: daysAgo(1) }, { settings: { stallDays: 1 } })).toMatchObject({ stalled: true });
  expect(standingsOf({ items: [item("A", { status: "done" })] }, TODAY).size).toBe(0);
});
