import { daysBetween } from "@throughline/shared/calendar";
import type { WorkItem } from "@throughline/shared/work-items";
import { count, localDay, shortDay } from "../format.ts";

function rank({ stalled, blocked, status, unreadIn }: WorkItem): number {
  if (unreadIn) return 6;
  if (stalled) return 0;
  if (blocked && status.category !== "done") return 1;
  return { doing: 2, todo: 3, done: 4, cancelled: 5 }[status.category];
}

/** Finished, or out of our sight: nobody is asked to do anything about it. */
export const isOver = ({ status, unreadIn }: WorkItem): boolean =>
  Boolean(unreadIn) || status.category === "done" || status.category === "cancelled";

/** What stands still first, then what is under way, then what waits, then what is over, then what left. */
export function sortItems(items: readonly WorkItem[]): WorkItem[] {
  return [...items].sort(
    (a, b) => rank(a) - rank(b) || (a.due ?? "9").localeCompare(b.due ?? "9") || a.title.localeCompare(b.title, "en"),
  );
}

const NEAR = 7;

export interface Standing {
  text: string;
  /** The same in full, for whoever points at it. */
  about: string | null;
  warn: boolean;
  note: string | null;
}

/** "Stalled 10 days", working days as in the evidence, or the tool's own status, with the day on which it will count as stalled where that is near or its clock has just begun. */
export function standingOf(item: WorkItem, today: string, zone: string): Standing {
  if (item.unreadIn) {
    const where =
      item.unreadIn.name === null ? "where Throughline does not read" : `${item.unreadIn.name}, which is not read`;
    return { text: "Not read", about: "It counts nowhere until it comes back", warn: false, note: `Moved to ${where}` };
  }
  if (item.stalled) {
    const { blockedDays, idleDays } = item;
    const word = blockedDays === null ? "Stalled" : "Blocked";
    const days = blockedDays ?? idleDays ?? 0;
    const about = `${word} for ${count(days, "working day")}`;
    return {
      text: `${word} ${count(days, "day")}`,
      about,
      warn: true,
      note: item.movedIsGuess ? "first seen so" : null,
    };
  }
  const justMoved = localDay(item.movedAt, zone) === today;
  const near =
    item.stallsOn !== null && (justMoved || daysBetween(today, item.stallsOn) <= NEAR) ? item.stallsOn : null;
  return {
    text: item.blocked && item.status.category !== "done" ? `Blocked, ${item.status.name}` : item.status.name,
    about: null,
    warn: false,
    note: near === null ? null : `Counts as stalled on ${shortDay(near)}`,
  };
}
