import { setTimeout as sleep } from "node:timers/promises";
import { PrismaPg } from "@prisma/adapter-pg";
import pg from "pg";
import { errorCode } from "./error-code.ts";
import { type Prisma, PrismaClient } from "./generated/prisma/client.ts";

/** What runs SQL: the pool, or the client of a transaction. */
export type Tx = Pick<pg.ClientBase, "query">;

/** What runs Prisma: the client, or one of its transactions. */
export type PrismaTx = Prisma.TransactionClient;

export interface Db {
  pool: pg.Pool;
  prisma: PrismaClient;
  /** How often a transaction was tried again because another one stood in its way. */
  retried: number;
  close(): Promise<void>;
}

const ATTEMPTS = 6;
/** Serialization failure and deadlock: nothing was done, and doing it again will succeed. */
const IN_THE_WAY = new Set(["40001", "40P01"]);

const types = new pg.TypeOverrides();
types.setTypeParser(pg.types.builtins.INT8, Number); // counts and sequence numbers, all far below 2^53
types.setTypeParser(pg.types.builtins.DATE, (day) => day); // a day is a word, not a moment in some zone

/** One pool for Prisma and for SQL, so that one number bounds the connections of this process. */
export function createDb(connection: pg.PoolConfig, onError: (error: Error) => void = () => undefined): Db {
  const pool = new pg.Pool({
    max: 20,
    connectionTimeoutMillis: 30_000,
    application_name: "throughline",
    types,
    ...connection,
  });
  pool.on("error", onError); // an idle connection that breaks would end the process otherwise; the next query reconnects
  const prisma = new PrismaClient({ adapter: new PrismaPg(pool) });
  return {
    pool,
    prisma,
    retried: 0,
    async close() {
      await prisma.$disconnect();
      await pool.end();
    },
  };
}

/** Runs SQL as one transaction. It may run more than once, so it must do nothing but SQL. */
export async function transaction<T>(db: Db, work: (tx: Tx) => Promise<T>): Promise<T> {
  return patiently(db, () => withClient(db, (client) => once(client, work)));
}

/**
 * The same on a session that is held already: what the session held for us (db.ts `session`) we still hold when this is
 * written, because with the session the transaction would end, too.
 */
export async function transactionOn<T>(db: Db, held: Tx, work: (tx: Tx) => Promise<T>): Promise<T> {
  return patiently(db, () => once(held, work));
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

async function patiently<T>(db: Db, attempt: () => Promise<T>): Promise<T> {
  for (let tried = 1; ; tried++) {
    try {
      return await attempt();
    } catch (error) {
      if (tried >= ATTEMPTS || !IN_THE_WAY.has(errorCode(error) ?? "")) throw error;
      db.retried++;
    }
    await sleep(2 ** tried * 5 * (0.5 + Math.random()));
  }
}

/** A held session says nothing while a tool is asked; one that is silent for this long has lost its process. */
const SILENT = "60s";

/**
 * Runs `work` on a connection of its own that holds `name` among all processes, or answers null when another holds it.
 * The database lets go when the connection ends, so also when its process is killed, or is cut off and falls silent.
 */
export async function session<T>(db: Db, name: string, work: (held: Tx) => Promise<T>): Promise<T | null> {
  return withClient(db, async (client) => {
    try {
      const { rows } = await client.query<{ held: boolean }>(
        "SELECT pg_try_advisory_lock(hashtextextended($1, 0)) AS held, set_config('idle_session_timeout', $2, false)",
        [name, SILENT],
      );
      return rows[0]?.held === true ? await work(client) : null;
    } finally {
      await client
        .query("SELECT pg_advisory_unlock_all(), set_config('idle_session_timeout', '0', false)")
        .catch(() => undefined);
    }
  });
}
