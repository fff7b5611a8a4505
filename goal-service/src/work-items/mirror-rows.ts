import type { Tx } from "../db.ts";
import type { Ground } from "../ground.ts";
import { newId } from "../ids.ts";
import { point } from "../points.ts";
import type { Into } from "./apply.ts";
import { ITEM_SELECT, type ItemRow } from "./item-row.ts";
import { type EventRow, writeBatch } from "./write.ts";

export interface Mirror {
  item_id: string;
  other_id: string;
  /** `none`: no longer even suggested. */
  state: "paired" | "suggested" | "undone" | "none";
  why: "person" | "address";
}

export async function readMirrors(tx: Tx, workspaceId: string, itemIds: readonly string[]): Promise<Mirror[]> {
  const { rows } = await tx.query<Mirror>(
    `SELECT item_id, other_id, state, why FROM mirror WHERE workspace_id = $1 AND item_id = ANY($2::uuid[]) ORDER BY item_id, other_id`,
    [workspaceId, itemIds],
  );
  return rows;
}

/** One row for each side, so that each finds the other. */
export async function writeMirrors(tx: Tx, workspaceId: string, mirrors: readonly Mirror[]): Promise<void> {
  if (mirrors.length > 0) await tx.query(WRITE, [workspaceId, JSON.stringify(mirrors)]);
}

const WRITE = `
WITH sides AS (
  SELECT s.item_id, s.other_id, x.state, x.why FROM jsonb_to_recordset($2::jsonb) AS x(item_id uuid, other_id uuid, state text, why text)
  CROSS JOIN LATERAL (VALUES (x.item_id, x.other_id), (x.other_id, x.item_id)) AS s(item_id, other_id)),
dropped AS (
  DELETE FROM mirror m USING sides s
  WHERE m.workspace_id = $1 AND m.item_id = s.item_id AND m.other_id = s.other_id AND s.state = 'none')
INSERT INTO mirror (workspace_id, item_id, other_id, state, why)
SELECT $1, item_id, other_id, state, why FROM sides WHERE state <> 'none'
ON CONFLICT (workspace_id, item_id, other_id) DO UPDATE SET state = excluded.state, why = excluded.why`;

/** Connections whose batches wait until this transaction ends. */
export interface Held {
  workspaceId: string;
  zone: string;
  /** Each connection's tool by its id. */
  tools: Map<string, string>;
}

/**
 * Both sides of a pair are written together, so both connections are held; in the order of their ids, so that two who hold
 * several never wait for each other. `null`: all of the workspace.
 */
export async function holdConnections(tx: Tx, workspaceId: string, ids: readonly string[] | null): Promise<Held> {
  const { rows } = await tx.query<{ id: string; tool: string; zone: string }>(
    `SELECT c.id, c.tool, w.zone FROM connection c JOIN workspace w ON w.id = c.workspace_id
     WHERE c.workspace_id = $1 AND ($2::uuid[] IS NULL OR c.id = ANY($2::uuid[])) ORDER BY c.id FOR NO KEY UPDATE OF c`,
    [workspaceId, ids],
  );
  return { workspaceId, zone: rows[0]?.zone ?? "UTC", tools: new Map(rows.map(({ id, tool }) => [id, tool])) };
}

export async function readItems(tx: Tx, workspaceId: string, ids: readonly string[]): Promise<Map<string, ItemRow>> {
  const { rows } = await tx.query<ItemRow>(
    `SELECT ${ITEM_SELECT} FROM work_item WHERE workspace_id = $1 AND id = ANY($2::uuid[])`,
    [workspaceId, ids],
  );
  return new Map(rows.map((row) => [row.id, row]));
}

interface Sides {
  before: ReadonlyMap<string, ItemRow>;
  after: readonly ItemRow[];
  events: readonly EventRow[];
  by: object;
}

/** What pairs changed of their sides, one connection after the other, each in the one statement that writes items. */
export async function writeSides(
  tx: Tx,
  ground: Ground,
  held: Held,
  { before, after, events, by }: Sides,
): Promise<void> {
  const changed = after.filter((row) => JSON.stringify(row) !== JSON.stringify(before.get(row.id)));
  for (const [id, tool] of held.tools) {
    const rows = changed.filter((row) => row.connection_id === id);
    if (rows.length === 0) continue;
    const ids = new Set(rows.map((row) => row.id));
    const into: Into = {
      workspaceId: held.workspaceId,
      zone: held.zone,
      connection: { id, tool, writesMarks: false, serves: new Map(), resolutions: new Map(), rulesSavedAt: null },
      maySee: () => false,
      by,
      sweepId: null,
    };
    const known = {
      items: new Map(rows.flatMap(({ id: row }) => before.get(row) ?? []).map((row) => [row.remote_id, row])),
      links: new Map(),
      initiatives: new Map(),
      childrenOf: () => Promise.resolve([]),
    };
    const batch = {
      rows: new Map(rows.map((row) => [row.remote_id, row])),
      events: events.filter((event) => ids.has(event.item_id)),
      links: [],
      identities: new Map(),
    };
    await writeBatch(tx, ground, into, known, batch);
    await point("mirrors: one side written, not the next");
  }
}

/** The act as both sides keep it. */
export function mirrorEvents(
  ground: Ground,
  change: "mirrored" | "unmirrored",
  [one, other]: readonly [string, string],
  why: string,
): EventRow[] {
  const now = ground.clock.now().toISOString();
  const sides: [string, string][] = [
    [one, other],
    [other, one],
  ];
  return sides.map(([item_id, item]) => {
    const said = { item, why };
    const [before, after] = change === "mirrored" ? [null, said] : [said, null];
    return { id: newId(), item_id, change, before, after, at: now, seen_at: now, delivery_id: null };
  });
}
