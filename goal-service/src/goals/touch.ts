import type { PrismaTx } from "../db.ts";
import type { Ground } from "../ground.ts";
import { announce, markDirty } from "../live/announce.ts";
import type { GoalRow } from "./wire.ts";

/** Tells the open screens of the goal's audience that something of it changed. */
export async function announceGoal(tx: PrismaTx, ground: Ground, goal: GoalRow): Promise<void> {
  const { workspaceId, id, version } = goal;
  await announce(
    tx,
    { workspaceId, kind: "goal", ref: id, version, goalId: goal.private ? id : null },
    ground.clock.now(),
  );
}

/** The same for a change that its health may depend on: it is evaluated anew. */
export async function touchGoal(tx: PrismaTx, ground: Ground, goal: GoalRow): Promise<void> {
  await markDirty(tx, goal.workspaceId, [goal.id], ground.clock.now());
  await announceGoal(tx, ground, goal);
}
