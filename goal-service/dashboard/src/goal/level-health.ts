import type { GoalReport } from "@throughline/shared/goal-report";
import type { HealthState } from "@throughline/shared/vocabulary";

export type Level = GoalReport["keyResults"][number]["level"];

/** A key result's level is drawn with the goal's shapes: it is a part of the goal's outcome. */
export const LEVEL_HEALTH: Record<Level, HealthState> = {
  green: "green",
  amber: "amber",
  red: "red",
  early: "warming",
  outdated: "outdated",
  invalid: "unmeasured",
};
