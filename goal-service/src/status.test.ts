import { afterEach, expect, test } from "@jest/globals";
import pg from "pg";
import { buildConnection } from "../../test/factories/work.ts";
import { emptyDatabase } from "../../test/setup/database.ts";
import { serviceOfFile } from "../../test/setup/of-file.ts";

const service = await serviceOfFile({ connection: { lock_timeout: 200, max: 5 } });
const token = await service.tokenOf(service.admin);
const headers = { authorization: `Bearer ${token}`, "content-type": "application/json" };
const database = service.ground.db.pool.options.database ?? "";

const { connection: elsewhere } = await emptyDatabase();

/** Somebody who may do everything, on the same server. */
async function asAdmin(...statements: string[]): Promise<void> {
  const client = new pg.Client(elsewhere);
  await client.connect();
  for (const statement of statements) await client.query(statement);
  await client.end();
}
const reconnect = `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '${database}'`;

afterEach(async () => {
  await asAdmin(`ALTER DATABASE ${database} ALLOW_CONNECTIONS true`, `ALTER DATABASE ${database} RESET ALL`, reconnect);
});

const ask = (path: string, init: RequestInit = {}) => fetch(service.url + path, { headers, ...init });
const newGoal = { title: "New", start: "2026-10-01", due: "2026-12-31" };
const make = () => ask("/api/v1/goals", { method: "POST", body: JSON.stringify(newGoal) });
const state = async () => {
  const { status, headers } = await ask("/readyz");
  expect(Number(headers.get("retry-after")) > 0).toBe(status === 503);
  return status;
};

async function sentAway(response: Response): Promise<void> {
  expect(response.status).toBe(503);
  expect(Number(response.headers.get("retry-after"))).toBeGreaterThan(0);
  expect(await response.json()).toMatchObject({ error: { code: "unavailable", message: expect.stringMatching(/\w/) } });
}

test("while the database is down, callers are told to come again, and its own numbers are still told", async () => {
  expect(await state()).toBe(200);
  await asAdmin(`ALTER DATABASE ${database} ALLOW_CONNECTIONS false`, reconnect);
  await sentAway(await ask("/api/v1/goals"));
  await sentAway(await make());
  expect(await state()).toBe(503);
  expect((await ask("/healthz")).status).toBe(200);
  const metrics = await ask("/metrics");
  expect(metrics.status).toBe(200);
  const text = await metrics.text();
  expect(text).toMatch(/^process_cpu_seconds_total /m);
  expect(text).toMatch(/^throughline_deliveries_pending Nan$/im);
});

test("a database that can only be read takes no changes, and is not ready", async () => {
  await asAdmin(`ALTER DATABASE ${database} SET default_transaction_read_only = on`, reconnect);
  await sentAway(await make());
  expect(await state()).toBe(503);
});

test("a table that stays locked makes nobody wait for ever, and nobody else wait at all", async () => {
  const holder = await service.ground.db.pool.connect();
  await holder.query("BEGIN");
  await holder.query("LOCK TABLE goal IN ACCESS EXCLUSIVE MODE");
  const answers = await Promise.all([ask("/api/v1/goals"), make()]);
  for (const answer of answers) await sentAway(answer);
  expect((await ask("/api/v1/me")).status).toBe(200);
  expect(await state()).toBe(200);
  await holder.query("ROLLBACK");
  holder.release();
  expect((await make()).status).toBe(201);
});

test("the data of a connection that was ended are not late", async () => {
  const late = async () => /^throughline_connections_behind (\d+)$/m.exec(await (await ask("/metrics")).text())?.[1];
  const id = await buildConnection(service.ground, service.admin);
  const state = (data: { behindSince?: Date; state?: string }) =>
    service.ground.db.prisma.connection.updateMany({ where: { id }, data });
  await state({ behindSince: service.ground.clock.now() });
  expect(await late()).toBe("1");
  await state({ state: "ended" });
  expect(await late()).toBe("0");
});
