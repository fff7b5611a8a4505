import { z } from "zod";
import { isStorable, Moment, NOT_STORABLE, storableText, Url } from "./basics.ts";
import { Day } from "./calendar.ts";
import { Mark } from "./link.ts";
import { Category, Presence } from "./vocabulary.ts";

/** The page of work items that push connections send (api.md): what a tool says of its items, read by whoever sends it. */

/** What a tool calls one of its things. It is kept and compared as it is, so one that can't be stored names nothing. */
const Name = z.string().min(1).max(200).refine(isStorable, { error: NOT_STORABLE, abort: true });

export const Ref = z.strictObject({ container: Name, id: Name });

const labels = { key: z.string().max(100).nullish(), name: z.string().max(200).nullish() };

/** What people call a container. Both may change, and another container may take them over. */
export const ContainerLabels = z.strictObject(labels);

/** A label that can't be used is none: it costs nobody the page. */
const usable = <T extends z.ZodType>(label: T) =>
  z.preprocess((said) => (label.safeParse(said).success && isStorable(said) ? said : null), label).optional();

/** A container as its tool shows it now. `was`: the name under which the service still has it, where that is not its id. */
export const ContainerRead = z.strictObject({
  id: Name,
  key: usable(labels.key),
  name: usable(labels.name),
  was: Name.nullish(),
});
export type ContainerRead = z.output<typeof ContainerRead>;

const Assignee = z.strictObject({
  remoteId: z.string().min(1).max(200),
  name: z.string().max(200).nullish(),
  email: z.string().max(320).nullish(),
});

const clean = z.string().refine((value) => !value.includes("\u0000"), "Remove the NUL character.");

const Blocker = z.strictObject({
  url: Url,
  key: clean.max(100).nullish(),
  title: clean.max(1000).nullish(),
  due: Day.nullish(),
  done: z.boolean(),
});

/** null is the same as absent; what stands for it is made anew each time, so that nobody fills another one's list. */
const orElse = <T extends z.ZodType>(of: T, fallback: () => z.output<T>) =>
  of.nullish().transform((value) => value ?? fallback());
const upTo = (max: number) => z.number().int().min(0).max(max);

/** How many of each an item takes. */
export const LONGEST = { assignees: 50, labels: 200, mirrors: 20, blockedBy: 20 } as const;

/**
 * What an item can't be read without; of all else an unusable value costs itself (usable-item.ts). `restricted` may be
 * absent, but one that can't be read must not open what it closes.
 */
export const ESSENTIAL = ["ref", "title", "url", "status", "restricted", "presence", "createdAt", "updatedAt"];

export const ItemRead = z
  .strictObject({
    ref: Ref,
    container: ContainerLabels.nullish(),
    key: clean.max(100).nullish(),
    title: clean.min(1).max(1000),
    url: Url,
    type: clean.max(100).nullish(),
    /** How finished work ended, in the tool's own word: not every end means that it is done. */
    resolution: clean.max(200).nullish(),
    status: z.strictObject({ id: clean.max(200).nullish(), name: clean.min(1).max(200), category: Category }),
    blocked: orElse(z.boolean(), () => false),
    blockedSince: Moment.nullish(),
    assignees: orElse(z.array(Assignee).max(LONGEST.assignees), () => []),
    labels: orElse(z.array(clean.max(255)).max(LONGEST.labels), () => []),
    due: Day.nullish(),
    estimate: z.strictObject({ value: z.number().min(0).max(1e6), unit: z.enum(["points", "minutes"]) }).nullish(),
    spentMinutes: orElse(upTo(1e9), () => 0),
    commits: orElse(upTo(1e9), () => 0),
    subitems: orElse(z.strictObject({ done: upTo(1e6), total: upTo(1e6) }), () => ({ done: 0, total: 0 })),
    parent: Ref.extend({ container: Ref.shape.container.nullish() }).nullish(),
    mirrors: orElse(z.array(Url).max(LONGEST.mirrors), () => []),
    blockedBy: z.array(Blocker).max(LONGEST.blockedBy).nullish(),
    restricted: orElse(z.boolean(), () => false),
    presence: Presence,
    mark: z.union([Mark, z.string().max(1000)]).nullish(),
    createdAt: Moment,
    updatedAt: Moment,
    movedAt: Moment.nullish(),
    /** When it was finished, where the tool knows. */
    finishedAt: Moment.nullish(),
  })
  .superRefine((item, context) => {
    for (const path of unstorable(item)) context.addIssue({ code: "custom", path, message: NOT_STORABLE });
  });
