import { z } from "zod";
import { type Dropped, ItemRead, LONGEST, ESSENTIAL } from "./page.ts";

/** An item as far as it can be used: an optional value that can't be costs itself, never the item (api.md). */
export type Usable =
  { item: ItemRead; dropped: Omit<Dropped, "index">[] } | { item: null; issues: { path: string; message: string }[] };

type Path = PropertyKey[];
type Parts = Record<PropertyKey, unknown>;

/** Nothing that an item may hold lies deeper. */
const DEEPEST = 4;

export function usableItem(raw: unknown): Usable {
  const { item, dropped } = withoutExcess(raw);
  let read = ItemRead.safeParse(item);
  const issues = read.success ? [] : issuesOf(read.error);
  for (let round = 0; !read.success && round < DEEPEST; round++) {
    const costs = read.error.issues.flatMap((issue) => costOf(issue, item));
    if (costs.some(isEssential)) break;
    // The last of a list first, so that the others keep their places.
    for (const path of costs.sort(backwards)) if (holds(item, path)) dropped.push(cut(item, path));
    read = ItemRead.safeParse(item);
  }
  return read.success ? { item: read.data, dropped } : { item: null, issues };
}

/** The same where a call takes one item. */
export const UsableItem = z.preprocess((raw) => usableItem(raw).item ?? raw, ItemRead) as z.ZodType<
  ItemRead,
  z.input<typeof ItemRead>
>;

/** A copy that may be changed, and without what is too much in a list: nobody looks at a hundred thousand labels. */
function withoutExcess(raw: unknown): { item: unknown; dropped: Omit<Dropped, "index">[] } {
  if (!isParts(raw) || Array.isArray(raw)) return { item: raw, dropped: [] };
  const item: Parts = { ...raw };
  const dropped: Omit<Dropped, "index">[] = [];
  for (const [name, most] of Object.entries(LONGEST)) {
    const list = item[name];
    if (!Array.isArray(list) || list.length <= most) continue;
    item[name] = list.slice(0, most);
    dropped.push({ path: `${name}.${most}`, value: `and ${list.length - most} more` });
  }
  return { item: structuredClone(item), dropped };
}

export const issuesOf = (error: z.ZodError): { path: string; message: string }[] =>
  error.issues.map((issue) => ({ path: issue.path.join("."), message: issue.message }));

/** What an issue costs: the value that it is about, or what holds it where it is missing. */
function costOf(issue: z.core.$ZodIssue, item: unknown): Path[] {
  if (issue.code === "unrecognized_keys") return issue.keys.map((key) => [...issue.path, key]);
  return [holds(item, issue.path) ? issue.path : issue.path.slice(0, -1)];
}

const isEssential = (path: Path): boolean =>
  path.length === 0 || (path.length === 1 && ESSENTIAL.includes(String(path[0])));

const backwards = (one: Path, other: Path): number =>
  other.length - one.length || Number(other.at(-1)) - Number(one.at(-1));

const isParts = (value: unknown): value is Parts => typeof value === "object" && value !== null;

const at = (item: unknown, path: Path): unknown =>
  path.reduce<unknown>((inside, step) => (isParts(inside) ? inside[step] : undefined), item);

function holds(item: unknown, path: Path): boolean {
  const inside = at(item, path.slice(0, -1));
  return isParts(inside) && Object.hasOwn(inside, path.at(-1) ?? "");
}

function cut(item: unknown, path: Path): Omit<Dropped, "index"> {
  const inside = at(item, path.slice(0, -1)) as Parts;
  const step = path.at(-1) ?? "";
  const value = inside[step];
  if (Array.isArray(inside)) inside.splice(Number(step), 1);
  else Reflect.deleteProperty(inside, step);
  return { path: path.join("."), value: shown(value) };
}

/** Long enough to be recognised. */
const SHOWN = 200;

function shown(value: unknown): unknown {
  const text = JSON.stringify([value]);
  return text.length <= SHOWN ? value : `${text.slice(1, SHOWN)}…`;
}
