import type { Caller } from "../accounts/caller.ts";
import type { PrismaTx } from "../db.ts";
import type { KeyResult } from "../generated/prisma/client.ts";
import { notFound } from "../refusal.ts";
import { lockGoal } from "./goals.ts";
import { asUuid, visibleTo } from "./visibility.ts";
import type { GoalRow } from "./wire.ts";

export async function findKeyResult(tx: PrismaTx, caller: Caller, id: string): Promise<KeyResult> {
  const { workspaceId } = caller;
  const where = { workspaceId, id: asUuid(id), removedAt: null, goal: { is: visibleTo(caller) } };
  const row = await tx.keyResult.findFirst({ where });
  if (!row) throw notFound("key result");
  return row;
}

/** The same with its goal locked: every change of a goal's measures comes one after the other. */
export async function lockKeyResult(
  tx: PrismaTx,
  caller: Caller,
  id: string,
): Promise<{ row: KeyResult; goal: GoalRow }> {
  const { goalId } = await findKeyResult(tx, caller, id);
  const goal = await lockGoal(tx, caller, goalId);
  return { row: await findKeyResult(tx, caller, id), goal };
}
