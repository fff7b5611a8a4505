import type { z } from "zod";
import type { Changes, Reach, ToolRead } from "../connector.ts";
import { childrenOf, itemsOf } from "./around.ts";
import { tasksById } from "./by-ids.ts";
import { type Cursor, latest, readCursor, START, withOverlap, writeCursor } from "./cursor.ts";
import { type Heard, hear } from "./events.ts";
import { KIN_FIELDS, TASK_FIELDS } from "./fields.ts";
import { type Gateway, gatewayFor } from "./gateway.ts";
import { isRead, isUnread, isWork, Kin, type Task, TaskOrUnread } from "./task.ts";

/** So few that each page is told before a small plan's calls per minute are used up by its subtasks. */
const PAGE = 50;
const WHOLE = { schema: TaskOrUnread, fields: TASK_FIELDS, unread: (id: string): Shown => ({ unread: id }) };
type Shown = z.infer<typeof TaskOrUnread>;

const unreadIn = (shown: readonly (Shown | null)[]): string[] =>
  shown.flatMap((one) => (one !== null && isUnread(one) ? [one.unread] : []));

export async function* changes(reach: Reach, container: string, cursor: string | null): AsyncGenerator<Changes> {
  const gate = gatewayFor(reach);
  const from = cursor === null ? null : readCursor(cursor);
  // The token first: what happens while we list is then told by the events after it.
  const heard = reach.full ? await hear(gate, container, from?.token ?? null) : null;
  if (from !== null && heard !== null) yield* told(reach, gate, container, from, heard);
  else yield* listed(reach, gate, container, from, heard?.token ?? null);
}

/** Page after page of what Asana says that happened. Only it tells of sections, subtasks and what is gone. */
async function* told(
  reach: Reach,
  gate: Gateway,
  container: string,
  from: Cursor,
  first: Heard,
): AsyncGenerator<Changes> {
  let { at } = from;
  for (let heard = first; ; heard = await hear(gate, container, heard.token)) {
    // Too old a token: what happened is forgotten, what was modified is not.
    if (!heard.whole) {
      yield* listed(reach, gate, container, { at, token: null }, heard.token);
      return;
    }
    const found = await tasksById(gate, reach, WHOLE, heard.ids);
    const changed = found.filter(isRead);
    const work = [...changed, ...(await freed(gate, reach, changed))].filter(isWork);
    at = latest(at, heard.moments);
    const children = await childrenOf(gate, { schema: Kin, fields: KIN_FIELDS }, work);
    const { items, unread } = await itemsOf(gate, reach, work, children);
    yield {
      items,
      missing: heard.ids.filter((_, index) => found[index] === null),
      unread: [...unreadIn(found), ...unread],
      cursor: writeCursor({ at, token: heard.token }),
      last: !heard.more,
    };
    if (!heard.more) return;
  }
}

/**
 * The project's tasks, all of them or those that were modified, oldest first: Asana gives them in an order of its own.
 * Each comes with its subtasks, which no list of a project contains.
 */
async function* listed(
  reach: Reach,
  gate: Gateway,
  container: string,
  from: Cursor | null,
  token: string | null,
): AsyncGenerator<Changes> {
  const since = from === null ? {} : { modified_since: withOverlap(from.at) };
  const asked = { project: container, ...since, opt_fields: TASK_FIELDS };
  const shown = await gate.list(TaskOrUnread, ({ tasks }, page) => tasks.getTasks({ ...page, ...asked }));
  const found = shown.filter(isRead);
  const all = [...found, ...(from === null ? [] : await freed(gate, reach, found))].sort(
    (a, b) => Date.parse(a.modified_at) - Date.parse(b.modified_at),
  );
  let { at } = from ?? START;
  for (let start = 0; start === 0 || start < all.length; start += PAGE) {
    const page = all.slice(start, start + PAGE);
    const last = start + PAGE >= all.length;
    const { items, unread } = await withSubtasks(gate, reach, page);
    at = latest(
      at,
      found.filter((task) => page.includes(task)).map((task) => task.modified_at),
    );
    // A run that breaks off must list the rest: only its end may go on from the token.
    const strange = start === 0 ? [...unreadIn(shown), ...unread] : unread;
    yield { items, missing: [], unread: strange, cursor: writeCursor({ at, token: last ? token : null }), last };
  }
}

/** What waits for a changed task is not changed itself in Asana's eyes, yet it may wait no longer. */
async function freed(gate: Gateway, reach: Reach, changed: readonly Task[]): Promise<Task[]> {
  const known = new Set(changed.map((task) => task.gid));
  const ids = new Set(changed.flatMap((task) => task.dependents.map(({ gid }) => gid)));
  const found = await tasksById(
    gate,
    reach,
    WHOLE,
    [...ids].filter((id) => !known.has(id)),
  );
  return found.filter(isRead);
}

async function withSubtasks(
  gate: Gateway,
  reach: Reach,
  page: readonly Task[],
): Promise<{ items: ToolRead[]; unread: string[] }> {
  const unread: string[] = [];
  const all = new Map(page.map((task) => [task.gid, task]));
  const children = new Map<string, Task[]>();
  for (let level: readonly Task[] = page; level.length > 0;) {
    const below = await childrenOf(gate, WHOLE, level);
    below.forEach((shown, parent) => children.set(parent, shown.filter(isRead)));
    const shown = [...below.values()].flat();
    unread.push(...unreadIn(shown));
    level = shown.filter(isRead).filter((task) => !all.has(task.gid));
    level.forEach((task) => all.set(task.gid, task));
  }
  const found = await itemsOf(gate, reach, [...all.values()].filter(isWork), children);
  return { items: found.items, unread: [...unread, ...found.unread] };
}
