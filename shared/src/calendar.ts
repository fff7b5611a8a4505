import * as z from "zod";

/** A calendar day, YYYY-MM-DD, in the workspace's time zone. */
export type Day = string;
/** A day as a count from 1970-01-01: what all arithmetic is done in. */
export type DayNumber = number;

const MS_PER_DAY = 86_400_000;
const DAYS_TO_MONDAY = 3; // 1970-01-01 was a Thursday

export function dayNumber(day: Day): DayNumber {
  return Date.UTC(Number(day.slice(0, 4)), Number(day.slice(5, 7)) - 1, Number(day.slice(8, 10))) / MS_PER_DAY;
}

export function dayOf(number: DayNumber): Day {
  return new Date(number * MS_PER_DAY).toISOString().slice(0, 10);
}

/** What counts as a day at every edge, in the model and where rows are read: no fact of ours lies before or after. */
export const FIRST_DAY: Day = "1900-01-01";
export const LAST_DAY: Day = "2199-12-31";

/** A reply repeats what it refuses only as far as a person reads it. */
const quoted = (input: unknown): string => JSON.stringify(input).slice(0, 40);
const isReal = (text: string): boolean => dayOf(dayNumber(text)) === text;

/** The one definition of a calendar day: YYYY-MM-DD, in the calendar, from FIRST_DAY to LAST_DAY. */
export const Day = z
  .string("a calendar day is missing: write YYYY-MM-DD, for example 2026-11-20")
  .regex(/^\d{4}-\d{2}-\d{2}$/, {
    abort: true,
    error: ({ input }) => `${quoted(input)} is not a calendar day: write YYYY-MM-DD, for example 2026-11-20`,
  })
  .refine((text) => text >= FIRST_DAY && text <= LAST_DAY, {
    abort: true,
    error: ({ input }) => `${quoted(input)} is out of range: give a day from ${FIRST_DAY} to ${LAST_DAY}`,
  })
  .refine(isReal, {
    error: ({ input }) => `${quoted(input)} is not a calendar day: write YYYY-MM-DD, for example 2026-11-20`,
  });

export const isDay = (text: string): boolean => Day.safeParse(text).success;

export function addDays(day: Day, days: number): Day {
  return dayOf(dayNumber(day) + days);
}

/** Calendar days from the first to the second: negative when the second is earlier. */
export function daysBetween(from: Day, to: Day): number {
  return dayNumber(to) - dayNumber(from);
}

/** 0 is Monday, 6 is Sunday. */
function weekdayOf(number: DayNumber): number {
  return (((number + DAYS_TO_MONDAY) % 7) + 7) % 7;
}

export function weekday(day: Day): number {
  return weekdayOf(dayNumber(day));
}

export function mondayOf(day: Day): Day {
  return dayOf(dayNumber(day) - weekday(day));
}

export function nextMonday(number: DayNumber): DayNumber {
  return number + 7 - weekdayOf(number);
}

/** Holidays that fall on a working day, each once, in order. */
export type Holidays = readonly DayNumber[];

const NO_HOLIDAYS: Holidays = [];

export function holidaysOf(days: readonly Day[] | undefined): Holidays {
  if (days === undefined || days.length === 0) return NO_HOLIDAYS;
  const numbers = [...new Set(days.map(dayNumber))].filter((number) => weekdayOf(number) < 5);
  return numbers.sort((a, b) => a - b);
}

/** Mondays to Fridays up to and including a day, counted from a fixed Monday long ago. */
function weekdaysUpTo(number: DayNumber): number {
  return 5 * Math.floor((number + DAYS_TO_MONDAY) / 7) + Math.min(5, weekdayOf(number) + 1);
}

function countHolidays(from: DayNumber, to: DayNumber, holidays: Holidays): number {
  let count = 0;
  for (const holiday of holidays) if (holiday > from && holiday <= to) count += 1;
  return count;
}

/** Working days after `from`, up to and including `to`. */
export function workingDays(from: DayNumber, to: DayNumber, holidays: Holidays): number {
  if (to <= from) return 0;
  return weekdaysUpTo(to) - weekdaysUpTo(from) - countHolidays(from, to, holidays);
}

/** The first day on which `count` working days have passed since `from`. */
export function workingDayAfter(from: DayNumber, count: number, holidays: Holidays): DayNumber {
  const start = weekdaysUpTo(from);
  let skipped = 0;
  for (;;) {
    const nth = start + count + skipped - 1;
    const day = 7 * Math.floor(nth / 5) + (((nth % 5) + 5) % 5) - DAYS_TO_MONDAY;
    const holidaysPassed = countHolidays(from, day, holidays);
    if (holidaysPassed === skipped) return day;
    skipped = holidaysPassed;
  }
}

/** Working days between two days: after the first, up to and including the second. */
export function workingDaysBetween(from: Day, to: Day, holidays: readonly Day[] = []): number {
  return workingDays(dayNumber(from), dayNumber(to), holidaysOf(holidays));
}
