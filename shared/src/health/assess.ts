import type { DayNumber } from "../calendar.ts";
import { clampShare, weightedMean } from "./compare.ts";
import { expectedShare } from "./expected.ts";
import { type Doubt, doubtOf, flagsOf } from "./flags.ts";
import { type Forecast, weeksLeft } from "./forecast.ts";
import type { Goal } from "./goal.ts";
import { type Judged, judgeKeyResult } from "./key-result.ts";
import { closedState, type Grounds, type Verdict, verdictOf } from "./rules.ts";
import type { Flag, HealthState, Outcome } from "./states.ts";
import { voteOf } from "./vote.ts";
import { judgeWork, type WorkJudgement } from "./work.ts";

/** Everything that is judged of an active goal on one day. */
export interface LiveAssessment {
  t: DayNumber;
  /** the earlier of t and the day up to which the tools' data are complete */
  workDay: DayNumber;
  verdict: Verdict;
  grounds: Grounds;
  flags: Flag[];
  judged: readonly Judged[];
  progress: number | null;
  work: WorkJudgement;
  forecast: Forecast | null;
  doubt: Doubt | null;
}

export function assess(goal: Goal, t: DayNumber): LiveAssessment {
  const { settings, valid } = goal;
  const workDay = workDayOf(goal, t);
  const judged = goal.keyResults.map((keyResult) => judgeKeyResult(keyResult, t, goal));
  const outcome = outcomeOf(goal, judged);
  const progress = knownProgress(goal);
  const own = valid.length > 0;
  const reached =
    own && judged.every(({ level, reached, ground }) => ground === "invalid" || (reached && level === "green"));
  const childrenRed = own && goal.childVote === "red";
  const forecast = goal.forecast === null ? null : goal.forecast(weeksLeft(t, goal.period.due));
  const work = judgeWork(goal.work, workDay, forecast, settings);
  const doubt = doubtOf(goal, progress, t);
  const flags = flagsOf(goal, { judged, outcome, reached, childrenRed, progress, work, forecast, doubt }, t);
  const falsePositive = doubt !== null && !doubt.pending;
  const call = callInForce(goal, t) ? goal.call : null;
  const grounds = { outcome, work: work.level, reached, childrenRed, falsePositive, call };
  return { t, workDay, verdict: verdictOf(grounds), grounds, flags, judged, progress, work, forecast, doubt };
}

function workDayOf({ syncedTo }: Goal, t: DayNumber): DayNumber {
  return syncedTo === null ? t : Math.min(t, syncedTo);
}

/** R11: a call counts for callDays after its day. */
function callInForce({ call, settings }: Goal, t: DayNumber): boolean {
  return call !== null && call.at <= t && t - call.at <= settings.callDays;
}

function outcomeOf(goal: Goal, judged: readonly Judged[]): Outcome {
  const voters = judged.flatMap(({ level, keyResult }) => {
    return level === "invalid" ? [] : [{ level, weight: keyResult.weight }];
  });
  return voters.length > 0 ? voteOf(voters, goal.settings) : (goal.childVote ?? "unmeasured");
}

/** Weighted and clamped, over the key results that have a reading. */
export function knownProgress({ valid }: Goal): number | null {
  return weightedMean(
    valid.flatMap(({ last, weight }) => (last === null ? [] : [{ weight, value: clampShare(last.p) }])),
  );
}

/** Weighted, on a day, over all valid key results, without tau. */
export function expectedProgress({ valid }: Goal, t: DayNumber): number | null {
  return weightedMean(valid.map(({ line, weight }) => ({ weight, value: expectedShare(line, t) })));
}

/** R1 and R2: the state of a goal that is not active. */
export function restingState(goal: Goal): Verdict | null {
  if (goal.state === "active") return null;
  if (goal.state !== "closed") {
    return { state: goal.state, computed: goal.state, rule: "R2", computedRule: "R2" };
  }
  const progress = weightedMean(
    goal.valid.map(({ last, weight }) => ({ weight, value: last === null ? 0 : clampShare(last.p) })),
  );
  const state: HealthState = closedState({ ...goal, progress }, goal.settings);
  return { state, computed: state, rule: "R1", computedRule: "R1" };
}
