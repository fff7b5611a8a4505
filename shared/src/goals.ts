import { z } from "zod";
import { at, Day, Id, list, paging, Prose, Title, Version } from "./basics.ts";
import { endpoint } from "./endpoint.ts";
import { GoalReport } from "./goal-report.ts";
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
  weight: z.number().positive().max(1000).optional(),
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

export const Call = z.object({
  id: z.string(),
  at: z.string(),
  level: z.enum(["green", "amber", "red"]),
  reason: z.string().nullable(),
  by: z.string().nullable(),
  recordedAt: z.string(),
});
export const CheckIn = z.object({
  id: z.string(),
  on: z.string(),
  note: z.string(),
  confidence: z.number().nullable(),
  by: z.string().nullable(),
  recordedAt: z.string(),
});
export const Decision = z.object({
  id: z.string(),
  what: z.string(),
  reason: z.string().nullable(),
  until: z.string().nullable(),
  workItemId: z.string().nullable(),
  by: z.string().nullable(),
  recordedAt: z.string(),
  /** The stored report as it stood when the decision was made. */
  evidence: z.unknown(),
});

const id = { id: Id };

export const goalEndpoints = {
  createGoal: endpoint({
    method: "POST",
    path: "/goals",
    summary: "A goal: an outcome in words.",
    input: z.strictObject(GoalFields),
    reply: Goal,
    refusals: ["due_before_start", "cascade_loop"],
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
      version: Version,
      reason: Prose.optional(),
    }),
    reply: Goal,
    refusals: ["due_before_start", "cascade_loop", "reason_missing", "goal_closed"],
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
  listCalls: endpoint({
    method: "GET",
    path: "/goals/:id/calls",
    summary: "A person's differing judgements.",
    input: z.strictObject({ ...id, ...at, ...paging }),
    reply: list(Call),
  }),
  createCall: endpoint({
    method: "POST",
    path: "/goals/:id/calls",
    summary: "Call the health differently, for 14 days at most.",
    input: z.strictObject({ ...id, level: z.enum(["green", "amber", "red"]), reason: Prose.optional() }),
    reply: Call,
    refusals: ["goal_closed", "reason_missing"],
  }),
  listCheckIns: endpoint({
    method: "GET",
    path: "/goals/:id/check-ins",
    summary: "Dated notes.",
    input: z.strictObject({ ...id, ...at, ...paging }),
    reply: list(CheckIn),
  }),
  createCheckIn: endpoint({
    method: "POST",
    path: "/goals/:id/check-ins",
    summary: "A dated note on the goal.",
    input: z.strictObject({ ...id, note: Prose, on: Day.optional(), confidence: z.number().min(0).max(1).optional() }),
    reply: CheckIn,
    refusals: ["in_future"],
  }),
  listDecisions: endpoint({
    method: "GET",
    path: "/goals/:id/decisions",
    summary: "What was decided, on which evidence.",
    input: z.strictObject({ ...id, ...at, ...paging }),
    reply: list(Decision),
  }),
  createDecision: endpoint({
    method: "POST",
    path: "/goals/:id/decisions",
    summary: "A decision; the evidence of this moment is kept with it.",
    input: z.strictObject({
      ...id,
      what: Title,
      reason: Prose.optional(),
      until: Day.optional(),
      workItemId: Id.optional(),
    }),
    reply: Decision,
    refusals: ["until_passed"],
  }),
} as const;

const KeyResultFields = {
  name: Title,
  direction: z.enum(["move", "maintain"]).optional(),
  baseline: z.number().optional(),
  target: z.number().optional(),
  lo: z.number().optional(),
  hi: z.number().optional(),
  tolerance: z.number().positive().optional(),
  unit: z.string().max(20).optional(),
  weight: z.number().positive().max(1000).optional(),
  cadence: z.number().int().min(1).max(366).optional(),
  lag: z.number().int().min(0).max(366).optional(),
  resultLag: z.number().int().min(0).max(366).optional(),
  plan: z
    .array(z.tuple([Day, z.number()]))
    .max(60)
    .optional(),
};

export const KeyResult = z.object({
  id: z.string(),
  goalId: z.string(),
  name: z.string(),
  direction: z.enum(["move", "maintain"]),
  baseline: z.number().nullable(),
  target: z.number().nullable(),
  lo: z.number().nullable(),
  hi: z.number().nullable(),
  tolerance: z.number().nullable(),
  unit: z.string(),
  weight: z.number(),
  cadence: z.number(),
  lag: z.number(),
  resultLag: z.number(),
  plan: z.array(z.tuple([z.string(), z.number()])),
  latest: z.object({ on: z.string(), value: z.number() }).nullable(),
  version: z.number(),
});
export type KeyResult = z.infer<typeof KeyResult>;

export const Reading = z.object({
  id: z.string(),
  on: z.string(),
  value: z.number(),
  note: z.string().nullable(),
  by: z.string().nullable(),
  recordedAt: z.string(),
});
export type Reading = z.infer<typeof Reading>;

export const keyResultEndpoints = {
  listKeyResults: endpoint({
    method: "GET",
    path: "/goals/:id/key-results",
    summary: "The goal's measures.",
    input: z.strictObject({ ...id, ...at, ...paging }),
    reply: list(KeyResult),
  }),
  createKeyResult: endpoint({
    method: "POST",
    path: "/goals/:id/key-results",
    summary: "A measure: from baseline to target, or kept in a band.",
    input: z.strictObject({ ...id, ...KeyResultFields }),
    reply: KeyResult,
    refusals: ["invalid_measure", "goal_closed"],
  }),
  changeKeyResult: endpoint({
    method: "PATCH",
    path: "/key-results/:id",
    summary: "Change a measure; baseline, target and band want a reason.",
    input: z.strictObject({
      ...id,
      ...z.strictObject(KeyResultFields).partial().shape,
      version: Version,
      reason: Prose.optional(),
    }),
    reply: KeyResult,
    refusals: ["invalid_measure", "reason_missing", "goal_closed"],
  }),
  listReadings: endpoint({
    method: "GET",
    path: "/key-results/:id/readings",
    summary: "Dated values, oldest first.",
    input: z.strictObject({ ...id, ...at, ...paging }),
    reply: list(Reading),
  }),
  createReading: endpoint({
    method: "POST",
    path: "/key-results/:id/readings",
    summary: "One dated value; the same day again replaces it, both stay in history.",
    input: z.strictObject({ ...id, on: Day, value: z.number(), note: Prose.optional() }),
    reply: Reading,
    refusals: ["reading_in_future"],
  }),
} as const;
