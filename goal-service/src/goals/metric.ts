import { dayNumber, type Day } from "@throughline/shared/calendar";
import { clampShare } from "@throughline/shared/health/compare";
import { expectedShare, planLine } from "@throughline/shared/health/expected";
import type { Metric, MetricScale } from "@throughline/shared/health/metric-scale";
import { progressAt, valueAt } from "@throughline/shared/health/progress";
import type { KeyResult } from "../generated/prisma/client.ts";
import { type Latest, measureOf } from "./key-result-wire.ts";

export interface Period {
  start: Day;
  due: Day;
}

/** The share of the way that the plan expects on a day (health.md F2). */
export function plannedShare(row: KeyResult, period: Period, day: Day): number {
  const { lag, plan } = measureOf(row);
  return expectedShare(
    planLine({ start: dayNumber(period.start), due: dayNumber(period.due) }, lag, plan),
    dayNumber(day),
  );
}

export function metricOf(row: KeyResult, latest: Latest | undefined, period: Period, today: Day): Metric {
  const { baseline, target } = row;
  const moves = row.direction !== "maintain" && baseline !== null && target !== null;
  const expected = moves ? valueAt({ baseline, target }, plannedShare(row, period, today)) : null;
  return { ...scaleOf(row), name: row.name, now: shown(latest?.value ?? null), expected: shown(expected) };
}

/** What the metric's values are read beside. */
export function scaleOf({ unit, baseline, target, lo, hi }: KeyResult): MetricScale {
  return { unit, baseline: shown(baseline), target: shown(target), lo: shown(lo), hi: shown(hi) };
}

/** A stored number that is none, or has no end, is not known: the goal's evidence says so. */
const shown = (value: number | null): number | null => (value !== null && Number.isFinite(value) ? value : null);

/** The share of the way at a value (health.md F1), from 0 to 1 as it is drawn; null where nothing is measured. */
export function shareAt(row: KeyResult, value: number): number | null {
  const { baseline, target, lo, hi, tolerance, direction } = measureOf(row);
  if (direction === "maintain") {
    if (lo === null || hi === null) return null;
    return clampShare(progressAt({ kind: "maintain", lo, hi, tolerance: tolerance ?? (hi - lo) / 2 }, value));
  }
  if (baseline === null || target === null || baseline === target) return null;
  return clampShare(progressAt({ kind: "move", baseline, target }, value));
}
