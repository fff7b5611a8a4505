import type { Day } from "@throughline/shared/calendar";
import type { Portfolio, PortfolioRow } from "@throughline/shared/portfolio";
import type { Caller } from "../accounts/caller.ts";
import type { Ground } from "../ground.ts";
import type { InitiativeWork } from "../initiatives/work.ts";
import { decisionDue } from "./cause-chain.ts";
import { needsDecision } from "./needs-decision.ts";
import { type GoalData, readDecided, readRiskBefore } from "./portfolio-data.ts";
import type { People } from "./portfolio-people.ts";
import type { Words } from "./portfolio-words.ts";

/** What the list is made from: rows in order of attention, and what was read to make them. */
export interface Board {
  rows: readonly PortfolioRow[];
  goals: ReadonlyMap<string, GoalData>;
  words: Words;
  work: ReadonlyMap<string, InitiativeWork>;
  today: Day;
}

/** The goals that need a decision, worst first; a decision with a date takes its goal off the list until that date. */
export async function decisionsOf(
  ground: Ground,
  caller: Caller,
  board: Board,
  people: People,
): Promise<Portfolio["decisions"]> {
  const { rows, goals, words, today } = board;
  const decided = await readDecided(
    ground,
    caller,
    rows.map(({ id }) => id),
    today,
  );
  const risky = rows.filter(({ state }) => state === "amber").map(({ id }) => id);
  const before = await readRiskBefore(ground, caller, risky);
  return rows.flatMap((row) => {
    const goal = goals.get(row.id);
    if (!goal || decided.has(row.id)) return [];
    const since = goal.since && ground.clock.dayIn(caller.zone, goal.since);
    const needs = needsDecision({ row, start: goal.start, since, riskBefore: before.has(row.id), today });
    if (!needs) return [];
    return decisionDue({
      row,
      why: needs.why,
      evidence: words.reports.get(row.id)?.evidence ?? [],
      names: words.namesOf(goal),
      items: words.items,
      loads: people.loads,
      ownerName: people.names.get(row.ownerId ?? "") ?? null,
    });
  });
}
