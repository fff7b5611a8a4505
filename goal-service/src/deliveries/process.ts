import { storableText } from "@throughline/shared/basics";
import type { Parsed } from "../connectors/connector.ts";
import { connectorFor } from "../connectors/registry.ts";
import { learnIds } from "../connections/container-ids.ts";
import { takeDone } from "../connections/outbox.ts";
import { rulesIn } from "../connections/settings.ts";
import { takeSync } from "../connections/synced.ts";
import { databaseFailure } from "../database/failure.ts";
import { transaction } from "../database/transaction.ts";
import type { Tx } from "../db.ts";
import type { Ground } from "../ground.ts";
import { point } from "../points.ts";
import { applyReads } from "../work-items/apply.ts";
import type { Arrival } from "../work-items/read-rows.ts";
import {
  BEGINNING,
  type Bounds,
  claimAgain,
  type Claimed,
  claimNext,
  type Outcome,
  type Place,
  readOutcomes,
  readWaiting,
  type Waiting,
} from "./batch.ts";
import { verdict } from "./retry.ts";
import { takeSweep } from "./sweep.ts";
import { addTouches } from "./touches.ts";
import { keepUnread } from "./unread.ts";

/** A sixth of a second's work, some five times its bytes in memory. */
const BOUNDS: Bounds = { deliveries: 100, items: 200, bytes: 1024 * 1024 };
/** What was not applied together is tried one by one, so that it is known which one could not be. */
const ALONE: Bounds = { ...BOUNDS, deliveries: 1 };

/** Where intake is in its round through the connections; each process goes its own. */
export interface Round {
  place: Place;
}
export const newRound = (): Round => ({ place: BEGINNING });

/** Applies some of what waits of one connection, whose turn it is; false when nothing waits. Every ending is written to its row. */
export async function processBatch(ground: Ground, round: Round = newRound()): Promise<boolean> {
  const held = await tried(ground, BOUNDS, (tx, now) => claimNext(tx, now, round.place));
  if (held === null) return false;
  round.place = { workspaceId: held.workspace_id, connectionId: held.connection_id };
  return true;
}

type Claim = (tx: Tx, now: Date) => Promise<Claimed | null>;

/** The connection of which something was taken; null when there is none. */
async function tried(ground: Ground, bounds: Bounds, claim: Claim): Promise<Claimed | null> {
  const held: { claimed: Claimed | null } = { claimed: null };
  try {
    await transaction(ground.db, async (tx) => {
      held.claimed = await claim(tx, ground.clock.now());
      if (held.claimed) await batch(tx, ground, held.claimed, bounds);
    });
    if (held.claimed) await point("intake: committed, not told");
    return held.claimed;
  } catch (error) {
    const { claimed } = held;
    // A database that is away says nothing of a delivery.
    if (claimed === null || databaseFailure(error)?.kind === "away") throw error;
    if (bounds === ALONE) return blame(ground, claimed, error);
    return tried(ground, ALONE, (tx, now) => claimAgain(tx, now, claimed));
  }
}

