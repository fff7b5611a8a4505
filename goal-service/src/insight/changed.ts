import type { Day } from "@throughline/shared/calendar";
import type { PortfolioRow } from "@throughline/shared/portfolio";
import type { Caller } from "../accounts/caller.ts";
import type { Ground } from "../ground.ts";
import { readStatesAt } from "./portfolio-data.ts";

/** How bad a shown state is; states that are no judgement compare with nothing. */
const BADNESS: Record<string, number> = { green: 0, warming: 0, amber: 1, outdated: 1, red: 2 };

/**
 * What these goals showed at the end of a day. Only those whose state began after it can have shown another, so only
 * those are looked up; a goal that had no report then is not in the answer.
 */
export async function statesBefore(
  ground: Ground,
  caller: Caller,
  rows: readonly PortfolioRow[],
  day: Day,
): Promise<Map<string, string>> {
  const end = ground.clock.endOfDay(caller.zone, day);
  const known = rows.filter((row) => row.since !== null);
  const turned = known.filter((row) => new Date(row.since ?? 0) > end).map(({ id }) => id);
  const states = new Map<string, string>(known.map(({ id, state }) => [id, state]));
  const then = await readStatesAt(ground, caller, turned, end);
  for (const id of turned) {
    const state = then.get(id);
    if (state === undefined) states.delete(id);
    else states.set(id, state);
  }
  return states;
}

/** How many of these goals turned for the worse and for the better. */
export function changedBetween(
  before: ReadonlyMap<string, string>,
  rows: readonly PortfolioRow[],
): { worse: number; better: number } {
  const changes = rows.map((row) => (BADNESS[row.state] ?? NaN) - (BADNESS[before.get(row.id) ?? ""] ?? NaN));
  return { worse: changes.filter((by) => by > 0).length, better: changes.filter((by) => by < 0).length };
}
