import { type Day, dayNumber, type DayNumber, dayOf, nextMonday } from "../calendar.ts";
import { assess, type LiveAssessment } from "./assess.ts";
import type { GoalFacts } from "./facts.ts";
import { readyGoal } from "./goal.ts";
import { factsKnownOn, hasLaterFacts } from "./known-facts.ts";
import { firstChange, HORIZON_DAYS } from "./next-change.ts";

/**
 * The first day on which the stored report has to be looked at again although no new fact arrived: state, computed,
 * rule, a level or a flag differs; at the latest the next Monday where there is a forecast (its history then has a new
 * week), else 60 days ahead. A goal in a finished state has none.
 */
export function wakeOn(facts: GoalFacts, asOf: Day): Day | null {
  const t = dayNumber(asOf);
  if (facts.state === "closed") return null;
  const goal = readyGoal(factsKnownOn(facts, asOf));
  const forecasts = facts.state === "active" && facts.throughput !== undefined && goal.work.open.length > 0;
  const latest = forecasts ? nextMonday(t) : t + HORIZON_DAYS;
  const signature = facts.state === "active" ? liveSignature : levelSignature;
  const before = signature(assess(goal, t));
  const differs = (assessment: LiveAssessment) => signature(assessment) !== before;
  const day = hasLaterFacts(facts, asOf)
    ? firstDayByDay(facts, t, latest, differs)
    : firstChange(goal, t, latest, differs)?.t;
  return dayOf(day ?? latest);
}

/** Facts dated after t begin to exist by themselves: rare, so each day is looked at with what is known on it. */
function firstDayByDay(
  facts: GoalFacts,
  t: DayNumber,
  latest: DayNumber,
  differs: (assessment: LiveAssessment) => boolean,
): DayNumber | undefined {
  for (let day = t + 1; day < latest; day += 1) {
    if (differs(assess(readyGoal(factsKnownOn(facts, dayOf(day))), day))) return day;
  }
  return undefined;
}

/** What counts as a difference: everything that is stored as a word. */
function liveSignature(assessment: LiveAssessment): string {
  const { verdict, grounds, flags } = assessment;
  const words = [verdict.state, verdict.computed, verdict.rule, grounds.outcome, grounds.work, ...flags];
  return `${words.join(" ")} ${levelSignature(assessment)}`;
}

/** A draft or paused goal has no outcome, work or flags: only the levels of its key results age. */
function levelSignature({ judged }: LiveAssessment): string {
  return judged.map(({ level, keyResult, trend }) => [level, keyResult.pace?.level, trend?.level].join("/")).join(" ");
}
