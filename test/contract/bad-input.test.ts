import { randomUUID } from "node:crypto";
import { gzipSync } from "node:zlib";
import { expect, test } from "@jest/globals";
import type { Endpoint } from "@throughline/shared/endpoint";
import { API_PREFIX, endpoints } from "@throughline/shared/endpoints";
import fc from "fast-check";
import { Webhook } from "standardwebhooks";
import { buildGoal, buildInitiative, buildKeyResult } from "../factories/graph.ts";
import { serviceOfFile } from "../setup/of-file.ts";

const REQUESTS = process.env["PROOF"] ? 100_000 : 2_000;
const SEED = Number(process.env["SEED"] ?? 20261121);

const service = await serviceOfFile();
const token = await service.tokenOf(service.admin);
const good = await goodInput();

async function goodInput(): Promise<Record<string, unknown>> {
  const goal = await buildGoal(service.ground, service.admin);
  const measure = await buildKeyResult(service.ground, service.admin, goal.id);
  const initiative = await buildInitiative(service.ground, service.admin, goal.id);
  return {
    id: goal.id,
    title: "A good title",
    name: "A good name",
    tool: "generic",
    start: "2026-10-01",
    due: "2026-12-31",
    goalId: goal.id,
    keyResultId: measure.id,
    initiativeId: initiative.id,
    level: "team",
    priority: 2,
    version: 1,
    reason: "because",
    note: "a note",
    what: "decide",
    baseline: 0,
    target: 10,
    on: "2026-11-19",
    value: 3,
    linkId: randomUUID(),
    limit: 10,
  };
}

const rows: [string, Endpoint][] = Object.entries(endpoints);
const headers = () => ({ authorization: `Bearer ${token}`, "content-type": "application/json" });
const odd = fc.oneof(
  fc.constantFrom<unknown>(
    null,
    true,
    -1,
    1e308,
    "",
    " ",
    "\u0000",
    "half a character \ud83d",
    "x".repeat(70_000),
    "2026-02-30",
    "G-0",
    "INI-99999999999",
    {},
    [],
    [[]],
    "../../etc",
    "%00",
  ),
  fc.string({ maxLength: 40 }),
  fc.integer(),
  fc.double(),
  fc.uuid(),
);

/**
 * What a good request would send, with one or two fields odd or missing, and now and then one that nobody knows: so that
 * the oddness gets as far as it can.
 */
function oddInput(row: Endpoint, random: () => number, value: () => unknown): Record<string, unknown> {
  const fields = Object.keys(row.input.shape);
  const input = Object.fromEntries(fields.flatMap((field) => (field in good ? [[field, good[field]]] : [])));
  for (let changes = 0; changes < 1 + random() * 2; changes++) {
    const field = random() < 0.1 ? "surprise" : (fields[Math.floor(random() * fields.length)] ?? "surprise");
    if (random() < 0.2) Reflect.deleteProperty(input, field);
    else input[field] = value();
  }
  return input;
}

/** How a request can be odd beside its fields: its address, its headers, the form of its body. */
const TWISTS: ((request: Sent) => void)[] = [
  (request) => (request.path += "%zz"),
  (request) => (request.path = request.path.replace(/\/[^/?]+(\?|$)/, "/%zz%$1")),
  (request) => (request.path = request.path.replace(/\/[^/?]+(\?|$)/, "/%c0%80%ff$1")),
  (request) => (request.path += `${request.path.includes("?") ? "&" : "?"}q=%zz&limit=%00&cursor=%ff`),
  (request) => (request.path += `?${"q=".repeat(5000)}`),
  (request) => (request.headers["content-type"] = "text/plain"),
  (request) => (request.headers["content-type"] = "application/json; charset=utf-99"),
  (request) => (request.headers["content-type"] = "multipart/form-data; boundary=x"),
  (request) => (request.headers["content-type"] = "//;=;"),
  (request) => (request.headers["content-encoding"] = "gzip"),
  (request) => (request.headers["content-encoding"] = "deflate"),
  (request) => (request.headers["content-encoding"] = "zip"),
  (request) => {
    request.headers["content-encoding"] = "gzip";
    request.body &&= gzipSync(request.body).subarray(0, -9);
  },
  (request) => (request.headers["accept-encoding"] = "\u00ff;q=nothing"),
  (request) => (request.headers["authorization"] = "Bearer tl_%00"),
  (request) => (request.headers["cookie"] = "throughline=%zz; =; throughline"),
  (request) => (request.headers["x-throughline-as"] = "%00".repeat(60)),
  (request) => (request.body &&= `${"[".repeat(5000)}${"]".repeat(5000)}`),
  (request) => (request.body &&= `{"title":${'{"a":'.repeat(5000)}1${"}".repeat(5001)}`),
  (request) => (request.body &&= Buffer.from([0xff, 0xfe, 0x00, 0x7b])),
];

interface Sent {
  method: string;
  path: string;
  headers: Record<string, string>;
  body?: string | Uint8Array;
}

