import { z } from "zod";
import { at, Id } from "./basics.ts";
import { endpoint } from "./endpoint.ts";
import { Metric } from "./health/metric-scale.ts";
import { ConnectionState, HealthState, WorkLevel } from "./vocabulary.ts";

export const Freshness = z.object({
  connectionId: z.string(),
  name: z.string(),
  tool: z.string(),
  state: ConnectionState,
  lastEventAt: z.string().nullable(),
  lastSyncAt: z.string().nullable(),
  /** Set while this connection is behind: health then says SOURCE_BEHIND instead of trusting silence. */
  behindSince: z.string().nullable(),
});

export const PortfolioRow = z.object({
  id: z.string(),
  key: z.string(),
  title: z.string(),
  parentId: z.string().nullable(),
  level: z.string(),
  priority: z.number(),
  due: z.string(),
  ownerId: z.string().nullable(),
  teamId: z.string().nullable(),
  /** Seen by its owner and the people and teams named on it, and by nobody else. */
  private: z.boolean(),
  /** The priority with which it was planned, where it is less urgent now. */
  loweredFrom: z.number().nullable(),
  state: HealthState,
  since: z.string().nullable(),
  because: z.string().nullable(),
  /** Where the goal can't be shown: the number under which that is logged. */
  fault: z.string().nullable(),
  flags: z.array(z.string()),
  progress: z.number().nullable(),
  expected: z.number().nullable(),
  metric: Metric.nullable(),
  /** Share of the way, one value a week, oldest first; null before the first reading. */
  trend: z.array(z.number().nullable()),
  plan: z.array(z.number()),
  open: z.number(),
  doing: z.number(),
  stalled: z.number(),
  initiatives: z.array(
    z.object({
      id: z.string(),
      key: z.string(),
      title: z.string(),
      mark: WorkLevel,
      state: z.string(),
      ownerId: z.string().nullable(),
      done: z.number(),
      total: z.number(),
      doing: z.number(),
      stalled: z.number(),
    }),
  ),
});
export type PortfolioRow = z.infer<typeof PortfolioRow>;

/** Why a goal needs a decision: the first of these that holds (insight.md). */
export const DecisionReason = z.enum([
  "off_track",
  "at_risk",
  "no_signal",
  "past_due",
  "paused",
  "starving",
  "lowered",
  "false_positive",
]);
export type DecisionReason = z.infer<typeof DecisionReason>;

const GoalToDecide = z.object({
  goalId: z.string(),
  goalKey: z.string(),
  title: z.string(),
  state: HealthState,
  since: z.string().nullable(),
  reason: DecisionReason,
});

/** A goal that needs a decision, with its cause chain ending in the thing that can be changed. */
export const DecisionDue = GoalToDecide.extend({
  /** At risk once more, or for more than seven days. */
  word: z.enum(["again", "still"]).nullable(),
  chain: z.array(z.string()),
  owner: z.object({ personId: z.string().nullable(), name: z.string(), over: z.boolean() }).nullable(),
  action: z.object({ label: z.string(), url: z.string() }),
});

/** A goal that would need a decision, had nobody decided: it is back on the list on `until`, or when it changes. */
export const GoalHandled = GoalToDecide.extend({
  decision: z.object({
    what: z.string(),
    until: z.string().nullable(),
    by: z.string().nullable(),
    recordedAt: z.string(),
  }),
});

/** Work that serves no goal for a while, and the while is over. */
export const ClassOver = z.object({
  id: z.string(),
  key: z.string().nullable(),
  title: z.string(),
  url: z.string().nullable(),
  tool: z.string(),
  class: z.enum(["emergency", "opportunity"]),
  /** The last day for which it was meant. */
  until: z.string(),
});

const isState = (one: string): boolean => HealthState.safeParse(one).success;

/** One state of a goal's health, or several apart by commas. */
const StatesAsked = z
  .string()
  .max(200)
  .refine(
    (said) => said.split(",").every(isState),
    `Give ${HealthState.options.join(", ")}, or several apart by commas.`,
  );

export const Portfolio = z.object({
  asOf: z.string(),
  rows: z.array(PortfolioRow),
  counts: z.record(z.string(), z.number()),
  decisions: z.array(DecisionDue),
  classesOver: z.array(ClassOver),
  handled: z.array(GoalHandled),
  /** Goals that somebody works towards and that need no decision. */
  fine: z.number(),
  /**
   * What turned since the end of a day a week ago, and what two of the numbers were then. `recovered` are some of those
   * that turned better; of `lostSight`, goals without a signal now, those that were off track turned neither way.
   */
  changed: z.object({
    worse: z.number(),
    better: z.number(),
    recovered: z.number(),
    lostSight: z.number(),
    since: z.string(),
    /** The goals that the four numbers count. */
    goals: z.array(
      z.object({ goalId: z.string(), goalKey: z.string(), title: z.string(), from: HealthState, to: HealthState }),
    ),
    counts: z.record(z.string(), z.number()),
    linkedShare: z.number().nullable(),
  }),
  numbers: z.object({
    linkedShare: z.number().nullable(),
    goalsWithoutWork: z.number(),
    stalled: z.number(),
    active: z.number(),
  }),
  people: z.record(z.string(), z.object({ name: z.string(), doing: z.number(), limit: z.number() })),
  freshness: z.array(Freshness),
});
export type Portfolio = z.infer<typeof Portfolio>;

export const portfolioEndpoints = {
  getPortfolio: endpoint({
    method: "GET",
    path: "/portfolio",
    summary: "Every goal that you may see, worst first, with what needs a decision.",
    input: z.strictObject({
      ...at,
      period: Id.optional(),
      team: Id.optional(),
      owner: Id.optional(),
      health: StatesAsked.optional(),
    }),
    reply: Portfolio,
  }),
} as const;
