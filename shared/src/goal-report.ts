import { z } from "zod";
import { MetricScale } from "./health/metric-scale.ts";
import { HealthReport } from "./health/report.ts";
import { HealthState, RootCause } from "./vocabulary.ts";

/** An item as evidence may name it; what the reader may not see reads "1 restricted item" and carries no address. */
export const NamedItem = z.object({
  key: z.string(),
  title: z.string(),
  url: z.string().nullable(),
  tool: z.string(),
  owner: z.string().nullable(),
  ownerId: z.string().nullable(),
  statusName: z.string(),
  due: z.string().nullable(),
  movedAt: z.string(),
  initiativeId: z.string().nullable(),
});
export type NamedItem = z.infer<typeof NamedItem>;

/** Who carries how much: items in progress over all tools against the person's limit (insight.md, owner load). */
export const Load = z.object({ personId: z.string(), name: z.string(), doing: z.number(), limit: z.number() });
export type Load = z.infer<typeof Load>;

/**
 * The report of health.md as every surface reads it, with what is needed to word it for this reader.
 * `since`: when the shown state began. `causes`: per stalled item why it stalls (health.md, root cause).
 */
export const GoalReport = HealthReport.extend({
  since: z.string().nullable(),
  because: z.string().nullable(),
  names: z.object({
    items: z.record(z.string(), NamedItem),
    keyResults: z.record(
      z.string(),
      MetricScale.extend({
        name: z.string(),
        value: z.number().nullable(),
        expected: z.number().nullable(),
        falls: z.boolean(),
      }),
    ),
    children: z.record(z.string(), z.object({ key: z.string(), title: z.string() })),
  }),
  causes: z.array(z.object({ itemId: z.string(), cause: RootCause, owner: Load.nullable() })),
  /** When the state turned, newest first; the item that weighed most then, as this reader may call it. */
  history: z.array(
    z.object({
      state: z.string(),
      rule: z.string(),
      since: z.string(),
      item: z.string().nullable(),
      key: z.string().nullable(),
    }),
  ),
});
export type GoalReport = z.infer<typeof GoalReport>;

/** What the goal showed when a week ended, or shows in the week that runs; null while it had no report yet. */
export const HealthWeek = z.object({
  monday: z.string(),
  state: HealthState.nullable(),
  rule: z.string().nullable(),
  because: z.string().nullable(),
});
export type HealthWeek = z.infer<typeof HealthWeek>;
