import { z } from "zod";
import { at, Id, list, Moment, paging, text, Url } from "./basics.ts";
import { endpoint } from "./endpoint.ts";
import { Category, ConnectionState, Tool } from "./vocabulary.ts";

/** What people call a container now, as its tool told us. */
export const ContainerLabel = z.object({ id: z.string(), key: z.string().nullable(), name: z.string().nullable() });
export type ContainerLabel = z.infer<typeof ContainerLabel>;

export const Connection = z.object({
  id: z.string(),
  tool: Tool,
  name: z.string(),
  state: ConnectionState,
  containers: z.array(z.string()),
  /** What those are called, as far as we know, for who chooses them: a name may be secret to others. */
  containerLabels: z.array(ContainerLabel),
  lastEventAt: z.string().nullable(),
  lastSyncAt: z.string().nullable(),
  behindSince: z.string().nullable(),
  /** What waits to be taken or read; what failed for good (`listFailures`); wishes not yet done in the tool. */
  backlog: z.object({ pending: z.number(), failed: z.number(), wanted: z.number() }),
  problem: z.string().nullable(),
  /** Whether questions may be written into the tool as comments; null where we can't write any. */
  comments: z.boolean().nullable(),
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

/** A tool that is connected by signing in to it: where that begins, or what an operator has to set first. */
export const SignInTool = z.object({ tool: Tool, connectUrl: z.string().nullable(), needs: z.string().nullable() });

/** A project of the tool, as an admin chooses it. */
export const Container = z.object({
  id: z.string(),
  name: z.string(),
  restricted: z.boolean(),
  chosen: z.boolean(),
  items: z.number(),
  /** How its changes reach us; null where nothing is subscribed. */
  subscription: z
    .object({
      state: z.enum(["pending", "active", "broken"]),
      heardAt: z.string().nullable(),
      problem: z.string().nullable(),
    })
    .nullable(),
  /** The initiative that all of its work serves, where an admin said so. */
  serves: z.object({ id: z.string(), key: z.string(), title: z.string() }).nullable(),
});
export type Container = z.infer<typeof Container>;

/** What a status of the tool means to us: by an admin's rule, or as the connector guesses from its name. */
export const StatusRule = z.object({
  container: z.string(),
  name: z.string().min(1).max(200),
  category: Category,
  blocked: z.boolean().default(false),
});
/** `containerName`: what the tool calls the project, where we know. */
export const MappedStatus = StatusRule.extend({
  containerName: z.string().nullable(),
  guessed: z.boolean(),
  items: z.number(),
});

/** What is written into the tool beyond marks: off until an admin asks for it (product.md, rule 8). */
export const WriteBack = z.strictObject({
  projectField: z.boolean().default(false),
  statusUpdate: z.boolean().default(false),
  nativeGoal: z.boolean().default(false),
});
export type WriteBack = z.infer<typeof WriteBack>;

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
    reply: list(Connection).extend({ pending: z.array(Pairing), tools: z.array(SignInTool) }),
  }),
  endConnection: endpoint({
    method: "DELETE",
    path: "/connections/:id",
    who: "admin",
    summary: "Disconnect: our permissions and webhooks in the tool are given back, history stays.",
    input: z.strictObject({ id: Id }),
    reply: Connection,
  }),
  syncConnection: endpoint({
    method: "POST",
    path: "/connections/:id/sync",
    status: 200,
    who: "admin",
    summary: "Read everything again now, and repair the webhooks.",
    input: z.strictObject({ id: Id }),
    reply: Connection,
    refusals: ["not_pulled"],
  }),
  listContainers: endpoint({
    method: "GET",
    path: "/connections/:id/containers",
    who: "admin",
    summary: "The tool's projects: which are read, and how their changes reach us.",
    input: z.strictObject({ id: Id, ...at }),
    reply: z.object({ items: z.array(Container) }),
    refusals: ["not_pulled", "not_connected", "tool_unreachable"],
  }),
  listPlaces: endpoint({
    method: "GET",
    path: "/connections/:id/places",
    who: "contributor",
    summary: "Where this person can create work in the tool, by name, and whether it still has to be allowed first.",
    input: z.strictObject({ id: Id }),
    reply: z.object({
      /** here: we create it as this person. in_tool: the tool's own form opens, filled in. */
      creates: z.enum(["here", "in_tool"]),
      /** Where this person allows us to create as them; null where nothing has to be allowed. */
      allow: Url.nullable(),
      items: z.array(z.object({ id: z.string(), name: z.string() })),
    }),
    refusals: ["not_connected", "tool_refused", "tool_unreachable"],
  }),
  setServes: endpoint({
    method: "PUT",
    path: "/connections/:id/serves",
    who: "admin",
    summary:
      "All work of a project, now and later, serves one initiative: items that are tied to nothing else are `mapped` to it. null: none any more.",
    input: z.strictObject({
      id: Id,
      container: z.string().min(1).max(200),
      initiativeId: Id.nullable(),
      /** The person has read that a project is a container and no bet (product.md, rule 2), and stands for it by name. */
      accepted: z.boolean().default(false),
    }),
    reply: Connection,
    refusals: ["not_pulled", "not_chosen", "not_accepted", "initiative_closed", "private_goal"],
  }),
  getMapping: endpoint({
    method: "GET",
    path: "/connections/:id/mapping",
    who: "admin",
    summary: "What each status of the tool means to us (of Jira each resolution), and what we write back.",
    input: z.strictObject({ id: Id, ...at }),
    reply: z.object({ statuses: z.array(MappedStatus), writeBack: WriteBack, fullPermissions: z.boolean() }),
    refusals: ["not_pulled"],
  }),
  setMapping: endpoint({
    method: "PUT",
    path: "/connections/:id/mapping",
    who: "admin",
    summary: "Set what statuses mean, or resolutions; known items are judged anew, as a new version of each.",
    input: z.strictObject({
      id: Id,
      statuses: z.array(StatusRule).max(1000),
      writeBack: WriteBack.optional(),
    }),
    reply: z.object({ statuses: z.array(MappedStatus), writeBack: WriteBack, fullPermissions: z.boolean() }),
    refusals: ["not_pulled", "needs_full_permissions", "not_an_end"],
  }),
  setComments: endpoint({
    method: "PUT",
    path: "/connections/:id/comments",
    who: "admin",
    summary: "Whether questions may be written into the tool as comments of ours.",
    input: z.strictObject({ id: Id, allowed: z.boolean() }),
    reply: Connection,
    refusals: ["no_comments"],
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
