import { standingsOf } from "@throughline/shared/health/stalling";
import type { WorkItem } from "@throughline/shared/work-items";
import type { Caller } from "../accounts/caller.ts";
import { Prisma } from "../generated/prisma/client.ts";
import { visibleGoal } from "../goals/visibility.ts";
import type { Ground } from "../ground.ts";
import { notFound } from "../refusal.ts";
import { readWorkspaceSettings, type WorkspaceSettings } from "../people/workspace-settings.ts";

interface Row {
  id: string;
  connection_id: string;
  tool: string;
  container: string;
  remote_id: string;
  key: string | null;
  title: string;
  url: string;
  type: string | null;
  status_name: string;
  category: "todo" | "doing" | "done" | "cancelled";
  blocked: boolean;
  blocked_since: Date | null;
  blocked_on: string | null;
  owner_remote: string | null;
  owner_name: string | null;
  owner_person: string | null;
  assignees: unknown[];
  due: string | null;
  size: number | null;
  sub_done: number;
  sub_total: number;
  parent_remote: string | null;
  presence: WorkItem["presence"];
  restricted: boolean;
  tool_created: Date;
  tool_updated: Date;
  moved_at: Date;
  moved_on: string;
  moved_is_guess: boolean;
  synced_to: string | null;
  link_id: string | null;
  linked_at: Date | null;
  origin: string | null;
  class: string | null;
  class_until: string | null;
  initiative_id: string | null;
  initiative_no: number | null;
  initiative_title: string | null;
  goal_id: string | null;
  goal_owner: string | null;
  goal_visible: boolean | null;
  member: boolean;
  supporting: WorkItem["supporting"];
}

/** How these items travel to this reader: what a tool hides stays hidden, a private goal is not named. */
export async function showItems(ground: Ground, caller: Caller, items: readonly { id: string }[]): Promise<WorkItem[]> {
  const shown = await showItemsById(
    ground,
    caller,
    items.map((item) => item.id),
  );
  return items.flatMap((item) => shown.get(item.id) ?? []);
}

/** The one item that whoever calls has open in the tool, which has let them see it. */
export async function showOpened(ground: Ground, caller: Caller, { id }: { id: string }): Promise<WorkItem> {
  const item = (await showItemsById(ground, caller, [id], true)).get(id);
  if (!item) throw notFound("work item");
  return item;
}

export async function showItemsById(
  ground: Ground,
  caller: Caller,
  ids: readonly string[],
  opened = false,
): Promise<Map<string, WorkItem>> {
  if (ids.length === 0) return new Map();
  const { text, values } = question(caller, ids);
  const { rows } = await ground.db.pool.query<Row>(text, values);
  const settings = await readWorkspaceSettings(ground, caller.workspaceId);
  const today = ground.clock.dayIn(caller.zone, ground.clock.now());
  return new Map(
    rows.map((row) => [row.id, show(row, settings, today, hides(row, caller, opened && isOwn(row, caller)))]),
  );
}

const isOwn = (row: Row, { connection }: Caller): boolean => connection?.id === row.connection_id;

/** A restricted item's words are for people with an account there who own it, own its goal, or have it open in the tool. */
function hides(row: Row, caller: Caller, openedThere: boolean): boolean {
  const me = caller.person?.id;
  const ownIt = me !== undefined && (row.owner_person === me || row.goal_owner === me);
  return row.restricted && !openedThere && !(row.member && ownIt);
}

function show(row: Row, settings: WorkspaceSettings, today: string, hidden: boolean): WorkItem {
  return {
    id: row.id,
    connectionId: row.connection_id,
    tool: row.tool,
    ref: hidden ? { container: "", id: "" } : { container: row.container, id: row.remote_id },
    key: hidden ? null : row.key,
    title: hidden ? "1 restricted item" : row.title,
    url: hidden ? null : row.url,
    type: row.type,
    status: { name: row.status_name, category: row.category },
    blocked: row.blocked,
    blockedSince: row.blocked_since?.toISOString() ?? null,
    owner:
      hidden || row.owner_remote === null
        ? null
        : { personId: row.owner_person, name: row.owner_name ?? "Unknown account" },
    assignees: row.assignees.length,
    due: row.due,
    points: row.size,
    subitems: { done: row.sub_done, total: row.sub_total },
    parent: hidden ? null : row.parent_remote,
    presence: row.presence,
    restricted: row.restricted,
    createdAt: row.tool_created.toISOString(),
    updatedAt: row.tool_updated.toISOString(),
    movedAt: row.moved_at.toISOString(),
    movedIsGuess: row.moved_is_guess,
    ...stalling(row, settings, today),
    link: linkOf(row),
    supporting: row.supporting,
    class: row.class === null ? null : { class: row.class as "debt", until: row.class_until },
  };
}

