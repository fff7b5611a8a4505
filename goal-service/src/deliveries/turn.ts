import { inTool } from "../connections/reach.ts";
import { rulesIn } from "../connections/settings.ts";
import { noteTrouble, pauseUntil } from "../connections/sync-state.ts";
import { type Changes, type PullConnector, type Reach, ToolError } from "../connectors/connector.ts";
import { transactionOn } from "../database/transaction.ts";
import type { Tx } from "../db.ts";
import type { Ground } from "../ground.ts";
import type { Into } from "../work-items/apply.ts";
import { DEGRADED_MS, silentFor, type ToolVerdict } from "./retry.ts";

/**
 * One connection's turn at its tool. Who has it is alone with the connection among all processes, so that of two reads of
 * an item the one that began later was also done later; it ends with the session, so also with its process (db.ts).
 */
export interface Turn {
  ground: Ground;
  /** The session that holds the turn: what is written on it was written in turn. */
  held: Tx;
  workspaceId: string;
  connectionId: string;
  tool: string;
  connector: PullConnector;
  /** How often in a row the tool did not answer before this turn. */
  failures: number;
  /** The tool has answered something in this turn. */
  answered: boolean;
  /** Set when the process is about to end. */
  signal: AbortSignal;
  listing: Listing | null;
}

/** A reconcile under way: containers one after the other, each page by page. */
export interface Listing {
  /** Everything live is listed, so that what is missing shows. */
  sweepId: string | null;
  /** What was due when it began: who makes something due meanwhile is not forgotten at its end. */
  asked: { pollDue: Date | null; sweepDue: Date | null };
  waiting: string[];
  /** `readAt`: when it was opened. A tool may show on a later page what it looked at then. */
  current: { container: string; pages: AsyncIterator<Changes>; readAt: Date } | null;
  answered: string[];
  problems: { container: string; problem: string }[];
}

/** Nothing more can be done in this turn. Why is written down. */
export class TurnOver extends Error {}

/** How long one call may take; a listing begins with all that a project holds, in as many requests as that takes. */
const CALL_MS = 60_000;
export const LISTING_MS = 10 * 60_000;
/** A held session that is silent for a minute is lost (db.ts). */
const ALIVE_MS = 20_000;

export const ask = <T>(
  turn: Turn,
  work: (connector: PullConnector, reach: Reach) => Promise<T>,
  withinMs = CALL_MS,
): Promise<T> => inTime(turn, inTool(turn.ground, turn, null, work), withinMs);

/** Waits for the tool, but not for ever, and not when the process wants to end. */
export async function inTime<T>(turn: Turn, call: Promise<T>, withinMs: number): Promise<T> {
  const { signal, held } = turn;
  let stop: () => void = () => undefined;
  const over = new Promise<never>((_resolve, reject) => {
    const onAbort = () => reject(new TurnOver());
    const onTime = () => reject(new ToolError("unknown", `The tool did not answer within ${withinMs / 1000} seconds.`));
    const timer = setTimeout(onTime, withinMs);
    const alive = setInterval(() => void held.query("SELECT 1").catch(reject), ALIVE_MS);
    signal.addEventListener("abort", onAbort);
    if (signal.aborted) onAbort();
    stop = () => {
      clearTimeout(timer);
      clearInterval(alive);
      signal.removeEventListener("abort", onAbort);
    };
  });
  try {
    const answer = await Promise.race([call, over]);
    turn.answered = true;
    return answer;
  } finally {
    stop();
  }
}

/** What of a connection holds while its row is held. */
export interface HeldRow {
  into: Into;
  containers: string[];
}

/** One transaction of the turn, with the connection's row held, so that batches of a connection come one after the other. */
export async function write<T>(turn: Turn, work: (tx: Tx, row: HeldRow) => Promise<T>): Promise<T> {
  return transactionOn(turn.ground.db, turn.held, async (tx) => {
    const { rows } = await tx.query<{ tool: string; zone: string; containers: string[]; settings: unknown }>(
      `SELECT c.tool, w.zone, c.containers, c.settings FROM connection c JOIN workspace w ON w.id = c.workspace_id
       WHERE c.workspace_id = $1 AND c.id = $2 AND c.state <> 'ended' FOR NO KEY UPDATE OF c`,
      [turn.workspaceId, turn.connectionId],
    );
    const row = rows[0];
    if (!row) throw new TurnOver();
    const into: Into = {
      workspaceId: turn.workspaceId,
      zone: row.zone,
      connection: { id: turn.connectionId, tool: row.tool, writesMarks: true, ...rulesIn(row.tool, row.settings) },
      maySee: () => false,
      by: { connection: turn.connectionId },
      sweepId: null,
    };
    return work(tx, { into, containers: row.containers });
  });
}

/** Items outside the chosen containers are dropped first. Where we read ourselves, what nobody chose is not read. */
export const isInside = ({ containers }: HeldRow, container: string): boolean => containers.includes(container);

/** Writes down why the tool can't be asked now, and until when. Whoever asks for this throws what it gives. */
export async function closeTurn(turn: Turn, verdict: Exclude<ToolVerdict, { then: "give_up" }>): Promise<TurnOver> {
  const now = turn.ground.clock.now();
  const at = (ms: number) => new Date(now.getTime() + ms);
  if (verdict.then === "wait") await pauseUntil(turn.held, turn, at(verdict.ms));
  else {
    const failures = turn.failures + 1;
    const until = at(verdict.then === "silent" ? silentFor(failures) : DEGRADED_MS);
    const degraded = verdict.then === "degrade";
    await noteTrouble(turn.held, turn, { degraded, problem: verdict.problem, until, failures }, now);
  }
  return new TurnOver();
}
