import type { Tx } from "../db.ts";
import { TRIES } from "../connections/tries.ts";

/** Which connection's items are to be read. */
export interface Scope {
  workspaceId: string;
  connectionId: string;
}

/** An item that is to be read, as it was asked for when we began. */
export interface Touch {
  ref: string;
  asked: number;
  attempts: number;
  missed_since: Date | null;
}

/** What is to be read, at once unless said; `missedSince`: somebody has looked for it in vain already. */
export interface Ask {
  ref: string;
  due?: Date;
  missedSince?: Date;
  /** The tool shows that it is there, but not how it stands: no listing has missed it. */
  there?: true;
}

/**
 * Asks for these items to be read. Asked for again before the read began, it is one read; while it runs, one further.
 * `told`: items that were read by another way just now; what was given up of them is settled by that.
 */
export async function addTouches(
  tx: Tx,
  { workspaceId, connectionId }: Scope,
  asks: readonly Ask[],
  now: Date,
  told: readonly string[] = [],
): Promise<void> {
  if (asks.length === 0 && told.length === 0) return;
  const once = [...new Map(asks.map((ask) => [ask.ref, ask])).values()];
  await tx.query(
    `WITH asked AS (
       INSERT INTO touch (workspace_id, connection_id, ref, since, due_at, missed_since)
       SELECT $1, $2, x.ref, $4, COALESCE(x.due, $4), x."missedSince"
       FROM jsonb_to_recordset($3::jsonb) AS x(ref text, due timestamptz, "missedSince" timestamptz) ORDER BY x.ref
       ON CONFLICT (workspace_id, connection_id, ref) DO UPDATE SET
         asked = touch.asked + 1, attempts = 0, error = NULL, due_at = LEAST(touch.due_at, excluded.due_at),
         missed_since = COALESCE(touch.missed_since, excluded.missed_since)),
     there AS (
       UPDATE work_item w SET seen_at = $4, missed = 0 FROM jsonb_to_recordset($3::jsonb) AS x(ref text, there boolean)
       WHERE x.there AND w.workspace_id = $1 AND w.connection_id = $2 AND w.remote_id = x.ref),
     settled AS (
       DELETE FROM touch WHERE workspace_id = $1 AND connection_id = $2 AND ref = ANY($5) AND attempts >= ${TRIES})
     SELECT pg_notify('throughline', 'dirty')`,
    [workspaceId, connectionId, JSON.stringify(once), now, [...told]],
  );
}

/** What is due, oldest first; what has failed before comes alone, so that it takes nobody down with it. */
export async function dueTouches(
  tx: Tx,
  { workspaceId, connectionId }: Scope,
  now: Date,
  atOnce: number,
): Promise<Touch[]> {
  const { rows } = await tx.query<Touch>(
    `SELECT ref, asked, attempts, missed_since FROM touch
     WHERE workspace_id = $1 AND connection_id = $2 AND attempts < ${TRIES} AND due_at <= $3 ORDER BY due_at, ref LIMIT $4`,
    [workspaceId, connectionId, now, atOnce],
  );
  if ((rows[0]?.attempts ?? 0) > 0) return rows.slice(0, 1);
  const failed = rows.findIndex(({ attempts }) => attempts > 0);
  return failed === -1 ? rows : rows.slice(0, failed);
}

/** How a read of a touch ended: no `due` is well; else it is looked at again then, or stays where it can be seen. */
export interface Settled {
  ref: string;
  asked: number;
  due: Date | null;
  attempts: number;
  error: string | null;
  missedSince: Date | null;
}

/** One statement ends what was read; what was asked for again meanwhile stays, for one further read. */
export async function settleTouches(
  tx: Tx,
  { workspaceId, connectionId }: Scope,
  settled: readonly Settled[],
  now: Date,
): Promise<void> {
  await tx.query(
    `WITH x AS (
       SELECT * FROM jsonb_to_recordset($3::jsonb)
       AS x(ref text, asked int, due timestamptz, attempts int, error text, "missedSince" timestamptz)),
     ended AS (
       DELETE FROM touch t USING x WHERE t.workspace_id = $1 AND t.connection_id = $2 AND t.ref = x.ref AND x.due IS NULL AND t.asked = x.asked)
     UPDATE touch t SET missed_since = x."missedSince",
       due_at = CASE WHEN t.asked = x.asked THEN x.due ELSE $4::timestamptz END,
       attempts = CASE WHEN t.asked = x.asked THEN x.attempts ELSE 0 END,
       error = CASE WHEN t.asked = x.asked THEN x.error END
     FROM x WHERE t.workspace_id = $1 AND t.connection_id = $2 AND t.ref = x.ref AND (x.due IS NOT NULL OR t.asked <> x.asked)`,
    [workspaceId, connectionId, JSON.stringify(settled), now],
  );
}
