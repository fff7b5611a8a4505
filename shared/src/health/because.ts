import type { DayNumber } from "../calendar.ts";
import { isWorse } from "../state-scale.ts";
import type { LiveAssessment } from "./assess.ts";
import { byText } from "./compare.ts";
import type { Goal } from "./goal.ts";
import type { Judged } from "./key-result.ts";
import { verdictOf } from "./rules.ts";
import type { KeyResultLevel } from "./states.ts";
import { type OpenItem, weightOf } from "./work.ts";

/**
 * What the passing of one day changed, as a short code. Words are made on reading.
 *
 *   because = "call"                  the call is too old to count
 *           | "reading:" key result   its last reading has become overdue or outdated, or its first one is missing
 *           | "early:" key result     enough of the period has passed to judge it
 *           | "trend:" key result     old readings left its trend
 *           | "blocked:" item         blocked for too long
 *           | "stalled:" item         has not moved for too long
 *           | "overdue:" item         its due day has passed
 *           | "quiet"                 nothing at all moved
 *           | "forecast"              too few weeks are left for what is open
 *           | "result"                the work is done and the metric has had its time to show it
 *
 * A key result is named by its id, or by its place in the report ("#1"). A plan point and the goal's own due day are no
 * causes: pace is taken at the date of the last reading, and the due day speaks only through the forecast and a flag.
 */
export function becauseOf(goal: Goal, before: LiveAssessment, on: LiveAssessment): string {
  if (before.verdict.rule === "R11" && on.grounds.call === null) return "call";
  if (isByOutcome(before, on)) return keyResultCause(before, on);
  return workCause(goal, before, on) ?? keyResultCause(before, on);
}

/** Whether the outcome turned the goal; one that is merely no longer early leaves that to the work of the same day. */
function isByOutcome({ grounds, verdict }: LiveAssessment, on: LiveAssessment): boolean {
  const { outcome } = on.grounds;
  if (outcome === grounds.outcome) return false;
  const { computed } = verdictOf({ ...grounds, outcome });
  return computed === on.verdict.computed || isWorse(verdict.computed, computed);
}

/** Of the key results whose level changed: one that speaks as the outcome now does, else the worst, then the heaviest. */
function keyResultCause(before: LiveAssessment, on: LiveAssessment): string {
  const rank = ({ level }: Judged) => (level === on.grounds.outcome ? -1 : WORST_FIRST.indexOf(level));
  const changed = on.judged
    .flatMap((judged, index) => {
      const was = before.judged[index];
      return was === undefined || was.level === judged.level ? [] : [{ was, judged }];
    })
    .sort((a, b) => rank(a.judged) - rank(b.judged) || b.judged.keyResult.weight - a.judged.keyResult.weight);
  const first = changed[0];
  return first === undefined ? "result" : `${levelCause(first.was, first.judged)}:${first.judged.keyResult.ref}`;
}

const WORST_FIRST: readonly KeyResultLevel[] = ["red", "outdated", "amber", "green", "early", "invalid"];

function levelCause(was: Judged, judged: Judged): string {
  if (judged.level === "outdated" || judged.overdue !== was.overdue) return "reading";
  return was.level === "early" ? "early" : "trend";
}

function workCause(goal: Goal, before: LiveAssessment, on: LiveAssessment): string | null {
  if (before.work.level === on.work.level) return null;
  const { work } = goal;
  const heaviest = (items: OpenItem[]) =>
    items.sort((a, b) => weightOf(b, work) - weightOf(a, work) || byText(a.id, b.id))[0];
  if (before.work.stalledLevel !== on.work.stalledLevel || before.work.longIdle !== on.work.longIdle) {
    const since = (day: DayNumber) => day > before.workDay && day <= on.workDay;
    const item =
      heaviest(work.open.filter(({ stalledFrom }) => since(stalledFrom))) ??
      heaviest(work.open.filter(({ stalledFrom, longIdleFrom }) => since(Math.max(stalledFrom, longIdleFrom))));
    if (item !== undefined) return `${isBlocked(item, on.workDay) ? "blocked" : "stalled"}:${item.id}`;
  }
  if (before.work.overdueLevel !== on.work.overdueLevel) {
    const item = heaviest(work.open.filter(({ due }) => due !== null && due >= before.workDay && due < on.workDay));
    if (item !== undefined) return `overdue:${item.id}`;
  }
  return before.work.quiet === on.work.quiet ? "forecast" : "quiet";
}

function isBlocked({ blockedFrom, idleFrom }: OpenItem, day: DayNumber): boolean {
  return blockedFrom !== null && blockedFrom <= day && (idleFrom === null || idleFrom > day || blockedFrom > idleFrom);
}
