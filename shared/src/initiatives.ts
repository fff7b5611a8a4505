import { z } from "zod";
import { at, Id, LinkId, list, paging, Prose, Title, Version } from "./basics.ts";
import { Day } from "./calendar.ts";
import { endpoint, TOOL_REFUSALS } from "./endpoint.ts";
import { Amount } from "./numbers.ts";
import { InitiativeState, WorkLevel } from "./vocabulary.ts";
import { WorkItem } from "./work-items.ts";

const Predicted = z.strictObject({ keyResultId: Id, delta: Amount, on: Day });

const InitiativeFields = {
  goalId: Id,
  keyResultId: Id.nullable().optional(),
  title: Title,
  hypothesis: Prose.nullable().optional(),
  ownerId: Id.nullable().optional(),
  due: Day.nullable().optional(),
  predicted: Predicted.nullable().optional(),
  state: InitiativeState.optional(),
};

/** `mark` is the work level of the initiative's own items; an initiative has no health. */
export const Initiative = z.object({
  id: z.string(),
  key: z.string(),
  goalId: z.string(),
  keyResultId: z.string().nullable(),
  title: z.string(),
  hypothesis: z.string().nullable(),
  ownerId: z.string().nullable(),
  due: z.string().nullable(),
  predicted: Predicted.nullable(),
  state: InitiativeState,
  mark: WorkLevel,
  counts: z.object({ todo: z.number(), doing: z.number(), done: z.number(), stalled: z.number() }),
  version: z.number(),
});
export type Initiative = z.infer<typeof Initiative>;

const id = { id: Id };

/** The tool's own form, filled in, where we can't make the item. */
const Open = z.object({ open: z.string() });

export const initiativeEndpoints = {
  createInitiative: endpoint({
    method: "POST",
    path: "/initiatives",
    summary: "A directed effort towards one goal.",
    input: z.strictObject(InitiativeFields),
    reply: Initiative,
    refusals: ["goal_closed", "other_key_result", "unknown_person"],
  }),
  listInitiatives: endpoint({
    method: "GET",
    path: "/initiatives",
    summary: "Initiatives that you may see.",
    input: z.strictObject({
      ...at,
      ...paging,
      goalId: Id.optional(),
      q: z.string().max(100).optional(),
      state: InitiativeState.optional(),
    }),
    reply: list(Initiative),
  }),
  getInitiative: endpoint({
    method: "GET",
    path: "/initiatives/:id",
    summary: "One initiative.",
    input: z.strictObject({ ...id, ...at }),
    reply: Initiative,
  }),
  changeInitiative: endpoint({
    method: "PATCH",
    path: "/initiatives/:id",
    summary: "Change an initiative.",
    input: z.strictObject({
      ...id,
      ...z.strictObject(InitiativeFields).partial().shape,
      version: Version,
      reason: Prose.optional(),
    }),
    reply: Initiative,
    refusals: ["goal_closed", "other_key_result", "unknown_person", "served_by_project"],
  }),
  createWorkItem: endpoint({
    method: "POST",
    path: "/initiatives/:id/work-items",
    summary:
      "Create work under the initiative: in the tool where the connection can act for you, else the address of its own form.",
    input: z.strictObject({
      ...id,
      linkId: LinkId,
      connectionId: Id,
      container: z.string().min(1).max(200),
      title: Title,
      ownerId: Id.optional(),
      due: Day.optional(),
      body: Prose.optional(),
    }),
    reply: z.union([WorkItem, Open]),
    madeNothing: Open,
    refusals: ["initiative_closed", "link_taken", "no_address", "no_container", "unknown_person", ...TOOL_REFUSALS],
  }),
} as const;
