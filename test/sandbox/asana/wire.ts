// What the sandbox's own pages and its server say to each other.
import { z } from "zod";

export const Person = z.object({ gid: z.string(), name: z.string(), email: z.string(), admin: z.boolean() });
export type Person = z.infer<typeof Person>;
const Named = z.object({ gid: z.string(), name: z.string() });
const Option = z.object({ gid: z.string(), name: z.string(), color: z.string() });
export const FieldInfo = z.object({
  gid: z.string(),
  name: z.string(),
  type: z.enum(["text", "number", "enum"]),
  options: z.array(Option),
});
export type FieldInfo = z.infer<typeof FieldInfo>;
export const ProjectInfo = z.object({
  gid: z.string(),
  name: z.string(),
  team: z.string(),
  color: z.string(),
  notes: z.string(),
  view: z.enum(["list", "board"]),
  private: z.boolean(),
  mayEdit: z.boolean(),
  hasApp: z.boolean(),
  owner: z.string().nullable(),
  members: z.number(),
  sections: z.array(Named),
  fields: z.array(FieldInfo),
  /** Open and all top-level tasks. */
  open: z.number(),
  total: z.number(),
});
export type ProjectInfo = z.infer<typeof ProjectInfo>;
export const Bootstrap = z.object({
  me: Person,
  people: z.array(Person),
  projects: z.array(ProjectInfo),
  app: z.object({
    name: z.string(),
    blocked: z.boolean(),
    authUrl: z.string(),
    formText: z.string(),
    lookupText: z.string(),
    lookupPlaceholder: z.string(),
    actionName: z.string(),
  }),
  statuses: z.array(Named.extend({ type: z.string(), done: z.boolean() })),
  paid: z.boolean(),
  service: z.string(),
  days: z.number(),
  today: z.string(),
});
export type Bootstrap = z.infer<typeof Bootstrap>;

export const Row = z.object({
  gid: z.string(),
  name: z.string(),
  type: z.enum(["default_task", "milestone", "approval", "custom"]),
  project: z.string().nullable(),
  section: z.string().nullable(),
  completed: z.boolean(),
  approval: z.string().nullable(),
  status: z.string().nullable(),
  assignee: z.string().nullable(),
  due: z.string().nullable(),
  fields: z.record(z.string(), z.union([z.string(), z.number()])),
  parts: z.number(),
  partsDone: z.number(),
  waits: z.boolean(),
  carriesWidget: z.boolean(),
});
export type Row = z.infer<typeof Row>;
export const Rows = z.object({ rows: z.array(Row) });

export const TaskView = z.object({
  row: Row,
  notes: z.string(),
  html: z.string(),
  statusOption: z.string().nullable(),
  places: z.array(z.object({ project: z.string(), section: z.string() })),
  parent: Named.nullable(),
  parts: z.array(Row),
  waitsFor: z.array(Named.extend({ completed: z.boolean() })),
  blocks: z.array(Named.extend({ completed: z.boolean() })),
  attachments: z.array(
    z.object({ gid: z.string(), name: z.string(), url: z.string().nullable(), widget: z.boolean() }),
  ),
  stories: z.array(
    z.object({ gid: z.string(), at: z.string(), who: z.string(), text: z.string(), comment: z.boolean() }),
  ),
  createdBy: z.string(),
  created: z.string(),
  modified: z.string(),
  followers: z.array(z.string()),
  minutes: z.number().nullable(),
  external: z.array(z.object({ gid: z.string(), data: z.string() })),
  mayEdit: z.boolean(),
  /** The app is on one of its projects. */
  hasApp: z.boolean(),
});
export type TaskView = z.infer<typeof TaskView>;
export const Made = z.object({ gid: z.string() });

export const RuleInfo = z.object({
  gid: z.string(),
  name: z.string(),
  by: z.string(),
  paused: z.boolean(),
  values: z.record(z.string(), z.unknown()),
  runs: z.array(z.object({ key: z.string(), task: z.string(), state: z.string(), said: z.string() })),
});
export type RuleInfo = z.infer<typeof RuleInfo>;
export const RulesView = z.object({ rules: z.array(RuleInfo) });

export const WebhookInfo = z.object({
  gid: z.string(),
  resource: z.string(),
  target: z.string(),
  by: z.string(),
  lastSuccess: z.string().nullable(),
  lastFailure: z.string().nullable(),
  failure: z.string(),
  retries: z.number(),
  waiting: z.number(),
  deletion: z.string().nullable(),
});
export const AdminView = z.object({
  app: z.object({
    name: z.string(),
    clientId: z.string(),
    registration: z.string(),
    scopes: z.array(z.string()),
    redirectUris: z.array(z.string()),
    blocked: z.boolean(),
    addresses: z.array(z.object({ what: z.string(), url: z.string() })),
  }),
  grants: z.array(z.object({ id: z.string(), who: z.string(), at: z.string(), scopes: z.number() })),
  webhooks: z.array(WebhookInfo),
});
export type AdminView = z.infer<typeof AdminView>;

export const Signed = z.object({
  method: z.enum(["GET", "POST"]),
  url: z.string(),
  signature: z.string(),
  body: z.string().optional(),
});
export const Version = z.object({ version: z.number() });
export const DaysPassed = z.object({ days: z.number() });
