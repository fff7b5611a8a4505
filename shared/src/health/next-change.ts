import { dayOf, type DayNumber } from "../calendar.ts";
import { assess, type LiveAssessment } from "./assess.ts";
import { becauseOf } from "./because.ts";
import { changeDays } from "./change-days.ts";
import type { Goal } from "./goal.ts";
import type { NextChange } from "./report.ts";

/** How far ahead a change is looked for. */
export const HORIZON_DAYS = 60;

/** The first day on which an active goal would show another state if no new fact arrives. */
export function nextChangeOf(goal: Goal, now: LiveAssessment): NextChange | null {
  const on = firstChange(goal, now.t, now.t + HORIZON_DAYS, ({ verdict }) => verdict.state !== now.verdict.state);
  if (on === null) return null;
  const because = becauseOf(goal, assess(goal, on.t - 1), on);
  return { on: dayOf(on.t), to: on.verdict.state, because };
}

/** The first later day whose assessment differs, looked for only on days on which something can change. */
export function firstChange(
  goal: Goal,
  t: DayNumber,
  last: DayNumber,
  differs: (assessment: LiveAssessment) => boolean,
): LiveAssessment | null {
  for (const day of changeDays(goal, t, last)) {
    const assessment = assess(goal, day);
    if (differs(assessment)) return assessment;
  }
  return null;
}
