import { dayOf } from "../calendar.ts";
import { round6 } from "./compare.ts";
import type { Goal } from "./goal.ts";
import { valueAt } from "./progress.ts";
import type { Evidence } from "./report.ts";

/** R1: where each key result ended, against where it was meant to end. */
export function closingEvidence({ state, dropped, valid, tau }: Goal): Evidence[] {
  if (state !== "closed" || dropped) return [];
  return valid.flatMap(({ ref, measure, last }): Evidence[] => {
    if (measure === null || last === null) return [];
    const limit = measure.kind === "move" ? valueAt(measure, tau) : last.value > measure.hi ? measure.hi : measure.lo;
    const observed = { observed: round6(last.value), limit: round6(limit), since: dayOf(last.day) };
    return [{ kind: "pace", rule: "R1", ...observed, keyResult: ref }];
  });
}
