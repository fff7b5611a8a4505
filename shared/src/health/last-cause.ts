import type { DayNumber } from "../calendar.ts";
import { turnBetween } from "../state-scale.ts";
import { assess, type LiveAssessment } from "./assess.ts";
import { becauseOf } from "./because.ts";
import { changeDays } from "./change-days.ts";
import type { Goal } from "./goal.ts";
import type { Evidence } from "./report.ts";

/**
 * What the passing of time did last to the computed state or its rule, in the words of nextChange, which foretold it;
 * null where a reading came since, and where the state became a better one: then what holds it now is the reason.
 */
export function lastCauseOf(given: Goal, now: LiveAssessment): string | null {
  const goal = { ...given, call: null };
  for (const day of changeDays(goal, lastReadingOf(goal), now.t).reverse()) {
    const [before, on] = [assess(goal, day - 1), assess(goal, day)];
    if (before.verdict.rule === on.verdict.rule && before.verdict.state === on.verdict.state) continue;
    return turnBetween(before.verdict.state, on.verdict.state).better ? null : becauseOf(goal, before, on);
  }
  return null;
}

/** Before it the outcome was judged by another reading. Without any, every sign of the goal is younger than this day. */
function lastReadingOf({ period, valid, work }: Goal): DayNumber {
  const readings = valid.flatMap(({ last }) => (last === null ? [] : [last.day]));
  if (readings.length > 0) return Math.max(...readings);
  return work.open.reduce((first, { moved, due }) => Math.min(first, moved, due ?? moved), period.start);
}

const METRIC: readonly Evidence["kind"][] = ["reading", "pace", "trend"];
const KINDS: Record<string, readonly Evidence["kind"][]> = {
  reading: ["reading"],
  early: METRIC,
  trend: ["trend", "pace"],
  blocked: ["blocked"],
  stalled: ["stalled"],
  overdue: ["overdue"],
  quiet: ["quiet"],
  forecast: ["forecast"],
  result: ["false-positive"],
};

/** Whether this part speaks of a cause (because.ts). */
export function speaksOf({ kind, keyResult, items }: Evidence, because: string): boolean {
  const colon = because.indexOf(":");
  const [cause, subject] = colon < 0 ? [because, null] : [because.slice(0, colon), because.slice(colon + 1)];
  if (KINDS[cause]?.includes(kind) !== true) return false;
  // With the first of them to be judged the others are known to be many enough.
  if (cause === "early") return true;
  return subject === null || keyResult === subject || items?.includes(subject) === true;
}
