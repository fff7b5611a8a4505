import type { Goal } from "@throughline/shared/goals";
import type { Caller } from "../accounts/caller.ts";
import type { Ground } from "../ground.ts";
import { visibleTo } from "./visibility.ts";
import { type GoalRow, showGoal } from "./wire.ts";

/** How goals travel to this reader: a parent that does not exist for them is not named. */
export async function showGoals(ground: Ground, caller: Caller, rows: readonly GoalRow[]): Promise<Goal[]> {
  const parents = [...new Set(rows.flatMap((row) => row.parentId ?? []))];
  const where = { AND: [visibleTo(caller), { id: { in: parents } }] };
  const seen = parents.length === 0 ? [] : await ground.db.prisma.goal.findMany({ where, select: { id: true } });
  const visible = new Set(seen.map((goal) => goal.id));
  return rows.map((row) => {
    const goal = showGoal(row);
    return goal.parentId === null || visible.has(goal.parentId) ? goal : { ...goal, parentId: null };
  });
}

export async function showOne(ground: Ground, caller: Caller, row: GoalRow): Promise<Goal> {
  const [goal] = await showGoals(ground, caller, [row]);
  return goal ?? showGoal(row);
}