const send = ({ path, ...init }: Sent) => fetch(service.url + path, { ...init, redirect: "manual" });

/** Addresses beside the table of calls; every one of them is open to strangers. */
const BESIDE = [
  "/healthz",
  "/readyz",
  "/metrics",
  "/sign-in/nothing",
  "/assets/index-of-an-older-build.js",
  "/oauth/asana/start",
  "/oauth/asana/callback?state=x&code=y",
  "/oauth/asana/choose",
  "/hooks/jira",
  `/hooks/${randomUUID()}`,
  `/hooks/${randomUUID()}/key`,
  "/goals/G-1",
  "/",
];

async function ask(row: Endpoint, input: Record<string, unknown>, raw?: string): Promise<Response> {
  return send(requestFor(row, input, raw));
}

function requestFor(row: Endpoint, input: Record<string, unknown>, raw?: string): Sent {
  const path = row.path.replace(
    /:(\w+)/g,
    (_, name: string) =>
      encodeURIComponent(JSON.stringify(input[name] ?? "nothing").replaceAll('"', "")).slice(0, 4000) || "x",
  );
  const read = row.method === "GET" || row.method === "DELETE";
  const query = read
    ? `?${new URLSearchParams(Object.entries(input).map(([key, value]): [string, string] => [key, String(value).slice(0, 2000)])).toString()}`
    : "";
  return {
    method: row.method,
    path: API_PREFIX + path + query,
    headers: headers(),
    ...(!read && { body: raw ?? JSON.stringify(input) }),
  };
}

/** One in three is odd in its form; of those one in three is for an address beside the table. */
function twist(request: Sent, random: () => number): void {
  if (random() >= 1 / 3) return;
  if (random() < 1 / 3) request.path = BESIDE[Math.floor(random() * BESIDE.length)] ?? "/";
  TWISTS[Math.floor(random() * TWISTS.length)]?.(request);
}

test(`${REQUESTS} odd requests over every call: never a 5xx, and what is refused says what is wrong (seed ${SEED})`, async () => {
  const values = fc.sample(odd, { numRuns: REQUESTS * 4, seed: SEED });
  let at = 0;
  const value = () => values[at++ % values.length];
  let seed = SEED;
  const random = () => (seed = (seed * 1664525 + 1013904223) >>> 0) / 4294967296;
  const statuses = new Map<number, number>();
  const asked = rows.filter(([name]) => !["createWorkspace", "createToken"].includes(name));
  for (let sent = 0; sent < REQUESTS; sent++) {
    const [name, row] = asked[sent % asked.length] ?? [];
    if (!name || !row) throw new Error("no endpoint");
    const input = oddInput(row, random, value);
    const request = requestFor(row, input);
    twist(request, random);
    const response = await send(request);
    const text = await response.text();
    const { method, path, headers: given } = request;
    const shown = `${name} ${method} ${path.slice(0, 300)} ${JSON.stringify({ ...given, authorization: "" })} ${JSON.stringify(input).slice(0, 500)} -> ${response.status} ${text.slice(0, 300)}`;
    statuses.set(response.status, (statuses.get(response.status) ?? 0) + 1);
    if (response.status >= 500) throw new Error(shown);
    if (response.status >= 400 && !path.startsWith("/oauth") && !/"code":"\w+","message":"[^"]{10,}/.test(text))
      throw new Error(`no reason given: ${shown}`);
  }
  // They reached the rules behind the shapes, and some were good after all.
  for (const status of [200, 201, 400, 404]) expect(statuses.get(status) ?? 0).toBeGreaterThan(REQUESTS / 1000);
}, 3_600_000);

test.each(rows.filter(([, row]) => row.method !== "GET" && row.method !== "DELETE"))(
  "%s refuses broken JSON and a body that is no object",
  async (_name, row) => {
    for (const raw of ['{"a":', "[1]", '"text"']) {
      const response = await ask(row, {}, raw);
      expect(response.status).toBe(400);
    }
  },
);

test("only what makes a session needs none", () => {
  expect(rows.filter(([, { who }]) => who === "anyone").map(([name]) => name)).toEqual([
    "readAddress",
    "signIn",
    "setUp",
  ]);
});

test.each(rows.filter(([, { who }]) => who !== "anyone"))("%s needs somebody who may", async (_name, row) => {
  const path = row.path.replace(/:(\w+)/g, randomUUID());
  const response = await fetch(service.url + API_PREFIX + path, { method: row.method });
  expect(response.status).toBe(401);
});

test("a past day is refused rather than shown as the present", async () => {
  const response = await ask(endpoints.listGoals, { at: "2026-11-01" });
  expect(response.status).toBe(400);
});

test("a body over 1 MiB is refused whole", async () => {
  const response = await ask(endpoints.createGoal, {}, JSON.stringify({ title: "x".repeat(1_100_000) }));
  expect(response.status).toBe(413);
});

const secretOf = async () => {
  const client = await service.as(service.admin);
  return client.createConnection({ tool: "generic", name: "Signed" });
};

