import { atLeast, atMost } from "./compare.ts";
import type { KeyResultFacts } from "./fact-shapes.ts";

export interface MoveMeasure {
  kind: "move";
  baseline: number;
  target: number;
}
export interface BandMeasure {
  kind: "maintain";
  lo: number;
  hi: number;
  tolerance: number;
}
export type Measure = MoveMeasure | BandMeasure;

/** What a key result measures, or null where it measures nothing: its target equals its baseline. */
export function measureOf({ direction, baseline, target, lo, hi, tolerance }: KeyResultFacts): Measure | null {
  if (direction === "maintain") {
    if (lo === undefined || hi === undefined) return null;
    return { kind: "maintain", lo, hi, tolerance: tolerance ?? (hi - lo) / 2 };
  }
  if (baseline === undefined || target === undefined || baseline === target) return null;
  return { kind: "move", baseline, target };
}

/** F1, unclamped */
export function progressAt(measure: Measure, value: number): number {
  if (measure.kind === "move") return (value - measure.baseline) / (measure.target - measure.baseline);
  if (atLeast(value, measure.lo) && atMost(value, measure.hi)) return 1;
  const distance = value < measure.lo ? measure.lo - value : value - measure.hi;
  return measure.tolerance > 0 ? Math.max(0, 1 - distance / measure.tolerance) : 0;
}

/** The value at a share of the way: F1 read backwards. */
export function valueAt({ baseline, target }: Pick<MoveMeasure, "baseline" | "target">, share: number): number {
  return baseline + share * (target - baseline);
}
