import { z } from "zod";
import { at, Id, LinkId, list, paging, Prose, text } from "./basics.ts";
import { Day } from "./calendar.ts";
import { endpoint } from "./endpoint.ts";
import { UsableItem } from "./usable-item.ts";
import { Category, Origin, Presence, WorkClass } from "./vocabulary.ts";

/** A work item, mirrored from a tool. What the reader may not see is null and the title reads "1 restricted item". */
export const WorkItem = z.object({
  id: z.string(),
  connectionId: z.string(),
  tool: z.string(),
  ref: z.object({ container: z.string(), id: z.string() }),
  key: z.string().nullable(),
  title: z.string(),
  url: z.string().nullable(),
  type: z.string().nullable(),
  status: z.object({ id: z.string().nullish(), name: z.string(), category: Category }),
  blocked: z.boolean(),
  blockedSince: z.string().nullable(),
  owner: z.object({ personId: z.string().nullable(), name: z.string() }).nullable(),
  assignees: z.number(),
  due: z.string().nullable(),
  points: z.number().nullable(),
  subitems: z.object({ done: z.number(), total: z.number() }),
  parent: z.string().nullable(),
  presence: Presence,
  /** It lies where Throughline does not read, so it counts nowhere; `name`: what people call that place, where we know. */
  unreadIn: z.object({ name: z.string().nullable() }).nullish(),
  restricted: z.boolean(),
  createdAt: z.string(),
  updatedAt: z.string(),
  /** The last movement; `movedIsGuess` until we saw one ourselves (api.md, Movement). */
  movedAt: z.string(),
  movedIsGuess: z.boolean(),
  stalled: z.boolean(),
  /** The day on which this item will count as stalled if it does not move; null when it can't or already does. */
  stallsOn: z.string().nullable(),
  /** Working days as its goal's evidence counts them: since it last moved; since it was blocked, where that is too long. */
  idleDays: z.number().nullable(),
  blockedDays: z.number().nullable(),
  link: z
    .object({
      id: z.string(),
      initiativeId: z.string(),
      initiativeKey: z.string(),
      initiativeTitle: z.string(),
      goalId: z.string(),
      origin: Origin,
      at: z.string(),
    })
    .nullable(),
  supporting: z.array(z.object({ initiativeId: z.string(), initiativeKey: z.string(), initiativeTitle: z.string() })),
  class: z.object({ class: WorkClass, until: z.string().nullable() }).nullable(),
  /** The other side of a mirrored pair. `counts`: the work is counted there, not here; `suggested`: nobody said so yet. */
  sameWork: z
    .object({
      id: z.string(),
      key: z.string().nullable(),
      tool: z.string(),
      title: z.string(),
      counts: z.boolean(),
      suggested: z.boolean(),
      why: z.string(),
    })
    .nullable(),
});
export type WorkItem = z.infer<typeof WorkItem>;

/** One difference between two reads of a tool, or an act of a person on the link. */
export const ItemEvent = z.object({
  id: z.string(),
  change: z.string(),
  before: z.unknown(),
  after: z.unknown(),
  /** The tool's own time of it. */
  at: z.string(),
  /** When we learned it. */
  seenAt: z.string(),
  deliveryId: z.string().nullable(),
});
export type ItemEvent = z.infer<typeof ItemEvent>;

export const Link = z.object({
  id: z.string(),
  initiativeId: z.string().nullable(),
  initiativeKey: z.string().nullable(),
  class: WorkClass.nullable(),
  until: z.string().nullable(),
  itemId: z.string().nullable(),
});

const TraceGoal = z.object({
  id: z.string(),
  key: z.string(),
  title: z.string(),
  state: z.string(),
  priority: z.number(),
});
const TraceItem = z.object({
  id: z.string(),
  key: z.string().nullable(),
  title: z.string(),
  category: Category,
  owner: z.string().nullable(),
  stalled: z.boolean(),
});

const id = { id: Id };

