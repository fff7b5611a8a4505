import type { Caller } from "../accounts/caller.ts";
import { Prisma } from "../generated/prisma/client.ts";

/**
 * Whom a goal exists for (product.md, rule 10): everybody, unless it is private; then its owner and the people and teams
 * named on it. Key results, initiatives, links, check-ins and decisions share their goal's audience.
 */
export function visibleTo(caller: Caller): Prisma.GoalWhereInput {
  const sees = caller.person?.sees ?? [];
  return {
    workspaceId: caller.workspaceId,
    OR: [{ private: false }, { ownerId: { in: sees } }, { viewers: { some: { viewerId: { in: sees } } } }],
  };
}

/** "G-12" or an id, as an address or a query may give it. */
export function goalRef(ref: string): Prisma.GoalWhereInput {
  const no = /^G-(\d{1,9})$/i.exec(ref)?.[1];
  return no === undefined ? { id: asUuid(ref) } : { no: Number(no) };
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
export const isUuid = (ref: string): boolean => UUID.test(ref);

const NOWHERE = "00000000-0000-0000-0000-000000000000";

/** An id that is not a UUID names nothing; PostgreSQL must not be asked to read it as one. */
export const asUuid = (ref: string): string => (isUuid(ref) ? ref : NOWHERE);

/** The same for raw SQL, over a goal named `g` or as said. Of many listeners at once live/audience.ts asks it. */
export function visibleGoal(caller: Caller, name: "g" | "sg" = "g"): Prisma.Sql {
  const sees = caller.person?.sees ?? [];
  const g = Prisma.raw(name);
  return Prisma.sql`${g}.workspace_id = ${caller.workspaceId}::uuid AND (NOT ${g}.private OR ${g}.owner_id = ANY(${sees}::uuid[])
    OR EXISTS (SELECT 1 FROM goal_viewer v WHERE v.workspace_id = ${g}.workspace_id AND v.goal_id = ${g}.id AND v.viewer_id = ANY(${sees}::uuid[])))`;
}
