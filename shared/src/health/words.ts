import type { Flag, HealthState, KeyResultLevel, WorkLevel } from "./states.ts";

/** What people read for a goal's state. */
export const STATE_WORDS: Readonly<Record<HealthState, string>> = {
  green: "On track",
  amber: "At risk",
  red: "Off track",
  outdated: "No signal",
  unmeasured: "No measure yet",
  warming: "Warming up",
  draft: "Draft",
  paused: "Paused",
  achieved: "Achieved",
  partial: "Partly achieved",
  missed: "Missed",
  dropped: "Dropped",
};

export const KEY_RESULT_WORDS: Readonly<Record<KeyResultLevel, string>> = {
  green: "On track",
  amber: "At risk",
  red: "Off track",
  outdated: "No signal",
  early: "Too early to judge",
  invalid: "Measures nothing",
};

/** An initiative's mark: never drawn in a goal's shape. */
export const MARK_WORDS: Readonly<Record<WorkLevel, string>> = {
  green: "Moving",
  amber: "Slowing",
  red: "Stuck",
  uncovered: "No work yet",
  finished: "All done",
};

/** How an initiative's work goes. Where nothing is in progress nothing moves, though none of it is late. */
export const workWords = (mark: WorkLevel, doing: number): string =>
  mark === "green" && doing === 0 ? "Nothing in progress" : MARK_WORDS[mark];

export const FLAG_WORDS: Readonly<Record<Flag, string>> = {
  CHILDREN_RED: "Goals below it are off track",
  FACTS_UNREADABLE: "A fact can't be read",
  FALSE_POSITIVE: "Work done, metric unmoved",
  FORECAST_LATE: "Unlikely to finish in time",
  NEEDS_CLOSING: "Past due, needs closing",
  NOTHING_LIVE: "Nothing under way, target not reached",
  QUIET_WEEK: "A quiet week",
  READING_OVERDUE: "A reading is overdue",
  RESULT_PENDING: "Work done, result still to come",
  SOURCE_BEHIND: "A tool's data are behind",
  STALLED: "Stalled work",
  THEME_NOT_GOAL: "A theme without a measure",
  UNCOVERED: "No work behind it",
  UNEXPLAINED_MOVEMENT: "Moving without finished work",
  WORSE_THAN_BASELINE: "Worse than where it started",
};
