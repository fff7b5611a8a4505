import type { KeyResult as KeyResultWire } from "@throughline/shared/key-results";
import type { KeyResult } from "../generated/prisma/client.ts";
import type { Measure } from "./measure.ts";

export interface Latest {
  on: string;
  value: number;
}

export function measureOf(row: KeyResult): Measure {
  const { baseline, target, lo, hi, tolerance, weight, cadence, lag, resultLag } = row;
  const direction = row.direction as Measure["direction"];
  const plan = row.plan as Measure["plan"];
  return { direction, baseline, target, lo, hi, tolerance, weight, cadence, lag, resultLag, plan };
}

/** How a key result travels; its history keeps the same shape without the latest reading. */
export function showKeyResult(row: KeyResult, latest: Latest | null): KeyResultWire {
  const { id, goalId, name, unit, version } = row;
  return { id, goalId, name, unit, ...measureOf(row), latest, version };
}
