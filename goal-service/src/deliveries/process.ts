import { type Parsed, Unreadable } from "../connectors/connector.ts";
import { connectorFor } from "../connectors/registry.ts";
import { takeDone } from "../connections/outbox.ts";
import { servesIn } from "../connections/settings.ts";
import { takeSync } from "../connections/synced.ts";
import { transaction } from "../database/transaction.ts";
import type { Tx } from "../db.ts";
import type { Ground } from "../ground.ts";
import { point } from "../points.ts";
import { applyReads } from "../work-items/apply.ts";
import type { Arrival } from "../work-items/read-rows.ts";
import { ParserFault, verdict } from "./retry.ts";
import { takeSweep } from "./sweep.ts";
import { addTouches } from "./touches.ts";
import { keepUnread } from "./unread.ts";

interface Waiting {
  id: string;
  delivery_id: string;
  body: string;
  attempts: number;
  received_at: Date;
}

interface Claimed {
  workspace_id: string;
  connection_id: string;
  tool: string;
  zone: string;
  containers: string[];
  settings: unknown;
}

/** What it brought, or the items that it says to look at, or why nobody knows. */
type Outcome =
  | { delivery: Waiting; parsed: Parsed }
  | { delivery: Waiting; touched: readonly string[] }
  | { delivery: Waiting; error: unknown };

/** How much of whatever waits goes into one batch. */
const BATCH = 100;

/** Applies the waiting deliveries of one connection; false when nothing waits. Every ending is written to its row. */
export async function processBatch(ground: Ground, limit = BATCH): Promise<boolean> {
  try {
    const applied = await transaction(ground.db, (tx) => batch(tx, ground, limit));
    if (applied) await point("intake: committed, not told");
    return applied;
  } catch (error) {
    if (limit > 1) return processBatch(ground, 1);
    return blame(ground, error);
  }
}

async function batch(tx: Tx, ground: Ground, limit: number): Promise<boolean> {
  const claimed = await claim(tx, ground.clock.now());
  if (!claimed) return false;
  const deliveries = await waiting(tx, claimed, ground.clock.now(), limit);
  const outcomes = deliveries.map((delivery) => parse(claimed.tool, delivery));
  await point("intake: claimed, not applied");
  await take(tx, ground, claimed, outcomes);
  await point("intake: applied, not finished");
  await finish(tx, ground, claimed, outcomes);
  await point("intake: finished, not committed");
  return true;
}

/** Holds one connection that has something due. Batches of a connection come one after the other, of several side by side. */
async function claim(tx: Tx, now: Date): Promise<Claimed | null> {
  const { rows } = await tx.query<Claimed>(
    `SELECT c.workspace_id, c.id AS connection_id, c.tool, w.zone, c.containers, c.settings
     FROM connection c JOIN workspace w ON w.id = c.workspace_id
     WHERE EXISTS (SELECT 1 FROM delivery d WHERE d.workspace_id = c.workspace_id AND d.connection_id = c.id AND d.state = 'pending' AND d.due_at <= $1)
     LIMIT 1 FOR NO KEY UPDATE OF c SKIP LOCKED`,
    [now],
  );
  return rows[0] ?? null;
}

async function waiting(tx: Tx, claimed: Claimed, now: Date, limit: number): Promise<Waiting[]> {
  const { rows } = await tx.query<Waiting>(
    `SELECT id, delivery_id, body, attempts, received_at FROM delivery
     WHERE workspace_id = $1 AND connection_id = $2 AND state = 'pending' AND due_at <= $3 ORDER BY id LIMIT $4`,
    [claimed.workspace_id, claimed.connection_id, now, limit],
  );
  return rows;
}

function parse(tool: string, delivery: Waiting): Outcome {
  try {
    const connector = connectorFor(tool);
    if (connector.mode === "pull") return { delivery, touched: connector.touches(delivery.body) };
    return { delivery, parsed: connector.parse(delivery.body) };
  } catch (error) {
    if (error instanceof Unreadable) return { delivery, error };
    const reason = error instanceof Error ? error.message : String(error);
    return { delivery, error: new ParserFault(`The ${tool} connector could not read this: ${reason}`) };
  }
}

