import type { GoalReport } from "@throughline/shared/goal-report";
import { Flag } from "lucide-react";

type FlagName = GoalReport["flags"][number];

export const FLAG_WORDS: Record<FlagName, { word: string; about: string }> = {
  CHILDREN_RED: { word: "Goals below are off track", about: "Its own metric is fine, most of what lies under it is not." },
  FALSE_POSITIVE: { word: "Done, but the metric has not moved", about: "Most of the work is finished and the number does not show it." },
  FORECAST_LATE: { word: "Forecast is late", about: "At the pace of the last weeks the open work is hardly done by the due date." },
  NEEDS_CLOSING: { word: "Past due: close it", about: "Its date has passed. Close it with its result, or give it another date." },
  NOTHING_LIVE: { word: "Nothing is active", about: "All work is finished and the target is not reached." },
  QUIET_WEEK: { word: "Quiet week", about: "Nothing moved for five working days." },
  READING_OVERDUE: { word: "Reading is overdue", about: "The metric was due for a new reading." },
  RESULT_PENDING: { word: "Result may still come", about: "The work is done; the metric needs its time to show it." },
  SOURCE_BEHIND: { word: "A connection is behind", about: "Facts may be missing, so silence is not held against the work." },
  STALLED: { word: "Stalled work", about: "At least one item stands still past its limit." },
  THEME_NOT_GOAL: { word: "A theme, not a goal yet", about: "It has no measure, so nobody can say whether it is reached." },
  UNCOVERED: { word: "No work behind it", about: "No initiative has an item." },
  UNEXPLAINED_MOVEMENT: { word: "Moved by something else", about: "The metric rises, and no linked work has been finished." },
  WORSE_THAN_BASELINE: { word: "Worse than at the start", about: "The metric lies on the wrong side of its baseline." },
};

/** Signs beside the colour. */
export function FlagList({ flags }: { flags: readonly FlagName[] }) {
  if (flags.length === 0) return null;
  return (
    <ul aria-label="Signs" className="mt-3 flex flex-wrap gap-1.5">
      {flags.map((flag) => (
        <li
          key={flag}
          data-tip={FLAG_WORDS[flag].about}
          className="inline-flex h-[22px] items-center gap-1.5 rounded-full border border-line2 px-2 text-xs text-fg2"
        >
          <Flag size={11} aria-hidden className="text-fg3" />
          {FLAG_WORDS[flag].word}
        </li>
      ))}
    </ul>
  );
}
