import type { GoalReport } from "@throughline/shared/goal-report";
import { falls } from "@throughline/shared/health/metric-scale";
import { latestReadings } from "../goals/latest-readings.ts";
import { metricOf } from "../goals/metric.ts";
import { dayOf, type GoalRow } from "../goals/wire.ts";
import type { Ground } from "../ground.ts";

/** Names and figures of a goal's key results, in the metric's own unit. */
export async function keyResultNames(
  ground: Ground,
  goal: GoalRow,
  today: string,
): Promise<GoalReport["names"]["keyResults"]> {
  const rows = await ground.db.prisma.keyResult.findMany({ where: { workspaceId: goal.workspaceId, goalId: goal.id } });
  const latest = await latestReadings(
    ground.db.prisma,
    goal.workspaceId,
    rows.map((row) => row.id),
  );
  const period = { start: dayOf(goal.start), due: dayOf(goal.due) };
  return Object.fromEntries(
    rows.map((row) => {
      const { now, ...metric } = metricOf(row, latest.get(row.id), period, today);
      return [row.id, { ...metric, value: now, falls: falls(metric) }];
    }),
  );
}
