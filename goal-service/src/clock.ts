const DAY = 86_400_000;
/** A hundred years: no day that the clock can stand on leaves the calendar (shared/src/calendar.ts). */
export const MOST_DAYS = 36_500;
const formatters = new Map<string, Intl.DateTimeFormat>();

function formatterFor(zone: string): Intl.DateTimeFormat {
  let formatter = formatters.get(zone);
  if (!formatter) {
    // Making one costs about as much as formatting a thousand dates.
    formatter = new Intl.DateTimeFormat("en-US", {
      timeZone: zone,
      calendar: "iso8601",
      numberingSystem: "latn",
      hourCycle: "h23",
      year: "numeric",
      month: "2-digit",
      day: "2-digit",
      hour: "2-digit",
      minute: "2-digit",
      second: "2-digit",
    });
    formatters.set(zone, formatter);
  }
  return formatter;
}

/** The wall clock of a zone at this moment, as [year, month, day, hour, minute, second]. */
function wallClock(zone: string, date: Date): Record<string, string> {
  return Object.fromEntries(
    formatterFor(zone)
      .formatToParts(date)
      .map((part) => [part.type, part.value]),
  );
}

/** The calendar day, YYYY-MM-DD, that people in the zone live in at this moment. */
function dayIn(zone: string, date: Date): string {
  const { year = "", month = "", day = "" } = wallClock(zone, date);
  return `${year.padStart(4, "0")}-${month}-${day}`;
}

/** The last millisecond of a day in the zone: what `at=2026-11-21` means. */
function endOfDay(zone: string, day: string): Date {
  // Days are 23 to 25 hours long, so the first moment of the next day is found, not computed.
  let low = Date.parse(`${day}T00:00:00Z`) - DAY;
  let high = low + 3 * DAY;
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (dayIn(zone, new Date(middle)) <= day) low = middle;
    else high = middle;
  }
  return new Date(low);
}

export interface Clock {
  now(): Date;
  readonly days: number;
  setDays(days: number): void;
  dayIn(zone: string, date: Date): string;
  endOfDay(zone: string, day: string): Date;
}

/** The only thing that knows the time: the real one, plus a whole number of days that `npm start` may set. */
export function createClock(): Clock {
  let shift = 0;
  return {
    now: () => new Date(Date.now() + shift * DAY),
    get days() {
      return shift;
    },
    setDays(days) {
      if (!Number.isInteger(days) || Math.abs(days) > MOST_DAYS) {
        throw new RangeError(`The clock moves by whole days, at most a hundred years, not by ${days}.`);
      }
      shift = days;
    },
    dayIn,
    endOfDay,
  };
}
