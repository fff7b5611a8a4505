import type { PrismaTx } from "../db.ts";
import type { GoalViewer } from "../generated/prisma/client.ts";
import type { LostBy } from "../live/events.ts";
import { Refused } from "../refusal.ts";
import type { GoalRow } from "./wire.ts";

/** The people and teams named on a private goal, as they now are: whoever is not among them was taken off. */
export async function setViewers(
  tx: PrismaTx,
  workspaceId: string,
  goalId: string,
  viewerIds: readonly string[],
): Promise<void> {
  await tx.goalViewer.deleteMany({ where: { workspaceId, goalId } });
  await tx.goalViewer.createMany({
    data: [...new Set(viewerIds)].map((viewerId) => ({ workspaceId, goalId, viewerId })),
  });
}

export const viewersOf = (tx: PrismaTx, workspaceId: string, goalId: string): Promise<GoalViewer[]> =>
  tx.goalViewer.findMany({ where: { workspaceId, goalId } });

/**
 * A private goal that no member may see would be lost: not even an admin could open it again. The memberships are held, so
 * that none of them ends before the goal is written.
 */
export async function requireAudience(tx: PrismaTx, goal: GoalRow): Promise<void> {
  if (!goal.private) return;
  const members = await tx.$queryRaw<object[]>`
    SELECT 1 FROM membership m WHERE m.workspace_id = ${goal.workspaceId}::uuid AND (m.person_id = ANY(${audienceOf(goal)}::uuid[])
      OR EXISTS (SELECT 1 FROM team_member t WHERE t.workspace_id = m.workspace_id AND t.person_id = m.person_id
        AND t.team_id = ANY(${audienceOf(goal)}::uuid[])))
    FOR KEY SHARE OF m`;
  if (members.length === 0)
    throw new Refused(
      "no_audience",
      "A private goal needs a member of this workspace who may see it. Name one as its owner or beside it, or a team with a member.",
    );
}

const audienceOf = ({ ownerId, viewers }: GoalRow): string[] => [
  ...(ownerId === null ? [] : [ownerId]),
  ...viewers.map(({ viewerId }) => viewerId),
];

/** Who sees the goal before a change and may not see it afterwards; their open screens hear of it once more. */
export function lost(before: GoalRow, after: GoalRow): { lostBy?: LostBy } {
  if (!after.private) return {};
  if (!before.private) return { lostBy: "everyone" };
  const now = new Set(audienceOf(after));
  const gone = audienceOf(before).filter((id) => !now.has(id));
  return gone.length === 0 ? {} : { lostBy: gone };
}
