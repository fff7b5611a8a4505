import { expect, test } from "@jest/globals";
import { evaluate } from "./evaluate.ts";
import type { GoalFacts } from "./facts.ts";
import { forecaster } from "./forecast.ts";
import { daysAgo, goal, item, items, metric, TODAY } from "./half-way.test-kit.ts";
import { DEFAULT_SETTINGS, type SettingName, settingsOf } from "./settings.ts";

/** One threshold held against facts that lie exactly on it: what is seen where it is a little lower, the same, and a little higher. */
interface Edge {
  is: number;
  see: (settings: Partial<Record<SettingName, number>>) => unknown;
  seen: [lower: unknown, same: unknown, higher: unknown];
}

type Report = ReturnType<typeof evaluate>;
const edge = (facts: Partial<GoalFacts>, look: (report: Report) => unknown, is: number, seen: Edge["seen"]): Edge => ({
  is,
  see: (settings) => look(evaluate(goal({ ...facts, settings }), TODAY)),
  seen,
});
const level = ({ keyResults }: Report) => keyResults[0]?.level;
const trend = ({ keyResults }: Report) => keyResults[0]?.trend;
const outcome = (report: Report) => report.outcome;
const work = (report: Report) => report.work;
const state = (report: Report) => report.state;
const rule = (report: Report) => report.rule;
const flag =
  (name: string) =>
  ({ flags }: Report) =>
    flags.some((one) => one === name);

/** A measure alone, by its readings: days ago and value, where 50 is on plan today. */
const read = (...readings: [number, number][]): Partial<GoalFacts> => ({ keyResults: [metric(readings)] });
const GREEN = metric([[0, 50]], { id: "G" });
const both = (other: ReturnType<typeof metric>) => ({ keyResults: [GREEN, { ...other, id: "O" }] });
/** Ten items of which so many are otherwise than the others, which moved today. */
const ofTen = (count: number, otherwise: Parameters<typeof item>[1]): Partial<GoalFacts> => ({
  ...read([0, 50]),
  items: [...items(10 - count), ...Array.from({ length: count }, (_, no) => item(`O${no}`, otherwise))],
});
const alone = (one: Parameters<typeof item>[1]) => ({ ...read([0, 50]), items: [item("A", one)] });
const done = item("D", { status: "done", moved: daysAgo(30) });
const finished = (...readings: [number, number][]) => ({ ...read(...readings), items: [done] });
const rising: [number, number][] = [0, 7, 14, 21].map((ago) => [ago, 50 - 0.3 * ago]);
/** Half of the weeks finish both open items, half none. */
const chance = (see: (made: ReturnType<typeof forecaster>) => unknown) => (settings: Parameters<Edge["see"]>[0]) =>
  see(forecaster(2, [0, 0, 0, 2, 2, 2], settingsOf(settings)));

const YES_YES_NO: Edge["seen"] = [true, true, false];
const YES_NO_NO: Edge["seen"] = [true, false, false];

