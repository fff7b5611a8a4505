import { addDays, type Day } from "@throughline/shared/calendar";
import type { PortfolioRow } from "@throughline/shared/portfolio";

/** At risk for longer than this asks for a decision also when it is not the first time. */
const RISK_DAYS = 7;

export interface Asking {
  row: PortfolioRow;
  start: Day;
  /** The day on which the shown state began. */
  since: Day | null;
  plannedPriority: number | null;
  riskBefore: boolean;
  today: Day;
}

/**
 * Whether a goal needs a decision, and why in words where its own evidence doesn't say it (insight.md): off track; at risk
 * for the first time or for more than 7 days; no signal; paused or lowered with active work; starving; false positive.
 */
export function needsDecision({ row, start, since, plannedPriority, riskBefore, today }: Asking): { why: string | null } | null {
  const inProgress = `${row.doing} still in progress`;
  switch (row.state) {
    case "red":
    case "outdated":
      return { why: null };
    case "amber":
      return !riskBefore || (since !== null && since < addDays(today, -RISK_DAYS)) ? { why: null } : null;
    case "paused":
      return row.doing > 0 ? { why: `Paused, ${inProgress}` } : null;
    case "green":
    case "warming":
    case "unmeasured":
      break;
    default:
      return null;
  }
  if (row.flags.includes("FALSE_POSITIVE")) return { why: "Most of the work is done, the metric has not moved" };
  const lowered = plannedPriority !== null && row.priority > plannedPriority;
  if (lowered && row.doing > 0) return { why: `Lowered to priority ${row.priority}, ${inProgress}` };
  return isStarving(row) && start <= today ? { why: `Priority ${row.priority}, nothing in progress` } : null;
}

/** A goal of priority 1 or 2 with nothing doing (insight.md, coverage); one that has reached its target needs nothing. */
const isStarving = (row: PortfolioRow) => row.priority <= 2 && row.doing === 0 && (row.progress ?? 0) < 1;
