import { randomUUID } from "node:crypto";
import { once } from "node:events";
import { type AddressInfo, createServer } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, expect, jest, test } from "@jest/globals";
import { Webhook } from "standardwebhooks";
import pg from "pg";
import { createClock } from "../../goal-service/src/clock.ts";
import { startBalancer } from "../setup/balancer.ts";
import { clientWith } from "../setup/client.ts";
import { emptyDatabase, urlOf } from "../setup/database.ts";
import { eventually } from "../setup/eventually.ts";
import { type RealService, startReal } from "../setup/real-service.ts";

jest.setTimeout(600_000);
const PAGES = process.env["PROOF"] ? 100 : 8;
const TOKEN = "replicas-test-admin";
const headers = { authorization: `Bearer ${TOKEN}`, "content-type": "application/json" };

let connection: pg.ClientConfig;
let envs: Record<string, string>[];
let services: RealService[];

async function freePorts(count: number): Promise<number[]> {
  const servers = Array.from({ length: count }, () => createServer().listen(0, "127.0.0.1"));
  await Promise.all(servers.map((server) => once(server, "listening")));
  const ports = servers.map((server) => (server.address() as AddressInfo).port);
  await Promise.all(servers.map((server) => once(server.close(), "close")));
  return ports;
}

beforeAll(async () => {
  ({ connection } = await emptyDatabase());
  envs = (await freePorts(3)).map((port) => ({
    PORT: String(port),
    DATABASE_URL: urlOf(connection),
    SECRET_KEY: "07".repeat(32),
    THROUGHLINE_TOKEN: TOKEN,
    THROUGHLINE_MODE: "serve",
    NODE_OPTIONS: `${process.env["NODE_OPTIONS"] ?? ""} --max-old-space-size=256`,
  }));
  services = await Promise.all(envs.map((env) => startReal(env)));
});
afterAll(async () => {
  await Promise.all(services.map((service) => service.kill()));
});

async function query<Row extends pg.QueryResultRow>(text: string): Promise<Row[]> {
  const client = new pg.Client(connection);
  await client.connect();
  try {
    return (await client.query<Row>(text)).rows;
  } finally {
    await client.end();
  }
}

const at = (index: number): RealService => {
  const service = services[index];
  if (!service) throw new Error(`no service ${index}`);
  return service;
};

test("three processes that start on one empty database make one workspace", async () => {
  expect(await query("SELECT id FROM workspace")).toHaveLength(1);
});

test("a process that is told to end finishes what runs, still answers until a balancer has seen it, and ends well", async () => {
  const { url } = at(0);
  const holder = new pg.Client(connection);
  await holder.connect();
  await holder.query("BEGIN; LOCK TABLE team IN ACCESS EXCLUSIVE MODE");
  const running = Array.from({ length: 16 }, (_, n) =>
    fetch(`${url}/api/v1/teams`, { method: "POST", headers, body: JSON.stringify({ name: `Team ${n}` }) }),
  );
  await eventually(async () => {
    const waiting = await query("SELECT 1 FROM pg_locks WHERE NOT granted AND relation = 'team'::regclass");
    expect(waiting.length).toBeGreaterThan(9);
  });
  const stream = await fetch(`${url}/api/v1/live`, { headers });
  const heard = stream.text();
  const ended = at(0).stop();
  await eventually(async () => expect((await fetch(`${url}/readyz`)).status).toBe(503));
  const late = await fetch(`${url}/healthz`);
  expect([late.status, late.headers.get("connection")]).toEqual([200, "close"]);
  await holder.query("ROLLBACK");
  await holder.end();
  const answers = await Promise.all(running);
  expect(answers.map(({ status }) => status)).toEqual(Array.from({ length: 16 }, () => 201));
  expect(await heard).toMatch(/retry: \d+\n\n$/);
  expect(await ended).toBe(0);
  services[0] = await startReal(envs[0] ?? {});
});

