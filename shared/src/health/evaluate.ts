import { type Day, dayNumber, type DayNumber } from "../calendar.ts";
import { assess, expectedProgress, knownProgress, type LiveAssessment, restingState } from "./assess.ts";
import { clearsOf } from "./clears.ts";
import { rounded } from "./compare.ts";
import { evidenceOf } from "./evidence.ts";
import { closingEvidence } from "./evidence-closing.ts";
import type { GoalFacts } from "./facts.ts";
import { type Goal, readyGoal } from "./goal.ts";
import { judgeKeyResult } from "./key-result.ts";
import { keyResultReport } from "./key-result-report.ts";
import { factsKnownOn } from "./known-facts.ts";
import { nextChangeOf } from "./next-change.ts";
import { passedOf } from "./passed.ts";
import type { HealthReport } from "./report.ts";
import { changedSettings } from "./settings.ts";
import { smallestFixOf } from "./smallest-fix.ts";

/** The health of a goal on a day: a pure function of valid facts and that day. */
export function evaluate(facts: GoalFacts, asOf: Day): HealthReport {
  const t = dayNumber(asOf);
  const goal = readyGoal(factsKnownOn(facts, asOf));
  const resting = restingState(goal);
  if (resting === null) return { asOf, ...liveReport(goal, assess(goal, t)), ...commonParts(goal, t) };
  const judged = goal.keyResults.map((keyResult) => judgeKeyResult(keyResult, t, goal));
  const { state, computed, rule } = resting;
  return {
    asOf,
    state,
    computed,
    rule,
    outcome: null,
    work: null,
    flags: [],
    keyResults: judged.map((one) => keyResultReport(one, t)),
    evidence: closingEvidence(goal),
    nextChange: null,
    smallestFix: null,
    passed: [],
    clears: [],
    ...commonParts(goal, t),
  };
}

type CommonParts = Pick<HealthReport, "progress" | "expected" | "settings" | "modelVersion">;

function commonParts(goal: Goal, t: DayNumber): CommonParts {
  const settings = changedSettings(goal.settings);
  return {
    progress: rounded(knownProgress(goal)),
    expected: rounded(expectedProgress(goal, t)),
    ...(settings === undefined ? {} : { settings }),
    modelVersion: 1,
  };
}

function liveReport(goal: Goal, now: LiveAssessment): Omit<HealthReport, "asOf" | keyof CommonParts> {
  const { state, computed, rule } = now.verdict;
  const evidence = evidenceOf(goal, now);
  const smallestFix = smallestFixOf(goal, now);
  return {
    state,
    computed,
    rule,
    outcome: now.grounds.outcome,
    work: now.work.level,
    flags: now.flags,
    keyResults: now.judged.map((one) => keyResultReport(one, now.t)),
    evidence,
    nextChange: nextChangeOf(goal, now),
    smallestFix,
    passed: passedOf(goal, now, evidence),
    clears: clearsOf(goal, now, smallestFix),
  };
}
