import type { Caller } from "../accounts/caller.ts";
import { shownState } from "../goals/attention.ts";
import { visibleGoal } from "../goals/visibility.ts";
import type { Ground } from "../ground.ts";
import type { HealthState } from "@throughline/shared/vocabulary";

/** An initiative that work can still be created under, with the goal it serves. */
export interface OpenInitiative {
  id: string;
  key: string;
  title: string;
  due: string | null;
  goalId: string;
  goalKey: string;
  goalTitle: string;
  goalDue: string;
  priority: number;
  state: HealthState;
  private: boolean;
  /** When this person last made or attached an item under it, in any tool. */
  usedAt: Date | null;
}

type Row = Omit<OpenInitiative, "state"> & { lifeCycle: string; stored: string | null };

/** A person's latest links are enough to find the five initiatives used last. */
const LATEST = 500;

/** What the caller may see and is open, in the order of the goals' and initiatives' numbers. */
export async function readOpenInitiatives(ground: Ground, caller: Caller): Promise<OpenInitiative[]> {
  const rows = await ground.db.prisma.$queryRaw<Row[]>`
    WITH used AS (
      SELECT initiative_id, max(created_at) AS at FROM (
        SELECT l.initiative_id, l.created_at FROM link l
        WHERE l.workspace_id = ${caller.workspaceId}::uuid AND l.person_id = ${caller.person?.id ?? null}::uuid
        ORDER BY l.created_at DESC LIMIT ${LATEST}) latest
      WHERE initiative_id IS NOT NULL GROUP BY initiative_id)
    SELECT i.id, 'INI-' || i.no AS key, i.title, i.due::text AS due, g.id AS "goalId", 'G-' || g.no AS "goalKey",
      g.title AS "goalTitle", g.due::text AS "goalDue", g.priority, g.private, g.state AS "lifeCycle", h.state AS stored, used.at AS "usedAt"
    FROM goal g
    JOIN initiative i ON i.workspace_id = g.workspace_id AND i.goal_id = g.id AND i.state IN ('proposed', 'active')
    LEFT JOIN goal_health h ON h.workspace_id = g.workspace_id AND h.goal_id = g.id
    LEFT JOIN used ON used.initiative_id = i.id
    WHERE ${visibleGoal(caller)} AND g.state <> 'closed'
    ORDER BY g.no, i.no`;
  return rows.map(({ lifeCycle, stored, ...row }) => ({ ...row, state: shownState(lifeCycle, stored) }));
}
