import { expect, test } from "@jest/globals";
import type { KeyResultFacts } from "./fact-shapes.ts";
import type { GoalFacts } from "./facts.ts";
import { evaluate } from "./evaluate.ts";
import { daysAgo, goal, metric, TODAY } from "./half-way.test-kit.ts";

function judged(keyResult: KeyResultFacts, facts: Partial<GoalFacts> = {}) {
  const report = evaluate(goal({ ...facts, keyResults: [keyResult] }), TODAY);
  const [only] = report.keyResults;
  if (only === undefined) throw new Error("the key result is missing");
  return { ...only, flags: report.flags };
}
const levelOf = (keyResult: KeyResultFacts, facts: Partial<GoalFacts> = {}) => judged(keyResult, facts).level;

test("a gap of exactly 0.05 is on pace, a little more is not", () => {
  expect(levelOf(metric([[0, 45]]))).toBe("green");
  expect(levelOf(metric([[0, 44.9]]))).toBe("amber");
});

test("nine tenths of what is expected are on pace, whatever the gap", () => {
  const late = { start: daysAgo(180), due: daysAgo(-20) };
  expect(levelOf(metric([[0, 81]]), late)).toBe("green");
  expect(levelOf(metric([[0, 80.9]]), late)).toBe("amber");
});

test("red needs both: under 0.70 of the plan and a gap above 0.15", () => {
  expect(levelOf(metric([[0, 35]]))).toBe("amber");
  expect(levelOf(metric([[0, 34.9]]))).toBe("red");
  const early = { start: daysAgo(40), due: daysAgo(-60) };
  expect(levelOf(metric([[0, 25]]), early)).toBe("amber");
  expect(levelOf(metric([[0, 24.9]]), early)).toBe("red");
});

test("pace is taken at the date of the last reading, so that it does not drift between readings", () => {
  const { q, gap, e, pace } = judged(metric([[8, 46]]));
  expect({ q, gap, e, pace }).toEqual({ q: 1, gap: 0, e: 0.5, pace: "green" });
});

test("an aspirational goal is measured against 0.7 of the way", () => {
  expect(levelOf(metric([[0, 35]]), { ambition: "aspirational" })).toBe("green");
  expect(levelOf(metric([[0, 29.9]]), { ambition: "aspirational" })).toBe("amber");
  expect(judged(metric([[0, 70]]), { ambition: "aspirational" }).level).toBe("green");
});

test("the expected share begins after the lag and follows the plan points", () => {
  expect(judged(metric([[0, 50]], { lag: 50 })).e).toBe(0.333333);
  expect(judged(metric([[0, 50]], { plan: [[daysAgo(50), 0.8]] })).e).toBe(0.866667);
  expect(judged(metric([[0, 50]], { plan: [[daysAgo(-20), 0]] })).level).toBe("early");
});

test("a trend needs four readings that span 21 days within the last 42", () => {
  const trend = (days: number[]) => judged(metric(days.map((ago) => [ago, 50 - ago / 2]))).trend;
  expect(trend([0, 7, 14, 21])).toBe("green");
  expect(trend([0, 7, 14, 20])).toBeUndefined();
  expect(trend([0, 7, 21])).toBeUndefined();
  expect(trend([0, 7, 14, 42])).toBe("green");
  expect(trend([0, 7, 14, 43])).toBeUndefined();
});

test("the trend is the median of all slopes, carried to the due date", () => {
  const { pEnd, trend } = judged(
    metric([
      [0, 50],
      [10, 46],
      [20, 42],
      [30, 90],
    ]),
  );
  expect(pEnd).toBe(0.033333);
  expect(trend).toBe("red");
});

test("a red that only the trend sees against a green pace counts amber", () => {
  const slow = judged(
    metric([
      [0, 50],
      [7, 50],
      [14, 50],
      [21, 50],
    ]),
  );
  expect([slow.pace, slow.trend, slow.level]).toEqual(["green", "red", "amber"]);
  const both = judged(
    metric([
      [0, 40],
      [7, 40],
      [14, 40],
      [21, 40],
    ]),
  );
  expect([both.pace, both.trend, both.level]).toEqual(["amber", "red", "red"]);
});

