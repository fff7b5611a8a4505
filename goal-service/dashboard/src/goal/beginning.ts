import { daysBetween } from "@throughline/shared/calendar";
import { count, day, percent } from "../format.ts";
import type { Beginning } from "./measure-fields.tsx";

const FLAT = "The plan stays flat for so long.";

/** A measure that exists: its baseline is what it was measured from. */
export const KNOWN: Beginning = { baseline: "Started at", asksNow: false, lagHint: FLAT };

/** The day on which a new measure stands at what is typed: today, or its goal's start where that has passed. */
export const standsOn = (start: string, today: string): string => (start !== "" && start < today ? start : today);

/** A measure of a goal that is being made: where it stands is its first reading. */
export function atStart(start: string, today: string): Beginning {
  const on = standsOn(start, today);
  return on === today
    ? { baseline: "Stands at", hint: "Its first reading, of today.", asksNow: true, lagHint: FLAT }
    : { baseline: `Stood at on ${day(on)}`, hint: "Its first reading, of that day.", asksNow: true, lagHint: FLAT };
}

/** A measure that is added to a goal under way: its plan begins today, or it would be behind from its first reading. */
export function underWay(start: string, due: string, today: string): { beginning: Beginning; lag: number } {
  const late = daysBetween(start, today);
  const lag = late > 0 && today < due ? late : 0;
  const hint = "Its first reading, of today.";
  const lagHint = lag > 0 ? `Proposed: its plan begins today, ${count(lag, "day")} after the goal's start.` : FLAT;
  return { beginning: { baseline: "Stands at", hint, asksNow: true, lagHint }, lag };
}

/** How far the plan is today where a goal starts in the past; null where it does not. */
export function lateStart(start: string, due: string, today: string): string | null {
  if (start === "" || due <= start || start >= today || today >= due) return null;
  const share = daysBetween(start, today) / daysBetween(start, due);
  return `By this start ${percent(share)} of the way is expected today; the goal is judged by that from its first reading.`;
}
