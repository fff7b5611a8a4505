import type { GoalReport } from "@throughline/shared/goal-report";
import { FLAG_WORDS } from "@throughline/shared/health/words";
import { Flag } from "lucide-react";

type FlagName = GoalReport["flags"][number];

const ABOUT: Record<FlagName, string> = {
  CHILDREN_RED: "Its own metric is fine, most of what lies under it is not.",
  FACTS_UNREADABLE: "A stored fact is out of bounds or contradicts another, so nothing is said until it is mended.",
  FALSE_POSITIVE: "Most of the work is finished and the number does not show it.",
  FORECAST_LATE: "At the pace of the last weeks the open work is hardly done by the due date.",
  NEEDS_CLOSING: "Its date has passed. Close it with its result, or give it another date.",
  NOTHING_LIVE: "All work is finished and the target is not reached.",
  QUIET_WEEK: "Nothing moved for five working days.",
  READING_OVERDUE: "The metric was due for a new reading.",
  RESULT_PENDING: "The work is done; the metric needs its time to show it.",
  SOURCE_BEHIND: "Facts may be missing, so silence is not held against the work.",
  STALLED: "At least one item stands still past its limit.",
  THEME_NOT_GOAL: "It has no measure, so nobody can say whether it is reached.",
  UNCOVERED: "No initiative has an item.",
  UNEXPLAINED_MOVEMENT: "The metric rises, and no linked work has been finished.",
  WORSE_THAN_BASELINE: "The metric lies on the wrong side of its baseline.",
};

/** Signs beside the colour. */
export function FlagList({ flags }: { flags: readonly FlagName[] }) {
  if (flags.length === 0) return null;
  return (
    <ul aria-label="Signs" className="mt-3 flex flex-wrap gap-1.5">
      {flags.map((flag) => (
        <li
          key={flag}
          data-tip={ABOUT[flag]}
          className="inline-flex h-[22px] items-center gap-1.5 rounded-full border border-line2 px-2 text-xs text-fg2"
        >
          <Flag size={11} aria-hidden className="text-fg3" />
          {FLAG_WORDS[flag]}
        </li>
      ))}
    </ul>
  );
}
