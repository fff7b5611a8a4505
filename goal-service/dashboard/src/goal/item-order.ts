import { daysBetween } from "@throughline/shared/calendar";
import type { WorkItem } from "@throughline/shared/work-items";
import { count, localDay, shortDay } from "../format.ts";

const rank = ({ stalled, blocked, status }: WorkItem): number =>
  stalled
    ? 0
    : blocked && status.category !== "done"
      ? 1
      : { doing: 2, todo: 3, done: 4, cancelled: 5 }[status.category];

export const isOver = ({ status }: WorkItem): boolean => status.category === "done" || status.category === "cancelled";

/** What stands still first, then what is under way, then what waits, then what is over. */
export function sortItems(items: readonly WorkItem[]): WorkItem[] {
  return [...items].sort(
    (a, b) => rank(a) - rank(b) || (a.due ?? "9").localeCompare(b.due ?? "9") || a.title.localeCompare(b.title, "en"),
  );
}

const NEAR = 7;

export interface Standing {
  text: string;
  warn: boolean;
  note: string | null;
}

/** "Stalled 14 days", or the tool's own status, with the day on which it will count as stalled where that is near or its clock has just begun. */
export function standingOf(item: WorkItem, today: string, zone: string): Standing {
  if (item.stalled) {
    const since = item.blocked && item.blockedSince !== null ? item.blockedSince : item.movedAt;
    const days = daysBetween(localDay(since, zone), today);
    const word = item.blocked && item.blockedSince !== null ? "Blocked" : "Stalled";
    return { text: `${word} ${count(days, "day")}`, warn: true, note: item.movedIsGuess ? "first seen so" : null };
  }
  const justMoved = localDay(item.movedAt, zone) === today;
  const near =
    item.stallsOn !== null && (justMoved || daysBetween(today, item.stallsOn) <= NEAR) ? item.stallsOn : null;
  return {
    text: item.blocked && item.status.category !== "done" ? `Blocked, ${item.status.name}` : item.status.name,
    warn: false,
    note: near === null ? null : `Counts as stalled on ${shortDay(near)}`,
  };
}
