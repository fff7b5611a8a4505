import { addDays, type Day } from "@throughline/shared/calendar";
import type { PortfolioRow } from "@throughline/shared/portfolio";

/** At risk for longer than this asks for a decision also when it is not the first time. */
const RISK_DAYS = 7;

export interface Asking {
  row: PortfolioRow;
  start: Day;
  /** The day on which the shown state began. */
  since: Day | null;
  riskBefore: boolean;
  today: Day;
}

/**
 * Whether a goal needs a decision, and why in words where its own evidence doesn't say it (insight.md): off track; at risk
 * for the first time or for more than 7 days; no signal; paused or lowered with active work; starving; false positive.
 */
export function needsDecision(asking: Asking): { why: string | null } | null {
  const { row } = asking;
  if (row.state === "red" || row.state === "outdated") return { why: null };
  if (row.state === "amber") return isRiskWorthTime(asking) ? { why: null } : null;
  if (row.state === "paused") return row.doing > 0 ? { why: `Paused, ${row.doing} still in progress` } : null;
  if (!CALM.has(row.state)) return null;
  if (row.flags.includes("FALSE_POSITIVE")) return { why: "Most of the work is done, the metric has not moved" };
  if (isLowered(asking)) return { why: `Lowered to priority ${row.priority}, ${row.doing} still in progress` };
  return isStarving(asking) ? { why: `Priority ${row.priority}, nothing in progress` } : null;
}

const CALM: ReadonlySet<string> = new Set(["green", "warming", "unmeasured"]);

const isRiskWorthTime = ({ riskBefore, since, today }: Asking) =>
  !riskBefore || (since !== null && since < addDays(today, -RISK_DAYS));

const isLowered = ({ row }: Asking) => row.loweredFrom !== null && row.doing > 0;

/** A goal of priority 1 or 2 with nothing doing (insight.md, coverage); one that has reached its target needs nothing. */
const isStarving = ({ row, start, today }: Asking) =>
  row.priority <= 2 && row.doing === 0 && start <= today && (row.progress ?? 0) < 1;
