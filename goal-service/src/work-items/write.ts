import type { Tx } from "../db.ts";
import type { Ground } from "../ground.ts";
import { newAddresses } from "./address.ts";
import type { Into } from "./apply.ts";
import { ITEM_COLUMNS, ITEM_RECORDSET, ITEM_SELECT, ITEM_UPDATES, type ItemRow } from "./item-row.ts";
import type { Known } from "./known.ts";
import { marksWanted } from "./marks-wanted.ts";

export interface Linked {
  id: string;
  initiative_id: string | null;
  class: string | null;
  until: string | null;
  item_id: string;
  created_at: string;
}

export interface EventRow {
  id: string;
  item_id: string;
  change: string;
  before: unknown;
  after: unknown;
  at: string;
  seen_at: string;
  delivery_id: string | null;
}

/** What one batch changes, folded to one row an item. */
export interface Batch {
  rows: Map<string, ItemRow>;
  events: EventRow[];
  links: Linked[];
  identities: Map<string, { remote_id: string; name: string | null; email: string | null }>;
  /** What the tool calls the containers of these items. */
  containers?: Map<string, { remote_id: string; key: string | null; name: string | null }>;
}

interface FinishedDelta {
  initiative_id: string;
  day: string;
  items: number;
  sized: number;
  size: number;
}

/**
 * One statement writes the batch: items, history, versions, links, accounts, finished work as differences of counts, the
 * goals to evaluate (in the order of their ids, so that two batches can't deadlock), the mirrored pairs to settle and what
 * open screens should hear.
 */
export async function writeBatch(
  tx: Tx,
  ground: Ground,
  into: Into,
  known: Pick<Known, "items" | "initiatives">,
  batch: Batch,
): Promise<ItemRow[]> {
  const now = ground.clock.now();
  const rows = [...batch.rows.values()];
  const changed = rows.filter((row) => differs(known.items.get(row.remote_id), row));
  for (const row of changed) Object.assign(row, { version: row.version + 1, recorded_at: now.toISOString() });
  const initiatives = new Set(
    changed
      .flatMap((row) => [row.initiative_id, known.items.get(row.remote_id)?.initiative_id])
      .filter((id) => typeof id === "string"),
  );
  const { rows: written } = await tx.query<ItemRow>(STATEMENT, [
    into.workspaceId,
    into.connection.id,
    now,
    JSON.stringify(into.by),
    JSON.stringify(rows),
    JSON.stringify(changed.map(({ reads: _reads, ...body }) => ({ id: body.id, no: body.version, body }))),
    JSON.stringify(batch.events),
    JSON.stringify(batch.links),
    JSON.stringify([...batch.identities.values()]),
    JSON.stringify(finishedDeltas(known, changed)),
    [...initiatives],
    JSON.stringify(into.connection.writesMarks ? marksWanted(known, rows) : []),
    JSON.stringify(newAddresses(known.items, changed)),
    JSON.stringify([...(batch.containers?.values() ?? [])]),
  ]);
  return written;
}

const QUIET = new Set<keyof ItemRow>([
  "seen_at",
  "read_at",
  "reads",
  "sweep_id",
  "missed",
  "tool_updated",
  "version",
  "recorded_at",
  "mark",
  // Made of the others.
  "fingerprint",
]);

/** Only what a read can show makes a new version. */
function differs(before: ItemRow | undefined, after: ItemRow): boolean {
  if (!before) return true;
  return (Object.keys(after) as (keyof ItemRow)[]).some(
    (name) => !QUIET.has(name) && JSON.stringify(before[name]) !== JSON.stringify(after[name]),
  );
}

/** Finished work behind an initiative is a count, a size and a day (health.md, Cost). */
export const counts = (row: ItemRow | undefined): boolean =>
  row?.presence === "live" && row.category === "done" && row.initiative_id !== null && row.mirror_of === null;

export function finishedDeltas(known: Pick<Known, "items">, changed: readonly ItemRow[]): FinishedDelta[] {
  const sums = new Map<string, FinishedDelta>();
  const add = (row: ItemRow, sign: 1 | -1) => {
    const initiative = row.initiative_id ?? "";
    // A finished item's last movement is its finish, whatever the other side of a pair does later.
    const day = row.moved_on;
    const sum = sums.get(initiative + day) ?? { initiative_id: initiative, day, items: 0, sized: 0, size: 0 };
    sum.items += sign;
    sum.sized += row.size === null ? 0 : sign;
    sum.size += sign * (row.size ?? 0);
    sums.set(initiative + day, sum);
  };
  for (const row of changed) {
    const before = known.items.get(row.remote_id);
    if (before && counts(before)) add(before, -1);
    if (counts(row)) add(row, 1);
  }
  return [...sums.values()].filter((sum) => sum.items !== 0 || sum.sized !== 0 || sum.size !== 0);
}

