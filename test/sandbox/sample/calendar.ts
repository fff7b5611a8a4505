// The sample's days against real ones. Nobody works at weekends: what falls on one was done the Friday before.
import { addDays, type Day, weekday } from "@throughline/shared/calendar";

export interface Days {
  /** The calendar day of one of the sample's days. */
  on: (day: number) => Day;
  /** The working day, counted like the others, on which something planned for this day is done. */
  workday: (day: number) => number;
}

const SATURDAY = 5;

export function daysFrom(first: Day): Days {
  const on = (day: number) => addDays(first, day);
  return {
    on,
    workday: (day) => Math.max(0, day - Math.max(0, weekday(on(day)) - SATURDAY + 1)),
  };
}
