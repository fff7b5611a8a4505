import { AHEAD_MS, withoutFuture } from "@throughline/shared/ahead";
import { Done, type Dropped, Page, Ref, Unread } from "@throughline/shared/page";
import { issuesOf, usableItem } from "@throughline/shared/usable-item";
import { z } from "zod";
import { type Parsed, Unreadable } from "./connector.ts";

/** What can still be told of an item that can't be read. */
const Named = z.object({ ref: z.object({ id: Ref.shape.id }) });

/** An answer names so many values that were left out; a sender that needs more of them has one fault. */
const NAMED = 1000;

/** The page of work items that every push connection sends (api.md), received then: one bad item never spoils the rest. */
export function parsePage(body: string, receipt: Date): Parsed {
  const page = Page.safeParse(readJson(body));
  if (!page.success) throw new Unreadable("The page does not have the right shape.", issuesOf(page.error));
  const { items: raw, sweep, done, readAt, cursor, hidden, uninstalled } = page.data;
  const items: Parsed["items"] = [];
  const rejected: Parsed["rejected"] = [];
  const unread: (Unread | null)[] = page.data.unread.map((one) => Unread.safeParse(one).data ?? null);
  const dropped: Dropped[] = [];
  for (const [index, given] of raw.entries()) {
    const usable = usableItem(given);
    if (usable.item !== null) {
      const { item, ahead } = withoutFuture(usable.item, receipt);
      items.push(item);
      dropped.push(...[...usable.dropped, ...ahead].map((one) => ({ index, ...one })));
      continue;
    }
    rejected.push({ index, issues: usable.issues });
    unread.push(unreadOf(given, usable.issues));
  }
  return {
    items,
    rejected,
    unread: unread.filter((one) => one !== null),
    nameless: unread.includes(null),
    dropped: dropped.slice(0, NAMED),
    sweep: sweep ?? null,
    done: done.flatMap((one) => Done.safeParse(one).data ?? []),
    readAt: readAt ? notAhead(readAt, receipt) : null,
    cursor: cursor
      ? Object.fromEntries(Object.entries(cursor).map(([of, at]) => [of, notAhead(at, receipt).toISOString()]))
      : null,
    containers: page.data.containers,
    hidden: hidden ?? [],
    uninstalled: uninstalled === true,
  };
}

/** A cursor from the future would skip what comes until then. */
function notAhead(moment: string, receipt: Date): Date {
  const at = new Date(moment);
  return at.getTime() > receipt.getTime() + AHEAD_MS ? receipt : at;
}

/** Null where the item does not say which one it is. */
function unreadOf(given: unknown, issues: { path: string; message: string }[]): Unread | null {
  const named = Named.safeParse(given);
  const why = issues.map(({ path, message }) => (path === "" ? message : `${path}: ${message}`)).join(" ");
  return named.success ? Unread.parse({ id: named.data.ref.id, why }) : null;
}

function readJson(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    throw new Unreadable("The body is not valid JSON.");
  }
}
