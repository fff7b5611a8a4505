import type { GoalReport } from "@throughline/shared/goal-report";
import { clearingSentence, nextChangeSentence } from "@throughline/shared/health/change-sentences";
import { itemList } from "@throughline/shared/health/names";
import { STATE_WORDS } from "@throughline/shared/health/words";
import { namesOf } from "./report-names.ts";

/** "At risk on 4 Dec if CS-412 does not move." */
export function nextChangeWords(report: GoalReport): string | null {
  return report.nextChange === null ? null : `${nextChangeSentence(report.nextChange, namesOf(report))}.`;
}

/** "Moving CS-412 is enough: the goal turns on track." */
export function fixWords(report: GoalReport): string | null {
  const { smallestFix } = report;
  if (smallestFix === null) return null;
  return `Moving ${itemList(smallestFix, namesOf(report))} is enough: the goal turns ${STATE_WORDS[smallestFix.to].toLowerCase()}.`;
}

/** The readings that would lift the colour; the items are already said by the smallest fix. */
export function clearsWords(report: GoalReport): string[] {
  return report.clears
    .filter(({ reading }) => reading !== undefined)
    .map((clearing) => `${clearingSentence(clearing, namesOf(report))}.`);
}
