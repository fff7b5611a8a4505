import type { DayNumber } from "../calendar.ts";
import { atLeast } from "./compare.ts";
import { dayOfElapsed } from "./expected.ts";
import type { Goal } from "./goal.ts";
import type { KeyResult } from "./key-result.ts";
import { doneShare } from "./work.ts";

/**
 * The days after `t`, up to `last`, on which something can differ from the day before if no new fact arrives.
 * Pace and plan are not among them: they are taken at the date of the last reading, so they stand still until the next.
 */
export function changeDays(goal: Goal, t: DayNumber, last: DayNumber): DayNumber[] {
  const days = new Set<DayNumber>();
  const add = (day: DayNumber) => {
    if (day > t && day <= last) days.add(day);
  };
  const { period, settings, work, call } = goal;
  add(dayOfElapsed(period, settings.earlyShare));
  add(dayOfElapsed(period, settings.falsePositiveElapsed));
  add(period.due + 1);
  if (call !== null) add(call.at + settings.callDays + 1);
  addForecastDays(goal, t, last, add);
  addWorkDays(goal, add);
  const mostlyDone = atLeast(doneShare(work) ?? 0, settings.doneShare);
  for (const keyResult of goal.valid) {
    addReadingDays(keyResult, goal, add);
    // flatness and the result lag only ever speak about finished work
    if (mostlyDone) addResultDays(keyResult, goal, add);
  }
  return [...days].sort((a, b) => a - b);
}

type Add = (day: DayNumber) => void;

function addReadingDays({ last, cadence, measure, points }: KeyResult, { settings }: Goal, add: Add): void {
  if (last === null) return;
  add(last.day + cadence + settings.readingGraceDays + 1);
  add(last.day + settings.outdatedCadences * cadence + settings.readingGraceDays + 1);
  if (measure?.kind !== "move" || points.length < settings.trendReadings) return;
  for (const { day } of points) add(day + settings.trendWindowDays + 1);
}

function addResultDays({ points, resultLag }: KeyResult, { settings, work }: Goal, add: Add): void {
  if (work.finished.last !== null) add(work.finished.last + resultLag);
  for (const { day } of points) add(day + settings.flatDays);
}

function addForecastDays({ forecast, period }: Goal, t: DayNumber, last: DayNumber, add: Add): void {
  if (forecast === null) return;
  for (let day = period.due - 6; day > t; day -= 7) if (day <= last) add(day);
}

function addWorkDays({ work, syncedTo }: Goal, add: Add): void {
  // a source that is behind stays behind: its work stands still with it
  if (syncedTo !== null) return;
  add(work.quietFrom);
  add(work.quietWeekFrom);
  for (const { stalledFrom, longIdleFrom, due } of work.open) {
    add(stalledFrom);
    // idling long counts only for an item that is stalled
    add(Math.max(stalledFrom, longIdleFrom));
    if (due !== null) add(due + 1);
  }
}
