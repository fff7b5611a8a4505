import { type Day, dayNumber, type DayNumber, type Holidays, workingDayAfter } from "../calendar.ts";
import { atLeast, byText } from "./compare.ts";
import type { FinishedWork, WorkItemFacts } from "./fact-shapes.ts";
import type { Forecast } from "./forecast.ts";
import type { Settings } from "./settings.ts";
import type { Level, WorkLevel } from "./states.ts";

/** An open item made ready once: the days from which each sign holds, if nothing moves. */
export interface OpenItem {
  id: string;
  /** its own size where it has one above 0 */
  size: number | null;
  moved: DayNumber;
  due: DayNumber | null;
  blockedSince: DayNumber | null;
  idleFrom: DayNumber | null;
  blockedFrom: DayNumber | null;
  stalledFrom: DayNumber;
  longIdleFrom: DayNumber;
}

export interface Finished {
  items: number;
  sized: number;
  size: number;
  last: DayNumber | null;
}

export interface Work {
  open: readonly OpenItem[];
  finished: Finished;
  /** F11: what an item without a size counts, and whether sizes count at all */
  meanSize: number;
  bySize: boolean;
  openSize: number;
  /** the last movement of anything, finished items included */
  lastMoved: DayNumber | null;
  quietFrom: DayNumber;
  quietWeekFrom: DayNumber;
}

const NEVER = Number.POSITIVE_INFINITY;

interface WorkFacts {
  items: readonly WorkItemFacts[];
  finished?: readonly FinishedWork[];
}

export function readyWork({ items, finished = [] }: WorkFacts, holidays: Holidays, settings: Settings): Work {
  const open = items
    .filter(({ status }) => status === "todo" || status === "doing")
    .map((item) => readyItem(item, holidays, settings))
    .sort((a, b) => byText(a.id, b.id));
  return workOf(open, allFinished(items, finished), holidays, settings);
}

/** The same work with some open items moved and unblocked today: then they are not stalled, and nothing is quiet. */
export function withMoved(work: Work, moved: ReadonlySet<string>): Work {
  const open = work.open.map((item) => (moved.has(item.id) ? { ...item, stalledFrom: NEVER } : item));
  return { ...work, open, quietFrom: NEVER, quietWeekFrom: NEVER };
}

function workOf(open: readonly OpenItem[], finished: Finished, holidays: Holidays, settings: Settings): Work {
  const sizes = open.flatMap(({ size }) => (size === null ? [] : [size])).sort((a, b) => a - b);
  const bySize = sizes.length > 0 && atLeast(sizes.length, settings.sizedShare * open.length);
  const meanSize = bySize ? sizes.reduce((sum, size) => sum + size, 0) / sizes.length : 1;
  let lastMoved = finished.last;
  for (const { moved } of open) if (lastMoved === null || moved > lastMoved) lastMoved = moved;
  const quiet = (days: number) => (lastMoved === null ? NEVER : workingDayAfter(lastMoved, days, holidays));
  return {
    open,
    finished,
    bySize,
    meanSize,
    openSize: meanSize * open.length,
    lastMoved,
    quietFrom: quiet(settings.quietDays),
    quietWeekFrom: quiet(settings.quietWeekDays),
  };
}

function readyItem(item: WorkItemFacts, holidays: Holidays, settings: Settings): OpenItem {
  const moved = dayNumber(item.moved);
  const blockedSince = item.blockedSince === undefined ? null : dayNumber(item.blockedSince);
  const idleFrom = item.status === "doing" ? workingDayAfter(moved, settings.stallDays, holidays) : null;
  const blockedFrom = blockedSince === null ? null : workingDayAfter(blockedSince, settings.blockedDays, holidays);
  return {
    id: item.id,
    size: item.size !== undefined && item.size > 0 ? item.size : null,
    moved,
    due: item.due === undefined ? null : dayNumber(item.due),
    blockedSince,
    idleFrom,
    blockedFrom,
    stalledFrom: Math.min(idleFrom ?? NEVER, blockedFrom ?? NEVER),
    longIdleFrom: workingDayAfter(moved, settings.longIdleDays, holidays),
  };
}

