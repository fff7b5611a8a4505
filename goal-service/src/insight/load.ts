import type { Load } from "@throughline/shared/goal-report";
import { type Caller, hasRole } from "../accounts/caller.ts";
import { Prisma } from "../generated/prisma/client.ts";
import type { Ground } from "../ground.ts";
import { COUNTS } from "../work-items/piece.ts";

/**
 * Owner load (insight.md): items in progress over all tools, a mirrored pair once, against the person's limit. It counts
 * work of private goals and restricted items too, and names none of them.
 */
export async function countLoads(
  ground: Ground,
  workspaceId: string,
  personIds: readonly string[],
): Promise<Map<string, Load>> {
  if (personIds.length === 0) return new Map();
  const rows = await ground.db.prisma.$queryRaw<Load[]>`
    SELECT p.id AS "personId", p.name, p.work_limit AS "limit", count(w.id)::int AS doing
    FROM person p
    LEFT JOIN identity i ON i.workspace_id = p.workspace_id AND i.person_id = p.id
    LEFT JOIN work_item w ON w.workspace_id = i.workspace_id AND w.connection_id = i.connection_id AND w.owner_remote = i.remote_id
      AND w.category = 'doing' AND ${Prisma.raw(COUNTS)}
    WHERE p.workspace_id = ${workspaceId}::uuid AND p.id = ANY(${[...new Set(personIds)]}::uuid[])
    GROUP BY p.workspace_id, p.id, p.name, p.work_limit ORDER BY p.name, p.id`;
  return new Map(rows.map((row) => [row.personId, row]));
}

/** Load explains a stall: it is shown to the person, and to those who lead a goal. Nobody else reads a number. */
export async function readLoads(
  ground: Ground,
  caller: Caller,
  personIds: readonly string[],
): Promise<Map<string, Load>> {
  const me = caller.person?.id;
  const shown = (await leads(ground, caller)) ? personIds : personIds.filter((id) => id === me);
  return countLoads(ground, caller.workspaceId, shown);
}

export async function leads(ground: Ground, caller: Caller): Promise<boolean> {
  if (hasRole(caller, "admin")) return true;
  if (!caller.person) return false;
  const owned = { workspaceId: caller.workspaceId, ownerId: caller.person.id, state: { not: "closed" } };
  return (await ground.db.prisma.goal.findFirst({ where: owned, select: { id: true } })) !== null;
}
