import type { GoalReport } from "@throughline/shared/goal-report";
import { day, shortDay, value } from "../format.ts";
import { STATE_WORDS } from "../words.ts";
import { itemNames } from "./evidence-words.ts";

const PHRASES: Record<string, (name: string) => string> = {
  stalled: (name) => `${name} will have stood still for too long`,
  blocked: (name) => `${name} will have been blocked for too long`,
  overdue: (name) => `${name} will be past due`,
  reading: (name) => `${name} will be without a fresh reading`,
  early: (name) => `${name} can then be judged`,
  trend: (name) => `the older readings of ${name} no longer count`,
  quiet: () => "nothing will have moved for too long",
  forecast: () => "too few weeks will be left for what is open",
  call: () => "the call made by a person ends",
  result: () => "the finished work has had its time to show",
};

/** "Turns at risk on 4 Dec if nothing moves: CS-412 will have stood still for too long." */
export function nextChangeWords({ nextChange, names }: GoalReport): string | null {
  if (nextChange === null) return null;
  const [code = "", id = ""] = nextChange.because.split(":");
  const name = names.items[id]?.key ?? names.keyResults[id]?.name ?? "the metric";
  const why = PHRASES[code]?.(name);
  return `Turns ${STATE_WORDS[nextChange.to].toLowerCase()} on ${shortDay(nextChange.on)} if nothing changes${why === undefined ? "" : `: ${why}`}.`;
}

/** "Moving CS-412 is enough: the goal turns on track." */
export function fixWords({ smallestFix, names }: GoalReport): string | null {
  if (smallestFix === null) return null;
  return `Moving ${itemNames(smallestFix.items, names)} is enough: the goal turns ${STATE_WORDS[smallestFix.to].toLowerCase()}.`;
}

/** What would lift the colour besides the smallest fix: a reading. */
export function clearsWords({ clears, names, asOf }: GoalReport): string | null {
  const parts = clears.flatMap(({ reading }) => {
    if (reading === undefined) return [];
    const measure = names.keyResults[reading.keyResult];
    if (measure === undefined) return [];
    const falls = measure.target !== null && measure.value !== null && measure.target < measure.value;
    const amount = value(reading.atLeast, measure.unit);
    return [`${measure.name} at ${amount} or ${falls ? "less" : "more"}`];
  });
  return parts.length === 0 ? null : `A reading clears it: ${parts.join(" and ")}, as of ${day(asOf)}.`;
}
