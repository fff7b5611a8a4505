import { z } from "zod";
import { at, Id, list, Moment, paging, text } from "./basics.ts";
import { endpoint } from "./endpoint.ts";
import { ConnectionState, DeliveryState, Tool } from "./vocabulary.ts";

export const Connection = z.object({
  id: z.string(),
  tool: Tool,
  name: z.string(),
  state: ConnectionState,
  containers: z.array(z.string()),
  lastEventAt: z.string().nullable(),
  lastSyncAt: z.string().nullable(),
  behindSince: z.string().nullable(),
  /** Deliveries waiting, failed for good, and wishes not yet done in the tool. */
  backlog: z.object({ pending: z.number(), failed: z.number(), wanted: z.number() }),
  problem: z.string().nullable(),
  version: z.number(),
});
export type Connection = z.infer<typeof Connection>;

/** An installation that showed its code and waits for an admin to type it. */
export const Pairing = z.object({
  tool: Tool,
  site: z.string(),
  seenAt: z.string(),
  reinstallOf: z.string().nullable(),
});

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

export const connectionEndpoints = {
  createConnection: endpoint({
    method: "POST",
    path: "/connections",
    who: "admin",
    summary: "Connect a tool; a generic connection needs nothing more. The secret is shown once.",
    input: z.strictObject({ tool: z.enum(["generic"]), name: text(100) }),
    reply: Connection.extend({ secret: z.string().optional() }),
  }),
  listConnections: endpoint({
    method: "GET",
    path: "/connections",
    summary: "Connections and how fresh they are.",
    input: z.strictObject({ ...at, ...paging }),
    reply: list(Connection).extend({ pending: z.array(Pairing) }),
  }),
  pairConnection: endpoint({
    method: "POST",
    path: "/connections/pair",
    who: "admin",
    summary:
      "Approve the installation that shows this code, or the reinstalled site of a connection that is ours already.",
    input: z.strictObject({
      code: z.string().trim().min(4).max(20).optional(),
      connectionId: Id.optional(),
      name: text(100).optional(),
    }),
    reply: Connection,
    refusals: ["unknown_code", "tenant_taken"],
  }),
  setContainers: endpoint({
    method: "PUT",
    path: "/connections/:id/containers",
    apps: true,
    who: "admin",
    summary: "Which projects are read; what lies outside is dropped first.",
    input: z.strictObject({ id: Id, containers: z.array(z.string().min(1).max(200)).max(1000) }),
    reply: Connection,
  }),
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
  getAppHealth: endpoint({
    method: "GET",
    path: "/app/connection",
    apps: true,
    summary:
      "For an app's admin page: what is read and how fresh it is. Unpaired, every call answers 403 not_paired with details.code.",
    input: z.strictObject({}),
    reply: z.object({
      paired: z.boolean(),
      code: z.string().nullable(),
      connection: Connection.nullable(),
      dashboard: z.string(),
      now: Moment,
    }),
  }),
} as const;
