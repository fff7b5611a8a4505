import { z } from "zod";
import { at, Id, LinkId, Prose, Title, Url } from "./basics.ts";
import { Day } from "./calendar.ts";
import { endpoint, TOOL_REFUSALS } from "./endpoint.ts";
import { Metric } from "./health/metric-scale.ts";
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
  private: z.boolean(),
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
  keyResult: Metric.nullable(),
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
  /** `private`: what stands in a tool for everybody to see must not name it (product.md, rule 10). */
  goal: z.object({ key: z.string(), title: z.string(), state: HealthState, private: z.boolean() }).nullable(),
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

/** What a small surface ties an item to: an initiative or a class, one of the two. */
const target = {
  linkId: LinkId,
  initiativeId: Id.optional(),
  class: WorkClass.optional(),
  until: Day.optional(),
};

export const panelEndpoints = {
  getPanelAccount: endpoint({
    method: "GET",
    path: "/panel/account",
    summary: "Whether we may act in the tool for the account at hand, and where it allows us to.",
    input: z.strictObject({}),
    reply: z.object({
      account: z.string().nullable(),
      connected: z.boolean(),
      authorizeUrl: Url.nullable(),
      person: z.object({ id: z.string(), name: z.string() }).nullable(),
      dashboard: z.string(),
    }),
  }),
  createPanelItem: endpoint({
    method: "POST",
    path: "/panel/items",
    apps: true,
    summary: "Make an item in the tool that carries its link from birth; the same linkId again makes nothing new.",
    input: z.strictObject({
      ...target,
      connectionId: Id.optional(),
      title: Title,
      /** Where it is made, or the item (the tool's own id) beside which it is made. */
      container: z.string().min(1).max(200).optional(),
      beside: z.string().min(1).max(200).optional(),
      due: Day.optional(),
      ownerId: Id.optional(),
      assignToMe: z.boolean().optional(),
      body: Prose.optional(),
    }),
    reply: WorkItem,
    refusals: [
      "initiative_or_class",
      "initiative_closed",
      "link_taken",
      "no_container",
      "unknown_person",
      ...TOOL_REFUSALS,
    ],
  }),
  linkPanelItem: endpoint({
    method: "POST",
    path: "/panel/item",
    apps: true,
    status: 200,
    summary: "Link the item at hand, by the tool's own id, and write its mark into the tool.",
    input: z.strictObject({ ...target, connectionId: Id.optional(), id: z.string().min(1).max(200) }),
    reply: WorkItem,
    refusals: ["initiative_or_class", "initiative_closed", "link_taken", "no_container", ...TOOL_REFUSALS],
  }),
  getPanelItem: endpoint({
    method: "GET",
    path: "/panel/item",
    summary: "The goal line of one item, by the tool's own id.",
    input: z.strictObject({ ...at, id: z.string().min(1).max(200), connectionId: Id.optional() }),
    reply: PanelItem,
    refusals: ["not_mirrored"],
  }),
  getPanelInitiative: endpoint({
    method: "GET",
    path: "/panel/initiative",
    summary: "The same line of an initiative with no item at hand, by its key or id.",
    input: z.strictObject({ ...at, id: Id }),
    reply: PanelItem.pick({ initiative: true, keyResult: true, goal: true, url: true }),
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
  listPanelPeople: endpoint({
    method: "GET",
    path: "/panel/people",
    summary: "Who may own work in the tool, by name: the tool's own accounts.",
    input: z.strictObject({ q: z.string().max(100).optional(), connectionId: Id.optional() }),
    reply: z.object({ items: z.array(z.object({ account: z.string(), name: z.string() })) }),
    refusals: ["not_pulled"],
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
