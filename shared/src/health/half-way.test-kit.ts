import { addDays, type Day } from "../calendar.ts";
import type { KeyResultFacts, WorkItemFacts } from "./fact-shapes.ts";
import type { GoalFacts } from "./facts.ts";

/** A Friday, half of the way through the period: a metric from 0 to 100 is expected at 50. */
export const TODAY: Day = "2026-11-20";
export const daysAgo = (days: number): Day => addDays(TODAY, -days);

export function goal(facts: Partial<GoalFacts> = {}): GoalFacts {
  return { start: daysAgo(100), due: daysAgo(-100), state: "active", keyResults: [], items: [item("live")], ...facts };
}

/** From 0 to 100, with the readings given as [days ago, value]. */
export function metric(readings: readonly [number, number][], facts: Partial<KeyResultFacts> = {}): KeyResultFacts {
  return {
    id: "K",
    baseline: 0,
    target: 100,
    readings: readings.map(([ago, value]) => [daysAgo(ago), value]),
    ...facts,
  };
}

export function item(id: string, facts: Partial<WorkItemFacts> = {}): WorkItemFacts {
  return { id, status: "doing", moved: TODAY, ...facts };
}

export function items(count: number, facts: Partial<WorkItemFacts> = {}): WorkItemFacts[] {
  return Array.from({ length: count }, (_, index) => item(`I${index}`, facts));
}
