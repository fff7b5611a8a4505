import type { Day } from "@throughline/shared/calendar";
import type { Portfolio, PortfolioRow } from "@throughline/shared/portfolio";
import type { Caller } from "../accounts/caller.ts";
import type { Ground } from "../ground.ts";
import { readStatesAt } from "./portfolio-data.ts";

/** How bad a shown state is; states that are no judgement compare with nothing. */
const BADNESS: Record<string, number> = { green: 0, warming: 0, amber: 1, outdated: 1, red: 2 };

/** What turned since the end of a day. Only goals whose state began after it can have, so only those are looked up. */
export async function changedSince(
  ground: Ground,
  caller: Caller,
  rows: readonly PortfolioRow[],
  since: Day,
): Promise<Portfolio["changed"]> {
  const from = ground.clock.endOfDay(caller.zone, since);
  const turned = rows.filter((row) => row.since !== null && new Date(row.since) > from);
  const before = await readStatesAt(
    ground,
    caller,
    turned.map(({ id }) => id),
    from,
  );
  const changes = turned.map((row) => (BADNESS[row.state] ?? NaN) - (BADNESS[before.get(row.id) ?? ""] ?? NaN));
  return { worse: changes.filter((by) => by > 0).length, better: changes.filter((by) => by < 0).length, since };
}
