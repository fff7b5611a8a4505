import { z } from "zod";
import type { Parsed } from "../connectors/connector.ts";
import { connectorFor } from "../connectors/registry.ts";
import type { Tx } from "../db.ts";

interface Scope {
  workspaceId: string;
  connectionId: string;
}

/** What of a connection names its containers. */
interface Held {
  tool: string;
  containers: string[];
  settings: unknown;
}
type Chosen = Pick<Held, "containers" | "settings">;

/** The tool's own id, by the name under which a container was stored. */
type Ids = ReadonlyMap<string, string>;

/**
 * A container is known by the tool's own id. What is stored under a name, by an earlier version or by a person who typed
 * it, is stored under the id from the moment at which the sender tells it, before anything of the page is compared with
 * what is chosen. The answer is what is chosen then.
 */
export async function learnIds(tx: Tx, scope: Scope, held: Held, pages: readonly Parsed[], now: Date): Promise<Chosen> {
  const connector = connectorFor(held.tool);
  if (connector.mode === "pull") return held;
  const told = pages.flatMap((page) => page.containers);
  if (told.length > 0) await keepLabels(tx, scope, told, now);
  const ids = connector.tellsIds ? idsTold(told, held.containers) : await idsOfLabels(tx, scope, pages);
  return ids.size === 0 ? held : rename(tx, scope, ids, now);
}

const idsTold = (told: Parsed["containers"], chosen: readonly string[]): Ids =>
  new Map(told.flatMap(({ id, was }) => (was && was !== id && chosen.includes(was) ? [[was, id] as const] : [])));

/** A key that has been used as an id by a sender of labels is one, and a container that we know has been named before. */
async function idsOfLabels(tx: Tx, scope: Scope, pages: readonly Parsed[]): Promise<Ids> {
  const named = pages
    .flatMap((page) => page.items)
    .flatMap(({ ref, container }) =>
      container?.key && container.key !== ref.container ? [[container.key, ref.container] as const] : [],
    );
  if (named.length === 0) return new Map();
  const { rows } = await tx.query<{ remote_id: string }>(
    `SELECT remote_id FROM container WHERE workspace_id = $1 AND connection_id = $2 AND remote_id = ANY($3)`,
    [scope.workspaceId, scope.connectionId, [...new Set(named.flat())]],
  );
  const known = new Set(rows.map((row) => row.remote_id));
  return new Map(named.filter((pair) => !pair.some((one) => known.has(one))).reverse());
}

async function keepLabels(tx: Tx, scope: Scope, told: Parsed["containers"], now: Date): Promise<void> {
  const last = new Map(told.map(({ id, key, name }) => [id, { id, key, name }]));
  await tx.query(
    `INSERT INTO container (workspace_id, connection_id, remote_id, key, name, recorded_at)
     SELECT $1, $2, id, key, name, $3 FROM jsonb_to_recordset($4::jsonb) AS x(id text, key text, name text) ORDER BY id
     ON CONFLICT (workspace_id, connection_id, remote_id) DO UPDATE SET key = excluded.key, name = excluded.name, recorded_at = $3
     WHERE (container.key, container.name) IS DISTINCT FROM (excluded.key, excluded.name)`,
    [scope.workspaceId, scope.connectionId, now, JSON.stringify([...last.values()])],
  );
}

const Of = z.looseObject({ container: z.string() });
const Stored = z.object({
  containers: z.array(z.string()),
  cursor: z.record(z.string(), z.string()),
  settings: z.looseObject({ serves: z.array(Of).optional(), statuses: z.array(Of).optional() }),
});

/** Everything that names one of these containers, at once; the caller holds the connection's row. */
async function rename(tx: Tx, { workspaceId, connectionId }: Scope, ids: Ids, now: Date): Promise<Chosen> {
  const idOf = (name: string): string => ids.get(name) ?? name;
  const inIt = <T extends { container: string }>(one: T): T => ({ ...one, container: idOf(one.container) });
  const { rows } = await tx.query(
    `SELECT containers, cursor, settings FROM connection WHERE workspace_id = $1 AND id = $2`,
    [workspaceId, connectionId],
  );
  const { containers, cursor, settings } = Stored.parse(rows[0]);
  const renamed = {
    containers: [...new Set(containers.map(idOf))],
    // How far the id itself was read, where that is known already, stands.
    cursor: {
      ...Object.fromEntries(Object.entries(cursor).map(([name, at]) => [idOf(name), at])),
      ...onlyIds(cursor, ids),
    },
    settings: {
      ...settings,
      ...(settings.serves && { serves: settings.serves.map(inIt) }),
      ...(settings.statuses && { statuses: settings.statuses.map(inIt) }),
    },
  };
  await tx.query(
    `WITH item AS (
       UPDATE work_item w SET container = x.value FROM jsonb_each_text($4::jsonb) AS x
       WHERE w.workspace_id = $1 AND w.connection_id = $2 AND w.container = x.key),
     changed AS (
       UPDATE connection SET containers = $5, cursor = $6, settings = $7, version = version + 1
       WHERE workspace_id = $1 AND id = $2 RETURNING version)
     INSERT INTO live_event (workspace_id, kind, ref, version, at)
     SELECT $1, 'connection', $2::uuid::text, version, $3 FROM changed`,
    [
      workspaceId,
      connectionId,
      now,
      JSON.stringify(Object.fromEntries(ids)),
      JSON.stringify(renamed.containers),
      JSON.stringify(renamed.cursor),
      JSON.stringify(renamed.settings),
    ],
  );
  return renamed;
}

const onlyIds = (cursor: Record<string, string>, ids: Ids): Record<string, string> =>
  Object.fromEntries(Object.entries(cursor).filter(([name]) => !ids.has(name)));
