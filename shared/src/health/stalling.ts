import { type Day, type DayNumber, dayNumber, dayOf, holidaysOf, workingDays } from "../calendar.ts";
import type { InitiativeFacts } from "./initiative-mark.ts";
import { settingsOf } from "./settings.ts";
import { isStalled, readyWork, workDayOf } from "./work.ts";

export interface Standing {
  stalled: boolean;
  /** The day on which it will count as stalled if nothing moves; null when it can't or already does. */
  stallsOn: Day | null;
  /** Working days since it last moved. */
  idle: number;
  /** Working days since it was blocked, where that is longer than it may be. */
  blocked: number | null;
}

/** How each open item stands on a day by F12, wherever it is shown: alone, among its siblings or in a goal's evidence. */
export function standingsOf(facts: InitiativeFacts, asOf: Day): Map<string, Standing> {
  const holidays = holidaysOf(facts.holidays);
  const t = dayNumber(workDayOf(asOf, facts.syncedTo));
  const { open } = readyWork(facts, holidays, settingsOf(facts.settings));
  return new Map(
    open.map((item) => {
      const stalled = isStalled(item, t);
      const stallsOn = stalled || !Number.isFinite(item.stalledFrom) ? null : dayOf(item.stalledFrom);
      const since = (day: DayNumber) => workingDays(day, t, holidays);
      const tooLong = item.blockedFrom !== null && t >= item.blockedFrom;
      const blocked = tooLong && item.blockedSince !== null ? since(item.blockedSince) : null;
      return [item.id, { stalled, stallsOn, idle: since(item.moved), blocked }];
    }),
  );
}
