import { setTimeout as sleep } from "node:timers/promises";
import type pg from "pg";
import type { Db, PrismaTx, Tx } from "../db.ts";
import { databaseFailure } from "./failure.ts";

/** How often a transaction is tried, by why it failed; whoever lost to the same unique row sees it the next time. */
const ATTEMPTS = { again: 6, taken: 3, unstorable: 1, away: 1 };

/** How long Prisma waits for a connection and then for the work: longer than a lock may take (db.ts). */
const PRISMA = { maxWait: 15_000, timeout: 30_000 };

/**
 * The one kind of transaction, here for SQL. It is run again when another one stood in its way or wrote the same unique
 * row first, so that its own checks then see that row; so it must do nothing but SQL.
 */
export async function transaction<T>(db: Db, work: (tx: Tx) => Promise<T>): Promise<T> {
  return retried(db, () => withClient(db, (client) => once(client, work)));
}

/** The same for Prisma. */
export async function prismaTransaction<T>(db: Db, work: (tx: PrismaTx) => Promise<T>): Promise<T> {
  return retried(db, () => db.prisma.$transaction(work, PRISMA));
}

/**
 * The same on a session that is held already: what the session held for us (db.ts `session`) we still hold when this is
 * written, because with the session the transaction would end, too.
 */
export async function transactionOn<T>(db: Db, held: Tx, work: (tx: Tx) => Promise<T>): Promise<T> {
  return retried(db, () => once(held, work));
}

/** Waits until nobody else holds `name`, among all processes, and holds it until the transaction ends. */
export async function hold(tx: PrismaTx, name: string): Promise<void> {
  await tx.$queryRaw`SELECT 1 FROM pg_advisory_xact_lock(hashtextextended(${name}, 0))`;
}

async function once<T>(client: Tx, work: (tx: Tx) => Promise<T>): Promise<T> {
  try {
    await client.query("BEGIN");
    const result = await work(client);
    const { command } = await client.query("COMMIT");
    // PostgreSQL answers COMMIT with a friendly ROLLBACK when a statement failed and somebody swallowed the error.
    if (command !== "COMMIT") throw new Error("The transaction had failed inside and was undone.");
    return result;
  } catch (error) {
    // Where this fails, too, the connection is broken, and whoever holds it hears of that (withClient).
    await client.query("ROLLBACK").catch(() => undefined);
    throw error;
  }
}

/**
 * Takes a client from the pool for a while. One that breaks is not given back; and when it breaks while nothing runs on
 * it, nobody but us hears of that, and an error that nobody hears would end the process.
 */
async function withClient<T>(db: Db, work: (client: pg.PoolClient) => Promise<T>): Promise<T> {
  const client = await db.pool.connect();
  let broken: Error | undefined;
  const note = (error: Error) => {
    broken = error;
  };
  client.on("error", note);
  try {
    return await work(client);
  } finally {
    client.off("error", note);
    client.release(broken);
  }
}

async function retried<T>(db: Db, attempt: () => Promise<T>): Promise<T> {
  for (let tried = 1; ; tried++) {
    try {
      return await attempt();
    } catch (error) {
      const failure = databaseFailure(error);
      if (failure === null || tried >= ATTEMPTS[failure.kind]) throw error;
      db.retried++;
    }
    await sleep(2 ** tried * 5 * (0.5 + Math.random()));
  }
}

/**
 * A held session says nothing while a tool is asked; one that is silent for this long has lost its process. So long, too,
 * it waits for others: nobody waits for it.
 */
const SILENT = "60s";

/**
 * Runs `work` on a connection of its own that holds `name` among all processes, or answers null when another holds it.
 * The database lets go when the connection ends, so also when its process is killed, or is cut off and falls silent.
 */
export async function session<T>(db: Db, name: string, work: (held: Tx) => Promise<T>): Promise<T | null> {
  return withClient(db, async (client) => {
    try {
      const { rows } = await client.query<{ held: boolean }>(
        `SELECT pg_try_advisory_lock(hashtextextended($1, 0)) AS held,
           set_config('idle_session_timeout', $2, false), set_config('lock_timeout', $2, false)`,
        [name, SILENT],
      );
      return rows[0]?.held === true ? await work(client) : null;
    } finally {
      await client
        .query(
          `SELECT pg_advisory_unlock_all(), set_config(name, reset_val, false) FROM pg_settings
           WHERE name IN ('idle_session_timeout', 'lock_timeout')`,
        )
        .catch(() => undefined);
    }
  });
}
