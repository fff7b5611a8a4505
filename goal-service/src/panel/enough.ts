import type { Warning } from "@throughline/shared/panel";
import type { Caller } from "../accounts/caller.ts";
import { Prisma } from "../generated/prisma/client.ts";
import { visibleGoal } from "../goals/visibility.ts";
import type { GoalRow } from "../goals/wire.ts";
import type { Ground } from "../ground.ts";
import { COUNTS } from "../work-items/piece.ts";
import { enough, type Reader } from "./warnings.ts";

/** Above this a goal can have enough (product.md A6: a nudge above 5). */
const NUDGE = 5;

/** Said when this goal has the most work in progress of all while another of the same or higher priority has none. */
export async function enoughBehind(
  ground: Ground,
  caller: Caller,
  { goal, doing, reader }: { goal: GoalRow; doing: number; reader: Reader },
): Promise<Warning[]> {
  if (doing <= NUDGE) return [];
  const others = await ground.db.prisma.$queryRaw<{ title: string; priority: number; doing: number }[]>`
    SELECT g.title, g.priority, count(w.id)::int AS doing
    FROM goal g
    LEFT JOIN initiative i ON i.workspace_id = g.workspace_id AND i.goal_id = g.id AND i.state = 'active'
    LEFT JOIN work_item w ON w.workspace_id = i.workspace_id AND w.initiative_id = i.id AND w.category = 'doing'
      AND ${Prisma.raw(COUNTS)}
    WHERE ${visibleGoal(caller)} AND g.state = 'active' AND g.id <> ${goal.id}::uuid
    GROUP BY g.workspace_id, g.id, g.title, g.priority, g.no ORDER BY g.priority, g.no`;
  const starving = others.find((other) => other.doing === 0 && other.priority <= goal.priority);
  if (!starving || others.some((other) => other.doing > doing)) return [];
  const other = { title: starving.title, samePriority: starving.priority === goal.priority };
  return [enough(doing, other, reader)];
}
