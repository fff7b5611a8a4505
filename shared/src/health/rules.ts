import { atLeast } from "./compare.ts";
import type { Settings } from "./settings.ts";
import {
  type HealthState,
  isLevel,
  type Level,
  type Outcome,
  type RuleNumber,
  severity,
  type Vote,
  type WorkLevel,
} from "./states.ts";

export interface Verdict {
  state: HealthState;
  /** before a call */
  computed: HealthState;
  rule: RuleNumber;
  /** the rule before a call */
  computedRule: RuleNumber;
}

interface Closing {
  dropped: boolean;
  /** weighted and clamped, 0 where nothing was measured; null without a key result of its own */
  progress: number | null;
  childVote: Vote | null;
  tau: number;
}

/** R1 */
export function closedState({ dropped, progress, childVote, tau }: Closing, settings: Settings): HealthState {
  if (dropped) return "dropped";
  if (progress === null) return childVote === "green" ? "achieved" : childVote === "amber" ? "partial" : "missed";
  if (atLeast(progress, tau)) return "achieved";
  return atLeast(progress, settings.partialShare * tau) ? "partial" : "missed";
}

export interface Grounds {
  outcome: Outcome;
  work: WorkLevel;
  /** R7: every key result of its own is reached, none outdated */
  reached: boolean;
  /** a goal with key results of its own whose child vote is red */
  childrenRed: boolean;
  falsePositive: boolean;
  /** a call that is in force */
  call: { level: Level; reason?: string } | null;
}

/** R3 to R11 for an active goal. */
export function verdictOf(grounds: Grounds): Verdict {
  const [plain, plainRule] = firstRule(grounds);
  const doubted = grounds.falsePositive && plain === "green";
  const computed = doubted ? "amber" : plain;
  const computedRule = doubted ? "R10" : plainRule;
  const state = calledState(computed, grounds.call);
  return { state, computed, rule: state === computed ? computedRule : "R11", computedRule };
}

function firstRule({ outcome, work, reached, childrenRed }: Grounds): [HealthState, RuleNumber] {
  const held = work === "amber" || work === "red" || childrenRed;
  switch (outcome) {
    case "unmeasured":
      return ["unmeasured", "R3"];
    case "outdated":
      return ["outdated", "R4"];
    case "red":
      return ["red", "R5"];
    case "amber":
      return [work === "red" ? "red" : "amber", "R6"];
    case "green":
      if (reached) return ["green", "R7"];
      return [held ? "amber" : "green", "R8"];
    case "early":
      return [held ? "amber" : "warming", "R9"];
  }
}

/** R11: a worse call shows as called; a better one needs a reason and lifts by one level at most. */
function calledState(computed: HealthState, call: Grounds["call"]): HealthState {
  if (call === null || !isLevel(computed)) return computed;
  const better = severity(computed) - severity(call.level);
  if (better <= 0) return call.level;
  if ((call.reason ?? "").trim() === "") return computed;
  return computed === "red" ? "amber" : "green";
}
