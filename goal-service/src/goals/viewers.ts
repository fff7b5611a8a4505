import type { PrismaTx } from "../db.ts";
import type { GoalViewer } from "../generated/prisma/client.ts";

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