async function batch(tx: Tx, ground: Ground, claimed: Claimed, bounds: Bounds): Promise<void> {
  const deliveries = await readWaiting(tx, claimed, ground.clock.now(), bounds);
  const outcomes = await readOutcomes(claimed.tool, deliveries, bounds.items);
  await point("intake: claimed, not applied");
  await take(tx, ground, claimed, outcomes);
  await point("intake: applied, not finished");
  await finish(tx, ground, claimed, outcomes);
  await point("intake: finished, not committed");
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
  const pages = readable.map(({ parsed }) => parsed);
  const chosen = await learnIds(tx, scope, claimed, pages, ground.clock.now());
  const sweeps = readable.flatMap(({ parsed, delivery }) =>
    parsed.sweep
      ? [
          {
            sweep: parsed.sweep,
            since: delivery.received_at,
            unread: parsed.unread.map(({ id }) => id),
            nameless: parsed.nameless,
          },
        ]
      : [],
  );
  const into = {
    workspaceId: claimed.workspace_id,
    zone: claimed.zone,
    connection: {
      id: claimed.connection_id,
      tool: claimed.tool,
      writesMarks: connectorFor(claimed.tool).writesMarks,
      ...rulesIn(claimed.tool, chosen.settings),
    },
    maySee: () => false,
    by: { connection: claimed.connection_id },
    sweepId: sweeps.at(-1)?.sweep.id ?? null,
  };
  await point("intake: ids learnt, no reads applied");
  await applyReads(
    tx,
    ground,
    into,
    readable.flatMap((outcome) => arrivals(outcome, chosen.containers)),
  );
  for (const { sweep, ...told } of sweeps) {
    await point("intake: reads applied, no sweep taken");
    await takeSweep(tx, ground, into, sweep, told);
  }
  await point("intake: reads applied, unread not kept");
  await keepUnread(tx, scope, pages, ground.clock.now());
  await point("intake: reads applied, not synced");
  await takeSync(tx, scope, pages, ground.clock.now());
  await point("intake: synced, nothing done");
  await takeDone(
    tx,
    into,
    readable.flatMap(({ parsed }) => parsed.done),
    ground.clock.now(),
  );
}

/**
 * What lies outside the chosen containers is known only as lying there; no choice means all. A container that is chosen by
 * a name is the one that bears it, until the tool has said its id.
 */
function arrivals(
  { delivery, parsed }: { delivery: Waiting; parsed: Parsed },
  containers: readonly string[],
): Arrival[] {
  const inside = ({ ref, container }: Parsed["items"][number]) =>
    containers.length === 0 ||
    containers.includes(ref.container) ||
    containers.includes(container?.key ?? ref.container);
  return parsed.items.map((read) => ({
    read,
    readAt: parsed.readAt ?? delivery.received_at,
    deliveryId: delivery.delivery_id,
    outside: !inside(read),
  }));
}

/** How one delivery ended: applied, in part, or to be tried again, or failed for good. */
interface Ending {
  id: string;
  state: "done" | "pending" | "failed";
  error: string | null;
  due: Date | null;
  /** How many of its items are applied, when that changed. */
  taken: number | null;
  tried: 0 | 1;
}

function endingOf(outcome: Outcome, now: Date): Ending {
  const { id, attempts } = outcome.delivery;
  if ("parsed" in outcome && outcome.rest !== null)
    return { id, state: "pending", error: null, due: null, taken: outcome.rest, tried: 0 };
  if (!("error" in outcome)) return { id, state: "done", error: null, due: null, taken: 0, tried: 1 };
  const what = verdict(outcome.error, attempts);
  const due = new Date(now.getTime() + (what.again ? what.inMs : 0));
  return {
    id,
    state: what.again ? "pending" : "failed",
    error: storableText(what.error, 2000),
    due,
    taken: null,
    tried: 1,
  };
}

const END = `
  UPDATE delivery d SET state = x.state, error = x.error, attempts = d.attempts + x.tried, due_at = COALESCE(x.due, d.due_at),
    taken = COALESCE(x.taken, d.taken), done_at = CASE WHEN x.state = 'done' THEN $3::timestamptz END
  FROM jsonb_to_recordset($2::jsonb) AS x(id bigint, state text, error text, due timestamptz, taken int, tried int)
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
async function blame(ground: Ground, claimed: Claimed, error: unknown): Promise<Claimed | null> {
  ground.log.error({ error }, "a delivery could not be applied");
  return transaction(ground.db, async (tx) => {
    const now = ground.clock.now();
    const held = await claimAgain(tx, now, claimed);
    const first = held && (await readWaiting(tx, held, now, ALONE))[0];
    if (!held || !first) return held;
    await tx.query(END, [held.workspace_id, JSON.stringify([endingOf({ delivery: first, error }, now)]), now]);
    return held;
  });
}