test("a rolling restart behind a balancer that asks who is ready fails no request", async () => {
  const balancer = await startBalancer([at(0).url, at(1).url]);
  const statuses = new Map<number, number>();
  let over = false;
  const caller = async (name: string) => {
    for (let n = 0; !over; n++) {
      const write = n % 4 === 0;
      const init = write ? { method: "POST", body: JSON.stringify({ name: `${name} ${n}` }) } : {};
      const { status } = await fetch(`${balancer.url}/api/v1/teams`, { headers, ...init });
      statuses.set(status, (statuses.get(status) ?? 0) + 1);
    }
  };
  const callers = Array.from({ length: 6 }, (_, n) => caller(`Caller ${n}`));
  for (const index of [0, 1]) {
    expect(await at(index).stop()).toBe(0);
    services[index] = await startReal(envs[index] ?? {});
    await sleep(500);
  }
  over = true;
  await Promise.all(callers);
  await balancer.stop();
  expect([...statuses.keys()].sort()).toEqual([200, 201]);
});

const item = (id: string) => ({
  ref: { container: "OPS", id },
  title: `Item ${id}`,
  url: `https://tool.example/${id}`,
  status: { name: "To Do", category: "todo" },
  labels: Array.from({ length: 20 }, (_, n) => `a label of some length ${n}`),
  presence: "live",
  createdAt: "2026-11-20T11:00:00Z",
  updatedAt: "2026-11-20T11:00:00Z",
});

test(`${PAGES} pages of 500 items are applied in a heap of 256 MB, and one event of another workspace long before the last`, async () => {
  await Promise.all([at(0), at(1)].map((service) => service.stop()));
  const client = clientWith(at(2).url, headers);
  const flooded = await client.createConnection({ tool: "generic", name: "Flooding" });
  const other = await client.createWorkspace({
    name: "Quiet",
    zone: "UTC",
    admin: { name: "Quinn", email: "quinn@example.com" },
  });
  const quiet = clientWith(at(2).url, { ...headers, authorization: `Bearer ${other.token}` });
  const single = await quiet.createConnection({ tool: "generic", name: "Quiet" });
  const send = async ({ id, secret = "" }: { id: string; secret?: string | undefined }, items: object[]) => {
    const body = JSON.stringify({ items });
    const now = createClock().now();
    const delivery = randomUUID();
    const signature = new Webhook(secret).sign(delivery, now, body);
    const timestamp = String(Math.floor(now.getTime() / 1000));
    const signed = { "webhook-id": delivery, "webhook-timestamp": timestamp, "webhook-signature": signature };
    const { status } = await fetch(`${at(2).url}/hooks/${id}`, { method: "POST", headers: signed, body });
    expect(status).toBe(202);
  };
  const pages = Array.from({ length: PAGES }, (_, page) => Array.from({ length: 500 }, (_, n) => item(`${page}-${n}`)));
  await Promise.all(pages.map((page) => send(flooded, page)));
  const begun = performance.now();
  await send(single, [item("single")]);
  const waiting = async () =>
    (await client.listConnections({})).items.find(({ id }) => id === flooded.id)?.backlog.pending;
  let slowest = 0;
  const applied = await eventually(async () => {
    const asked = performance.now();
    expect((await fetch(`${at(2).url}/healthz`)).status).toBe(200);
    slowest = Math.max(slowest, performance.now() - asked);
    expect((await quiet.listWorkItems({})).items).toHaveLength(1);
    return performance.now() - begun;
  }, 30_000);
  const left = (await waiting()) ?? 0;
  expect(left).toBeGreaterThan(PAGES / 2);
  await eventually(async () => expect(await waiting()).toBe(0), 540_000);
  const [counted] = await query<{ count: string }>("SELECT count(*) FROM work_item");
  expect(Number(counted?.count)).toBe(PAGES * 500 + 1);
  const took = performance.now() - begun;
  process.stderr.write(
    `flood: single after ${applied.toFixed(0)} ms with ${left} pages waiting, all after ${took.toFixed(0)} ms, healthz at most ${slowest.toFixed(0)} ms\n`,
  );
});
