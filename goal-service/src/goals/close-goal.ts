import type { Caller } from "../accounts/caller.ts";
import { prismaTransaction } from "../database/transaction.ts";
import type { Ground } from "../ground.ts";
import { Refused } from "../refusal.ts";
import { lockGoal, recordGoal } from "./goals.ts";
import type { GoalRow } from "./wire.ts";

export async function closeGoal(
  ground: Ground,
  caller: Caller,
  input: { id: string; dropped: boolean; reason?: string | undefined },
): Promise<GoalRow> {
  return setState(ground, caller, input.id, {
    from: "open",
    data: { state: "closed", dropped: input.dropped },
    action: "close",
    reason: input.reason,
  });
}

export async function reopenGoal(
  ground: Ground,
  caller: Caller,
  input: { id: string; reason: string },
): Promise<GoalRow> {
  return setState(ground, caller, input.id, {
    from: "closed",
    data: { state: "active", dropped: false },
    action: "reopen",
    reason: input.reason,
  });
}

async function setState(
  ground: Ground,
  caller: Caller,
  ref: string,
  to: {
    from: "open" | "closed";
    data: { state: string; dropped: boolean };
    action: string;
    reason?: string | undefined;
  },
): Promise<GoalRow> {
  return prismaTransaction(ground.db, async (tx) => {
    const before = await lockGoal(tx, caller, ref);
    const closed = before.state === "closed";
    if (to.from === "open" && closed) throw new Refused("goal_closed", "This goal is already closed.");
    if (to.from === "closed" && !closed) throw new Refused("goal_open", "This goal is open.");
    const row = await tx.goal.update({
      where: { workspaceId_id: { workspaceId: caller.workspaceId, id: before.id } },
      data: { ...to.data, version: { increment: 1 } },
    });
    const after = { ...row, viewers: before.viewers };
    await recordGoal(tx, ground, caller, after, to.action, { reason: to.reason ?? null });
    return after;
  });
}
