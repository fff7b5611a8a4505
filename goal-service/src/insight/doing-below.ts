import type { Caller } from "../accounts/caller.ts";
import { Prisma } from "../generated/prisma/client.ts";
import { visibleGoal } from "../goals/visibility.ts";
import type { Ground } from "../ground.ts";
import { COUNTS } from "../work-items/piece.ts";

/**
 * Which of these goals have work in progress behind themselves or behind any goal below them that this caller may see, of
 * whatever depth and state: also goals that the portfolio does not list.
 */
export async function readBusy(ground: Ground, caller: Caller, goalIds: readonly string[]): Promise<Set<string>> {
  if (goalIds.length === 0) return new Set();
  const rows = await ground.db.prisma.$queryRaw<{ top: string }[]>`
    WITH RECURSIVE below AS (
      SELECT g.id AS top, g.id FROM goal g WHERE g.workspace_id = ${caller.workspaceId}::uuid AND g.id = ANY(${goalIds}::uuid[])
      UNION SELECT b.top, g.id FROM below b JOIN goal g ON g.parent_id = b.id AND ${visibleGoal(caller)})
    SELECT DISTINCT b.top FROM below b
    JOIN initiative i ON i.workspace_id = ${caller.workspaceId}::uuid AND i.goal_id = b.id AND i.state = 'active'
    JOIN work_item w ON w.workspace_id = i.workspace_id AND w.initiative_id = i.id AND w.category = 'doing' AND ${Prisma.raw(COUNTS)}`;
  return new Set(rows.map(({ top }) => top));
}
