import { z } from "zod";
import { Day, Moment, Url } from "./basics.ts";
import { Mark } from "./link.ts";
import { Category, Presence } from "./vocabulary.ts";

/** The page of work items that push connections send (api.md): what a tool says of its items, read by whoever sends it. */

export const Ref = z.strictObject({ container: z.string().min(1).max(200), id: z.string().min(1).max(200) });

const Assignee = z.strictObject({
  remoteId: z.string().min(1).max(200),
  name: z.string().max(200).optional(),
  email: z.string().max(320).optional(),
});

const clean = z.string().refine((value) => !value.includes("\u0000"), "Remove the NUL character.");

export const ItemRead = z.strictObject({
  ref: Ref,
  key: clean.max(100).optional(),
  title: clean.min(1).max(1000),
  url: Url,
  type: clean.max(100).optional(),
  status: z.strictObject({ name: clean.min(1).max(200), category: Category }),
  blocked: z.boolean().default(false),
  blockedSince: Moment.optional(),
  assignees: z.array(Assignee).max(50).default([]),
  labels: z.array(clean.max(255)).max(200).default([]),
  due: Day.nullish(),
  estimate: z.strictObject({ value: z.number().min(0).max(1e6), unit: z.enum(["points", "minutes"]) }).nullish(),
  spentMinutes: z.number().int().min(0).max(1e9).default(0),
  commits: z.number().int().min(0).max(1e9).default(0),
  subitems: z
    .strictObject({ done: z.number().int().min(0), total: z.number().int().min(0) })
    .default({ done: 0, total: 0 }),
  parent: Ref.nullish(),
  mirrors: z.array(Url).max(20).default([]),
  restricted: z.boolean().default(false),
  presence: Presence,
  mark: z.union([Mark, z.string().max(1000)]).nullish(),
  createdAt: Moment,
  updatedAt: Moment,
  movedAt: Moment.optional(),
});
export type ItemRead = z.output<typeof ItemRead>;

/** One page of a full listing: together the pages list everything live in the containers named. */
export const Sweep = z.strictObject({
  id: z.uuid(),
  containers: z.array(z.string().min(1).max(200)).min(1).max(1000),
  last: z.boolean(),
});

export const Done = z.strictObject({
  id: z.string().max(100),
  ok: z.boolean(),
  error: z.string().max(1000).optional(),
});

/**
 * `items` stays unknown here: each is parsed alone, because one bad item must not spoil the page.
 * `hidden`: containers that should be read and that the tool does not show: nothing in them is gone, but nothing is heard.
 * `readAt`: when the sender began to read, by the tool's clock; of two reads with the same `updatedAt` the later one wins.
 */
export const Page = z.strictObject({
  items: z.array(z.unknown()).max(500).default([]),
  sweep: Sweep.optional(),
  done: z.array(Done).max(100).optional(),
  readAt: Moment.optional(),
  cursor: z.record(z.string().max(200), Moment).optional(),
  hidden: z.array(z.string().min(1).max(200)).max(1000).optional(),
});
export type Page = z.output<typeof Page>;

export const Rejected = z.object({
  index: z.number().int(),
  issues: z.array(z.object({ path: z.string(), message: z.string() })),
});

/** What we want done in a tool that we cannot call (architecture.md (e)). Done twice is the same as once. */
export const Wanted = z.object({
  id: z.string(),
  kind: z.enum(["mark", "comment", "lookup"]),
  ref: z.string(),
  value: z.unknown(),
});
export type Wanted = z.infer<typeof Wanted>;

/** The answer to the Forge app's page: what was refused, what is wanted, what to read and from when. */
export const PageAnswer = z.object({
  rejected: z.array(Rejected),
  wanted: z.array(Wanted),
  containers: z.array(z.string()),
  cursor: z.record(z.string(), z.string()),
});
export type PageAnswer = z.infer<typeof PageAnswer>;
