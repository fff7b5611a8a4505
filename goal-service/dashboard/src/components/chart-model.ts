import type { KeyResult, Reading } from "@throughline/shared/key-results";
import { addDays, dayNumber, dayOf, daysBetween } from "@throughline/shared/calendar";
import { expectedShare, planLine } from "@throughline/shared/health/expected";
import type { MetricScale } from "@throughline/shared/health/metric-scale";
import { valueAt } from "@throughline/shared/health/progress";

/** What the chart draws, in the metric's own values and calendar days. */
export interface ChartPoint {
  day: string;
  value: number;
}
export interface ChartModel {
  scale: MetricScale;
  start: string;
  end: string;
  actual: ChartPoint[];
  /** The plan as a line, and what it expects on any day; none where there is no way to go. */
  expected: ChartPoint[];
  expectedOn: (day: string) => number | null;
  band: { lo: number; hi: number } | null;
  /** The last four weeks continued to the end of the goal. */
  landing: ChartPoint | null;
  target: number | null;
  low: number;
  high: number;
}

const FOUR_WEEKS = 28;

/** The plan of health.md (F2) in the metric's values: flat through its lag, then by its plan points to the target. */
function planOf({ direction, baseline, target, lag, plan }: KeyResult, start: string, due: string) {
  if (direction === "maintain" || baseline === null || target === null) {
    return { expected: [], expectedOn: () => null };
  }
  const line = planLine({ start: dayNumber(start), due: dayNumber(due) }, lag, plan);
  const at = (share: number) => valueAt({ baseline, target }, share);
  const way = line.map(({ day, share }) => ({ day: dayOf(day), value: at(share) }));
  return {
    expected: lag > 0 ? [{ day: start, value: baseline }, ...way] : way,
    expectedOn: (day: string) => at(expectedShare(line, dayNumber(day))),
  };
}

/** Where the line stands on a day, between its points. */
export function valueOn(line: readonly ChartPoint[], day: string): number | null {
  const after = line.findIndex((point) => point.day >= day);
  const next = line[after];
  if (next === undefined) return line.at(-1)?.value ?? null;
  const before = line[after - 1];
  if (before === undefined || next.day === day) return next.value;
  const share = daysBetween(before.day, day) / daysBetween(before.day, next.day);
  return before.value + share * (next.value - before.value);
}

function landingOf(actual: readonly ChartPoint[], due: string): ChartPoint | null {
  const last = actual.at(-1);
  if (last === undefined || last.day >= due) return null;
  const from = addDays(last.day, -FOUR_WEEKS);
  const first = actual.find((point) => point.day >= from);
  if (first === undefined || first.day === last.day) return null;
  const slope = (last.value - first.value) / daysBetween(first.day, last.day);
  return { day: due, value: last.value + slope * daysBetween(last.day, due) };
}

export function chartModel(
  keyResult: KeyResult,
  readings: readonly Reading[],
  goal: { start: string; due: string },
): ChartModel {
  const actual = readings.map(({ on, value }) => ({ day: on, value })).sort((a, b) => a.day.localeCompare(b.day));
  const plan = planOf(keyResult, goal.start, goal.due);
  const { unit, baseline, target, lo, hi } = keyResult;
  const band = lo === null || hi === null ? null : { lo, hi };
  const landing = landingOf(actual, goal.due);
  const values = [
    ...actual.map((point) => point.value),
    ...plan.expected.map((point) => point.value),
    ...(band === null ? [] : [band.lo, band.hi]),
    ...(landing === null ? [] : [landing.value]),
  ];
  const low = values.length === 0 ? 0 : Math.min(...values);
  const high = values.length === 0 ? 1 : Math.max(...values);
  const room = (high - low || Math.abs(high) || 1) * 0.06;
  const first = actual[0]?.day ?? goal.start;
  const last = actual.at(-1)?.day ?? goal.due;
  return {
    ...plan,
    scale: { unit, baseline, target, lo, hi },
    start: first < goal.start ? first : goal.start,
    end: last > goal.due ? last : goal.due,
    actual,
    band,
    landing,
    target,
    low: low - room,
    high: high + room,
  };
}
