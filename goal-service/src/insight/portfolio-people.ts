import type { Load } from "@throughline/shared/goal-report";
import type { Portfolio, PortfolioRow } from "@throughline/shared/portfolio";
import type { Caller } from "../accounts/caller.ts";
import type { Ground } from "../ground.ts";
import type { InitiativeWork } from "../initiatives/work.ts";
import { readLoads } from "./load.ts";

export interface People {
  names: ReadonlyMap<string, string>;
  /** Only of those whose load this caller may read. */
  loads: ReadonlyMap<string, Load>;
  shown: Portfolio["people"];
}

/** Everybody whom the rows name, with what they carry; a limit of 0 where the reader may not know it. */
export async function readPeople(
  ground: Ground,
  caller: Caller,
  rows: readonly PortfolioRow[],
  work: ReadonlyMap<string, InitiativeWork>,
): Promise<People> {
  const initiatives = rows.flatMap((row) => row.initiatives);
  const ids = new Set([
    ...rows.flatMap(({ ownerId }) => ownerId ?? []),
    ...initiatives.flatMap(({ ownerId }) => ownerId ?? []),
    ...initiatives.flatMap(({ id }) => (work.get(id)?.open ?? []).flatMap(({ personId }) => personId ?? [])),
  ]);
  const where = { workspaceId: caller.workspaceId, id: { in: [...ids] } };
  const found = await ground.db.prisma.person.findMany({
    where,
    select: { id: true, name: true },
    orderBy: { id: "asc" },
  });
  const loads = await readLoads(ground, caller, [...ids]);
  const shown = found.map(({ id, name }) => {
    const { doing, limit } = loads.get(id) ?? { doing: 0, limit: 0 };
    return [id, { name, doing, limit }] as const;
  });
  return { names: new Map(found.map(({ id, name }) => [id, name])), loads, shown: Object.fromEntries(shown) };
}
