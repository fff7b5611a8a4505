import type { Done, Wanted } from "@throughline/shared/page";
import type { z } from "zod";
import type { Tx } from "../db.ts";
import type { Ground } from "../ground.ts";
import { newId } from "../ids.ts";
import { tellQuestions } from "./tell-questions.ts";

/** What one answer to the app carries at most (architecture.md (e)). */
const AT_ONCE = 20;
/** A wish handed out and not reported is handed out again after this; done twice is the same as once. */
const AGAIN_MS = 60_000;
const TRIES = 5;

interface Scope {
  workspaceId: string;
  connection: { id: string };
}

/** What the app is asked to do next. Handing out postpones a wish, so that a lost answer brings it again later. */
export async function nextWanted(ground: Ground, workspaceId: string, connectionId: string): Promise<Wanted[]> {
  const now = ground.clock.now();
  const { rows } = await ground.db.pool.query<Wanted>(
    `UPDATE wanted SET due_at = $4, attempts = attempts + 1
     WHERE workspace_id = $1 AND id IN (SELECT id FROM wanted WHERE workspace_id = $1 AND connection_id = $2 AND state = 'open' AND due_at <= $3 ORDER BY created_at, id LIMIT ${AT_ONCE})
     RETURNING id, kind, ref, value`,
    [workspaceId, connectionId, now, new Date(now.getTime() + AGAIN_MS)],
  );
  return rows;
}

/** What the app reports of its wishes; only those of its own connection count. */
export async function takeDone(tx: Tx, scope: Scope, done: readonly z.infer<typeof Done>[], now: Date): Promise<void> {
  if (done.length === 0) return;
  await tx.query(
    `WITH ended AS (UPDATE wanted w SET state = CASE WHEN x.ok THEN 'done' WHEN w.attempts >= ${TRIES} THEN 'failed' ELSE 'open' END,
            error = x.error, done_at = CASE WHEN x.ok THEN $3::timestamptz END
     FROM jsonb_to_recordset($4::jsonb) AS x(id text, ok boolean, error text)
     WHERE w.workspace_id = $1 AND w.connection_id = $2 AND w.id::text = x.id AND w.state = 'open' RETURNING w.id), ${tellQuestions("$3")}`,
    [scope.workspaceId, scope.connection.id, now, JSON.stringify(done)],
  );
}

/** Our card on an item that we made, wished where the item is written: one without the other can't be. */
export async function wishCard(
  tx: Tx,
  ground: Ground,
  connection: { workspaceId: string; id: string },
  ref: string,
  card: { name: string; url: string },
): Promise<void> {
  await tx.query(
    `INSERT INTO wanted (workspace_id, id, connection_id, kind, ref, value, created_at, due_at)
     SELECT $1::uuid, $2::uuid, $3::uuid, 'card', $4::text, $5::jsonb, $6::timestamptz, $6::timestamptz
     WHERE NOT EXISTS (SELECT 1 FROM wanted WHERE workspace_id = $1 AND connection_id = $3 AND kind = 'card' AND ref = $4)`,
    [connection.workspaceId, newId(), connection.id, ref, JSON.stringify(card), ground.clock.now()],
  );
}
