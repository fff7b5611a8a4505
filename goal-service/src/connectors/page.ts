import { isStorable, NOT_STORABLE } from "@throughline/shared/basics";
import { ItemRead, Page, Ref } from "@throughline/shared/page";
import { z } from "zod";
import { type Parsed, Unreadable } from "./connector.ts";

const Storable = ItemRead.refine(isStorable, NOT_STORABLE);

/** What can still be told of an item in which something else is wrong. */
const Named = z.object({ ref: z.object({ id: Ref.shape.id }) });

const issuesOf = (error: z.ZodError) =>
  error.issues.map((issue) => ({ path: issue.path.join("."), message: issue.message }));

/** The page of work items that every push connection sends (api.md): one bad item never spoils the rest. */
export function parsePage(body: string): Parsed {
  const page = Page.safeParse(readJson(body));
  if (!page.success) throw new Unreadable("The page does not have the right shape.", issuesOf(page.error));
  const { items: raw, sweep, done, readAt, cursor, hidden } = page.data;
  const parsed = raw.map((item) => Storable.safeParse(item));
  const unread = raw.filter((_, index) => parsed[index]?.success === false);
  return {
    items: parsed.flatMap((item) => (item.success ? [item.data] : [])),
    rejected: parsed.flatMap((item, index) => (item.success ? [] : [{ index, issues: issuesOf(item.error) }])),
    unread: unread.flatMap((item) => Named.safeParse(item).data?.ref.id ?? []),
    sweep: sweep ?? null,
    done: done ?? [],
    readAt: readAt === undefined ? null : new Date(readAt),
    cursor: cursor ?? null,
    hidden: hidden ?? [],
  };
}

function readJson(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    throw new Unreadable("The body is not valid JSON.");
  }
}
