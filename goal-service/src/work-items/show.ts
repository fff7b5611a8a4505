import { standingsOf } from "@throughline/shared/health/stalling";
import type { WorkItem } from "@throughline/shared/work-items";
import type { Caller } from "../accounts/caller.ts";
import type { Ground } from "../ground.ts";
import { notFound } from "../refusal.ts";
import { readWorkspaceSettings, type WorkspaceSettings } from "../people/workspace-settings.ts";
import { factsOf, syncedUpTo } from "./piece.ts";
import { readOtherSides, sameWorkAs } from "./same-work.ts";
import { readShown, type ShownRow } from "./shown-rows.ts";

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
  const sides = await readOtherSides(ground, caller.workspaceId, ids);
  const otherIds = [...sides.values()].map(({ other_id }) => other_id);
  const rows = await readShown(ground, caller, [...new Set([...ids, ...otherIds])]);
  const settings = await readWorkspaceSettings(ground, caller.workspaceId);
  const today = ground.clock.dayIn(caller.zone, ground.clock.now());
  const parents = await hiddenAmong(
    ground,
    caller,
    rows.flatMap(({ restricted_parent }) => restricted_parent ?? []),
  );
  const shown = (row: ShownRow, openedThere: boolean) => {
    const item = show(row, settings, today, hides(row, caller, openedThere));
    return parents.has(row.restricted_parent ?? "") ? { ...item, parent: null } : item;
  };
  const others = new Map(rows.map((row) => [row.id, shown(row, false)]));
  const asked = new Set(ids);
  return new Map(
    rows
      .filter(({ id }) => asked.has(id))
      .map((row) => {
        const item = shown(row, opened && isOwn(row, caller));
        return [row.id, { ...item, sameWork: sameWorkAs(row, sides.get(row.id), others) }];
      }),
  );
}

/** Of these items, those that are not named to this reader. */
async function hiddenAmong(ground: Ground, caller: Caller, ids: readonly string[]): Promise<Set<string>> {
  const rows = await readShown(ground, caller, [...new Set(ids)]);
  return new Set(rows.filter((row) => hides(row, caller, false)).map(({ id }) => id));
}

const isOwn = (row: ShownRow, { connection }: Caller): boolean => connection?.id === row.connection_id;

/** A restricted item's words are for people with an account there who own it, own its goal, or have it open in the tool. */
function hides(row: ShownRow, caller: Caller, openedThere: boolean): boolean {
  const me = caller.person?.id;
  const ownIt = me !== undefined && (row.owner_person === me || row.goal_owner === me);
  return row.restricted && !openedThere && !(row.member && ownIt);
}

function show(row: ShownRow, settings: WorkspaceSettings, today: string, hidden: boolean): WorkItem {
  return {
    id: row.id,
    connectionId: row.connection_id,
    tool: row.tool,
    ref: hidden ? { container: "", id: "" } : { container: row.container, id: row.remote_id },
    key: hidden ? null : row.key,
    title: hidden ? "1 restricted item" : row.title,
    url: hidden ? null : row.url,
    type: row.type,
    status: { id: row.status_id, name: row.status_name, category: row.status },
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
    unreadIn: row.outside ? { name: hidden ? null : row.container_key } : null,
    restricted: row.restricted,
    createdAt: row.tool_created.toISOString(),
    updatedAt: row.tool_updated.toISOString(),
    movedAt: row.moved_at.toISOString(),
    movedIsGuess: row.moved_is_guess,
    ...stalling(row, settings, today),
    link: linkOf(row),
    supporting: row.supporting,
    class: row.class === null ? null : { class: row.class as "debt", until: row.class_until },
    sameWork: null,
  };
}

/** What is counted as another item's work stands still there, not here. */
function stalling(
  row: ShownRow,
  { holidays = [], thresholds = {} }: WorkspaceSettings,
  today: string,
): Pick<WorkItem, "stalled" | "stallsOn" | "idleDays" | "blockedDays"> {
  const items = row.presence === "live" && row.mirror_of === null ? [factsOf(row)] : [];
  const rules = { holidays, settings: thresholds, ...syncedUpTo([row]) };
  const {
    stalled = false,
    stallsOn = null,
    idle = null,
    blocked = null,
  } = standingsOf({ items, ...rules }, today).get(row.id) ?? {};
  return { stalled, stallsOn, idleDays: idle, blockedDays: blocked };
}

/** Linked to a goal that this reader may not see: linked, with nothing named. */
function linkOf(row: ShownRow): WorkItem["link"] {
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
