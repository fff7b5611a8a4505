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
  for (let attempt = 1; ; attempt++) {
    const client = await db.pool.connect();
    let broken: Error | undefined;
    try {
      await client.query("BEGIN");
      const result = await work(client);
      const { command } = await client.query("COMMIT");
      // PostgreSQL answers COMMIT with a friendly ROLLBACK when a statement failed and somebody swallowed the error.
      if (command !== "COMMIT") throw new Error("The transaction had failed inside and was undone.");
      return result;
    } catch (error) {
      await client.query("ROLLBACK").catch((failure: unknown) => {
        broken = failure instanceof Error ? failure : new Error(String(failure));
      });
      if (attempt >= ATTEMPTS || !IN_THE_WAY.has(errorCode(error) ?? "")) throw error;
      db.retried++;
    } finally {
      client.release(broken);
    }
    await sleep(2 ** attempt * 5 * (0.5 + Math.random()));
  }
}
