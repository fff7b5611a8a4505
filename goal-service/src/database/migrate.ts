import { createHash, randomUUID } from "node:crypto";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import pg from "pg";
import { errorCode } from "../error-code.ts";

/** The advisory lock that Prisma's own engine takes, so that neither runs while the other does. */
const LOCK = 72_707_369;

/** Prisma's ledger, to the letter: `prisma migrate deploy` and we can take turns. Its times are the database's own. */
const LEDGER = [
  "CREATE TABLE IF NOT EXISTS _prisma_migrations (",
  "  id VARCHAR(36) PRIMARY KEY NOT NULL, checksum VARCHAR(64) NOT NULL, finished_at TIMESTAMPTZ,",
  "  migration_name VARCHAR(255) NOT NULL, logs TEXT, rolled_back_at TIMESTAMPTZ,",
  "  started_at TIMESTAMPTZ NOT NULL DEFAULT now(), applied_steps_count INTEGER NOT NULL DEFAULT 0)",
].join("\n");
const ENTER =
  "INSERT INTO _prisma_migrations (id, checksum, migration_name, finished_at, applied_steps_count) VALUES ($1, $2, $3, now(), 1)";

interface Migration {
  name: string;
  sql: string;
  checksum: string;
}
interface Entry {
  migration_name: string;
  checksum: string;
  finished: boolean;
  logs: string | null;
}

/** The migrations of this build, from beside its package.json: the bundle and the sources lie at different depths. */
export function migrationsDir(): string {
  let dir = import.meta.dirname;
  while (!existsSync(path.join(dir, "package.json"))) dir = path.dirname(dir);
  return path.join(dir, "prisma", "migrations");
}

/** Applies what is missing and returns its names. Each migration is applied whole, with its entry, or not at all. */
export async function migrate(
  connection: pg.ClientConfig,
  dir: string = migrationsDir(),
  patience = "60s",
): Promise<string[]> {
  const client = new pg.Client(connection);
  client.on("error", () => undefined); // the query in flight reports it
  await client.connect();
  try {
    await lock(client, patience);
    await client.query(LEDGER);
    const todo = pending(migrationsIn(dir), await entries(client));
    for (const migration of todo) await apply(client, migration);
    return todo.map((migration) => migration.name);
  } finally {
    await client.end(); // the session's end gives the lock back
  }
}

/** Bounded, also for the migrations themselves: waiting behind a long query, they would make everybody else wait. */
async function lock(client: pg.Client, patience: string): Promise<void> {
  await client.query("SELECT set_config('lock_timeout', $1, false)", [patience]);
  try {
    await client.query("SELECT pg_advisory_lock($1)", [LOCK]);
  } catch (error) {
    if (errorCode(error) !== "55P03") throw error;
    throw new Error(
      `Another process has been migrating this database for more than ${patience}: wait for it, then start again.`,
      {
        cause: error,
      },
    );
  }
}

function migrationsIn(dir: string): Migration[] {
  if (!existsSync(dir)) return [];
  return readdirSync(dir, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => {
      const sql = readFileSync(path.join(dir, name, "migration.sql"), "utf8");
      return { name, sql, checksum: createHash("sha256").update(sql).digest("hex") };
    })
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}

async function entries(client: pg.Client): Promise<Entry[]> {
  const { rows } = await client.query<Entry>(
    "SELECT migration_name, checksum, finished_at IS NOT NULL AS finished, logs FROM _prisma_migrations WHERE rolled_back_at IS NULL",
  );
  return rows;
}

function pending(known: Migration[], ledger: Entry[]): Migration[] {
  const byName = new Map(known.map((migration) => [migration.name, migration]));
  for (const { migration_name: name, checksum, finished, logs } of ledger) {
    if (!finished) {
      throw new Error(`Migration ${name} failed earlier and waits to be resolved: ${logs ?? "no reason kept"}`);
    }
    const migration = byName.get(name);
    if (!migration) {
      throw new Error(`The database has the migration ${name}, which this build does not know: run a newer one.`);
    }
    if (migration.checksum !== checksum) {
      throw new Error(`Migration ${name} was edited after it was applied: undo the edit and add a new migration.`);
    }
  }
  const done = new Set(ledger.map((entry) => entry.migration_name));
  return known.filter((migration) => !done.has(migration.name));
}

async function apply(client: pg.Client, { name, sql, checksum }: Migration): Promise<void> {
  await client.query("BEGIN");
  try {
    await client.query(sql);
    await client.query(ENTER, [randomUUID(), checksum, name]);
    await client.query("COMMIT");
  } catch (error) {
    await client.query("ROLLBACK");
    throw new Error(
      `Migration ${name} failed and was undone: ${error instanceof Error ? error.message : String(error)}`,
      {
        cause: error,
      },
    );
  }
}