function allFinished(items: readonly WorkItemFacts[], counted: readonly FinishedWork[]): Finished {
  const all = { items: 0, sized: 0, size: 0, last: "" as Day };
  for (const { status, size = 0, moved } of items) {
    if (status !== "done") continue;
    all.items += 1;
    if (size > 0) {
      all.sized += 1;
      all.size += size;
    }
    if (moved > all.last) all.last = moved;
  }
  for (const { items: count, sized, size, last = "" } of counted) {
    all.items += count;
    all.sized += sized;
    all.size += size;
    if (last > all.last) all.last = last;
  }
  return { ...all, last: all.last === "" ? null : dayNumber(all.last) };
}

/** F11 */
export function weightOf({ size }: OpenItem, { bySize, meanSize }: Work): number {
  return bySize ? (size ?? meanSize) : 1;
}

/** F15, or null where there is no work at all */
export function doneShare({ finished, openSize, bySize, meanSize }: Work): number | null {
  const size = bySize ? finished.size + (finished.items - finished.sized) * meanSize : finished.items;
  return finished.items === 0 && openSize === 0 ? null : size / (openSize + size);
}

export interface WorkJudgement {
  level: WorkLevel;
  stalled: boolean;
  stalledLevel: Level;
  overdueLevel: Level;
  overdueShare: number;
  longIdle: boolean;
  quiet: boolean;
  quietWeek: boolean;
}

/** F12 and F13; `t` is the earlier of the day asked about and the day up to which the tools' data are complete. */
export function judgeWork(work: Work, t: DayNumber, forecast: Forecast | null, settings: Settings): WorkJudgement {
  let stalledSize = 0;
  let overdueSize = 0;
  let stalled = false;
  let longIdle = false;
  for (const item of work.open) {
    const weight = weightOf(item, work);
    if (item.due !== null && item.due < t) overdueSize += weight;
    if (!isStalled(item, t)) continue;
    stalled = true;
    stalledSize += weight;
    if (t >= item.longIdleFrom) longIdle = true;
  }
  const share = (size: number) => (work.openSize > 0 ? size / work.openSize : 0);
  const signs = {
    stalled,
    stalledLevel: shareLevel(share(stalledSize), settings.stalledAmberShare, settings.stalledRedShare),
    overdueLevel: shareLevel(share(overdueSize), settings.overdueAmberShare, settings.overdueRedShare),
    overdueShare: share(overdueSize),
    longIdle,
    quiet: t >= work.quietFrom,
    quietWeek: t >= work.quietWeekFrom,
  };
  return { ...signs, level: workLevel(work, signs, forecast?.level === "red") };
}

function shareLevel(share: number, amber: number, red: number): Level {
  return atLeast(share, red) ? "red" : atLeast(share, amber) ? "amber" : "green";
}

function workLevel(work: Work, signs: Omit<WorkJudgement, "level">, late: boolean): WorkLevel {
  if (work.open.length === 0) return work.finished.items === 0 ? "uncovered" : "finished";
  if (signs.stalledLevel === "red" || signs.overdueLevel === "red") return "red";
  const slow = signs.stalledLevel === "amber" || signs.overdueLevel === "amber" || signs.longIdle || signs.quiet;
  return slow || late ? "amber" : "green";
}

/** The day on which work is judged, no later than the tools' data are complete: a broken sync is not silence of the work. */
export const workDayOf = (asOf: Day, syncedTo: Day | undefined): Day =>
  syncedTo !== undefined && syncedTo < asOf ? syncedTo : asOf;

/** F12, for an open item */
export const isStalled = ({ stalledFrom }: OpenItem, t: DayNumber): boolean => t >= stalledFrom;

export function stalledItems({ open }: Work, t: DayNumber): OpenItem[] {
  return open.filter((item) => isStalled(item, t));
}
