import { storableText } from "@throughline/shared/basics";
import type { PrismaTx, Tx } from "../db.ts";
import { openNamesOf } from "./container-names.ts";
import { TRUSTING } from "./trusting-goals.ts";

/** How far a connection can be trusted: written here and nowhere else, each time in one statement. */
interface Scope {
  workspaceId: string;
  connectionId: string;
}

/** What is trusted of the connection changed, so every goal with open items in it is looked at anew. */
const GOALS = `
  INSERT INTO goal_dirty (workspace_id, goal_id, since)
  SELECT DISTINCT $1::uuid, i.goal_id, $3::timestamptz FROM before JOIN connection c ON c.workspace_id = $1 AND c.id = $2
  ${TRUSTING}`;
const MARK = `ORDER BY 2 ON CONFLICT (workspace_id, goal_id) DO UPDATE SET since = excluded.since`;
const TELL = `
  INSERT INTO live_event (workspace_id, kind, ref, version, at)
  SELECT $1, 'connection', $2::uuid::text, version, $3 FROM changed WHERE is_new`;
const HINT = `SELECT pg_notify('throughline', 'live'), pg_notify('throughline', 'dirty')`;
const BEFORE = `
  before AS (SELECT state, problem, behind_since FROM connection WHERE workspace_id = $1 AND id = $2 AND state <> 'ended' FOR NO KEY UPDATE)`;

export interface Trouble {
  /** We can't see any more: what we know stays, with its age, and health says so. */
  degraded: boolean;
  problem: string;
  /** Nothing is asked of the tool until then. */
  until: Date | null;
  /** How often in a row the tool did not answer. */
  failures: number;
  next?: Next;
}

/** When the containers are asked for changes next, and listed whole. */
export interface Next {
  pollDue: Date;
  /** Null: as before. */
  sweepDue: Date | null;
  /** What was due when the reconcile began: whoever made something due meanwhile still waits for the next. */
  asked: { pollDue: Date | null; sweepDue: Date | null };
}

/** The columns of what is due next: `next` at the parameters $n to $n+3, each null or a moment. */
const nextDue = (n: number): string => `
  poll_due = CASE WHEN $${n}::timestamptz IS NOT NULL AND c.poll_due IS NOT DISTINCT FROM $${n + 2} THEN $${n} ELSE c.poll_due END,
  sweep_due = CASE WHEN $${n + 1}::timestamptz IS NOT NULL AND c.sweep_due IS NOT DISTINCT FROM $${n + 3} THEN $${n + 1} ELSE c.sweep_due END`;
const valuesOf = (next: Next | undefined): (Date | null)[] => [
  next?.pollDue ?? null,
  next?.sweepDue ?? null,
  next?.asked.pollDue ?? null,
  next?.asked.sweepDue ?? null,
];

export async function noteTrouble(tx: Tx, scope: Scope, trouble: Trouble, now: Date): Promise<void> {
  await tx.query(
    `WITH ${BEFORE},
     changed AS (
       UPDATE connection c SET problem = $4, paused_until = $5, failures = $6,
         ${nextDue(8)}, state = CASE WHEN $7 THEN 'degraded' ELSE c.state END,
         behind_since = CASE WHEN $7 THEN COALESCE(c.behind_since, c.last_sync_at, c.created_at) ELSE c.behind_since END,
         version = c.version + CASE WHEN b.problem IS DISTINCT FROM $4 OR $7 AND b.state <> 'degraded' THEN 1 ELSE 0 END
       FROM before b WHERE c.workspace_id = $1 AND c.id = $2
       RETURNING c.version, (b.problem IS DISTINCT FROM $4 OR $7 AND b.state <> 'degraded') AS is_new),
     goals AS (${GOALS} WHERE $7 AND before.behind_since IS NULL ${MARK}),
     told AS (${TELL})
     ${HINT}`,
    [
      scope.workspaceId,
      scope.connectionId,
      now,
      storableText(trouble.problem, 1000),
      trouble.until,
      trouble.failures,
      trouble.degraded,
      ...valuesOf(trouble.next),
    ],
  );
}

/** Containers that we no longer see: their items keep their last state, and their goals are told that it is old. */
export async function noteHidden(tx: Tx, scope: Scope, containers: readonly string[], now: Date): Promise<void> {
  const called = await openNamesOf(tx, scope, containers);
  const names = containers.map((id) => called.get(id) ?? id).join(", ");
  const problem = `The tool no longer shows ${names} to the account that reads: archived, deleted or closed to it. Restore it or give access, or choose other projects.`;
  await noteTrouble(tx, scope, { degraded: true, problem, until: null, failures: 0 }, now);
}

/** The tool said for how long it wants to be left alone: that is no trouble. */
export async function pauseUntil(tx: Tx, { workspaceId, connectionId }: Scope, until: Date): Promise<void> {
  await tx.query(`UPDATE connection SET paused_until = $3 WHERE workspace_id = $1 AND id = $2`, [
    workspaceId,
    connectionId,
    until,
  ]);
}

/** The tool answers again, or an account allowed us again: what was lost meanwhile is looked for at once. */
export async function resume(tx: Tx, { workspaceId, connectionId }: Scope, now: Date): Promise<void> {
  await tx.query(
    `UPDATE connection SET failures = 0, paused_until = NULL, poll_due = $3 WHERE workspace_id = $1 AND id = $2`,
    [workspaceId, connectionId, now],
  );
}

/** A reconcile came through to its end: silence is trusted again. */
export async function noteSynced(tx: Tx, scope: Scope, next: Next | undefined, now: Date): Promise<void> {
  await tx.query(
    `WITH ${BEFORE},
     changed AS (
       UPDATE connection c SET problem = NULL, behind_since = NULL, state = 'active', last_sync_at = $3, ${nextDue(4)},
         version = c.version + CASE WHEN b.problem IS NOT NULL OR b.behind_since IS NOT NULL OR b.state <> 'active' THEN 1 ELSE 0 END
       FROM before b WHERE c.workspace_id = $1 AND c.id = $2
       RETURNING c.version, (b.problem IS NOT NULL OR b.behind_since IS NOT NULL OR b.state <> 'active') AS is_new),
     goals AS (${GOALS} WHERE before.behind_since IS NOT NULL ${MARK}),
     told AS (${TELL})
     ${HINT}`,
    [scope.workspaceId, scope.connectionId, now, ...valuesOf(next)],
  );
}

/** The same for who ends a connection: the goals behind which it has open items. */
export async function markOpenGoals(tx: PrismaTx, scope: Scope, now: Date): Promise<void> {
  const statement = `WITH before AS (SELECT 1) ${GOALS} ${MARK}`;
  await tx.$executeRawUnsafe(statement, scope.workspaceId, scope.connectionId, now);
  await tx.$executeRaw`SELECT pg_notify('throughline', 'dirty')`;
}
