import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import pg from "pg";
import pino from "pino";
import { createClock } from "../src/clock.ts";
import { startEmbedded } from "../src/database/embedded.ts";
import { migrate, migrationsDir } from "../src/database/migrate.ts";
import { missingSql } from "./schema-engine.ts";

/** What the schema has that a database made by all migrations has not, found on a server of its own. */
async function difference(): Promise<string | undefined> {
  const dataDir = mkdtempSync(path.join(os.tmpdir(), "throughline-migration-"));
  chmodSync(dataDir, 0o711);
  const server = await startEmbedded({ dataDir, log: pino({ level: "silent" }), fsync: false });
  try {
    const scratch = server.connection("postgres", "postgres");
    await migrate(scratch);
    const client = new pg.Client(scratch);
    await client.connect();
    await client.query("DROP TABLE _prisma_migrations"); // the engine would want to drop it, too
    await client.end();
    return await missingSql(scratch, path.join(migrationsDir(), "../schema.prisma"));
  } finally {
    await server.stop();
    rmSync(dataDir, { recursive: true, force: true });
  }
}

/** npm run db:migration -- NAME writes what is missing as a new migration; -- --check ends with 1 if anything is. */
async function main([name]: string[]): Promise<number> {
  const check = name === "--check";
  if (!check && !/^[a-z][a-z0-9_]*$/.test(name ?? "")) {
    process.stderr.write("Usage: npm run db:migration -- name_in_small_letters (or --check)\n");
    return 1;
  }
  const sql = await difference();
  if (sql === undefined) {
    process.stdout.write("The migrations make what schema.prisma describes; nothing to do.\n");
    return 0;
  }
  if (check) {
    process.stdout.write(`schema.prisma has what no migration makes (npm run db:migration -- NAME):\n\n${sql}\n`);
    return 1;
  }
  const stamp = createClock().now().toISOString().replace(/\D/g, "").slice(0, 14);
  const dir = path.join(migrationsDir(), `${stamp}_${name ?? ""}`);
  mkdirSync(dir);
  writeFileSync(path.join(dir, "migration.sql"), sql);
  process.stdout.write(
    `Written: ${path.relative(process.cwd(), dir)}/migration.sql. Read it: nobody warned of lost data.\n`,
  );
  return 0;
}

process.exitCode = await main(process.argv.slice(2));