const EDGES: Record<SettingName, Edge> = {
  aspirationalTarget: edge({ ...read([0, 60]), ambition: "aspirational" }, rule, 0.6, ["R7", "R7", "R8"]),
  paceGap: edge(read([0, 40]), level, 0.1, ["amber", "green", "green"]),
  paceRatio: edge(read([0, 40]), level, 0.8, ["green", "green", "amber"]),
  redPaceRatio: edge(read([0, 20]), level, 0.4, ["amber", "amber", "red"]),
  redPaceGap: edge(read([0, 20]), level, 0.3, ["red", "amber", "amber"]),
  trendReadings: edge(read(...rising), trend, 4, ["amber", "amber", undefined]),
  trendWindowDays: edge(read([0, 50], [7, 47.9], [14, 45.8], [42, 37.4]), trend, 42, [undefined, "amber", "amber"]),
  trendSpanDays: edge(read(...rising), trend, 21, ["amber", "amber", undefined]),
  trendGreen: edge(read(...rising), trend, 0.8, ["green", "green", "amber"]),
  trendAmber: edge(read(...rising), trend, 0.8, ["amber", "amber", "red"]),
  earlyShare: edge(read([0, 5]), level, 0.5, ["red", "red", "early"]),
  maintainAmber: edge(
    { keyResults: [{ direction: "maintain", lo: 10, hi: 20, tolerance: 10, readings: [[TODAY, 22]] }] },
    level,
    0.8,
    ["amber", "amber", "red"],
  ),
  worseThanBaseline: edge(read([0, -10]), flag("WORSE_THAN_BASELINE"), 0.1, YES_YES_NO),
  readingGraceDays: edge(read([10, 50]), flag("READING_OVERDUE"), 3, YES_NO_NO),
  outdatedCadences: edge(read([17, 50]), (report) => level(report) === "outdated", 2, YES_NO_NO),
  flatDays: edge(finished([21, 40], [0, 40]), flag("FALSE_POSITIVE"), 21, YES_YES_NO),
  flatRange: edge(finished([21, 40], [0, 42]), flag("FALSE_POSITIVE"), 0.02, [false, false, true]),
  voteRed: edge(both(metric([[0, 20]])), outcome, 0.5, ["red", "red", "amber"]),
  voteAmber: edge(both(metric([[0, 40]])), outcome, 0.5, ["amber", "amber", "green"]),
  voteKnown: edge(both(metric([])), outcome, 0.5, ["green", "green", "outdated"]),
  sizedShare: edge(
    {
      ...read([0, 50]),
      items: [item("A", { size: 10, moved: daysAgo(14) }), ...items(3, { size: 1 }), item("U", {})],
    },
    work,
    0.8,
    ["red", "red", "amber"],
  ),
  stallDays: edge(alone({ moved: daysAgo(14) }), flag("STALLED"), 10, YES_YES_NO),
  blockedDays: edge(alone({ status: "todo", blockedSince: daysAgo(7) }), flag("STALLED"), 5, YES_YES_NO),
  longIdleDays: edge({ ...read([0, 50]), items: [...items(20), item("A", { moved: daysAgo(28) })] }, work, 20, [
    "amber",
    "amber",
    "green",
  ]),
  quietDays: edge(alone({ status: "todo", moved: daysAgo(14) }), work, 10, ["amber", "amber", "green"]),
  quietWeekDays: edge(alone({ status: "todo", moved: daysAgo(7) }), flag("QUIET_WEEK"), 5, YES_YES_NO),
  stalledRedShare: edge(ofTen(6, { moved: daysAgo(14) }), work, 0.6, ["red", "red", "amber"]),
  stalledAmberShare: edge(ofTen(2, { moved: daysAgo(14) }), work, 0.2, ["amber", "amber", "green"]),
  overdueRedShare: edge(ofTen(5, { due: daysAgo(1) }), work, 0.5, ["red", "red", "amber"]),
  overdueAmberShare: edge(ofTen(2, { due: daysAgo(1) }), work, 0.2, ["amber", "amber", "green"]),
  forecastGreen: { is: 0.5, see: chance((made) => made?.(1).level), seen: ["green", "green", "amber"] },
  forecastAmber: { is: 0.5, see: chance((made) => made?.(1).level), seen: ["amber", "amber", "red"] },
  forecastWeeks: { is: 6, see: chance((made) => made !== null), seen: YES_YES_NO },
  forecastFinished: { is: 6, see: chance((made) => made !== null), seen: YES_YES_NO },
  partialShare: edge({ ...read([0, 60]), state: "closed" }, state, 0.6, ["partial", "partial", "missed"]),
  doneShare: edge(
    { ...read([0, 20]), items: [item("A", {}), ...[1, 2, 3, 4].map((no) => ({ ...done, id: `D${no}` }))] },
    flag("FALSE_POSITIVE"),
    0.8,
    YES_YES_NO,
  ),
  falsePositiveElapsed: edge(finished([0, 20]), flag("FALSE_POSITIVE"), 0.5, YES_YES_NO),
  falsePositiveGap: edge(finished([0, 20]), flag("FALSE_POSITIVE"), 0.3, YES_NO_NO),
  falsePositiveFlatGap: edge(finished([21, 40], [0, 40]), flag("FALSE_POSITIVE"), 0.1, YES_NO_NO),
  unexplainedProgress: edge(read([0, 50]), flag("UNEXPLAINED_MOVEMENT"), 0.5, YES_NO_NO),
  callDays: edge({ ...read([0, 50]), call: { at: daysAgo(14), level: "red" } }, state, 14, ["green", "red", "red"]),
};

