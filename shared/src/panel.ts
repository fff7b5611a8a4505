import { z } from "zod";
import { at, Day, Id } from "./basics.ts";
import { endpoint } from "./endpoint.ts";
import { HealthState, WorkClass, WorkLevel } from "./vocabulary.ts";
import { WorkItem } from "./work-items.ts";

/** What the small surfaces (Jira panel, Asana form and card) ask; one answer each, so a panel is one call. */

const Sibling = z.object({
  id: z.string(),
  key: z.string().nullable(),
  title: z.string(),
  statusName: z.string(),
  owner: z.string().nullable(),
  stalled: z.boolean(),
  idleDays: z.number(),
});

export const PanelGoal = z.object({
  id: z.string(),
  key: z.string(),
  title: z.string(),
  priority: z.number(),
  due: z.string(),
  state: HealthState,
  since: z.string().nullable(),
  /** One plain sentence, or null when all is fine. */
  because: z.string().nullable(),
  /** Whether the goal has enough behind it, in words, for example "3 items in progress". */
  behind: z.string(),
});

export const PanelItem = z.object({
  item: WorkItem,
  initiative: z
    .object({
      id: z.string(),
      key: z.string(),
      title: z.string(),
      hypothesis: z.string().nullable(),
      mark: WorkLevel,
      done: z.number(),
      total: z.number(),
      doing: z.number(),
    })
    .nullable(),
  keyResult: z
    .object({
      name: z.string(),
      now: z.number().nullable(),
      target: z.number().nullable(),
      expected: z.number().nullable(),
      unit: z.string(),
    })
    .nullable(),
  goal: PanelGoal.nullable(),
  siblings: z.array(Sibling),
  /** Where the dashboard shows this: PUBLIC_URL/initiatives/INI-12. */
  url: z.string().nullable(),
});
export type PanelItem = z.infer<typeof PanelItem>;

/** A row of the picker; a class has `class` and no initiative. `goal` and `state` let a surface show the goal's health. */
export const Choice = z.object({
  initiativeId: z.string().nullable(),
  class: WorkClass.nullable(),
  key: z.string().nullable(),
  title: z.string(),
  mark: WorkLevel.nullable(),
  doing: z.number(),
  goal: z.object({ key: z.string(), title: z.string(), state: HealthState }).nullable(),
  due: z.string().nullable(),
});
export type Choice = z.infer<typeof Choice>;

export const Choices = z.object({ groups: z.array(z.object({ title: z.string(), choices: z.array(Choice) })) });
export type Choices = z.infer<typeof Choices>;

export const Warning = z.object({
  code: z.enum(["closed", "paused", "overloaded", "stuck", "enough", "over_linked", "due_after_goal", "first_item"]),
  long: z.string(),
  short: z.string().max(50),
  tone: z.enum(["error", "warning", "info", "good"]),
  blocks: z.boolean(),
});
export type Warning = z.infer<typeof Warning>;

export const panelEndpoints = {
  getPanelItem: endpoint({
    method: "GET",
    path: "/panel/item",
    summary: "The goal line of one item, by the tool's own id.",
    input: z.strictObject({ ...at, id: z.string().min(1).max(200), connectionId: Id.optional() }),
    reply: PanelItem,
    refusals: ["not_mirrored"],
  }),
  getPanelChoices: endpoint({
    method: "GET",
    path: "/panel/choices",
    summary: "The picker: recently used, then by goal in order of attention, classes last.",
    input: z.strictObject({
      ...at,
      container: z.string().max(200).optional(),
      type: z.string().max(100).optional(),
      q: z.string().max(100).optional(),
      connectionId: Id.optional(),
    }),
    reply: Choices,
  }),
  checkPanel: endpoint({
    method: "POST",
    path: "/panel/check",
    apps: true,
    status: 200,
    who: "viewer",
    summary: "What to know before creating: warnings, most important first.",
    input: z.strictObject({
      initiativeId: Id.optional(),
      class: WorkClass.optional(),
      ownerId: Id.optional(),
      due: Day.optional(),
      count: z.number().int().min(1).max(10).optional(),
    }),
    reply: z.object({ warnings: z.array(Warning) }),
    refusals: ["initiative_or_class"],
  }),
} as const;