export const workItemEndpoints = {
  putLink: endpoint({
    method: "PUT",
    path: "/links/:linkId",
    apps: true,
    summary: "Say what a link is for, before the item exists: an initiative or a class.",
    input: z.strictObject({
      linkId: LinkId,
      initiativeId: Id.optional(),
      class: WorkClass.optional(),
      until: Day.optional(),
    }),
    reply: Link,
    refusals: ["link_taken", "initiative_closed", "initiative_or_class"],
  }),
  putLinkItem: endpoint({
    method: "PUT",
    path: "/links/:linkId/item",
    apps: true,
    summary: "Confirm the item that carries the link.",
    input: z.strictObject({ linkId: LinkId, item: UsableItem, connectionId: Id.optional() }),
    reply: WorkItem,
    refusals: ["link_taken", "wrong_connection"],
  }),
  listWorkItems: endpoint({
    method: "GET",
    path: "/work-items",
    summary: "Work items, newest first.",
    input: z.strictObject({
      ...at,
      ...paging,
      connectionId: Id.optional(),
      id: z.string().max(200).optional(),
      /** Words of the title, or part of the key; of what a tool hides from the reader nothing is found. */
      q: text(100).optional(),
      initiativeId: Id.optional(),
      goalId: Id.optional(),
      ownerId: Id.optional(),
      status: Category.optional(),
      linked: z.enum(["true", "false"]).optional(),
      class: WorkClass.optional(),
    }),
    reply: list(WorkItem),
  }),
  getWorkItem: endpoint({
    method: "GET",
    path: "/work-items/:id",
    summary: "One item with its link, origin and history.",
    input: z.strictObject({ ...id, ...at }),
    reply: WorkItem.extend({ history: z.array(ItemEvent) }),
  }),
  linkWorkItem: endpoint({
    method: "POST",
    path: "/work-items/:id/link",
    apps: true,
    status: 200,
    summary: "Attach an item to an initiative: the primary link counts, a supporting one is shown.",
    input: z.strictObject({
      ...id,
      initiativeId: Id,
      kind: z.enum(["primary", "supporting"]).default("primary"),
      reason: Prose.optional(),
    }),
    reply: WorkItem,
    refusals: ["initiative_closed"],
  }),
  unlinkWorkItem: endpoint({
    method: "DELETE",
    path: "/work-items/:id/link/:initiativeId",
    apps: true,
    summary: "Take a link away.",
    input: z.strictObject({ ...id, initiativeId: Id }),
    reply: WorkItem,
    refusals: ["not_linked"],
  }),
  classifyWorkItem: endpoint({
    method: "POST",
    path: "/work-items/:id/class",
    apps: true,
    status: 200,
    summary: "Say that the item serves no goal, and what it is.",
    input: z.strictObject({ ...id, class: WorkClass, until: Day.optional() }),
    reply: WorkItem,
  }),
  declassifyWorkItem: endpoint({
    method: "DELETE",
    path: "/work-items/:id/class",
    apps: true,
    summary: "Take the class away.",
    input: z.strictObject(id),
    reply: WorkItem,
  }),
  mirrorWorkItem: endpoint({
    method: "POST",
    path: "/work-items/:id/mirror",
    status: 200,
    summary: "Say that two items of different connections are the same work.",
    input: z.strictObject({ ...id, of: Id }),
    reply: WorkItem,
    refusals: ["same_connection", "already_mirrored"],
  }),
  unmirrorWorkItem: endpoint({
    method: "DELETE",
    path: "/work-items/:id/mirror",
    summary: "They are not the same work: undoes the pair, or the suggestion.",
    input: z.strictObject(id),
    reply: WorkItem,
  }),
  traceWorkItem: endpoint({
    method: "GET",
    path: "/work-items/:id/trace",
    summary: "From the item up to the outcome.",
    input: z.strictObject({ ...id, ...at }),
    reply: z.object({
      item: TraceItem,
      initiative: z.object({ id: z.string(), key: z.string(), title: z.string() }).nullable(),
      keyResult: z.object({ id: z.string(), name: z.string() }).nullable(),
      goals: z.array(TraceGoal),
    }),
  }),
  traceGoal: endpoint({
    method: "GET",
    path: "/goals/:id/trace",
    summary: "From the goal down to its work.",
    input: z.strictObject({ ...id, ...at }),
    reply: z.object({
      goal: TraceGoal,
      children: z.array(TraceGoal),
      initiatives: z.array(
        z.object({
          id: z.string(),
          key: z.string(),
          title: z.string(),
          keyResultId: z.string().nullable(),
          items: z.array(TraceItem),
        }),
      ),
    }),
  }),
} as const;