test.each(Object.entries(EDGES))("%s turns exactly where the model says", (name, { is, see, seen }) => {
  const step = Number.isInteger(is) ? 1 : 0.0001;
  expect([is - step, is, is + step].map((threshold) => see({ [name]: threshold }))).toEqual(seen);
});

test("the thresholds are those of the model", () => {
  expect(DEFAULT_SETTINGS).toEqual({
    ...{ aspirationalTarget: 0.7, paceGap: 0.05, paceRatio: 0.9, redPaceRatio: 0.7, redPaceGap: 0.15 },
    ...{ trendReadings: 4, trendWindowDays: 42, trendSpanDays: 21, trendGreen: 0.9, trendAmber: 0.7 },
    ...{ earlyShare: 0.15, maintainAmber: 0.7, worseThanBaseline: 0.05, readingGraceDays: 3, outdatedCadences: 2 },
    ...{ flatDays: 21, flatRange: 0.02, voteRed: 0.5, voteAmber: 0.2, voteKnown: 0.5, sizedShare: 0.8 },
    ...{ stallDays: 10, blockedDays: 5, longIdleDays: 20, quietDays: 10, quietWeekDays: 5 },
    ...{ stalledRedShare: 0.6, stalledAmberShare: 0.2, overdueRedShare: 0.5, overdueAmberShare: 0.2 },
    ...{ forecastGreen: 0.85, forecastAmber: 0.5, forecastWeeks: 6, forecastFinished: 5 },
    ...{ partialShare: 0.7, doneShare: 0.8, falsePositiveElapsed: 0.3, falsePositiveGap: 0.15 },
    ...{ falsePositiveFlatGap: 0.05, unexplainedProgress: 0.1, callDays: 14 },
  });
});

/** What no workspace can set. */
test.each<[string, (ago: number) => Partial<GoalFacts>, (report: Report) => unknown, number, unknown[]]>([
  ["an item due today is not past due", (ago) => ofTen(5, { due: daysAgo(ago) }), work, 0, ["green", "green", "red"]],
  [
    "a goal needs closing on the day after it was due",
    (ago) => ({ ...read([0, 50]), start: daysAgo(100), due: daysAgo(ago) }),
    flag("NEEDS_CLOSING"),
    0,
    [false, false, true],
  ],
  [
    "on the day of the result lag's end the result has come",
    (ago) => ({ ...read([0, 20]), items: [{ ...done, moved: daysAgo(ago) }] }),
    flag("RESULT_PENDING"),
    14,
    [true, false, false],
  ],
  [
    "data that are complete up to today are not behind",
    (ago) => ({ ...read([0, 50]), syncedTo: daysAgo(ago) }),
    flag("SOURCE_BEHIND"),
    0,
    [false, false, true],
  ],
  [
    "a block that begins tomorrow is none",
    (ago) => ({ ...alone({ status: "todo", blockedSince: daysAgo(ago) }), settings: { blockedDays: 1 } }),
    flag("STALLED"),
    0,
    [false, false, true],
  ],
])("%s", (_what, facts, look, day, seen) => {
  expect([day - 1, day, day + 1].map((ago) => look(evaluate(goal(facts(ago)), TODAY)))).toEqual(seen);
});