async function take(tx: Tx, ground: Ground, claimed: Claimed, outcomes: readonly Outcome[]): Promise<void> {
  const touched = outcomes.flatMap((outcome) => ("touched" in outcome ? outcome.touched : []));
  const scope = { workspaceId: claimed.workspace_id, connectionId: claimed.connection_id };
  if (touched.length > 0) {
    await addTouches(
      tx,
      scope,
      touched.map((ref) => ({ ref })),
      ground.clock.now(),
    );
    return;
  }
  const readable = outcomes.filter((outcome) => "parsed" in outcome);
  const sweeps = readable.flatMap(({ parsed, delivery }) =>
    parsed.sweep
      ? [{ sweep: parsed.sweep, since: delivery.received_at, unread: parsed.unread.map(({ id }) => id) }]
      : [],
  );
  const into = {
    workspaceId: claimed.workspace_id,
    zone: claimed.zone,
    connection: {
      id: claimed.connection_id,
      tool: claimed.tool,
      writesMarks: connectorFor(claimed.tool).writesMarks,
      serves: servesIn(claimed.settings),
    },
    maySee: () => false,
    by: { connection: claimed.connection_id },
    sweepId: sweeps.at(-1)?.sweep.id ?? null,
  };
  await applyReads(
    tx,
    ground,
    into,
    readable.flatMap((outcome) => arrivals(outcome, claimed.containers)),
  );
  for (const { sweep, since, unread } of sweeps) {
    await point("intake: reads applied, no sweep taken");
    await takeSweep(tx, ground, into, sweep, { since, unread });
  }
  await point("intake: reads applied, not synced");
  const pages = readable.map(({ parsed }) => parsed);
  await keepUnread(tx, scope, pages, ground.clock.now());
  await takeSync(tx, scope, pages, ground.clock.now());
  await point("intake: synced, nothing done");
  await takeDone(
    tx,
    into,
    readable.flatMap(({ parsed }) => parsed.done),
    ground.clock.now(),
  );
}

/** Items outside the chosen containers are dropped first; no choice means all. What is gone may be told from anywhere. */
function arrivals(
  { delivery, parsed }: { delivery: Waiting; parsed: Parsed },
  containers: readonly string[],
): Arrival[] {
  const inside = (container: string) => containers.length === 0 || containers.includes(container);
  return parsed.items
    .filter((read) => inside(read.ref.container) || read.presence === "gone")
    .map((read) => ({ read, readAt: parsed.readAt ?? delivery.received_at, deliveryId: delivery.delivery_id }));
}

/** How one delivery ended: applied, or to be tried again, or failed for good. */
interface Ending {
  id: string;
  state: "done" | "pending" | "failed";
  error: string | null;
  due: Date | null;
}

function endingOf(outcome: Outcome, now: Date): Ending {
  const { id, attempts } = outcome.delivery;
  if (!("error" in outcome)) return { id, state: "done", error: null, due: null };
  const what = verdict(outcome.error, attempts);
  const due = new Date(now.getTime() + (what.again ? what.inMs : 0));
  return { id, state: what.again ? "pending" : "failed", error: what.error.slice(0, 2000), due };
}

const END = `
  UPDATE delivery d SET state = x.state, error = x.error, attempts = d.attempts + 1, due_at = COALESCE(x.due, d.due_at),
    done_at = CASE WHEN x.state = 'done' THEN $3::timestamptz END
  FROM jsonb_to_recordset($2::jsonb) AS x(id bigint, state text, error text, due timestamptz)
  WHERE d.workspace_id = $1 AND d.id = x.id`;
const FINISH = `
WITH ended AS (${END})
UPDATE connection SET last_event_at = $3 WHERE workspace_id = $1 AND id = $4`;

/** One statement writes how each delivery of a batch ended, and that the tool was heard. */
async function finish(tx: Tx, ground: Ground, claimed: Claimed, outcomes: readonly Outcome[]): Promise<void> {
  const now = ground.clock.now();
  const endings = JSON.stringify(outcomes.map((outcome) => endingOf(outcome, now)));
  await tx.query(FINISH, [claimed.workspace_id, endings, now, claimed.connection_id]);
}

/** A batch of one that throws is our own fault or the database's: the delivery waits, and says why. */
async function blame(ground: Ground, error: unknown): Promise<boolean> {
  ground.log.error({ error }, "a delivery could not be applied");
  return transaction(ground.db, async (tx) => {
    const claimed = await claim(tx, ground.clock.now());
    const first = claimed && (await waiting(tx, claimed, ground.clock.now(), 1))[0];
    if (!claimed || !first) return false;
    const now = ground.clock.now();
    await tx.query(END, [claimed.workspace_id, JSON.stringify([endingOf({ delivery: first, error }, now)]), now]);
    return true;
  });
}
