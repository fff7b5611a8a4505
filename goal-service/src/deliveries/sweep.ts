import type { Sweep } from "@throughline/shared/page";
import type { z } from "zod";
import type { Tx } from "../db.ts";
import type { Ground } from "../ground.ts";
import { newId } from "../ids.ts";
import { point } from "../points.ts";
import { applyGone } from "../work-items/gone.ts";
import type { Into } from "../work-items/apply.ts";

/**
 * A sweep's pages together list everything live in their containers. What they didn't list is not gone yet: unreachable
 * is not deleted. It is looked up once (first miss), and gone only when a second sweep misses it as well. `since`: when
 * this page came. What was seen after the first of them, by whatever told it, is not missed; nor is what was listed in a
 * form that nobody can read. A page with something on it that may be any item (`nameless`) closes its sweep without a miss.
 */
export async function takeSweep(
  tx: Tx,
  ground: Ground,
  into: Into,
  sweep: z.infer<typeof Sweep>,
  {
    since = ground.clock.now(),
    unread = [],
    nameless = false,
  }: { since?: Date; unread?: readonly string[]; nameless?: boolean } = {},
): Promise<void> {
  const now = ground.clock.now();
  const { rows } = await tx.query<{ started_at: Date; ended: boolean }>(
    `WITH there AS (
       UPDATE work_item SET seen_at = $6, missed = 0 WHERE workspace_id = $1 AND connection_id = $2 AND remote_id = ANY($7))
     INSERT INTO sweep (workspace_id, connection_id, id, containers, started_at, ended) VALUES ($1,$2,$3,$4,$5,$8)
     ON CONFLICT (workspace_id, connection_id, id) DO UPDATE SET ended = sweep.ended OR excluded.ended
     RETURNING started_at, ended`,
    [
      into.workspaceId,
      into.connection.id,
      sweep.id,
      JSON.stringify(sweep.containers),
      since,
      now,
      [...unread],
      nameless,
    ],
  );
  const started = rows[0];
  if (!sweep.last || !started || started.ended) return;
  await point("sweep: page noted, not ended");
  const missed = await endSweep(tx, into, sweep, started.started_at);
  await point("sweep: ended, nothing gone");
  await applyGone(
    tx,
    ground,
    into,
    missed.filter((item) => item.missed >= 2).map((item) => item.remote_id),
  );
  await point("sweep: gone, nothing looked up");
  const lookups = missed
    .filter(({ missed: times }) => times === 1)
    .map((item) => ({ id: newId(), ref: item.remote_id }));
  await tx.query(
    `INSERT INTO wanted (workspace_id, id, connection_id, kind, ref, value, created_at, due_at)
     SELECT $1, x.id, $2, 'lookup', x.ref, NULL, $3, $3 FROM jsonb_to_recordset($4::jsonb) AS x(id uuid, ref text)`,
    [into.workspaceId, into.connection.id, now, JSON.stringify(lookups)],
  );
}

interface Missed {
  remote_id: string;
  missed: number;
}

/** The containers at $4: by their ids, or by a key that is no id and belongs to whichever container bore it last. */
const NAMED = `$4::text[] || ARRAY(
  SELECT DISTINCT ON (k.key) k.remote_id FROM container k WHERE k.workspace_id = $1 AND k.connection_id = $2 AND k.key = ANY($4)
    AND NOT EXISTS (SELECT 1 FROM container i WHERE i.workspace_id = $1 AND i.connection_id = $2 AND i.remote_id = k.key)
  ORDER BY k.key, k.recorded_at DESC)`;

/** One statement ends the sweep: what it did not list is missed once more. */
async function endSweep(tx: Tx, into: Into, sweep: z.infer<typeof Sweep>, started: Date): Promise<Missed[]> {
  const { rows } = await tx.query<Missed>(
    `WITH ended AS (UPDATE sweep SET ended = true WHERE workspace_id = $1 AND connection_id = $2 AND id = $3)
     UPDATE work_item SET missed = missed + 1 WHERE workspace_id = $1 AND connection_id = $2 AND container = ANY(${NAMED})
       AND sweep_id IS DISTINCT FROM $3 AND seen_at < $5 AND presence = 'live' RETURNING remote_id, missed`,
    [into.workspaceId, into.connection.id, sweep.id, sweep.containers, started],
  );
  return rows;
}
