import { type Parsed, Unreadable } from "../connectors/connector.ts";
import { connectorFor } from "../connectors/registry.ts";
import type { Tx } from "../db.ts";
import { ParserFault } from "./retry.ts";

/** A connection whose turn it is, held until the transaction ends. */
export interface Claimed {
  workspace_id: string;
  connection_id: string;
  tool: string;
  zone: string;
  containers: string[];
  settings: unknown;
}

export interface Waiting {
  id: string;
  delivery_id: string;
  body: string;
  attempts: number;
  /** How many of its items are applied already. */
  taken: number;
  received_at: Date;
}

/** What it brought, or the items that it says to look at, or why nobody knows. `rest`: a later batch goes on there. */
export type Outcome =
  | { delivery: Waiting; parsed: Parsed; rest: number | null }
  | { delivery: Waiting; touched: readonly string[] }
  | { delivery: Waiting; error: unknown };

/** What one batch takes at most, so that it needs little memory and is soon over, however much waits. */
export interface Bounds {
  deliveries: number;
  items: number;
  /** Of bodies: the first always fits, and no body is larger than 1 MiB (read-body.ts). */
  bytes: number;
}

/** Connections take their turns in the order of their ids, beginning after this one. */
export interface Place {
  workspaceId: string;
  connectionId: string;
}

const FIRST = "00000000-0000-0000-0000-000000000000";
export const BEGINNING: Place = { workspaceId: FIRST, connectionId: FIRST };

const CLAIM = `
  SELECT c.workspace_id, c.id AS connection_id, c.tool, w.zone, c.containers, c.settings
  FROM connection c JOIN workspace w ON w.id = c.workspace_id
  WHERE EXISTS (SELECT 1 FROM delivery d WHERE d.workspace_id = c.workspace_id AND d.connection_id = c.id AND d.state = 'pending' AND d.due_at <= $1)`;

/**
 * Holds the next connection that has something due, one after the other round robin, so that one that floods keeps no
 * other waiting. Batches of a connection come one after the other, of several side by side.
 */
export async function claimNext(tx: Tx, now: Date, { workspaceId, connectionId }: Place): Promise<Claimed | null> {
  const next = `${CLAIM} AND (c.workspace_id, c.id) > ($2, $3) ORDER BY c.workspace_id, c.id LIMIT 1 FOR NO KEY UPDATE OF c SKIP LOCKED`;
  for (const after of [{ workspaceId, connectionId }, BEGINNING]) {
    const { rows } = await tx.query<Claimed>(next, [now, after.workspaceId, after.connectionId]);
    if (rows[0]) return rows[0];
  }
  return null;
}

/** The same connection again, if something of it is still due and nobody else has it. */
export async function claimAgain(tx: Tx, now: Date, { workspace_id, connection_id }: Claimed): Promise<Claimed | null> {
  const { rows } = await tx.query<Claimed>(
    `${CLAIM} AND c.workspace_id = $2 AND c.id = $3 FOR NO KEY UPDATE OF c SKIP LOCKED`,
    [now, workspace_id, connection_id],
  );
  return rows[0] ?? null;
}

/** The oldest that wait, as many as fit: only their bodies are read. */
export async function readWaiting(tx: Tx, claimed: Claimed, now: Date, bounds: Bounds): Promise<Waiting[]> {
  const { rows } = await tx.query<Waiting>(
    `SELECT id, delivery_id, body, attempts, taken, received_at FROM (
       SELECT *, sum(octet_length(body)) OVER (ORDER BY id) - octet_length(body) AS before FROM (
         SELECT * FROM delivery WHERE workspace_id = $1 AND connection_id = $2 AND state = 'pending' AND due_at <= $3 ORDER BY id LIMIT $4) first) sized
     WHERE before = 0 OR before + octet_length(body) <= $5 ORDER BY id`,
    [claimed.workspace_id, claimed.connection_id, now, bounds.deliveries, bounds.bytes],
  );
  return rows;
}

/** Reads one delivery after the other until the batch is full; the last may be taken in part. */
export async function readOutcomes(tool: string, waiting: readonly Waiting[], items: number): Promise<Outcome[]> {
  const outcomes: Outcome[] = [];
  let left = items;
  for (const delivery of waiting) {
    const outcome = within(parse(tool, delivery), left);
    if (outcome === null) break;
    outcomes.push(outcome);
    if (!("parsed" in outcome)) continue;
    left -= outcome.parsed.items.length;
    if (outcome.rest !== null) break;
    await new Promise(setImmediate); // requests are answered in between
  }
  return outcomes;
}

type Read = Exclude<Outcome, { parsed: Parsed }> | { delivery: Waiting; parsed: Parsed };

function parse(tool: string, delivery: Waiting): Read {
  try {
    const connector = connectorFor(tool);
    if (connector.mode === "pull") return { delivery, touched: connector.touches(delivery.body) };
    return { delivery, parsed: connector.parse(delivery.body, delivery.received_at) };
  } catch (error) {
    if (error instanceof Unreadable) return { delivery, error };
    const reason = error instanceof Error ? error.message : String(error);
    return { delivery, error: new ParserFault(`The ${tool} connector could not read this: ${reason}`) };
  }
}

/**
 * What of its items is not applied yet, as far as the batch has room; null when it has none left. A part that does not
 * finish the page is a page before the last: what it says beside its items holds when all of them are applied.
 */
function within(read: Read, left: number): Outcome | null {
  if (!("parsed" in read)) return read;
  const { delivery, parsed } = read;
  const items = parsed.items.slice(delivery.taken, delivery.taken + left);
  const until = delivery.taken + items.length;
  if (until >= parsed.items.length) return { delivery, parsed: { ...parsed, items }, rest: null };
  if (items.length === 0) return null;
  const sweep = parsed.sweep && { ...parsed.sweep, last: false };
  return { delivery, parsed: { ...parsed, items, sweep, unread: [], done: [], cursor: null, hidden: [] }, rest: until };
}
