import type { Caller } from "../accounts/caller.ts";
import type { PrismaTx } from "../db.ts";
import type { Ground } from "../ground.ts";
import { recordGoal } from "./goals.ts";
import { requireAudience, viewersOf } from "./viewers.ts";

/** The private goals that this person may see and no member does. */
export async function goalsLeftToNobody(tx: PrismaTx, { workspaceId }: Caller, personId: string): Promise<string[]> {
  const rows = await tx.$queryRaw<{ id: string }[]>`
    WITH audience AS (
      SELECT g.id, g.owner_id AS person_id FROM goal g WHERE g.workspace_id = ${workspaceId}::uuid AND g.private
      UNION
      SELECT g.id, coalesce(t.person_id, v.viewer_id) FROM goal g
      JOIN goal_viewer v ON v.workspace_id = g.workspace_id AND v.goal_id = g.id
      LEFT JOIN team_member t ON t.workspace_id = v.workspace_id AND t.team_id = v.viewer_id
      WHERE g.workspace_id = ${workspaceId}::uuid AND g.private)
    SELECT a.id FROM audience a LEFT JOIN membership m ON m.workspace_id = ${workspaceId}::uuid AND m.person_id = a.person_id
    GROUP BY a.id HAVING count(m.person_id) = 0 AND bool_or(a.person_id = ${personId}::uuid) ORDER BY a.id`;
  return rows.map(({ id }) => id);
}

/** Gives these goals another owner, who need not have seen them before. */
export async function handOverGoals(
  tx: PrismaTx,
  ground: Ground,
  caller: Caller,
  { ids, to }: { ids: readonly string[]; to: string },
): Promise<void> {
  const { workspaceId } = caller;
  for (const id of ids) {
    const where = { workspaceId_id: { workspaceId, id } };
    const viewers = await viewersOf(tx, workspaceId, id);
    const before = { ...(await tx.goal.findUniqueOrThrow({ where })), viewers };
    const after = await tx.goal.update({ where, data: { ownerId: to, version: { increment: 1 } } });
    await requireAudience(tx, { ...after, viewers });
    await recordGoal(tx, ground, caller, { ...after, viewers }, "hand_over", { reason: null }, before);
  }
}