function signedHook(id: string, secret: string, body: string, over: Record<string, string> = {}) {
  const now = Math.floor(service.ground.clock.now().getTime() / 1000);
  const timestamp = over["webhook-timestamp"] ?? String(now);
  const signature = new Webhook(secret).sign(id, new Date(Number(timestamp) * 1000), body);
  return { "webhook-id": id, "webhook-timestamp": timestamp, "webhook-signature": signature, ...over };
}

test.each([
  ["one of 300 characters", "x".repeat(300), 400],
  ["one of 8,000", "x".repeat(8000), 400],
  ["one of 200", "x".repeat(200), 202],
])("a signed delivery id: %s", async (_what, id, status) => {
  const { id: connectionId, secret = "" } = await secretOf();
  const body = JSON.stringify({ items: [] });
  const signed = await send({
    method: "POST",
    path: `/hooks/${connectionId}`,
    headers: signedHook(id, secret, body),
    body,
  });
  expect(signed.status).toBe(status);
});

test.each<[string, Partial<Sent>, number]>([
  ["an address that is no address", { path: "/api/v1/goals/%zz", method: "PATCH" }, 400],
  ["another kind of body", { headers: { "content-type": "text/plain" } }, 415],
  ["no kind at all", { body: new Uint8Array([0x7b, 0x7d]), headers: {} }, 415],
  ["a broken archive", { headers: { "content-type": "application/json", "content-encoding": "gzip" } }, 400],
  ["levels over levels", { body: `{"title":${"[".repeat(5000)}${"]".repeat(5000)}}` }, 400],
])("%s is told what is wrong, signed in or not", async (_what, over, status) => {
  for (const authorization of [`Bearer ${token}`, ""]) {
    const given = { ...(over.headers ?? { "content-type": "application/json" }), authorization };
    const response = await send({ method: "POST", path: "/api/v1/goals", body: "{}", ...over, headers: given });
    expect(response.status).toBe(status);
    expect(await response.json()).toMatchObject({ error: { message: expect.stringMatching(/\w/) } });
  }
});

test("a Forge token with a character that can't be stored proves nothing", async () => {
  const bearer = await service.forge.token({ cloudId: "other\u0000site" });
  expect(
    (
      await fetch(`${service.url}/hooks/jira`, {
        method: "POST",
        headers: { authorization: `Bearer ${bearer}` },
        body: "{}",
      })
    ).status,
  ).toBe(401);
});

test("the generic hook: stored once; bad, missing or old signature and unknown connection are 401 and store nothing", async () => {
  const { id, secret = "" } = await secretOf();
  const url = `${service.url}/hooks/${id}`;
  const body = JSON.stringify({ items: [] });
  const post = (to: string, given: Record<string, string>, sent = body) =>
    fetch(to, { method: "POST", headers: given, body: sent }).then((response) => response.status);
  const old = String(Math.floor(service.ground.clock.now().getTime() / 1000) - 400);
  expect(await post(url, signedHook("d1", secret, body))).toBe(202);
  expect(await post(url, signedHook("d1", secret, body))).toBe(202);
  expect(await post(url, signedHook("d2", secret, body, { "webhook-signature": "v1,AAAA" }))).toBe(401);
  expect(await post(url, signedHook("d2", secret, body, { "webhook-timestamp": old }))).toBe(401);
  expect(await post(url, {})).toBe(401);
  expect(await post(`${service.url}/hooks/${randomUUID()}`, signedHook("d2", secret, body))).toBe(401);
  expect(await post(url, signedHook("d2", secret, body), `${body} `)).toBe(401);
  expect(await post(url, signedHook("d3", secret, "{"), "{")).toBe(400);
  expect(await post(url, signedHook("d4", secret, "x".repeat(1_100_000)), "x".repeat(1_100_000))).toBe(413);
  expect(await service.ground.db.prisma.delivery.count({ where: { connectionId: id } })).toBe(1);
});

test("a Forge token of an unknown site reads and writes nothing and shows its code; a wrong token is 401", async () => {
  const { forge } = service;
  const call = async (bearer: string, more: Record<string, string> = {}) =>
    fetch(`${service.url}${API_PREFIX}/goals`, { headers: { authorization: `Bearer ${bearer}`, ...more } }).then(
      (response) => response.status,
    );
  expect(await call(await forge.token({ cloudId: "other-site" }))).toBe(403);
  expect(await call(await forge.token({ forged: true }))).toBe(401);
  expect(await call(await forge.token({ audience: "ari:cloud:ecosystem::app/other" }))).toBe(401);
  expect(await call(await forge.token({ issuer: "somebody" }))).toBe(401);
  expect(await call(await forge.token({ issuedAt: new Date("2026-11-20T11:50:00Z") }))).toBe(401);
  expect(await call(await forge.token({ seconds: 3600 }))).toBe(401);
  expect(await service.ground.db.prisma.connection.count({ where: { tool: "jira" } })).toBe(0);
});
