import { workingDays } from "../calendar.ts";
import { byText } from "./compare.ts";
import type { LiveAssessment } from "./assess.ts";
import type { Goal } from "./goal.ts";
import type { SmallestFix } from "./report.ts";
import { verdictOf } from "./rules.ts";
import type { HealthState } from "./states.ts";
import { judgeWork, stalledItems, withMoved } from "./work.ts";

const RANK = { red: 0, amber: 1, warming: 2, green: 2 } as const satisfies Partial<Record<HealthState, number>>;

function rankOf(state: HealthState): number {
  return state in RANK ? RANK[state as keyof typeof RANK] : 0;
}

/**
 * Which stalled items, moved and unblocked today, improve the shown state; the largest first. To move one more never
 * worsens a state (health.md), so the first number that improves it is found by halving instead of one by one: the cost
 * of a goal grows with its open items and not with their square.
 */
export function smallestFixOf(goal: Goal, now: LiveAssessment): SmallestFix | null {
  const { state } = now.verdict;
  if (state !== "red" && state !== "amber") return null;
  const ids = stalledInOrder(goal, now);
  const stateWith = (count: number) => {
    const work = withMoved(goal.work, new Set(ids.slice(0, count)));
    const after = judgeWork(work, now.workDay, now.forecast, goal.settings);
    return verdictOf({ ...now.grounds, work: after.level }).state;
  };
  const improves = (count: number) => rankOf(stateWith(count)) > RANK[state];
  if (ids.length === 0 || !improves(ids.length)) return null;
  let tooFew = 0;
  let enough = ids.length;
  while (enough - tooFew > 1) {
    const middle = Math.floor((tooFew + enough) / 2);
    if (improves(middle)) enough = middle;
    else tooFew = middle;
  }
  return { items: ids.slice(0, enough), to: stateWith(enough) };
}

function stalledInOrder({ work, holidays }: Goal, { workDay }: LiveAssessment): string[] {
  const idle = (moved: number) => workingDays(moved, workDay, holidays);
  return stalledItems(work, workDay)
    .map(({ id, size, moved }) => ({ id, size: size ?? 1, idle: idle(moved) }))
    .sort((a, b) => b.size - a.size || b.idle - a.idle || byText(a.id, b.id))
    .map(({ id }) => id);
}
