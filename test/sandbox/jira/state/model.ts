// What the site remembers. The state file is read through these schemas, so a broken file is refused, not half-used.
import { z } from "zod";
import { ProjectChange } from "./projects.ts";

export const ChangeItem = z.object({
  field: z.string(),
  fieldId: z.string(),
  fieldtype: z.enum(["jira", "custom"]),
  from: z.string().nullable(),
  fromText: z.string().nullable(),
  to: z.string().nullable(),
  toText: z.string().nullable(),
});

export const History = z.object({ id: z.string(), author: z.string(), at: z.number(), items: z.array(ChangeItem) });
const Property = z.object({ key: z.string().optional(), value: z.unknown().optional() });
export const Comment = z.object({
  id: z.string(),
  author: z.string(),
  at: z.number(),
  body: z.unknown(),
  properties: z.array(Property).default([]),
});
const Worklog = z.object({ id: z.string(), author: z.string(), at: z.number(), seconds: z.number() });

export const Issue = z.object({
  id: z.string(),
  key: z.string(),
  formerKeys: z.array(z.string()),
  projectId: z.string(),
  typeId: z.string(),
  summary: z.string(),
  description: z.unknown(),
  statusId: z.string(),
  assignee: z.string().nullable(),
  reporter: z.string(),
  creator: z.string(),
  due: z.string().nullable(),
  parentId: z.string().nullable(),
  labels: z.array(z.string()),
  priorityId: z.string(),
  resolutionId: z.string().nullable(),
  resolvedAt: z.number().nullable(),
  securityId: z.string().nullable(),
  createdAt: z.number(),
  updatedAt: z.number(),
  categoryChangedAt: z.number(),
  statusChangedAt: z.number(),
  points: z.number().nullable(),
  flagged: z.boolean(),
  estimateSeconds: z.number().nullable(),
  custom: z.record(z.string(), z.unknown()),
  properties: z.record(z.string(), z.unknown()),
  history: z.array(History),
  comments: z.array(Comment),
  worklogs: z.array(Worklog),
  /** Made or moved by hand in these pages: when the company goes on, such an item stays as its owner left it. */
  byHand: z.boolean(),
});

const IssueLink = z.object({ id: z.string(), typeId: z.string(), inwardId: z.string(), outwardId: z.string() });

export const QueuedEvent = z.object({
  id: z.string(),
  functionKey: z.string(),
  event: z.record(z.string(), z.unknown()),
  tries: z.number(),
  dueAt: z.number(),
  held: z.boolean(),
});

export const EventMode = z.object({
  mode: z.enum(["prompt", "late", "hold", "drop"]),
  delayMs: z.number().int().min(0).max(180_000),
  duplicate: z.boolean(),
  shuffle: z.boolean(),
});

export const SiteData = z.object({
  version: z.literal(1),
  cloudId: z.string(),
  installationId: z.string(),
  environmentId: z.string(),
  installed: z.boolean(),
  announced: z.boolean(),
  remoteEndpoint: z.string().nullable(),
  /** Where the service of this sandbox was when it last started. */
  serviceUrl: z.string().default(""),
  days: z.number(),
  lastId: z.number(),
  lastNumbers: z.record(z.string(), z.number()),
  lastDayPassed: z.string().nullable(),
  issues: z.array(Issue),
  links: z.array(IssueLink),
  queue: z.array(QueuedEvent),
  eventMode: EventMode,
  /** Jira lets people create here without letting them set properties: the create call with one is refused. */
  refusesProperties: z.boolean().default(false),
  /** What was changed of each project, by its id, in order. */
  projects: z.record(z.string(), z.array(ProjectChange)).default({}),
  scheduled: z.record(z.string(), z.number()),
});

export type ChangeItem = z.infer<typeof ChangeItem>;
export type History = z.infer<typeof History>;
export type Issue = z.infer<typeof Issue>;
type IssueLink = z.infer<typeof IssueLink>;
export type QueuedEvent = z.infer<typeof QueuedEvent>;
export type EventMode = z.infer<typeof EventMode>;
export type SiteData = z.infer<typeof SiteData>;
