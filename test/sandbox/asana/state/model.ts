// What the workspace remembers. The state file is read through these schemas, so a broken file is refused, not half-used.
import { z } from "zod";

const Gid = z.string().regex(/^\d+$/);
export const Subtype = z.enum(["default_task", "milestone", "approval", "custom"]);
export const Approval = z.enum(["pending", "approved", "rejected", "changes_requested"]);

export const Task = z.object({
  gid: Gid,
  name: z.string(),
  /** Rich text, `<body>` and all; plain notes are made of it. */
  html: z.string(),
  subtype: Subtype,
  completedAt: z.number().nullable(),
  completedBy: z.string().nullable(),
  approval: Approval.nullable(),
  statusOption: z.string().nullable(),
  assignee: z.string().nullable(),
  createdBy: z.string(),
  createdAt: z.number(),
  modifiedAt: z.number(),
  /** When it last went forward: another section, done, a subtask done. Only the company looks at this. */
  movedAt: z.number(),
  startOn: z.string().nullable(),
  dueOn: z.string().nullable(),
  dueAt: z.string().nullable(),
  parent: z.string().nullable(),
  memberships: z.array(z.object({ project: z.string(), section: z.string() })),
  followers: z.array(z.string()),
  dependencies: z.array(z.string()),
  fields: z.record(z.string(), z.union([z.string(), z.number()])),
  /** Custom data by the OAuth app that wrote it; no other app sees it. */
  external: z.record(z.string(), z.object({ gid: z.string(), data: z.string() })),
  minutes: z.number().nullable(),
  deleted: z.boolean(),
  /** Made or moved by hand: when the company goes on, such a task stays as its owner left it. */
  byHand: z.boolean(),
});

export const Section = z.object({ gid: Gid, name: z.string() });
export const Project = z.object({
  gid: Gid,
  name: z.string(),
  team: z.string(),
  owner: z.string().nullable(),
  color: z.string(),
  notes: z.string(),
  archived: z.boolean(),
  privacy: z.enum(["public_to_workspace", "private"]),
  members: z.array(z.string()),
  /** Members who may read and comment, not edit. */
  commenters: z.array(z.string()),
  view: z.enum(["list", "board"]),
  startOn: z.string().nullable(),
  dueOn: z.string().nullable(),
  createdAt: z.number(),
  modifiedAt: z.number(),
  sections: z.array(Section),
  fieldGids: z.array(z.string()),
  fields: z.record(z.string(), z.union([z.string(), z.number()])),
  customTypes: z.array(z.string()),
  /** Apps that somebody added to this project. */
  apps: z.array(z.string()),
});

export const CustomField = z.object({
  gid: Gid,
  name: z.string(),
  type: z.enum(["text", "number", "enum"]),
  description: z.string(),
  options: z.array(z.object({ gid: Gid, name: z.string(), color: z.string() })),
  createdBy: z.string().nullable(),
});

const Story = z.object({
  gid: Gid,
  task: z.string(),
  at: z.number(),
  by: z.string().nullable(),
  subtype: z.string(),
  text: z.string(),
});
export const Attachment = z.object({
  gid: Gid,
  parent: z.string(),
  subtype: z.enum(["asana", "external"]),
  name: z.string(),
  url: z.string().nullable(),
  size: z.number().nullable(),
  /** The app whose widget it is. */
  app: z.string().nullable(),
  at: z.number(),
  by: z.string(),
});
const StatusUpdate = z.object({
  gid: Gid,
  parent: z.string(),
  title: z.string(),
  text: z.string(),
  status: z.string(),
  at: z.number(),
  by: z.string(),
});
const Goal = z.object({
  gid: Gid,
  name: z.string(),
  notes: z.string(),
  owner: z.string().nullable(),
  team: z.string().nullable(),
  startOn: z.string().nullable(),
  dueOn: z.string().nullable(),
  status: z.string().nullable(),
  metric: z
    .object({
      gid: Gid,
      unit: z.enum(["none", "currency", "percentage"]),
      precision: z.number(),
      initial: z.number(),
      target: z.number(),
      current: z.number(),
    })
    .nullable(),
});

export const EventValue = z.object({
  gid: z.string(),
  resource_type: z.string(),
  resource_subtype: z.string().optional(),
});
export const Change = z.object({
  field: z.string(),
  action: z.enum(["changed", "added", "removed"]),
  new_value: EventValue.optional(),
  added_value: EventValue.optional(),
  removed_value: EventValue.optional(),
});
export const Event = z.object({
  user: EventValue.nullable(),
  created_at: z.string(),
  action: z.enum(["changed", "added", "removed", "deleted", "undeleted"]),
  resource: EventValue,
  parent: EventValue.nullable(),
  change: Change.optional(),
});
/** An event with everything that hears it: the resource itself and whatever it bubbles up to. */
export const Happening = z.object({ n: z.number(), at: z.number(), event: Event, heardBy: z.array(z.string()) });

