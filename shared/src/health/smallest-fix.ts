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

/** Which stalled items, moved and unblocked today, improve the shown state; tried one by one, the largest first. */
export function smallestFixOf(goal: Goal, now: LiveAssessment): SmallestFix | null {
  const { state } = now.verdict;
  if (state !== "red" && state !== "amber") return null;
  const { holidays, settings, work } = goal;
  const idle = (moved: number) => workingDays(moved, now.workDay, holidays);
  const stalled = stalledItems(work, now.workDay).sort(
    (a, b) => (b.size ?? 1) - (a.size ?? 1) || idle(b.moved) - idle(a.moved) || byText(a.id, b.id),
  );
  const moved = new Set<string>();
  for (const { id } of stalled) {
    moved.add(id);
    const after = judgeWork(withMoved(work, moved), now.workDay, now.forecast, settings);
    const to = verdictOf({ ...now.grounds, work: after.level }).state;
    if (rankOf(to) > RANK[state]) return { items: [...moved], to };
  }
  return null;
}
