import { addDays, type Day } from "@throughline/shared/calendar";
import { below, byText } from "@throughline/shared/health/compare";
import type { DecisionReason } from "@throughline/shared/portfolio";
import { type HealthState, isRunning } from "@throughline/shared/vocabulary";

/** What is asked of a goal to know whether it needs a decision (insight.md). */
export interface GoalStanding {
  id: string;
  state: HealthState;
  priority: number;
  start: Day;
  due: Day;
  /** Items in progress behind the goal itself. */
  doing: number;
  /** Whether anything is in progress behind it or behind any goal below it. */
  isBusy: boolean;
  progress: number | null;
  /** The share of the way that counts as reached. */
  target: number;
  falsePositive: boolean;
  /** The priority at its start, where it is less urgent now. */
  loweredFrom: number | null;
}

/** The first that holds is the reason; null where nothing is to be decided. */
export function reasonFor(goal: GoalStanding, today: Day): DecisionReason | null {
  if (goal.state === "paused") return goal.doing > 0 ? "paused" : null;
  if (!isRunning(goal)) return null;
  if (goal.state === "red") return "off_track";
  if (goal.state === "amber") return "at_risk";
  if (goal.state === "outdated" || goal.state === "unmeasured") return "no_signal";
  if (goal.due < today) return "past_due";
  if (isStarving(goal, today)) return "starving";
  if (goal.loweredFrom !== null && goal.doing > 0) return "lowered";
  return goal.falsePositive ? "false_positive" : null;
}

/** Important, begun, not reached, and nobody works on it or on a goal below it. */
const isStarving = ({ priority, start, progress, target, isBusy }: GoalStanding, today: Day): boolean =>
  priority <= 2 && start <= today && (progress === null || below(progress, target)) && !isBusy;

/** Which reasons stand together in the list; an on-track goal never stands above one that is not. */
const GROUP: Record<DecisionReason, number> = {
  off_track: 0,
  at_risk: 1,
  no_signal: 2,
  past_due: 3,
  paused: 4,
  starving: 5,
  lowered: 5,
  false_positive: 5,
};

interface Place {
  reason: DecisionReason;
  priority: number;
  due: Day;
  id: string;
}

/** By reason, then by priority, then by due day. */
export function byUrgency(a: Place, b: Place): number {
  return GROUP[a.reason] - GROUP[b.reason] || a.priority - b.priority || byText(a.due, b.due) || byText(a.id, b.id);
}

/** At risk for more days than this is "still" at risk. */
const STILL_AFTER_DAYS = 7;

interface Risk {
  /** The day on which it turned at risk this time. */
  since: Day | null;
  /** Whether it had been at risk before. */
  before: boolean;
}

/** How an at-risk goal asks: for long, once more, or for the first time. */
export function riskWord({ since, before }: Risk, today: Day): "still" | "again" | null {
  if (since !== null && since < addDays(today, -STILL_AFTER_DAYS)) return "still";
  return before ? "again" : null;
}
