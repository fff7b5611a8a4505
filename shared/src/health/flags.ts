import type { DayNumber } from "../calendar.ts";
import { above, atLeast, below, clampShare, weightedMean } from "./compare.ts";
import { elapsedShare } from "./expected.ts";
import type { Forecast } from "./forecast.ts";
import type { Goal } from "./goal.ts";
import { flatAt, type Judged } from "./key-result.ts";
import type { Flag, Outcome } from "./states.ts";
import { doneShare, type WorkJudgement } from "./work.ts";

interface Signs {
  judged: readonly Judged[];
  outcome: Outcome;
  reached: boolean;
  childrenRed: boolean;
  progress: number | null;
  work: WorkJudgement;
  forecast: Forecast | null;
  doubt: Doubt | null;
}

/** The flags beside the colour, sorted. */
export function flagsOf(goal: Goal, signs: Signs, t: DayNumber): Flag[] {
  const { judged, outcome, progress, work, doubt } = signs;
  const belowTarget = progress !== null && below(progress, goal.tau);
  const moved = progress !== null && above(progress, goal.settings.unexplainedProgress);
  const unexplained = outcome === "green" && !signs.reached && moved && goal.work.finished.items === 0;
  const found: Partial<Record<Flag, boolean>> = {
    CHILDREN_RED: signs.childrenRed,
    FALSE_POSITIVE: doubt !== null && !doubt.pending,
    FORECAST_LATE: signs.forecast?.level === "red",
    NEEDS_CLOSING: t > goal.period.due,
    NOTHING_LIVE: work.level === "finished" && belowTarget,
    QUIET_WEEK: goal.work.open.length > 0 && work.quietWeek,
    READING_OVERDUE: judged.some(({ overdue }) => overdue),
    RESULT_PENDING: doubt?.pending === true,
    SOURCE_BEHIND: goal.syncedTo !== null && goal.syncedTo < t,
    STALLED: work.stalled,
    THEME_NOT_GOAL: outcome === "unmeasured",
    UNCOVERED: work.level === "uncovered",
    UNEXPLAINED_MOVEMENT: unexplained,
    WORSE_THAN_BASELINE: judged.some(({ ground }) => ground === "worse"),
  };
  return (Object.keys(found) as Flag[]).filter((flag) => found[flag]);
}

/** The work is done and the metric does not show it. */
export interface Doubt {
  gap: number;
  limit: number;
  /** the result may still come: the last finish is younger than the longest result lag */
  pending: boolean;
  lastFinish: DayNumber;
}

export function doubtOf(goal: Goal, progress: number | null, t: DayNumber): Doubt | null {
  const { settings, tau, period, work } = goal;
  const lastFinish = work.finished.last;
  if (progress === null || lastFinish === null || !below(progress, tau)) return null;
  if (!atLeast(doneShare(work) ?? 0, settings.doneShare)) return null;
  if (!atLeast(elapsedShare(period, t), settings.falsePositiveElapsed)) return null;
  const gap = meanGap(goal);
  if (gap === null) return null;
  const limit = doubtLimit(goal, gap, t);
  if (limit === null) return null;
  const longestLag = Math.max(...goal.valid.map(({ resultLag }) => resultLag));
  return { gap, limit, pending: t < lastFinish + longestLag, lastFinish };
}

function doubtLimit(goal: Goal, gap: number, t: DayNumber): number | null {
  const { falsePositiveGap, falsePositiveFlatGap } = goal.settings;
  if (above(gap, falsePositiveGap)) return falsePositiveGap;
  const flat = above(gap, falsePositiveFlatGap) && goal.valid.some((keyResult) => flatAt(keyResult, t, goal));
  return flat ? falsePositiveFlatGap : null;
}

/** The weighted mean of er * tau - clamped p over the key results that move and have a reading. */
function meanGap({ valid, tau }: Goal): number | null {
  const parts = valid.flatMap(({ measure, last, weight }) => {
    if (measure?.kind !== "move" || last === null) return [];
    return [{ weight, value: last.expected * tau - clampShare(last.p) }];
  });
  return weightedMean(parts);
}
