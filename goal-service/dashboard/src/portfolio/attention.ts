import type { PortfolioRow } from "@throughline/shared/portfolio";
import type { HealthState } from "@throughline/shared/vocabulary";
import type { PortfolioSearch } from "../search.ts";

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

export const isInTrouble = ({ state }: Pick<PortfolioRow, "state">): boolean => state === "red" || state === "amber";

const gapOf = (row: PortfolioRow) => (row.progress ?? 1) - (row.expected ?? 0);

type Compare = (a: PortfolioRow, b: PortfolioRow) => number;

/** Rows come in order of attention; another order changes only what it names, and leaves equals as they came. */
const COMPARE: Record<NonNullable<PortfolioSearch["sort"]>, Compare> = {
  attention: () => 0,
  due: (a, b) => a.due.localeCompare(b.due),
  priority: (a, b) => a.priority - b.priority,
  title: (a, b) => a.title.localeCompare(b.title, "en"),
  progress: (a, b) => gapOf(a) - gapOf(b),
};

export function sortRows(rows: readonly PortfolioRow[], sort: PortfolioSearch["sort"]): PortfolioRow[] {
  return [...rows].sort(COMPARE[sort ?? "attention"]);
}