export type ItemRead = z.output<typeof ItemRead>;

/** Where a value holds text that PostgreSQL can't store. */
function unstorable(value: unknown): (string | number)[][] {
  if (typeof value === "string") return isStorable(value) ? [] : [[]];
  if (typeof value !== "object" || value === null) return [];
  const inside = Array.isArray(value) ? [...value.entries()] : Object.entries(value);
  return inside.flatMap(([at, part]) => unstorable(part).map((path) => [at, ...path]));
}

/** One page of a full listing: together the pages list everything live in the containers named. */
export const Sweep = z.strictObject({
  id: z.uuid(),
  containers: z.array(Name).min(1).max(1000),
  last: z.boolean(),
});

/** A reason in words, whatever was quoted in it. */
const Why = z.string().transform((said) => storableText(said, 1000));

export const Done = z.strictObject({ id: Name, ok: z.boolean(), error: Why.nullish() });

/** An item that is there, and that the tool shows in a form which its sender can't read. */
export const Unread = z.strictObject({ id: Name, why: Why });
export type Unread = z.infer<typeof Unread>;

/**
 * `items`, `done` and `unread` stay unknown here: each is parsed alone, because a bad one must not spoil the page.
 * `containers`: what containers that should be read are called now, said before anything is told from them.
 * `hidden`: containers that should be read and that the tool does not show: nothing in them is gone, but nothing is heard.
 * `uninstalled`: the app's last word on its site; nothing else of the page counts then.
 * `readAt`: when the sender began to read, by the tool's clock; of two reads with the same `updatedAt` the later one wins.
 */
export const Page = z.strictObject({
  items: orElse(z.array(z.unknown()).max(500), () => []),
  sweep: Sweep.nullish(),
  done: orElse(z.array(z.unknown()).max(100), () => []),
  readAt: Moment.nullish(),
  cursor: z.record(Name, Moment).nullish(),
  containers: orElse(z.array(ContainerRead).max(1000), () => []),
  hidden: z.array(Name).max(1000).nullish(),
  uninstalled: z.boolean().nullish(),
  unread: orElse(z.array(z.unknown()).max(500), () => []),
});
export type Page = z.output<typeof Page>;

export const Rejected = z.object({
  index: z.number().int(),
  issues: z.array(z.object({ path: z.string(), message: z.string() })),
});

/** A value that could not be used and cost only itself. */
export const Dropped = z.object({ index: z.number().int(), path: z.string(), value: z.unknown() });
export type Dropped = z.infer<typeof Dropped>;

/** What we want done in a tool that we cannot call (architecture.md (e)). Done twice is the same as once. */
export const Wanted = z.object({
  id: z.string(),
  kind: z.enum(["mark", "comment", "lookup"]),
  ref: z.string(),
  value: z.unknown(),
});
export type Wanted = z.infer<typeof Wanted>;

/** The answer to the Forge app's page: what was refused or left out, what is wanted, what to read and from when. */
export const PageAnswer = z.object({
  rejected: z.array(Rejected),
  dropped: z.array(Dropped).default([]),
  wanted: z.array(Wanted),
  containers: z.array(z.string()),
  cursor: z.record(z.string(), z.string()),
});
export type PageAnswer = z.infer<typeof PageAnswer>;
