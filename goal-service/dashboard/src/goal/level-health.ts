import type { GoalReport } from "@throughline/shared/goal-report";
import type { Goal } from "@throughline/shared/goals";
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

/** The level that is said of a key result: none while its goal is a draft or paused, for then nobody works towards it. */
export const levelOf = (goal: Goal, report: GoalReport | undefined, id: string): Level | undefined =>
  goal.state === "draft" || goal.state === "paused"
    ? undefined
    : report?.keyResults.find((judged) => judged.id === id)?.level;

/** How its number and its line are drawn. */
export function healthOf(goal: Goal, level: Level | undefined): HealthState {
  if (goal.state === "draft" || goal.state === "paused") return goal.state;
  return level === undefined ? "outdated" : LEVEL_HEALTH[level];
}
