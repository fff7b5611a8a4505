import { keyInText, Mark } from "@throughline/shared/link";
import type { Tx } from "../db.ts";
import { isUuid } from "../goals/visibility.ts";
import type { KnownInitiative, KnownLink } from "../links/decide.ts";
import { ITEM_SELECT, type ItemRow } from "./item-row.ts";
import type { Arrival } from "./read-rows.ts";

/** What the database knows that concerns this batch, read by index: items, their parents, links and initiatives named. */
export interface Known {
  /** By the tool's own id. */
  items: Map<string, ItemRow>;
  links: Map<string, KnownLink>;
  /** By id and by key. */
  initiatives: Map<string, KnownInitiative>;
  childrenOf: (tx: Tx, remoteIds: readonly string[]) => Promise<ItemRow[]>;
}

interface Scope {
  workspaceId: string;
  connection: { id: string; serves?: ReadonlyMap<string, string> };
}

export async function readKnown(tx: Tx, scope: Scope, arrivals: readonly Arrival[]): Promise<Known> {
  const reads = arrivals.map((arrival) => arrival.read);
  const ids = reads.flatMap((read) => [read.ref.id, ...(read.parent ? [read.parent.id] : [])]);
  const items = await itemsByRemote(tx, scope, ids);
  const marks = reads.flatMap((read) => marksOf(read.mark, read.title));
  const links = await linksById(tx, scope.workspaceId, [
    ...marks.flatMap((mark) => mark.link ?? []),
    ...items.flatMap((item) => item.link_id ?? []),
  ]);
  const served = reads.flatMap((read) => scope.connection.serves?.get(read.ref.container) ?? []);
  const named = [
    ...served,
    ...marks.flatMap((mark) => mark.key ?? []),
    ...links.flatMap((link) => link.initiative_id ?? []),
    ...items.flatMap((item) => item.initiative_id ?? []),
  ];
  const initiatives = await initiativesNamed(tx, scope.workspaceId, named);
  return {
    items: new Map(items.map((item) => [item.remote_id, item])),
    links: new Map(links.map((link) => [link.id, link])),
    initiatives: new Map(
      initiatives.flatMap((initiative) => [
        [initiative.id, initiative] as const,
        [initiative.key, initiative] as const,
      ]),
    ),
    childrenOf: (client, remoteIds) => childrenOf(client, scope, remoteIds),
  };
}

function marksOf(mark: unknown, title: string): { link?: string; key?: string }[] {
  const parsed = Mark.safeParse(mark);
  if (parsed.success)
    return [{ link: parsed.data.link, ...(parsed.data.initiative && { key: parsed.data.initiative.toUpperCase() }) }];
  const key = keyInText(typeof mark === "string" ? mark : title);
  return key ? [{ key }] : [];
}

async function itemsByRemote(tx: Tx, scope: Scope, ids: readonly string[]): Promise<ItemRow[]> {
  const { rows } = await tx.query<ItemRow>(
    `SELECT ${ITEM_SELECT} FROM work_item WHERE workspace_id = $1 AND connection_id = $2 AND remote_id = ANY($3)`,
    [scope.workspaceId, scope.connection.id, [...new Set(ids)]],
  );
  return rows;
}

async function childrenOf(tx: Tx, scope: Scope, remoteIds: readonly string[]): Promise<ItemRow[]> {
  const { rows } = await tx.query<ItemRow>(
    `SELECT ${ITEM_SELECT} FROM work_item WHERE workspace_id = $1 AND connection_id = $2 AND parent_remote = ANY($3) AND initiative_id IS NULL AND class IS NULL AND untied_at IS NULL`,
    [scope.workspaceId, scope.connection.id, [...remoteIds]],
  );
  return rows;
}

async function linksById(tx: Tx, workspaceId: string, ids: readonly string[]): Promise<KnownLink[]> {
  if (ids.length === 0) return [];
  const { rows } = await tx.query<KnownLink>(
    `SELECT id, initiative_id, class, to_char(until, 'YYYY-MM-DD') AS until, item_id, person_id, connection_id, to_char(created_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') AS created_at
     FROM link WHERE workspace_id = $1 AND id = ANY($2::uuid[])`,
    [workspaceId, [...new Set(ids)]],
  );
  return rows;
}

const KEY = /^INI-(\d{1,9})$/i;

async function initiativesNamed(tx: Tx, workspaceId: string, refs: readonly string[]): Promise<KnownInitiative[]> {
  const numbers = refs.flatMap((ref) => Number(KEY.exec(ref)?.[1] ?? NaN)).filter((no) => Number.isInteger(no));
  const ids = refs.filter(isUuid);
  if (numbers.length + ids.length === 0) return [];
  const { rows } = await tx.query<KnownInitiative>(
    `SELECT i.id, 'INI-' || i.no AS key, (i.state IN ('proposed','active') AND g.state <> 'closed') AS open, g.private
     FROM initiative i JOIN goal g ON g.workspace_id = i.workspace_id AND g.id = i.goal_id
     WHERE i.workspace_id = $1 AND (i.no = ANY($2::int[]) OR i.id = ANY($3::uuid[]))`,
    [workspaceId, numbers, ids],
  );
  return rows;
}

/** The same for one item that a person acts on, with the initiatives that the act names. */
export async function readKnownItem(
  tx: Tx,
  scope: Scope,
  row: ItemRow,
  initiativeIds: readonly string[],
): Promise<Known> {
  const initiatives = await initiativesNamed(tx, scope.workspaceId, [
    ...initiativeIds,
    ...(row.initiative_id === null ? [] : [row.initiative_id]),
  ]);
  return {
    items: new Map([[row.remote_id, row]]),
    links: new Map(),
    initiatives: new Map(initiatives.map((initiative) => [initiative.id, initiative])),
    childrenOf: (client, remoteIds) => childrenOf(client, scope, remoteIds),
  };
}