export const Filter = z.strictObject({
  resource_type: z.string().optional(),
  resource_subtype: z.string().optional(),
  action: z.enum(["changed", "added", "removed", "deleted", "undeleted"]).optional(),
  fields: z.array(z.string()).optional(),
});
const Delivery = z.object({ events: z.array(Event), dueAt: z.number(), held: z.boolean() });
export const Webhook = z.object({
  gid: Gid,
  resource: z.string(),
  target: z.string(),
  filters: z.array(Filter),
  secret: z.string(),
  by: z.string(),
  app: z.string().nullable(),
  createdAt: z.number(),
  lastSuccessAt: z.number().nullable(),
  lastFailureAt: z.number().nullable(),
  lastFailure: z.string(),
  /** Failures in a row; with the first of them the day begins after which the webhook is deleted. */
  retries: z.number(),
  nextAttemptAt: z.number().nullable(),
  deletionAt: z.number().nullable(),
  heartbeatAt: z.number(),
  waiting: z.array(Delivery),
});

export const EventMode = z.object({
  mode: z.enum(["prompt", "late", "hold", "drop"]),
  delayMs: z.number().int().min(0).max(600_000),
  duplicate: z.boolean(),
  shuffle: z.boolean(),
  /** What a task that changes its section sends; that Asana also reports `memberships` is not known. */
  sectionMoves: z.enum(["added_removed", "memberships"]),
});

const Code = z.object({
  code: z.string(),
  client: z.string(),
  user: z.string(),
  scopes: z.array(z.string()),
  redirectUri: z.string(),
  challenge: z.string().nullable(),
  expiresAt: z.number(),
  spent: z.boolean(),
  grant: z.string(),
});
/** What a person allowed the app; ends when revoked. */
const Grant = z.object({
  id: z.string(),
  client: z.string(),
  user: z.string(),
  scopes: z.array(z.string()),
  refreshToken: z.string(),
  at: z.number(),
});
const AccessToken = z.object({ token: z.string(), grant: z.string(), expiresAt: z.number() });

export const AppRegistration = z.object({
  name: z.string(),
  registration: z.enum(["granular", "full"]),
  scopes: z.array(z.string()),
  redirectUris: z.array(z.string()),
  /** An admin blocked the app for the whole workspace. */
  blocked: z.boolean(),
});

/** What Asana's sources do not agree on, in what its pages send to an app. */
export const HostHabits = z.object({ search: z.enum(["query", "value", "fragment"]), locale: z.boolean() });

const Rule = z.object({
  gid: Gid,
  project: z.string(),
  name: z.string(),
  actionType: z.string(),
  /** The saved form, as the action gets it back with every run. */
  values: z.record(z.string(), z.unknown()),
  by: z.string(),
  at: z.number(),
  paused: z.boolean(),
});
const RuleRun = z.object({
  key: z.string(),
  rule: z.string(),
  task: z.string(),
  dueAt: z.number(),
  state: z.enum(["waiting", "done", "failed"]),
  said: z.string(),
});

export const WorkspaceData = z.object({
  version: z.literal(1),
  days: z.number(),
  lastGid: z.number(),
  lastEvent: z.number(),
  lastDayPassed: z.string().nullable(),
  paid: z.boolean(),
  /** Whether a second task may carry an external gid that one already has; what Asana does is not known. */
  uniqueExternal: z.boolean(),
  app: AppRegistration,
  host: HostHabits,
  projects: z.array(Project),
  customFields: z.array(CustomField),
  tasks: z.array(Task),
  stories: z.array(Story),
  attachments: z.array(Attachment),
  statusUpdates: z.array(StatusUpdate),
  goals: z.array(Goal),
  webhooks: z.array(Webhook),
  happenings: z.array(Happening),
  eventMode: EventMode,
  codes: z.array(Code),
  grants: z.array(Grant),
  accessTokens: z.array(AccessToken),
  rules: z.array(Rule),
  ruleRuns: z.array(RuleRun),
});

export type Task = z.infer<typeof Task>;
export type Section = z.infer<typeof Section>;
export type Project = z.infer<typeof Project>;
export type CustomField = z.infer<typeof CustomField>;
export type Story = z.infer<typeof Story>;
export type Attachment = z.infer<typeof Attachment>;
export type StatusUpdate = z.infer<typeof StatusUpdate>;
export type Goal = z.infer<typeof Goal>;
export type EventValue = z.infer<typeof EventValue>;
export type Change = z.infer<typeof Change>;
export type Event = z.infer<typeof Event>;
export type Happening = z.infer<typeof Happening>;
export type Filter = z.infer<typeof Filter>;
export type Webhook = z.infer<typeof Webhook>;
export type Grant = z.infer<typeof Grant>;
export type Rule = z.infer<typeof Rule>;
export type RuleRun = z.infer<typeof RuleRun>;
export type WorkspaceData = z.infer<typeof WorkspaceData>;
