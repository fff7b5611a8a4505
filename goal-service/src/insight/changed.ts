import type { Day } from "@throughline/shared/calendar";
import type { Portfolio, PortfolioRow } from "@throughline/shared/portfolio";
import type { HealthState } from "@throughline/shared/vocabulary";
import type { Caller } from "../accounts/caller.ts";
import type { Ground } from "../ground.ts";
import { readStatesAt } from "./portfolio-data.ts";
import { type Turn, turnBetween } from "@throughline/shared/state-scale";

/**
 * What these goals showed at the end of a day. Only those whose state began after it can have shown another, so only
 * those are looked up; a goal that had no report then is not in the answer.
 */
export async function statesBefore(
  ground: Ground,
  caller: Caller,
  rows: readonly PortfolioRow[],
  day: Day,
): Promise<Map<string, HealthState>> {
  const end = ground.clock.endOfDay(caller.zone, day);
  const known = rows.filter((row) => row.since !== null);
  const turned = known.filter((row) => new Date(row.since ?? 0) > end).map(({ id }) => id);
  const states = new Map<string, HealthState>(known.map(({ id, state }) => [id, state]));
  const then = await readStatesAt(ground, caller, turned, end);
  for (const id of turned) {
    const state = then.get(id);
    if (state === undefined) states.delete(id);
    else states.set(id, state);
  }
  return states;
}

/** Which of these goals turned, and how many for the worse and for the better; one that had no report then has not turned. */
export function changedBetween(
  before: ReadonlyMap<string, HealthState>,
  rows: readonly PortfolioRow[],
): Record<keyof Turn, number> & Pick<Portfolio["changed"], "goals"> {
  const goals = rows.flatMap(({ id, key, title, state }) => {
    const from = before.get(id);
    const turned = from !== undefined && Object.values(turnBetween(from, state)).includes(true);
    return turned ? [{ goalId: id, goalKey: key, title, from, to: state }] : [];
  });
  const count = (of: keyof Turn) => goals.filter(({ from, to }) => turnBetween(from, to)[of]).length;
  return {
    worse: count("worse"),
    better: count("better"),
    recovered: count("recovered"),
    lostSight: count("lostSight"),
    goals,
  };
}
