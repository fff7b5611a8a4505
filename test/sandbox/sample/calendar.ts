// The sample's days against real ones. Nobody works at weekends: what falls on one was done the Friday before.
import { addDays, type Day, weekday } from "@throughline/shared/calendar";

export interface Days {
  /** The calendar day of one of the sample's days. */
  on: (day: number) => Day;
  /** The working day, counted like the others, on which something planned for this day is done. */
  workday: (day: number) => number;
  /** The working days of one thing's steps, planned in this order: what is planned for two days is never done on one. */
  workdays: (planned: readonly number[]) => number[];
}

const FRIDAY = 4;

export function daysFrom(first: Day): Days {
  const on = (day: number) => addDays(first, day);
  const begins = weekday(first);
  const workday = (day: number) => Math.max(0, day - Math.max(0, ((begins + day) % 7) - FRIDAY));
  const workdays = (planned: readonly number[]): number[] => {
    const done: number[] = [];
    let next = { planned: Infinity, done: Infinity };
    for (const day of planned.toReversed()) {
      const before = day < next.planned ? next.done - 1 : next.done;
      next = { planned: day, done: workday(Math.min(day, before)) };
      done.unshift(next.done);
    }
    return done;
  };
  return { on, workday, workdays };
}