const STATEMENT = `
WITH input AS (SELECT * FROM jsonb_to_recordset($5::jsonb) AS x(${ITEM_RECORDSET})),
item AS (
  INSERT INTO work_item (workspace_id, ${ITEM_COLUMNS}) SELECT $1, ${ITEM_COLUMNS} FROM input
  ON CONFLICT (workspace_id, connection_id, remote_id) DO UPDATE SET ${ITEM_UPDATES}
  RETURNING ${ITEM_SELECT}),
changed AS (SELECT * FROM jsonb_to_recordset($6::jsonb) AS x(id uuid, no int, body jsonb)),
history AS (
  INSERT INTO version (workspace_id, kind, id, no, recorded_at, by, body)
  SELECT $1, 'work-item', id::text, no, $3, $4::jsonb, body FROM changed),
event AS (
  INSERT INTO item_event (workspace_id, item_id, id, change, before, after, at, seen_at, delivery_id)
  SELECT $1, item_id, id, change, before, after, at, seen_at, delivery_id
  FROM jsonb_to_recordset($7::jsonb) AS x(item_id uuid, id uuid, change text, before jsonb, after jsonb, at timestamptz, seen_at timestamptz, delivery_id text)),
linked AS (
  INSERT INTO link (workspace_id, id, initiative_id, class, until, item_id, connection_id, created_at)
  SELECT $1, id, initiative_id, class, until, item_id, $2, created_at
  FROM jsonb_to_recordset($8::jsonb) AS x(id uuid, initiative_id uuid, class text, until date, item_id uuid, created_at timestamptz)
  ON CONFLICT (workspace_id, id) DO UPDATE SET item_id = excluded.item_id, connection_id = excluded.connection_id
  WHERE link.item_id IS NULL),
account AS (
  INSERT INTO identity (workspace_id, connection_id, remote_id, person_id, name, email, recorded_at)
  SELECT $1, $2, x.remote_id, p.id, x.name, x.email, $3
  FROM jsonb_to_recordset($9::jsonb) AS x(remote_id text, name text, email text)
  LEFT JOIN person p ON p.workspace_id = $1 AND p.email = x.email
  ON CONFLICT (workspace_id, connection_id, remote_id) DO UPDATE SET
    name = COALESCE(excluded.name, identity.name), email = COALESCE(excluded.email, identity.email),
    person_id = COALESCE(identity.person_id, excluded.person_id)),
labels AS (
  INSERT INTO container (workspace_id, connection_id, remote_id, key, name, recorded_at)
  SELECT $1, $2, remote_id, key, name, $3 FROM jsonb_to_recordset($14::jsonb) AS x(remote_id text, key text, name text) ORDER BY remote_id
  ON CONFLICT (workspace_id, connection_id, remote_id) DO UPDATE SET
    key = COALESCE(excluded.key, container.key), name = COALESCE(excluded.name, container.name), recorded_at = excluded.recorded_at
  WHERE (COALESCE(excluded.key, container.key), COALESCE(excluded.name, container.name)) IS DISTINCT FROM (container.key, container.name)),
done AS (
  INSERT INTO finished (workspace_id, initiative_id, day, items, sized, size)
  SELECT $1, initiative_id, day, items, sized, size
  FROM jsonb_to_recordset($10::jsonb) AS x(initiative_id uuid, day date, items int, sized int, size float8)
  ORDER BY initiative_id, day
  ON CONFLICT (workspace_id, initiative_id, day) DO UPDATE SET
    items = finished.items + excluded.items, sized = finished.sized + excluded.sized, size = finished.size + excluded.size),
dirty AS (
  INSERT INTO goal_dirty (workspace_id, goal_id, since)
  SELECT DISTINCT $1::uuid, i.goal_id, $3::timestamptz FROM initiative i WHERE i.workspace_id = $1 AND i.id = ANY($11::uuid[]) ORDER BY 2
  ON CONFLICT (workspace_id, goal_id) DO UPDATE SET since = excluded.since),
wish AS (
  INSERT INTO wanted (workspace_id, id, connection_id, kind, ref, value, created_at, due_at)
  SELECT $1, x.id, $2, 'mark', x.ref, x.value, $3, $3 FROM jsonb_to_recordset($12::jsonb) AS x(id uuid, ref text, value jsonb)
  WHERE NOT EXISTS (SELECT 1 FROM wanted w WHERE w.workspace_id = $1 AND w.connection_id = $2 AND w.kind = 'mark' AND w.ref = x.ref
                    AND (w.state = 'open' OR (w.state = 'failed' AND w.value = x.value)))),
named AS (SELECT * FROM jsonb_to_recordset($13::jsonb) AS x(item_id uuid, address text, named boolean)),
address AS (
  INSERT INTO item_address (workspace_id, address, named, item_id) SELECT $1, address, named, item_id FROM named
  ON CONFLICT DO NOTHING),
unsettled AS (
  INSERT INTO mirror_dirty (workspace_id, item_id, looks)
  SELECT $1, item_id, bool_or(looks) FROM (
    SELECT c.id AS item_id, false AS looks FROM changed c JOIN mirror m ON m.workspace_id = $1 AND m.item_id = c.id AND m.state <> 'undone'
    UNION ALL
    SELECT n.item_id, true FROM named n
    WHERE n.named OR EXISTS (SELECT 1 FROM item_address a WHERE a.workspace_id = $1 AND a.address = n.address AND a.named)) AS due
  GROUP BY item_id ORDER BY item_id
  ON CONFLICT (workspace_id, item_id) DO UPDATE SET looks = mirror_dirty.looks OR excluded.looks),
told AS (
  INSERT INTO live_event (workspace_id, kind, ref, version, goal_id, at)
  SELECT $1, 'item', c.id::text, c.no, CASE WHEN g.private THEN g.id END, $3
  FROM changed c LEFT JOIN initiative i ON i.workspace_id = $1 AND i.id = (c.body->>'initiative_id')::uuid
  LEFT JOIN goal g ON g.workspace_id = $1 AND g.id = i.goal_id)
SELECT * FROM item, (SELECT pg_notify('throughline', 'dirty')) AS hint`;
