import type { Goal as GoalWire } from "@throughline/shared/goals";
import type { Goal, GoalViewer } from "../generated/prisma/client.ts";

export type GoalRow = Goal & { viewers: GoalViewer[] };

/** A database date is midnight UTC of a calendar day; a Day is its text. A stored date that is no day costs itself only. */
export const dayOf = (date: Date): string =>
  Number.isNaN(date.getTime()) ? "no day" : (date.toISOString().split("T")[0] ?? "");
export const dateOf = (day: string): Date => new Date(`${day}T00:00:00Z`);

/** How a goal travels. */
export function showGoal(row: GoalRow): GoalWire {
  return {
    id: row.id,
    key: `G-${row.no}`,
    title: row.title,
    why: row.why,
    level: row.level as GoalWire["level"],
    ownerId: row.ownerId,
    teamId: row.teamId,
    periodId: row.periodId,
    parentId: row.parentId,
    weight: row.weight,
    priority: row.priority,
    ambition: row.ambition as GoalWire["ambition"],
    state: row.state as GoalWire["state"],
    dropped: row.dropped,
    start: dayOf(row.start),
    due: dayOf(row.due),
    viewers: row.private ? row.viewers.map((viewer) => viewer.viewerId) : null,
    version: row.version,
    createdAt: row.createdAt.toISOString(),
  };
}
