import { PrismaPg } from "@prisma/adapter-pg";
import pg from "pg";
import { type Prisma, PrismaClient } from "./generated/prisma/client.ts";

/** What runs SQL: the pool, or the client of a transaction (database/transaction.ts). */
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

const types = new pg.TypeOverrides();
types.setTypeParser(pg.types.builtins.INT8, Number); // counts and sequence numbers, all far below 2^53
types.setTypeParser(pg.types.builtins.DATE, (day) => day); // a day is a word, not a moment in some zone

/**
 * Nobody waits for ever: for a free connection, for a lock that another holds, for a statement, for a server that is silent.
 * Then the caller is told to come again (http/refusals.ts).
 */
const PATIENCE = {
  connectionTimeoutMillis: 10_000,
  lock_timeout: 5_000,
  statement_timeout: 20_000,
  query_timeout: 25_000,
};

/** One pool for Prisma and for SQL, so that one number bounds the connections of this process. */
export function createDb(connection: pg.PoolConfig, onError: (error: Error) => void = () => undefined): Db {
  const pool = new pg.Pool({
    max: 20,
    application_name: "throughline",
    ...PATIENCE,
    types,
    ...connection,
  });
  pool.on("error", onError); // an idle connection that breaks would end the process otherwise; the next query reconnects
  // One that breaks in somebody's hands between two queries would end it too; the next query reports it.
  pool.on("connect", (client) => client.on("error", onError));
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
