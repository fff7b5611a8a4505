import type { Portfolio, PortfolioRow } from "@throughline/shared/portfolio";
import { isRunning } from "@throughline/shared/vocabulary";
import type { TreeRow } from "../components/tree-table.tsx";
import { healthList, listOf, type PortfolioSearch } from "../search.ts";
import { isInTrouble } from "./attention.ts";

export type InitiativeRow = PortfolioRow["initiatives"][number];
export interface Line {
  goal: PortfolioRow;
  initiative: InitiativeRow | null;
  /** The last line before the next goal of the first level: the hairline is drawn under it. */
  last: boolean;
}

type People = Portfolio["people"];

const isOver = (row: PortfolioRow, people: People) => {
  const owner = row.ownerId === null ? undefined : people[row.ownerId];
  return owner !== undefined && owner.doing > owner.limit;
};

const WORK: Record<NonNullable<PortfolioSearch["work"]>, (row: PortfolioRow, people: People) => boolean> = {
  none: (row) => row.doing === 0 && isRunning(row),
  stalled: (row) => row.stalled > 0,
  over: isOver,
};

export const FILTERS = ["health", "owner", "team", "work", "q"] as const;

export const isFiltered = (search: PortfolioSearch): boolean => FILTERS.some((name) => search[name] !== undefined);

function hasWords(row: PortfolioRow, words: string): boolean {
  const text = [row.title, row.key, ...row.initiatives.flatMap(({ title, key }) => [title, key])]
    .join(" ")
    .toLowerCase();
  return words
    .toLowerCase()
    .split(/\s+/)
    .every((word) => text.includes(word));
}

/** Whether a goal passes every filter of the address. */
export function passes(row: PortfolioRow, search: PortfolioSearch, people: People): boolean {
  const health = healthList(search.health);
  return (
    (health.length === 0 || health.includes(row.state)) &&
    (search.owner === undefined || row.ownerId === search.owner) &&
    (search.team === undefined || row.teamId === search.team) &&
    (search.work === undefined || WORK[search.work](row, people)) &&
    (search.q === undefined || hasWords(row, search.q))
  );
}

/** What is open when nobody has opened anything: the way to goals in trouble, and the first goal that has work stalled. */
export function openAtFirst(rows: readonly PortfolioRow[]): Set<string> {
  const byId = new Map(rows.map((row) => [row.id, row]));
  const open = new Set<string>();
  for (const row of rows.filter(isInTrouble)) {
    for (let parent = byId.get(row.parentId ?? ""); parent !== undefined; parent = byId.get(parent.parentId ?? "")) {
      if (open.has(parent.id)) break;
      open.add(parent.id);
    }
  }
  const first = rows.find((row) => row.stalled > 0 && row.initiatives.length > 0);
  if (first) open.add(first.id);
  return open;
}

export function openOf(search: PortfolioSearch, rows: readonly PortfolioRow[]): Set<string> {
  if (search.open === undefined) return openAtFirst(rows);
  return new Set(search.open === "none" ? [] : listOf(search.open));
}

/** Titles have one line where there is room, else two. */
const HEIGHTS = {
  wide: { goal: 42, initiative: 34 },
  middle: { goal: 46, initiative: 42 },
  narrow: { goal: 64, initiative: 44 },
} as const;
export type Room = keyof typeof HEIGHTS;

/** The visible lines of the tree, in the order of `rows`: a goal, its initiatives, its child goals, and so on down. */
export function linesOf(
  rows: readonly PortfolioRow[],
  open: ReadonlySet<string>,
  shape: { flat: boolean; room: Room },
): TreeRow<Line>[] {
  const heights = HEIGHTS[shape.room];
  const known = new Set(rows.map((row) => row.id));
  const children = new Map<string, PortfolioRow[]>();
  const tops: PortfolioRow[] = [];
  for (const row of rows) {
    const parent = !shape.flat && row.parentId !== null && known.has(row.parentId) ? row.parentId : null;
    if (parent === null) tops.push(row);
    else children.set(parent, [...(children.get(parent) ?? []), row]);
  }
  const lines: TreeRow<Line>[] = [];
  const add = (goal: PortfolioRow, level: number, position: number, setSize: number, parent: string | null) => {
    const below = shape.flat ? [] : (children.get(goal.id) ?? []);
    const size = goal.initiatives.length + below.length;
    const isOpen = size === 0 ? undefined : open.has(goal.id);
    const data = { goal, initiative: null, last: false };
    lines.push({ id: goal.id, level, position, setSize, open: isOpen, parent, height: heights.goal, data });
    if (isOpen !== true) return;
    goal.initiatives.forEach((initiative, index) => {
      lines.push({
        id: initiative.id,
        level: level + 1,
        position: index + 1,
        setSize: size,
        open: undefined,
        parent: goal.id,
        height: heights.initiative,
        data: { goal, initiative, last: false },
      });
    });
    below.forEach((child, index) => {
      add(child, level + 1, goal.initiatives.length + index + 1, size, goal.id);
    });
  };
  tops.forEach((goal, index) => {
    add(goal, 1, index + 1, tops.length, null);
    const last = lines.at(-1);
    if (last) last.data.last = true;
  });
  return lines;
}
