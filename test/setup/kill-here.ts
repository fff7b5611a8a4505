import type pg from "pg";
import { type Point, stopAtPoint } from "../../goal-service/src/points.ts";
import type { Db } from "../../goal-service/src/db.ts";

/** A process that dies, played in this one: what it had open in the database ends, and nothing of it goes on. */
export interface Mortal {
  /** Runs `work` until it is through, or stands at the point. True when it stood there. */
  until: (point: Point, work: () => Promise<void>) => Promise<boolean>;
  /** The database ends the sessions of what stands there for ever. */
  die: () => Promise<void>;
}

// It waits for their end: who comes after must not find a dead process's turn still held.
const ORPHANS = `SELECT pid, pg_terminate_backend(pid, 20000) FROM pg_stat_activity
  WHERE datname = current_database() AND pid <> pg_backend_pid()
    AND (state LIKE 'idle in transaction%' OR pid IN (SELECT pid FROM pg_locks WHERE locktype = 'advisory'))`;

export function mortal({ pool }: Db): Mortal {
  const taken = new Set<pg.PoolClient & { processID?: number }>();
  pool.on("acquire", (client) => taken.add(client));
  pool.on("release", (_error, client) => taken.delete(client));
  return {
    until: async (point, work) => {
      const reached = new Promise<true>((resolve) => stopAtPoint(point, () => resolve(true)));
      const through = work().then(() => false as const);
      through.catch(() => undefined);
      const stood = await Promise.race([reached, through]);
      stopAtPoint(undefined);
      return stood;
    },
    die: async () => {
      const { rows } = await pool.query<{ pid: number }>(ORPHANS);
      const ended = new Set(rows.map(({ pid }) => pid));
      for (const client of [...taken]) if (ended.has(client.processID ?? 0)) client.release(true);
    },
  };
}
