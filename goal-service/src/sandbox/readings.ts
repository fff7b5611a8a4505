import { dayNumber, daysBetween } from "@throughline/shared/calendar";
import { firstAdmin } from "../accounts/first-workspace.ts";
import type { Caller } from "../accounts/caller.ts";
import { latestReadings } from "../goals/latest-readings.ts";
import { plannedShare } from "../goals/metric.ts";
import { createReading } from "../goals/readings.ts";
import { dayOf } from "../goals/wire.ts";
import type { Ground } from "../ground.ts";

/** While the company goes on, every key result of an active goal gets its reading on plan when one is due. */
export async function readOnPlan(ground: Ground): Promise<void> {
  const admin = await firstAdmin(ground);
  if (!admin) return;
  const workspace = await ground.db.prisma.workspace.findUniqueOrThrow({ where: { id: admin.workspaceId } });
  const caller: Caller = {
    workspaceId: admin.workspaceId,
    zone: workspace.zone,
    person: { id: admin.personId, name: "", role: "admin", sees: [admin.personId] },
    connection: null,
  };
  const today = ground.clock.dayIn(workspace.zone, ground.clock.now());
  const rows = await ground.db.prisma.keyResult.findMany({
    where: { workspaceId: admin.workspaceId, removedAt: null, goal: { is: { state: "active", private: false } } },
    include: { goal: true },
  });
  const latest = await latestReadings(
    ground.db.prisma,
    admin.workspaceId,
    rows.map((row) => row.id),
  );
  for (const row of rows) {
    const last = latest.get(row.id)?.on;
    const due = last === undefined || daysBetween(last, today) >= row.cadence;
    if (!due || dayNumber(today) <= dayNumber(dayOf(row.goal.start)) + row.lag) continue;
    await createReading(ground, caller, {
      id: row.id,
      on: today,
      value: onPlan(row, { start: dayOf(row.goal.start), due: dayOf(row.goal.due) }, today),
    });
  }
}

function onPlan(
  row: Parameters<typeof plannedShare>[0],
  period: { start: string; due: string },
  today: string,
): number {
  if (row.direction === "maintain") return ((row.lo ?? 0) + (row.hi ?? row.lo ?? 0)) / 2;
  const share = plannedShare(row, period, today);
  const from = row.baseline ?? 0;
  return Math.round((from + share * ((row.target ?? 0) - from)) * 100) / 100;
}
