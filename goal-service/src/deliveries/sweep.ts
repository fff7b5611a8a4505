import type { Sweep } from "@throughline/shared/page";
import type { z } from "zod";
import type { Tx } from "../db.ts";
import type { Ground } from "../ground.ts";
import { newId } from "../ids.ts";
import { applyGone } from "../work-items/gone.ts";
import type { Into } from "../work-items/apply.ts";

/**
 * A sweep's pages together list everything live in their containers. What they didn't list is not gone yet: unreachable
 * is not deleted. It is looked up once (first miss), and gone only when a second sweep misses it as well.
 */
export async function takeSweep(tx: Tx, ground: Ground, into: Into, sweep: z.infer<typeof Sweep>): Promise<void> {
  const now = ground.clock.now();
  const { rows } = await tx.query<{ started_at: Date; ended: boolean }>(
    `INSERT INTO sweep (workspace_id, connection_id, id, containers, started_at) VALUES ($1,$2,$3,$4,$5)
     ON CONFLICT (workspace_id, connection_id, id) DO UPDATE SET id = excluded.id RETURNING started_at, ended`,
    [into.workspaceId, into.connection.id, sweep.id, JSON.stringify(sweep.containers), now],
  );
  const started = rows[0];
  if (!sweep.last || !started || started.ended) return;
  const scope = [into.workspaceId, into.connection.id, sweep.id, sweep.containers, started.started_at];
  const { rows: missed } = await tx.query<{ remote_id: string; missed: number }>(
    `UPDATE work_item SET missed = missed + 1 WHERE workspace_id = $1 AND connection_id = $2 AND container = ANY($4)
       AND sweep_id IS DISTINCT FROM $3 AND seen_at < $5 AND presence = 'live' RETURNING remote_id, missed`,
    scope,
  );
  await tx.query(
    `UPDATE sweep SET ended = true WHERE workspace_id = $1 AND connection_id = $2 AND id = $3`,
    scope.slice(0, 3),
  );
  await tx.query(`UPDATE connection SET last_sync_at = $3 WHERE workspace_id = $1 AND id = $2`, [
    into.workspaceId,
    into.connection.id,
    now,
  ]);
  await applyGone(
    tx,
    ground,
    into,
    missed.filter((item) => item.missed >= 2).map((item) => item.remote_id),
  );
  for (const item of missed.filter(({ missed: times }) => times === 1)) {
    await tx.query(
      `INSERT INTO wanted (workspace_id, id, connection_id, kind, ref, value, created_at, due_at) VALUES ($1,$2,$3,'lookup',$4,NULL,$5,$5)`,
      [into.workspaceId, newId(), into.connection.id, item.remote_id, now],
    );
  }
}
