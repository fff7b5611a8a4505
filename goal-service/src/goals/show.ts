import type { Goal } from "@throughline/shared/goals";
import type { Caller } from "../accounts/caller.ts";
import type { PrismaTx } from "../db.ts";
import type { Ground } from "../ground.ts";
import { visibleTo } from "./visibility.ts";
import { type GoalRow, showGoal } from "./wire.ts";

/** How goals travel to this reader: a parent that does not exist for them is not named. */
export async function showGoals(ground: Ground, caller: Caller, rows: readonly GoalRow[]): Promise<Goal[]> {
  const parents = await visibleParents(ground.db.prisma, caller, rows);
  return rows.map((row) => withParent(row, parents));
}

export const showOne = (ground: Ground, caller: Caller, row: GoalRow): Promise<Goal> =>
  showWithin(ground.db.prisma, caller, row);

/** The same inside a transaction, which needs no second connection for it. */
export async function showWithin(tx: PrismaTx, caller: Caller, row: GoalRow): Promise<Goal> {
  return withParent(row, await visibleParents(tx, caller, [row]));
}

async function visibleParents(tx: PrismaTx, caller: Caller, rows: readonly GoalRow[]): Promise<Set<string>> {
  const parents = [...new Set(rows.flatMap((row) => row.parentId ?? []))];
  if (parents.length === 0) return new Set();
  const where = { AND: [visibleTo(caller), { id: { in: parents } }] };
  const seen = await tx.goal.findMany({ where, select: { id: true } });
  return new Set(seen.map((goal) => goal.id));
}

function withParent(row: GoalRow, visible: ReadonlySet<string>): Goal {
  const goal = showGoal(row);
  return goal.parentId === null || visible.has(goal.parentId) ? goal : { ...goal, parentId: null };
}
