import type { PortfolioRow } from "@throughline/shared/portfolio";
import type { HealthState } from "@throughline/shared/vocabulary";
import type { PortfolioSearch } from "../search.ts";

/** Worst first: off track, at risk, no signal, paused with work still active, on track, then what is over. */
const ATTENTION: Record<HealthState, number> = {
  red: 0,
  amber: 1,
  outdated: 2,
  unmeasured: 3,
  warming: 5,
  green: 6,
  paused: 7,
  draft: 8,
  missed: 9,
  partial: 10,
  achieved: 11,
  dropped: 12,
};
const PAUSED_WITH_WORK = 4;

/** The order of the states in the health bar. */
export const BAR_ORDER: readonly HealthState[] = [
  "red",
  "amber",
  "outdated",
  "unmeasured",
  "paused",
  "warming",
  "green",
  "achieved",
  "partial",
  "missed",
  "dropped",
  "draft",
];

export const attentionOf = (row: Pick<PortfolioRow, "state" | "doing">): number =>
  row.state === "paused" && row.doing > 0 ? PAUSED_WITH_WORK : ATTENTION[row.state];

const gapOf = (row: PortfolioRow) => (row.progress ?? 1) - (row.expected ?? 0);

type Compare = (a: PortfolioRow, b: PortfolioRow) => number;

const byAttention: Compare = (a, b) =>
  attentionOf(a) - attentionOf(b) ||
  a.priority - b.priority ||
  a.due.localeCompare(b.due) ||
  a.key.localeCompare(b.key);

const COMPARE: Record<NonNullable<PortfolioSearch["sort"]>, Compare> = {
  attention: byAttention,
  due: (a, b) => a.due.localeCompare(b.due) || byAttention(a, b),
  priority: (a, b) => a.priority - b.priority || byAttention(a, b),
  title: (a, b) => a.title.localeCompare(b.title, "en") || byAttention(a, b),
  progress: (a, b) => gapOf(a) - gapOf(b) || byAttention(a, b),
};

export function sortRows(rows: readonly PortfolioRow[], sort: PortfolioSearch["sort"]): PortfolioRow[] {
  return [...rows].sort(COMPARE[sort ?? "attention"]);
}
