import { chmodSync, lstatSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import pg from "pg";
import pino from "pino";
import { startEmbedded, stopOrphan } from "../../goal-service/src/database/embedded.ts";
import { migrate } from "../../goal-service/src/database/migrate.ts";
import { APP_ROLE, ensureDatabase } from "../../goal-service/src/database/open.ts";
import { running } from "../../goal-service/src/database/processes.ts";
import type { TestCluster } from "./database.ts";

const PREFIX = "throughline-test-";

/** One server for a whole run: quick, forgetful, gone afterwards. With TEST_DATABASE_URL, a real one. */
export async function startTestCluster(
  url: string | undefined,
): Promise<{ cluster: TestCluster; stop: () => Promise<void> }> {
  const template = `throughline_test_${process.pid}`;
  if (url !== undefined) return onServer(url, template);
  const log = pino({ level: "error" }, pino.destination(2));
  await sweep(log);
  const dataDir = mkdtempSync(path.join(os.tmpdir(), `${PREFIX}${process.pid}-`));
  chmodSync(dataDir, 0o711); // when root runs the tests, PostgreSQL runs as somebody else
  const server = await startEmbedded({ dataDir, log, fsync: false, maxConnections: 200 });
  const stop = async () => {
    await server.stop();
    rmSync(dataDir, { recursive: true, force: true });
  };
  try {
    await ensureDatabase(server, template);
    await migrate(server.connection("postgres", template));
  } catch (error) {
    await stop();
    throw error;
  }
  const at = (user: string) => server.connection(user, "postgres");
  return { cluster: { admin: at("postgres"), app: at(APP_ROLE), template }, stop };
}

/** A run that was interrupted leaves its server behind; the next one clears it away. */
async function sweep(log: pino.Logger): Promise<void> {
  for (const name of readdirSync(os.tmpdir())) {
    const left = path.join(os.tmpdir(), name);
    const [, pid] = new RegExp(`^${PREFIX}(\\d+)-`).exec(name) ?? [];
    if (pid === undefined || running(Number(pid)) || lstatSync(left).uid !== process.getuid?.()) continue;
    await stopOrphan(path.join(left, "postgres", "data"), log);
    rmSync(left, { recursive: true, force: true });
  }
}

async function onServer(url: string, template: string): Promise<{ cluster: TestCluster; stop: () => Promise<void> }> {
  const { host, port, user, password, ssl } = new pg.Client({ connectionString: url });
  const admin = { host, port, ssl, database: "postgres", ...(user ? { user } : {}), ...(password ? { password } : {}) };
  const client = new pg.Client(admin);
  await client.connect();
  await client.query(`CREATE DATABASE ${template}`);
  await migrate({ ...admin, database: template });
  return {
    cluster: { admin, app: admin, template },
    async stop() {
      const { rows } = await client.query<{ datname: string }>(
        "SELECT datname FROM pg_database WHERE starts_with(datname, $1)",
        [template],
      );
      for (const { datname } of rows) await client.query(`DROP DATABASE ${pg.escapeIdentifier(datname)} WITH (FORCE)`);
      await client.end();
    },
  };
}
