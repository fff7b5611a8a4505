import { z } from "zod";
import { at, Id, list, paging } from "./basics.ts";
import { endpoint } from "./endpoint.ts";
import { DeliveryState } from "./vocabulary.ts";

export const Delivery = z.object({
  id: z.string(),
  connectionId: z.string(),
  deliveryId: z.string(),
  state: DeliveryState,
  attempts: z.number(),
  error: z.string().nullable(),
  receivedAt: z.string(),
  doneAt: z.string().nullable(),
});

/** delivery: could not be taken in. item: could not be read. Any other: what we wanted in the tool and it did not let us. */
export const FailureKind = z.enum(["delivery", "item", "mark", "comment", "card", "lookup", "field", "status", "goal"]);

/** Something that failed for good, until somebody tries it again. */
export const Failure = z.object({
  connectionId: z.string(),
  kind: FailureKind,
  /** A delivery's or a wish's id, or the tool's own id of an item. */
  id: z.string(),
  /** What it is about: the item's key and title as far as we know them, else the tool's or sender's own id. */
  about: z.object({ key: z.string().nullable(), title: z.string(), url: z.string().nullable() }),
  error: z.string().nullable(),
  at: z.string(),
  attempts: z.number(),
});
export type Failure = z.infer<typeof Failure>;

export const deliveryEndpoints = {
  listDeliveries: endpoint({
    method: "GET",
    path: "/deliveries",
    who: "admin",
    summary: "What came in, newest first, and what failed with its reason.",
    input: z.strictObject({ ...at, ...paging, state: DeliveryState.optional(), connectionId: Id.optional() }),
    reply: list(Delivery),
  }),
  getDelivery: endpoint({
    method: "GET",
    path: "/deliveries/:id",
    who: "admin",
    summary: "One delivery with its body.",
    input: z.strictObject({ id: Id, ...at }),
    reply: Delivery.extend({ body: z.string() }),
  }),
  replayDelivery: endpoint({
    method: "POST",
    path: "/deliveries/:id/replay",
    status: 200,
    who: "admin",
    summary: "Process a delivery again.",
    input: z.strictObject({ id: Id }),
    reply: Delivery,
  }),
  listFailures: endpoint({
    method: "GET",
    path: "/failures",
    who: "admin",
    summary: "What failed for good, in and towards the tools, newest first, each with its reason.",
    input: z.strictObject({ connectionId: Id.optional() }),
    reply: z.object({ items: z.array(Failure), more: z.boolean() }),
  }),
  retryFailure: endpoint({
    method: "POST",
    path: "/failures/retry",
    status: 200,
    who: "admin",
    summary: "Try once more what failed.",
    input: z.strictObject({ connectionId: Id, kind: FailureKind, id: z.string().min(1).max(200) }),
    reply: z.object({}),
    refusals: ["not_pulled"],
  }),
} as const;
