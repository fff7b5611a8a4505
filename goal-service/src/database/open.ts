import pg from "pg";
import { type Config } from "../config.ts";
import { type Log } from "../log.ts";
import { type Embedded, startEmbedded } from "./embedded.ts";
import { migrate } from "./migrate.ts";

export interface Database {
  connection: pg.PoolConfig;
  close: () => Promise<void>;
}

/** The role that the service works as: it can use every table and change none, and row policies hold for it. */
export const APP_ROLE = "throughline_app";

/** A migrated database to connect to: the embedded one, or the one that DATABASE_URL names. */
export async function openDatabase(config: Pick<Config, "databaseUrl" | "dataDir">, log: Log): Promise<Database> {
  if (config.databaseUrl !== undefined) {
    const connection = { connectionString: config.databaseUrl };
    try {
      report(await migrate(connection), log);
    } catch (error) {
      const { host, pathname } = new URL(config.databaseUrl); // without user and password
      const reason = error instanceof Error ? error.message || error.name : String(error);
      throw new Error(`The database at ${host || pathname} cannot be used: ${reason}`, { cause: error });
    }
    return { connection, close: () => Promise.resolve() };
  }
  const server = await startEmbedded({ dataDir: config.dataDir, log });
  try {
    await ensureDatabase(server, "throughline");
    report(await migrate(server.connection("postgres", "throughline")), log);
  } catch (error) {
    await server.stop();
    throw error;
  }
  return { connection: server.connection(APP_ROLE, "throughline"), close: () => server.stop() };
}

function report(applied: string[], log: Log): void {
  if (applied.length > 0) log.info({ applied }, "migrations applied");
}

/** Makes database and role if they are missing, and lets the role use what migrations make. */
export async function ensureDatabase(server: Pick<Embedded, "connection">, name: string): Promise<void> {
  await withClient(server.connection("postgres", "postgres"), async (client) => {
    const roles = await client.query("SELECT 1 FROM pg_roles WHERE rolname = $1", [APP_ROLE]);
    if (roles.rowCount === 0) await client.query(`CREATE ROLE ${APP_ROLE} LOGIN`);
    const databases = await client.query("SELECT 1 FROM pg_database WHERE datname = $1", [name]);
    if (databases.rowCount === 0) await client.query(`CREATE DATABASE ${pg.escapeIdentifier(name)}`);
  });
  await withClient(server.connection("postgres", name), async (client) => {
    await client.query(`GRANT USAGE ON SCHEMA public TO ${APP_ROLE}`);
    for (const [kind, rights] of [
      ["TABLES", "SELECT, INSERT, UPDATE, DELETE"],
      ["SEQUENCES", "USAGE, SELECT"],
      ["FUNCTIONS", "EXECUTE"],
    ] as const) {
      await client.query(`GRANT ${rights} ON ALL ${kind} IN SCHEMA public TO ${APP_ROLE}`);
      await client.query(`ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT ${rights} ON ${kind} TO ${APP_ROLE}`);
    }
  });
}

async function withClient(connection: pg.ClientConfig, work: (client: pg.Client) => Promise<void>): Promise<void> {
  const client = new pg.Client(connection);
  client.on("error", () => undefined); // the query in flight reports it
  await client.connect();
  try {
    await work(client);
  } finally {
    await client.end();
  }
}
