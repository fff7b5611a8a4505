import type { ItemRead } from "@throughline/shared/page";
import { changesStatus, isDone } from "./status-change.ts";

/**
 * What one read told about movement: times in ms of the tool's clock. `known`: the tool's own time of its last change of
 * status, where it knows it. Stored with the item, oldest first, so that a read that arrives late still finds its place.
 */
export interface ReadPoint {
  t: number;
  readAt: number;
  /** What it means to us and what the tool calls it. */
  status: string;
  /** The tool's own id of the status, and the container in which it stands; a read from before we kept them has none. */
  statusId?: string | null;
  home?: string;
  subDone: number;
  spent: number;
  commits: number;
  blocked: boolean;
  known: number | null;
  /** When the tool says that it was finished. */
  finished?: number | null;
  /** What it and the reads before it show, where those are no longer kept. */
  shows?: State;
}

export interface Movement {
  movedAt: number;
  /** True while we have seen no movement and the tool doesn't know: the first read's `updatedAt` stands in. */
  isGuess: boolean;
  blockedSince: number | null;
}

/** Late reads are late by minutes; forty reads are far beyond that. */
const KEPT = 40;

const timeOf = (moment: string | null | undefined): number | null => (moment == null ? null : Date.parse(moment));

export function pointOf(read: ItemRead, readAt: Date): ReadPoint {
  return {
    t: Date.parse(read.updatedAt),
    readAt: readAt.getTime(),
    status: `${read.status.category} ${read.status.name}`,
    statusId: read.status.id ?? null,
    home: read.ref.container,
    subDone: read.subitems.done,
    spent: read.spentMinutes,
    commits: read.commits,
    blocked: read.blocked,
    known: timeOf(read.movedAt),
    finished: timeOf(read.finishedAt),
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
    all.splice(0, 2, { ...second, shows: step(step(null, undefined, first), first, second) });
  }
  return all;
}

/** Asana counts some moves (a section, a part finished) as no change of the task: then it was when we saw it. */
const shownAt = (before: ReadPoint | undefined, after: ReadPoint): number =>
  before?.t === after.t ? after.readAt : after.t;

/** Jira dates only a change of category: its date from before the earlier read is not that of this change. */
const changedAt = (before: ReadPoint, after: ReadPoint): number =>
  after.known !== null && after.known > before.t ? after.known : shownAt(before, after);

/** When the item moved between two neighbouring reads, or null: api.md, Movement, and nothing else. */
function between(before: ReadPoint, after: ReadPoint): number | null {
  if (changesStatus(before, after)) return changedAt(before, after);
  const moved = after.subDone > before.subDone || after.spent > before.spent || after.commits > before.commits;
  return moved || (before.blocked && !after.blocked) ? shownAt(before, after) : null;
}

/** What the reads up to one of them show. */
interface State {
  firstAt: number;
  movedAt: number | null;
  /** When it was finished; null while it is not, and where nobody knows. */
  finishedAt: number | null;
  blockedSince: number | null;
}

const latest = (...times: (number | null | undefined)[]): number | null => {
  const known = times.filter((at) => at != null);
  return known.length > 0 ? Math.max(...known) : null;
};

function step(state: State | null, before: ReadPoint | undefined, read: ReadPoint): State {
  const { shows } = read;
  const firstAt = Math.min(state?.firstAt ?? Infinity, shows?.firstAt ?? read.t);
  if (shows) return { ...shows, firstAt, movedAt: latest(state?.movedAt, shows.movedAt) };
  const movedAt = latest(state?.movedAt, before && between(before, read), read.known);
  const since = state?.blockedSince ?? shownAt(before, read);
  return {
    firstAt,
    movedAt,
    finishedAt: finish(state, before, read, movedAt),
    blockedSince: read.blocked ? since : null,
  };
}

/** The tool's own word, else the change into done; what happens to a finished item does not finish it again. */
function finish(
  state: State | null,
  before: ReadPoint | undefined,
  read: ReadPoint,
  movedAt: number | null,
): number | null {
  if (!isDone(read)) return null;
  if (read.finished != null) return read.finished;
  if (before && isDone(before)) return state?.finishedAt ?? null;
  return before && changesStatus(before, read) ? changedAt(before, read) : movedAt;
}

/** The last movement that the reads show, the same for every order in which they arrived; a finished item's is its finish. */
export function movementOf(points: readonly ReadPoint[]): Movement {
  const last = points.at(-1);
  const next = (state: State | null, read: ReadPoint, index: number) => step(state, points[index - 1], read);
  const state = points.reduce<State | null>(next, null);
  if (!last || !state) throw new Error("an item has at least one read");
  const movedAt = isDone(last) ? state.finishedAt : state.movedAt;
  return { movedAt: movedAt ?? state.firstAt, isGuess: movedAt === null, blockedSince: state.blockedSince };
}
