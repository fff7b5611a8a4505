import type { DayNumber } from "../calendar.ts";
import type { LiveAssessment } from "./assess.ts";
import { round6 } from "./compare.ts";
import { expectedShare } from "./expected.ts";
import type { Goal } from "./goal.ts";
import { type Frame, type Judged, judgeKeyResult, type KeyResult } from "./key-result.ts";
import { paceOf } from "./pace.ts";
import { type MoveMeasure, valueAt } from "./progress.ts";
import type { Clearing, SmallestFix } from "./report.ts";
import type { Point } from "./trend.ts";

/** What would lift the colour: items to move, and per key result that is not green the reading that makes it green. */
export function clearsOf(goal: Goal, now: LiveAssessment, fix: SmallestFix | null): Clearing[] {
  const { state } = now.verdict;
  if (state !== "amber" && state !== "red" && state !== "outdated") return [];
  const readings = now.judged.flatMap((judged): Clearing[] => {
    const atLeast = isBad(judged) ? greenFrom(judged.keyResult, now.t, goal) : null;
    return atLeast === null ? [] : [{ reading: { keyResult: judged.keyResult.ref, atLeast } }];
  });
  return fix === null ? readings : [{ items: fix.items }, ...readings];
}

function isBad({ level }: Judged): boolean {
  return level === "amber" || level === "red" || level === "outdated";
}

/** The reading closest to where the metric stands that makes its key result green on day t. */
function greenFrom(keyResult: KeyResult, t: DayNumber, frame: Frame): number | null {
  const { measure, last } = keyResult;
  if (measure === null) return null;
  if (measure.kind === "maintain") {
    if (last === null) return measure.lo;
    return Math.min(measure.hi, Math.max(measure.lo, last.value));
  }
  const judgedGreen = (p: number) =>
    judgeKeyResult(withReading(keyResult, t, p, measure, frame), t, frame).level === "green";
  const share = smallestShare(keyResult, t, frame, judgedGreen);
  return share === null ? null : roundOnward(valueAt(measure, share), measure);
}

/** A higher reading never worsens the level, so the limit lies where the pace says, or is found by halving up to the target. */
function smallestShare(
  { line }: KeyResult,
  t: DayNumber,
  { tau, settings }: Frame,
  isGreen: (p: number) => boolean,
): number | null {
  const due = expectedShare(line, t) * tau;
  const onPace = Math.min(due - settings.paceGap, settings.paceRatio * due);
  const start = Math.max(onPace, -settings.worseThanBaseline + 1e-6);
  if (start >= tau || !isGreen(tau)) return isGreen(tau) ? tau : null;
  if (isGreen(start)) return start;
  let low = start;
  let high = tau;
  while (high - low > 1e-9) {
    const middle = (low + high) / 2;
    if (isGreen(middle)) high = middle;
    else low = middle;
  }
  return high;
}

function withReading(keyResult: KeyResult, t: DayNumber, p: number, measure: MoveMeasure, frame: Frame): KeyResult {
  const points: Point[] = [...keyResult.points.filter(({ day }) => day < t), { day: t, p }];
  const expected = expectedShare(keyResult.line, t);
  const last = { day: t, value: valueAt(measure, p), p, expected };
  const pace = paceOf(p, expected, frame.tau, frame.settings);
  return { ...keyResult, points, last, pace, trends: new Map() };
}

/** Six decimals, rounded the way the metric is meant to go, so that the number given is enough. */
function roundOnward(value: number, { baseline, target }: MoveMeasure): number {
  const scaled = round6(value * 1e6);
  return round6((target > baseline ? Math.ceil(scaled) : Math.floor(scaled)) / 1e6);
}
