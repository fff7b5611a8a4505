import * as z from "zod";

export const Level = z.enum(["green", "amber", "red"]);
export type Level = z.infer<typeof Level>;

export const Outcome = z.enum(["green", "amber", "red", "early", "outdated", "unmeasured"]);
export type Outcome = z.infer<typeof Outcome>;
export type Vote = Exclude<Outcome, "unmeasured">;

/** `invalid`: its target equals its baseline, so it measures nothing. */
export const KeyResultLevel = z.enum(["green", "amber", "red", "early", "outdated", "invalid"]);
export type KeyResultLevel = z.infer<typeof KeyResultLevel>;

export const WorkLevel = z.enum(["green", "amber", "red", "uncovered", "finished"]);
export type WorkLevel = z.infer<typeof WorkLevel>;

const LIVE_STATES = ["green", "amber", "red", "outdated", "unmeasured", "warming"] as const;
const FINISHED_STATES = ["achieved", "partial", "missed", "dropped"] as const;
export const HealthState = z.enum([...LIVE_STATES, "draft", "paused", ...FINISHED_STATES]);
export type HealthState = z.infer<typeof HealthState>;

export const RuleNumber = z.enum(["R1", "R2", "R3", "R4", "R5", "R6", "R7", "R8", "R9", "R10", "R11"]);
export type RuleNumber = z.infer<typeof RuleNumber>;

export const Flag = z.enum([
  "CHILDREN_RED",
  "FACTS_UNREADABLE",
  "FALSE_POSITIVE",
  "FORECAST_LATE",
  "NEEDS_CLOSING",
  "NOTHING_LIVE",
  "QUIET_WEEK",
  "READING_OVERDUE",
  "RESULT_PENDING",
  "SOURCE_BEHIND",
  "STALLED",
  "THEME_NOT_GOAL",
  "UNCOVERED",
  "UNEXPLAINED_MOVEMENT",
  "WORSE_THAN_BASELINE",
]);
export type Flag = z.infer<typeof Flag>;

const SEVERITY = { green: 0, amber: 1, red: 2 } as const;

export function severity(level: Level): number {
  return SEVERITY[level];
}

export function isLevel(state: string): state is Level {
  return state === "green" || state === "amber" || state === "red";
}
