import type { ItemRead } from "@throughline/shared/page";

/**
 * What one read told about movement: times in ms of the tool's clock. `known`: the tool's own time of its last change of
 * status, where it knows it. Stored with the item, oldest first, so that a read that arrives late still finds its place.
 */
export interface ReadPoint {
  t: number;
  readAt: number;
  status: string;
  subDone: number;
  spent: number;
  commits: number;
  blocked: boolean;
  known: number | null;
}

export interface Movement {
  movedAt: number;
  /** True while we have seen no movement and the tool doesn't know: the first read's `updatedAt` stands in. */
  isGuess: boolean;
  blockedSince: number | null;
}

/** Late reads are late by minutes; forty reads are far beyond that. */
const KEPT = 40;

export function pointOf(read: ItemRead, readAt: Date): ReadPoint {
  return {
    t: Date.parse(read.updatedAt),
    readAt: readAt.getTime(),
    status: `${read.status.category} ${read.status.name}`,
    subDone: read.subitems.done,
    spent: read.spentMinutes,
    commits: read.commits,
    blocked: read.blocked,
    known: read.movedAt ? Date.parse(read.movedAt) : null,
  };
}

/** The order of reads: the tool's clock first; of two with the same time, the one that was read later. */
export const byTime = (a: ReadPoint, b: ReadPoint): number => a.t - b.t || a.readAt - b.readAt;

const same = (a: ReadPoint, b: ReadPoint) => JSON.stringify(a) === JSON.stringify(b);

/** Puts a read where it belongs, whatever the order of arrival; the same read twice is once. */
export function addPoint(points: readonly ReadPoint[], point: ReadPoint): ReadPoint[] {
  if (points.some((other) => same(other, point))) return [...points];
  const all = [...points, point].sort((a, b) => byTime(a, b) || JSON.stringify(a).localeCompare(JSON.stringify(b)));
  while (all.length > KEPT) {
    const [first, second] = all as [ReadPoint, ReadPoint, ...ReadPoint[]];
    const moved = Math.max(between(first, second) ?? -Infinity, first.known ?? -Infinity, second.known ?? -Infinity);
    all.splice(0, 2, { ...second, known: moved === -Infinity ? null : moved });
  }
  return all;
}

/** Asana counts some moves (a section, a part finished) as no change of the task: then it was when we saw it. */
const shownAt = (before: ReadPoint | undefined, after: ReadPoint): number =>
  before?.t === after.t ? after.readAt : after.t;

/** The same status at the same time of the tool, in another category: an admin said what it means; nothing moved. */
const isJudgedAnew = (before: ReadPoint, after: ReadPoint): boolean =>
  before.t === after.t && nameOf(before.status) === nameOf(after.status);
const nameOf = (status: string): string => status.slice(status.indexOf(" ") + 1);

/** When the item moved between two neighbouring reads, or null: api.md, Movement, and nothing else. */
function between(before: ReadPoint, after: ReadPoint): number | null {
  const at = shownAt(before, after);
  // Jira dates only a change of category: its date from before the earlier read is not that of this change.
  if (before.status !== after.status && !isJudgedAnew(before, after))
    return after.known !== null && after.known > before.t ? after.known : at;
  const moved = after.subDone > before.subDone || after.spent > before.spent || after.commits > before.commits;
  return moved || (before.blocked && !after.blocked) ? at : null;
}

/** The last movement that the reads show, the same for every order in which they arrived. */
export function movementOf(points: readonly ReadPoint[]): Movement {
  const first = points[0];
  if (!first) throw new Error("an item has at least one read");
  let movedAt = -Infinity;
  let blockedSince: number | null = null;
  points.forEach((point, index) => {
    const before = points[index - 1];
    const seen = before ? between(before, point) : null;
    movedAt = Math.max(movedAt, seen ?? -Infinity, point.known ?? -Infinity);
    if (!point.blocked) blockedSince = null;
    else blockedSince ??= shownAt(before, point);
  });
  return movedAt === -Infinity
    ? { movedAt: first.t, isGuess: true, blockedSince }
    : { movedAt, isGuess: false, blockedSince };
}
