import { dayNumber, type DayNumber } from "../calendar.ts";
import { above, atLeast, atMost } from "./compare.ts";
import { elapsedShare, expectedShare, type Period, type PlanLine, planLine } from "./expected.ts";
import type { KeyResultFacts } from "./fact-shapes.ts";
import { type Pace, paceOf } from "./pace.ts";
import { type Measure, measureOf, progressAt } from "./progress.ts";
import type { Settings } from "./settings.ts";
import { type KeyResultLevel, type Level, severity } from "./states.ts";
import { firstInWindow, isFlat, type Point, type Trend, trendOf } from "./trend.ts";

export interface LastReading {
  day: DayNumber;
  value: number;
  p: number;
  /** what the plan expected on that day, without tau */
  expected: number;
}

/** A key result made ready once: what follows from its facts on whatever later day it is judged. */
export interface KeyResult {
  /** how evidence names it: its id, or its place in the report as "#1" */
  ref: string;
  id: string | undefined;
  measure: Measure | null;
  weight: number;
  cadence: number;
  resultLag: number;
  line: PlanLine;
  points: readonly Point[];
  last: LastReading | null;
  pace: Pace | null;
  /** by the first reading that is still in the window */
  trends: Map<number, Trend | null>;
}

export interface Frame {
  period: Period;
  tau: number;
  settings: Settings;
}

export function readyKeyResult(facts: KeyResultFacts, ref: string, { period, tau, settings }: Frame): KeyResult {
  const measure = measureOf(facts);
  const line = planLine(period, facts.lag ?? 0, facts.plan ?? []);
  const readings = facts.readings.map(([day, value]) => ({ day: dayNumber(day), value })).sort((a, b) => a.day - b.day);
  const points = measure === null ? [] : readings.map(({ day, value }) => ({ day, p: progressAt(measure, value) }));
  const reading = readings.at(-1);
  const p = points.at(-1)?.p;
  const last =
    reading === undefined || p === undefined ? null : { ...reading, p, expected: expectedShare(line, reading.day) };
  return {
    ref,
    id: facts.id,
    measure,
    weight: facts.weight ?? 1,
    cadence: facts.cadence ?? 7,
    resultLag: facts.resultLag ?? 14,
    line,
    points,
    last,
    pace: last !== null && measure?.kind === "move" ? paceOf(last.p, last.expected, tau, settings) : null,
    trends: new Map(),
  };
}

/** Why a key result has its level: the first line of F7 and F8 that holds. */
type Ground = "invalid" | "never" | "outdated" | "band" | "reached" | "early" | "worse" | "pace";

export interface Judged {
  keyResult: KeyResult;
  level: KeyResultLevel;
  ground: Ground;
  reached: boolean;
  overdue: boolean;
  age: number | null;
  trend: Trend | null;
}

export function judgeKeyResult(keyResult: KeyResult, t: DayNumber, frame: Frame): Judged {
  const { last, cadence } = keyResult;
  const { settings, tau } = frame;
  const age = last === null ? null : t - last.day;
  const ground = groundOf(keyResult, t, frame);
  const trend = trendAt(keyResult, t, frame);
  const fresh = ground !== "outdated" && ground !== "invalid";
  const overdue = fresh && age !== null && age > cadence + settings.readingGraceDays;
  const plain = plainLevel(keyResult, ground, trend, t, frame);
  const reached = keyResult.measure?.kind === "move" && last !== null && atLeast(last.p, tau);
  const level = overdue && plain === "green" && !reached ? "amber" : plain;
  return { keyResult, level, ground, reached, overdue, age, trend };
}

function groundOf({ measure, last, cadence }: KeyResult, t: DayNumber, { period, tau, settings }: Frame): Ground {
  if (measure === null) return "invalid";
  if (last === null) return "never";
  if (t - last.day > settings.outdatedCadences * cadence + settings.readingGraceDays) return "outdated";
  if (measure.kind === "maintain") return "band";
  if (atLeast(last.p, tau)) return "reached";
  if (isEarly(t, period, settings) || atMost(last.expected, 0)) return "early";
  return atMost(last.p, -settings.worseThanBaseline) ? "worse" : "pace";
}

function isEarly(t: DayNumber, period: Period, settings: Settings): boolean {
  return !atLeast(elapsedShare(period, t), settings.earlyShare);
}

function plainLevel(
  { last, pace }: KeyResult,
  ground: Ground,
  trend: Trend | null,
  t: DayNumber,
  { period, settings }: Frame,
): KeyResultLevel {
  switch (ground) {
    case "invalid":
    case "outdated":
    case "early":
      return ground;
    case "never":
      return isEarly(t, period, settings) ? "early" : "outdated";
    case "reached":
      return "green";
    case "worse":
      return "red";
    case "band":
      return bandLevel(last?.p ?? 0, settings);
    case "pace":
      return worseOfTwo(pace?.level ?? "green", trend?.level);
  }
}

function bandLevel(p: number, settings: Settings): Level {
  if (!above(1, p)) return "green";
  return atLeast(p, settings.maintainAmber) ? "amber" : "red";
}

/** The worse of pace and trend, but a red that only one of them sees against a green counts amber. */
function worseOfTwo(pace: Level, trend: Level | undefined): Level {
  if (trend === undefined) return pace;
  const [better, worse] = severity(pace) <= severity(trend) ? [pace, trend] : [trend, pace];
  return worse === "red" && better === "green" ? "amber" : worse;
}

function trendAt({ measure, points, trends }: KeyResult, t: DayNumber, frame: Frame): Trend | null {
  if (measure?.kind !== "move") return null;
  const first = firstInWindow(points, t, frame.settings);
  const known = trends.get(first);
  if (known !== undefined) return known;
  const trend = trendOf(points, t, frame.period.due, frame.tau, frame.settings);
  trends.set(first, trend);
  return trend;
}

/** F9 at a day: only for a key result that moves and is not reached. */
export function flatAt({ measure, points, last }: KeyResult, t: DayNumber, { tau, settings }: Frame): boolean {
  if (measure?.kind !== "move" || last === null || atLeast(last.p, tau)) return false;
  return isFlat(points, t, settings);
}
