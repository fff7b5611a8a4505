import { z } from "zod";
import { at, Id, list, paging, Prose, Title, Version } from "./basics.ts";
import { Day } from "./calendar.ts";
import { endpoint } from "./endpoint.ts";
import { GoalReport, HealthWeek } from "./goal-report.ts";
import { Receipt } from "./health/receipt.ts";
import { NewKeyResult } from "./key-results.ts";
import { Weight } from "./numbers.ts";
import { Ambition, GoalLevel, GoalState } from "./vocabulary.ts";

const Viewers = z.array(Id).max(200);

const GoalFields = {
  title: Title,
  start: Day,
  due: Day,
  why: Prose.nullable().optional(),
  level: GoalLevel.optional(),
  ownerId: Id.nullable().optional(),
  teamId: Id.nullable().optional(),
  periodId: Id.nullable().optional(),
  parentId: Id.nullable().optional(),
  weight: Weight.optional(),
  priority: z.number().int().min(1).max(4).optional(),
  ambition: Ambition.optional(),
  state: z.enum(["draft", "active"]).optional(),
  /** People and teams who may see the goal. Given, even empty: the goal is private (product.md, rule 10). */
  viewers: Viewers.optional(),
};

export const Goal = z.object({
  id: z.string(),
  key: z.string(),
  title: z.string(),
  why: z.string().nullable(),
  level: GoalLevel,
  ownerId: z.string().nullable(),
  teamId: z.string().nullable(),
  periodId: z.string().nullable(),
  parentId: z.string().nullable(),
  weight: z.number(),
  priority: z.number(),
  ambition: Ambition,
  state: GoalState,
  dropped: z.boolean(),
  start: z.string(),
  due: z.string(),
  viewers: z.array(z.string()).nullable(),
  version: z.number(),
  createdAt: z.string(),
});
export type Goal = z.infer<typeof Goal>;

const id = { id: Id };

export const goalEndpoints = {
  createGoal: endpoint({
    method: "POST",
    path: "/goals",
    summary: "A goal: an outcome in words, with the measures that say whether it is reached, all or nothing.",
    input: z.strictObject({ ...GoalFields, keyResults: z.array(NewKeyResult).max(20).optional() }),
    reply: Goal,
    refusals: ["due_before_start", "cascade_loop", "no_audience", "invalid_measure", "reading_in_future"],
  }),
  listGoals: endpoint({
    method: "GET",
    path: "/goals",
    summary: "Goals that you may see.",
    input: z.strictObject({
      ...at,
      ...paging,
      state: GoalState.optional(),
      parentId: Id.optional(),
      teamId: Id.optional(),
      q: z.string().max(100).optional(),
    }),
    reply: list(Goal),
  }),
  getGoal: endpoint({
    method: "GET",
    path: "/goals/:id",
    summary: "One goal.",
    input: z.strictObject({ ...id, ...at }),
    reply: Goal,
  }),
  changeGoal: endpoint({
    method: "PATCH",
    path: "/goals/:id",
    summary: "Change a goal; due, priority and state want a reason.",
    input: z.strictObject({
      ...id,
      ...z.strictObject(GoalFields).partial().shape,
      state: z.enum(["draft", "active", "paused"]).optional(),
      /** null: everybody in the workspace sees it again. */
      viewers: Viewers.nullable().optional(),
      version: Version,
      reason: Prose.optional(),
    }),
    reply: Goal,
    refusals: ["due_before_start", "cascade_loop", "reason_missing", "goal_closed", "no_audience", "served_by_project"],
  }),
  closeGoal: endpoint({
    method: "POST",
    path: "/goals/:id/close",
    status: 200,
    summary: "Close a goal with its result, or drop it.",
    input: z.strictObject({ ...id, dropped: z.boolean().default(false), reason: Prose.optional() }),
    reply: Goal,
    refusals: ["goal_closed"],
  }),
  reopenGoal: endpoint({
    method: "POST",
    path: "/goals/:id/reopen",
    status: 200,
    summary: "Open a closed goal again.",
    input: z.strictObject({ ...id, reason: Prose }),
    reply: Goal,
    refusals: ["goal_open"],
  }),
  getGoalHealth: endpoint({
    method: "GET",
    path: "/goals/:id/health",
    summary: "The stored report with its evidence (health.md).",
    input: z.strictObject({ ...id, ...at }),
    reply: GoalReport,
  }),
  listHealthWeeks: endpoint({
    method: "GET",
    path: "/goals/:id/health/weeks",
    summary: "What the goal showed at the end of each week of its period, up to today.",
    input: z.strictObject({ ...id, ...at }),
    reply: list(HealthWeek),
  }),
  getGoalReceipt: endpoint({
    method: "GET",
    path: "/goals/:id/health/receipt",
    summary: "What reproduces the stored report anywhere: npm run health -- verify.",
    input: z.strictObject({ ...id, ...at }),
    reply: Receipt,
  }),
} as const;