test("a reached key result is green whatever its trend", () => {
  expect(
    levelOf(
      metric([
        [0, 100],
        [7, 120],
        [14, 140],
        [21, 160],
      ]),
    ),
  ).toBe("green");
  expect(levelOf(metric([[0, 100]]), { start: daysAgo(1) })).toBe("green");
});

test("worse than the baseline by a twentieth is red and has its flag, but not while it is early", () => {
  expect(judged(metric([[0, -5]]))).toMatchObject({
    level: "red",
    flags: ["WORSE_THAN_BASELINE"],
  });
  expect(judged(metric([[90, -4.9]], { cadence: 90 }))).toMatchObject({ level: "amber", flags: [] });
  expect(levelOf(metric([[0, -5]]), { start: daysAgo(10) })).toBe("early");
});

test("a key result is early until 15 % of the period have passed", () => {
  const at = (elapsed: number) => ({ start: daysAgo(elapsed), due: daysAgo(elapsed - 100) });
  expect(levelOf(metric([[0, 0]]), at(14))).toBe("early");
  expect(levelOf(metric([[0, 0]]), at(15))).not.toBe("early");
  expect(levelOf(metric([]), at(14))).toBe("early");
  expect(levelOf(metric([]), at(15))).toBe("outdated");
});

test("a reading is overdue after its cadence and 3 days, and outdated after two cadences and 3 days", () => {
  expect(judged(metric([[10, 50]]))).toMatchObject({ level: "green" });
  expect(judged(metric([[11, 50]]))).toMatchObject({ level: "amber", readingAge: 11 });
  expect(judged(metric([[11, 50]])).flags).toContain("READING_OVERDUE");
  expect(judged(metric([[17, 50]])).level).toBe("amber");
  expect(judged(metric([[18, 50]])).level).toBe("outdated");
  expect(judged(metric([[18, 50]])).flags).not.toContain("READING_OVERDUE");
});

test("an overdue reading does not take a reached target back", () => {
  expect(judged(metric([[11, 100]]))).toMatchObject({ level: "green", flags: ["READING_OVERDUE"] });
  expect(judged(metric([[18, 100]])).level).toBe("outdated");
});

test("a maintained metric is green inside its band, and falls with the distance", () => {
  const band = (value: number, facts: Partial<KeyResultFacts> = {}): KeyResultFacts => {
    return { direction: "maintain", lo: 90, hi: 100, readings: [[TODAY, value]], ...facts };
  };
  expect(levelOf(band(90))).toBe("green");
  expect(judged(band(101.5))).toMatchObject({ level: "amber", p: 0.7 });
  expect(judged(band(101.6)).level).toBe("red");
  expect(judged(band(84)).p).toBe(0);
  expect(judged(band(80, { tolerance: 40 }))).toMatchObject({ level: "amber", p: 0.75 });
  expect(levelOf(band(95), { start: daysAgo(1) })).toBe("green");
  expect(levelOf(band(4.9, { lo: 5, hi: 5 }))).toBe("red");
});

test("a key result whose target equals its baseline measures nothing", () => {
  const report = evaluate(goal({ keyResults: [metric([[0, 5]], { target: 0 })] }), TODAY);
  expect(report).toMatchObject({ state: "unmeasured", rule: "R3", progress: null, expected: null });
  expect(report.keyResults).toEqual([{ id: "K", level: "invalid" }]);
});

test("a reading after the day asked about does not exist", () => {
  const keyResult = metric([
    [0, 50],
    [-1, 0],
  ]);
  expect(levelOf(keyResult)).toBe("green");
  expect(evaluate(goal({ keyResults: [keyResult] }), daysAgo(-1)).state).toBe("red");
});