function stalling(
  row: Row,
  { holidays = [], thresholds = {} }: WorkspaceSettings,
  today: string,
): Pick<WorkItem, "stalled" | "stallsOn" | "idleDays" | "blockedDays"> {
  const facts = {
    id: row.id,
    status: row.category,
    moved: row.moved_on,
    ...(row.blocked_on !== null && { blockedSince: row.blocked_on }),
  };
  const synced = row.synced_to === null ? {} : { syncedTo: row.synced_to };
  const items = row.presence === "live" ? [facts] : [];
  const standings = standingsOf({ items, holidays, settings: thresholds, ...synced }, today);
  const { stalled = false, stallsOn = null, idle = null, blocked = null } = standings.get(row.id) ?? {};
  return { stalled, stallsOn, idleDays: idle, blockedDays: blocked };
}

/** Linked to a goal that this reader may not see: linked, with nothing named. */
function linkOf(row: Row): WorkItem["link"] {
  if (row.initiative_id === null || row.linked_at === null) return null;
  const common = { origin: (row.origin ?? "attached") as "born", at: row.linked_at.toISOString() };
  if (row.goal_visible !== true)
    return { ...common, id: "", initiativeId: "", initiativeKey: "", initiativeTitle: "A private goal", goalId: "" };
  return {
    ...common,
    id: row.link_id ?? "",
    initiativeId: row.initiative_id,
    initiativeKey: `INI-${row.initiative_no}`,
    initiativeTitle: row.initiative_title ?? "",
    goalId: row.goal_id ?? "",
  };
}

const question = (
  caller: Caller,
  ids: readonly string[],
) => Prisma.sql`SELECT w.id, w.connection_id, c.tool, w.container, w.remote_id, w.key, w.title, w.url, w.type, w.status_name, w.category, w.blocked,
  w.blocked_since, to_char(w.blocked_since AT TIME ZONE s.zone, 'YYYY-MM-DD') AS blocked_on, w.owner_remote, o.name AS owner_name, o.person_id AS owner_person,
  w.assignees, to_char(w.due, 'YYYY-MM-DD') AS due, w.size, w.sub_done, w.sub_total, w.parent_remote, w.presence, w.restricted, w.tool_created, w.tool_updated,
  w.moved_at, to_char(w.moved_on, 'YYYY-MM-DD') AS moved_on, w.moved_is_guess, to_char(c.behind_since AT TIME ZONE s.zone, 'YYYY-MM-DD') AS synced_to,
  w.link_id, w.linked_at, w.origin, w.class, to_char(w.class_until, 'YYYY-MM-DD') AS class_until,
  w.initiative_id, i.no AS initiative_no, i.title AS initiative_title, i.goal_id, g.owner_id AS goal_owner, (${visibleGoal(caller)}) AS goal_visible,
  EXISTS (SELECT 1 FROM identity m WHERE m.workspace_id = w.workspace_id AND m.connection_id = w.connection_id AND m.person_id = ${caller.person?.id ?? null}::uuid) AS member,
  COALESCE((SELECT jsonb_agg(jsonb_build_object('initiativeId', si.id, 'initiativeKey', 'INI-' || si.no, 'initiativeTitle', si.title) ORDER BY si.no)
    FROM supporting_link sl JOIN initiative si ON si.workspace_id = sl.workspace_id AND si.id = sl.initiative_id
    JOIN goal sg ON sg.workspace_id = si.workspace_id AND sg.id = si.goal_id AND ${visibleGoal(caller, "sg")}
    WHERE sl.workspace_id = w.workspace_id AND sl.item_id = w.id), '[]') AS supporting
FROM work_item w
JOIN workspace s ON s.id = w.workspace_id
JOIN connection c ON c.workspace_id = w.workspace_id AND c.id = w.connection_id
LEFT JOIN identity o ON o.workspace_id = w.workspace_id AND o.connection_id = w.connection_id AND o.remote_id = w.owner_remote
LEFT JOIN initiative i ON i.workspace_id = w.workspace_id AND i.id = w.initiative_id
LEFT JOIN goal g ON g.workspace_id = i.workspace_id AND g.id = i.goal_id
WHERE w.workspace_id = ${caller.workspaceId}::uuid AND w.id = ANY(${ids}::uuid[])`;
