import { newId } from "../../src/ids.ts";
import type { Random } from "./random.ts";

export interface PlannedInitiative {
  id: string;
  no: number;
  /** How much of the items it gets. */
  weight: number;
}

export interface PlannedGoal {
  id: string;
  no: number;
  parentId: string | null;
  /** Where its metrics stand, as a share of what is expected. */
  pace: number;
  keyResults: string[];
  initiatives: PlannedInitiative[];
}

/** One company goal, and under it a tree as chance has it: a workspace is made of such divisions. */
export const GOALS_A_DIVISION = 10;
const KEY_RESULTS = 3;
const INITIATIVES = 4;
/** Items of an initiative: median 15, one in a hundred has 200 or more. */
const ITEMS = { median: 15, p99: 200 };

export function planDivision(random: Random): PlannedGoal[] {
  const goals = [planGoal(1, null, random)];
  while (goals.length < GOALS_A_DIVISION) {
    const parent = goals[random.below(goals.length)];
    goals.push(planGoal(goals.length + 1, parent?.id ?? null, random));
  }
  return goals;
}

const DEEP = 5;

/** The goal that scenarios touch, at the end of a chain: the same in every world. */
export function planProbe(firstNo: number, random: Random): PlannedGoal[] {
  const chain: PlannedGoal[] = [];
  while (chain.length < DEEP) {
    const goal = planGoal(firstNo + chain.length, chain.at(-1)?.id ?? null, random);
    chain.push(chain.length < DEEP - 1 ? { ...goal, keyResults: [], initiatives: [] } : { ...goal, pace: 1 });
  }
  return chain;
}

function planGoal(no: number, parentId: string | null, random: Random): PlannedGoal {
  const initiatives = Array.from({ length: INITIATIVES }, (_, index) => ({
    id: newId(),
    no: (no - 1) * INITIATIVES + index + 1,
    weight: random.logNormal(ITEMS.median, ITEMS.p99),
  }));
  const keyResults = Array.from({ length: KEY_RESULTS }, () => newId());
  return { id: newId(), no, parentId, pace: 0.4 + 0.8 * random.next(), keyResults, initiatives };
}
