import type { Day } from "@throughline/shared/calendar";
import type { Freshness } from "@throughline/shared/portfolio";
import { HealthState } from "@throughline/shared/vocabulary";
import type { z } from "zod";
import type { Caller } from "../accounts/caller.ts";
import type { Initiative, KeyResult } from "../generated/prisma/client.ts";
import { visibleGoal } from "../goals/visibility.ts";
import type { Ground } from "../ground.ts";

export interface GoalData {
  id: string;
  no: number;
  title: string;
  parentId: string | null;
  level: string;
  priority: number;
  /** As it was planned: at the end of the day on which the goal starts, or when it was made, if later. */
  plannedPriority: number | null;
  ambition: string;
  start: Day;
  due: Day;
  ownerId: string | null;
  teamId: string | null;
  periodId: string | null;
  private: boolean;
  lifeCycle: string;
  stored: string | null;
  since: Date | null;
  body: unknown;
  facts: unknown;
}

/** A closed goal stays on the page for this long after its result. */
const SHOWN_AFTER_CLOSING_DAYS = 28;

/** Every goal that exists for this caller, with its stored report. */
export async function readGoals(ground: Ground, caller: Caller): Promise<GoalData[]> {
  const closedAfter = new Date(ground.clock.now().getTime() - SHOWN_AFTER_CLOSING_DAYS * 86_400_000);
  return ground.db.prisma.$queryRaw<GoalData[]>`
    SELECT g.id, g.no, g.title, g.parent_id AS "parentId", g.level, g.priority, v.planned AS "plannedPriority", g.ambition,
      g.start::text AS start, g.due::text AS due, g.owner_id AS "ownerId", g.team_id AS "teamId", g.period_id AS "periodId",
      g.private, g.state AS "lifeCycle", h.state AS stored, h.since, h.body, h.facts
    FROM goal g
    LEFT JOIN goal_health h ON h.workspace_id = g.workspace_id AND h.goal_id = g.id
    LEFT JOIN LATERAL (SELECT (body->>'priority')::int AS planned FROM version
      WHERE workspace_id = g.workspace_id AND kind = 'goal' AND id = g.id::text
        AND (no = 1 OR recorded_at < (g.start + 1)::timestamp AT TIME ZONE ${caller.zone})
      ORDER BY no DESC LIMIT 1) v ON true
    WHERE ${visibleGoal(caller)} AND (g.state <> 'closed' OR h.since IS NULL OR h.since >= ${closedAfter})
    ORDER BY g.no`;
}

export const readKeyResults = (ground: Ground, { workspaceId }: Caller, goalIds: string[]): Promise<KeyResult[]> =>
  ground.db.prisma.keyResult.findMany({
    where: { workspaceId, goalId: { in: goalIds }, removedAt: null },
    orderBy: { id: "asc" },
  });

export const readInitiatives = (ground: Ground, { workspaceId }: Caller, goalIds: string[]): Promise<Initiative[]> =>
  ground.db.prisma.initiative.findMany({
    where: { workspaceId, goalId: { in: goalIds }, state: { not: "stopped" } },
    orderBy: { no: "asc" },
  });

/** The last reading of each week for these key results; week 0 holds whatever is older than all of them. */
export async function readWeeks(ground: Ground, { workspaceId }: Caller, ids: string[], today: Day, weeks: number) {
  return ground.db.prisma.$queryRaw<{ id: string; week: number; value: number }[]>`
    SELECT DISTINCT ON (id, week) id, week, value FROM (
      SELECT key_result_id AS id, greatest(0, ${weeks - 1}::int - (${today}::date - "on") / 7) AS week, value, "on"
      FROM current_reading WHERE workspace_id = ${workspaceId}::uuid AND key_result_id = ANY(${ids}::uuid[]) AND "on" <= ${today}::date) r
    ORDER BY id, week, "on" DESC`;
}

/** What each of these goals showed at a moment, as far as it was known then. */
export async function readStatesAt(
  ground: Ground,
  { workspaceId }: Caller,
  ids: string[],
  at: Date,
): Promise<Map<string, HealthState>> {
  const rows = await ground.db.prisma.$queryRaw<{ id: string; state: unknown }[]>`
    SELECT DISTINCT ON (id) id, body->>'state' AS state FROM version
    WHERE workspace_id = ${workspaceId}::uuid AND kind = 'turn' AND id = ANY(${ids}::text[]) AND recorded_at <= ${at}
    ORDER BY id, no DESC`;
  return new Map(rows.map(({ id, state }) => [id, HealthState.parse(state)]));
}

/** Which of these goals had been at risk before they turned so this time. */
export async function readRiskBefore(ground: Ground, { workspaceId }: Caller, ids: string[]): Promise<Set<string>> {
  const rows = await ground.db.prisma.$queryRaw<{ id: string }[]>`
    SELECT DISTINCT v.id FROM version v
    JOIN goal_health h ON h.workspace_id = v.workspace_id AND h.goal_id = v.id::uuid
    WHERE v.workspace_id = ${workspaceId}::uuid AND v.kind = 'turn' AND v.id = ANY(${ids}::text[])
      AND v.body->>'state' = 'amber' AND v.recorded_at < h.since`;
  return new Set(rows.map(({ id }) => id));
}

export async function readFreshness(ground: Ground, { workspaceId }: Caller): Promise<z.output<typeof Freshness>[]> {
  // What one of us has disconnected is not missed; what ended from the tool's side is said until somebody answers it.
  const rows = await ground.db.prisma.connection.findMany({
    where: { workspaceId, OR: [{ state: { not: "ended" } }, { problem: { not: null } }] },
    orderBy: { createdAt: "asc" },
  });
  return rows.map((row) => ({
    connectionId: row.id,
    name: row.name,
    tool: row.tool,
    state: row.state as z.output<typeof Freshness>["state"],
    lastEventAt: row.lastEventAt?.toISOString() ?? null,
    lastSyncAt: row.lastSyncAt?.toISOString() ?? null,
    behindSince: row.behindSince?.toISOString() ?? null,
  }));
}
