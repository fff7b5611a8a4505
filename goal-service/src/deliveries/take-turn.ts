import { turnOf } from "../connections/pulled.ts";
import { resume } from "../connections/sync-state.ts";
import { pullConnectorFor, pullTools } from "../connectors/registry.ts";
import { session } from "../database/transaction.ts";
import type { Tx } from "../db.ts";
import type { Ground } from "../ground.ts";
import { point } from "../points.ts";
import { readTouches } from "./read-touches.ts";
import { closeListing, reconcile } from "./reconcile.ts";
import { TRIES } from "../connections/tries.ts";

import { closeTurn, type Turn, TurnOver } from "./turn.ts";
import { grantWish } from "./wishes.ts";

interface Due {
  workspace_id: string;
  id: string;
  tool: string;
}

/** What is due for its tool, and may ask it now. */
const DUE = `
  SELECT c.workspace_id, c.id, c.tool FROM connection c
  WHERE c.tool = ANY($1) AND c.state IN ('active', 'degraded') AND (c.paused_until IS NULL OR c.paused_until <= $2)
    AND (c.poll_due <= $2 OR c.sweep_due <= $2
      OR EXISTS (SELECT 1 FROM touch t WHERE t.workspace_id = c.workspace_id AND t.connection_id = c.id AND t.attempts < ${TRIES} AND t.due_at <= $2)
      OR EXISTS (SELECT 1 FROM wanted w WHERE w.workspace_id = c.workspace_id AND w.connection_id = c.id AND w.state = 'open' AND w.due_at <= $2))
  ORDER BY c.id <= $3, c.id LIMIT 20`;

/** The connection that had the last turn of this process: the next turn is looked for after it, round robin. */
export interface LastTurn {
  of: string;
}
export const noTurnYet = (): LastTurn => ({ of: "00000000-0000-0000-0000-000000000000" });

/** After so many steps the turn is over, and the next connection's; but not in the middle of a listing, which would begin anew. */
const STEPS = 50;

/** A process that comes up has missed what came while it was down, or does not know. */
export async function dueAtStart(ground: Ground): Promise<void> {
  await ground.db.pool.query(`UPDATE connection SET poll_due = $2 WHERE tool = ANY($1) AND poll_due > $2`, [
    pullTools(),
    ground.clock.now(),
  ]);
}

/**
 * Does for one connection what is due in its tool: items are read, wishes done, changes asked for. False when nothing is
 * due, or only in connections that have somebody's turn already. It goes on until nothing is due, others have waited for
 * long enough, or `signal` says stop; `begun`: this one is busy now.
 */
export async function takeTurn(
  ground: Ground,
  signal: AbortSignal = new AbortController().signal,
  begun: () => void = () => undefined,
  last: LastTurn = noTurnYet(),
): Promise<boolean> {
  const { rows } = await ground.db.pool.query<Due>(DUE, [pullTools(), ground.clock.now(), last.of]);
  for (const due of rows) {
    const did = await session(ground.db, turnOf(due.id), (held) => {
      last.of = due.id;
      begun();
      return withTurn(ground, held, due, signal);
    });
    if (did === true) return true;
  }
  return false;
}

async function withTurn(ground: Ground, held: Tx, due: Due, signal: AbortSignal): Promise<boolean> {
  const connector = pullConnectorFor(due.tool);
  const failures = await failuresOf(ground, held, due);
  if (!connector || failures === null) return false;
  const scope = { workspaceId: due.workspace_id, connectionId: due.id, tool: due.tool };
  const turn: Turn = { ...scope, ground, held, connector, failures, answered: false, signal, listing: null };
  let did = false;
  try {
    for (let steps = 1; !signal.aborted && (await step(turn)); steps++) {
      did = true;
      if (steps >= STEPS && turn.listing === null) break;
      await point("turn: step taken, next not begun");
    }
    return did;
  } catch (error) {
    if (!(error instanceof TurnOver)) await noteFault(turn, error);
    return true;
  } finally {
    closeListing(turn);
  }
}

/** The most urgent first: what a person has just changed, then what we want done, then what may have been lost. */
const ACTS = [readTouches, grantWish, reconcile];

async function step(turn: Turn): Promise<boolean> {
  // After a silence every other time the other way round: what always silences the tool must not always come first.
  const acts = turn.failures % 2 === 0 ? ACTS : [...ACTS].reverse();
  let did = false;
  for (const act of acts) did ||= await act(turn);
  if (!turn.answered || turn.failures === 0) return did;
  // The tool answers again: what it could not tell meanwhile is asked for at once.
  await point("turn: answered, not resumed");
  await resume(turn.held, turn, turn.ground.clock.now());
  turn.failures = 0;
  return did;
}

/** Somebody else's turn may have ended a moment ago, with a pause. */
async function failuresOf(ground: Ground, held: Tx, due: Due): Promise<number | null> {
  const { rows } = await held.query<{ failures: number }>(
    `SELECT failures FROM connection WHERE workspace_id = $1 AND id = $2 AND (paused_until IS NULL OR paused_until <= $3)`,
    [due.workspace_id, due.id, ground.clock.now()],
  );
  return rows[0]?.failures ?? null;
}

/** Our own fault: written down like a tool that does not answer, so that it is tried again, less and less often. */
async function noteFault(turn: Turn, error: unknown): Promise<void> {
  turn.ground.log.error({ error }, "a connection's turn failed");
  const reason = error instanceof Error ? error.message : String(error);
  const problem = `Something failed on our side: ${reason}`;
  await closeTurn(turn, { then: "silent", problem });
}
