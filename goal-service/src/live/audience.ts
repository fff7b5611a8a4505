import type { Caller } from "../accounts/caller.ts";
import type { Ground } from "../ground.ts";
import type { LiveEvent } from "./events.ts";

interface Audience {
  private: boolean;
  /** People and teams: the owner and whoever is named. */
  viewers: ReadonlySet<string>;
}

/**
 * Whom these events are for, as the goals stand now: an event of a goal that has become private is not told to those who
 * could see the goal when it happened. Only of the change that took the goal from them do they hear, and ask in vain.
 */
export async function readAudiences(
  ground: Ground,
  events: readonly LiveEvent[],
): Promise<(caller: Caller, event: LiveEvent) => boolean> {
  const goals = events.flatMap(goalOf);
  const { rows } = await ground.db.pool.query<{
    workspace_id: string;
    id: string;
    private: boolean;
    viewers: string[];
  }>(
    `SELECT g.workspace_id, g.id, g.private, array_remove(array_agg(v.viewer_id) || g.owner_id, NULL) AS viewers
     FROM unnest($1::uuid[], $2::uuid[]) AS x(workspace_id, id) JOIN goal g ON g.workspace_id = x.workspace_id AND g.id = x.id
     LEFT JOIN goal_viewer v ON v.workspace_id = g.workspace_id AND v.goal_id = g.id
     GROUP BY g.workspace_id, g.id, g.private, g.owner_id`,
    [goals.map(({ workspaceId }) => workspaceId), goals.map(({ id }) => id)],
  );
  const audiences = new Map(
    rows.map((row): [string, Audience] => [row.id, { private: row.private, viewers: new Set(row.viewers) }]),
  );
  return (caller, event) => {
    if (caller.workspaceId !== event.workspaceId) return false;
    return hasLost(caller, event) || goalOf(event).every(({ id }) => includes(audiences.get(id), caller));
  };
}

function goalOf({ workspaceId, kind, ref, goalId }: LiveEvent): { workspaceId: string; id: string }[] {
  const ids = new Set([...(kind === "goal" ? [ref] : []), ...(goalId === null ? [] : [goalId])]);
  return [...ids].map((id) => ({ workspaceId, id }));
}

const hasLost = ({ person }: Caller, { lostBy }: LiveEvent): boolean =>
  lostBy === "everyone" || (lostBy ?? []).some((id) => person?.sees.includes(id));

function includes(audience: Audience | undefined, caller: Caller): boolean {
  if (!audience) return false;
  return !audience.private || (caller.person?.sees ?? []).some((id) => audience.viewers.has(id));
}
