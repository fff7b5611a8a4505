import { chmodSync, mkdtempSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import pg from "pg";
import pino from "pino";
import { createClock } from "../src/clock.ts";
import { readConfig } from "../src/config.ts";
import { type Embedded, startEmbedded } from "../src/database/embedded.ts";
import { migrate } from "../src/database/migrate.ts";
import { APP_ROLE, ensureDatabase } from "../src/database/open.ts";
import { createDb, type Tx } from "../src/db.ts";
import type { Ground } from "../src/ground.ts";
import { TODAY } from "./world/org.ts";

/** The ground of a service in a time that stands still until told. */
export interface BenchGround extends Ground {
  /**
   * The same database, its planner held to indexes. Whether a small table is quicker read whole is the planner's affair,
   * and another one at every size; here counts show what has to be touched, and a read without an index to go by shows.
   */
  held: Ground;
  /** Moves the time on by a second. */
  tick: () => void;
  /** Writes a lot at once: what the product's own rows guarantee each other is not checked again. */
  fill: (work: (tx: Tx) => Promise<void>) => Promise<void>;
  /** Lets the database clear up and look at what it holds, so that what follows finds it at rest. */
  settle: () => Promise<void>;
  /** What the service logged as an error: a run with one has no number. */
  faults: string[];
}

export interface BenchServer {
  version: string;
  /** A migrated database of its own. */
  open: () => Promise<{ ground: BenchGround; close: () => Promise<void> }>;
  stop: () => Promise<void>;
}

/** A PostgreSQL of our own in a temporary folder, durable as in production unless told, that does nothing by itself. */
export async function startBenchServer({ fsync = true } = {}): Promise<BenchServer> {
  const dataDir = mkdtempSync(path.join(os.tmpdir(), "throughline-bench-"));
  chmodSync(dataDir, 0o711); // when root runs it, PostgreSQL runs as somebody else
  const stopped = { server: undefined as Embedded | undefined };
  const stop = async () => {
    await stopped.server?.stop();
    rmSync(dataDir, { recursive: true, force: true });
  };
  try {
    const server = await startEmbedded({ dataDir, fsync, log: pino({ level: "silent" }) });
    stopped.server = server;
    const admin = server.connection("postgres", "postgres");
    await ask(admin, "ALTER SYSTEM SET autovacuum = off");
    await ask(admin, "SELECT pg_reload_conf()");
    const [{ version } = { version: "unknown" }] = await ask<{ version: string }>(
      admin,
      "SELECT current_setting('server_version') AS version",
    );
    let opened = 0;
    return { version, open: () => openIn(server, `bench_${++opened}`), stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

async function openIn(server: Embedded, name: string): Promise<{ ground: BenchGround; close: () => Promise<void> }> {
  await ensureDatabase(server, name);
  const admin = server.connection("postgres", name);
  await migrate(admin);
  const ground = benchGround(server.connection(APP_ROLE, name), admin);
  return {
    ground,
    close: async () => {
      await ground.db.close();
      await ground.held.db.close();
      await ask(server.connection("postgres", "postgres"), `DROP DATABASE ${name}`);
    },
  };
}

const BY_INDEX = "-c enable_seqscan=off -c enable_hashjoin=off -c enable_mergejoin=off";

export function benchGround(connection: pg.PoolConfig, admin: pg.ClientConfig): BenchGround {
  let now = Date.parse(`${TODAY}T12:00:00Z`);
  const clock = { ...createClock(), now: () => new Date(now) };
  const faults: string[] = [];
  const common = {
    clock,
    log: pino({ level: "error" }, { write: (line: string) => void faults.push(line.trim()) }),
    config: readConfig({ SECRET_KEY: "07".repeat(32) }),
  };
  return {
    ...common,
    db: createDb(connection),
    held: { ...common, db: createDb({ ...connection, options: BY_INDEX }) },
    faults,
    tick: () => {
      now += 1000;
    },
    fill: (work) =>
      withClient(admin, async (client) => {
        await client.query("BEGIN");
        await client.query("SET LOCAL session_replication_role = replica");
        await work(client);
        await client.query("COMMIT");
        await client.query("ANALYZE");
      }),
    settle: async () => {
      await ask(admin, "VACUUM (ANALYZE)");
      await ask(admin, "CHECKPOINT");
    },
  };
}

const ask = <Row extends pg.QueryResultRow>(connection: pg.ClientConfig, text: string): Promise<Row[]> =>
  withClient(connection, async (client) => (await client.query<Row>(text)).rows);

async function withClient<T>(connection: pg.ClientConfig, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client(connection);
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}
