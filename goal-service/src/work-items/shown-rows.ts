import type { WorkItem } from "@throughline/shared/work-items";
import type { Caller } from "../accounts/caller.ts";
import { Prisma } from "../generated/prisma/client.ts";
import { visibleGoal } from "../goals/visibility.ts";
import type { Ground } from "../ground.ts";
import { PIECE, type Piece, WITH_TOOLS } from "./piece.ts";

/** An item as a reader asks for it: with its piece of work (piece.ts), its owner, its link, and who may see what. */
export interface ShownRow extends Piece {
  connection_id: string;
  tool: string;
  container: string;
  remote_id: string;
  key: string | null;
  title: string;
  url: string;
  type: string | null;
  status_id: string | null;
  status_name: string;
  blocked: boolean;
  blocked_since: Date | null;
  owner_remote: string | null;
  owner_name: string | null;
  owner_person: string | null;
  assignees: unknown[];
  sub_done: number;
  sub_total: number;
  parent_remote: string | null;
  /** The parent, where its tool hides it from some. */
  restricted_parent: string | null;
  presence: WorkItem["presence"];
  outside: boolean;
  container_key: string | null;
  restricted: boolean;
  tool_created: Date;
  tool_updated: Date;
  moved_at: Date;
  moved_is_guess: boolean;
  link_id: string | null;
  linked_at: Date | null;
  origin: string | null;
  class: string | null;
  class_until: string | null;
  mirror_of: string | null;
  initiative_id: string | null;
  initiative_no: number | null;
  initiative_title: string | null;
  goal_id: string | null;
  goal_owner: string | null;
  goal_visible: boolean | null;
  member: boolean;
  supporting: WorkItem["supporting"];
}

export async function readShown(ground: Ground, caller: Caller, ids: readonly string[]): Promise<ShownRow[]> {
  if (ids.length === 0) return [];
  const { text, values } = question(caller, ids);
  return (await ground.db.pool.query<ShownRow>(text, values)).rows;
}

/** The other side of a pair moved later, and this one is not finished. */
const MOVED_THERE = Prisma.raw("o.moved_at > w.moved_at AND w.category <> 'done'");

const question = (
  caller: Caller,
  ids: readonly string[],
) => Prisma.sql`SELECT ${Prisma.raw(PIECE)}, w.connection_id, c.tool, w.container, w.remote_id, w.key, w.title, w.url, w.type, w.status_id, w.status_name,
  (w.blocked OR w.mirror_blocked_since IS NOT NULL) AS blocked, least(w.blocked_since, w.mirror_blocked_since) AS blocked_since,
  w.owner_remote, p.name AS owner_name, p.person_id AS owner_person,
  w.assignees, w.sub_done, w.sub_total, w.parent_remote, w.presence,
  (SELECT q.id FROM work_item q WHERE q.workspace_id = w.workspace_id AND q.connection_id = w.connection_id
    AND q.remote_id = w.parent_remote AND q.restricted) AS restricted_parent, w.restricted,
  (w.presence = 'gone' AND jsonb_array_length(c.containers) > 0 AND NOT c.containers ? w.container) AS outside, k.key AS container_key,
  w.tool_created, w.tool_updated,
  CASE WHEN ${MOVED_THERE} THEN o.moved_at ELSE w.moved_at END AS moved_at, CASE WHEN ${MOVED_THERE} THEN o.moved_is_guess ELSE w.moved_is_guess END AS moved_is_guess, w.mirror_of,
  w.link_id, w.linked_at, w.origin, w.class, to_char(w.class_until, 'YYYY-MM-DD') AS class_until,
  w.initiative_id, i.no AS initiative_no, i.title AS initiative_title, i.goal_id, g.owner_id AS goal_owner, (${visibleGoal(caller)}) AS goal_visible,
  EXISTS (SELECT 1 FROM identity m WHERE m.workspace_id = w.workspace_id AND m.connection_id = w.connection_id AND m.person_id = ${caller.person?.id ?? null}::uuid) AS member,
  COALESCE((SELECT jsonb_agg(jsonb_build_object('initiativeId', si.id, 'initiativeKey', 'INI-' || si.no, 'initiativeTitle', si.title) ORDER BY si.no)
    FROM supporting_link sl JOIN initiative si ON si.workspace_id = sl.workspace_id AND si.id = sl.initiative_id
    JOIN goal sg ON sg.workspace_id = si.workspace_id AND sg.id = si.goal_id AND ${visibleGoal(caller, "sg")}
    WHERE sl.workspace_id = w.workspace_id AND sl.item_id = w.id), '[]') AS supporting
FROM work_item w
${Prisma.raw(WITH_TOOLS)}
LEFT JOIN container k ON k.workspace_id = w.workspace_id AND k.connection_id = w.connection_id AND k.remote_id = w.container
LEFT JOIN identity p ON p.workspace_id = w.workspace_id AND p.connection_id = w.connection_id AND p.remote_id = w.owner_remote
LEFT JOIN initiative i ON i.workspace_id = w.workspace_id AND i.id = w.initiative_id
LEFT JOIN goal g ON g.workspace_id = i.workspace_id AND g.id = i.goal_id
WHERE w.workspace_id = ${caller.workspaceId}::uuid AND w.id = ANY(${ids}::uuid[])`;
