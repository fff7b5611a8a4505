import { afterAll, afterEach, beforeAll, expect, test } from "@jest/globals";
import { createRemoteJWKSet, decodeProtectedHeader, jwtVerify } from "jose";
import { z } from "zod";
import { APP_ID, START, task, testSite, type TestSite, until } from "./fixtures/test-site.ts";

let site: TestSite;
beforeAll(async () => {
  site = await testSite();
  await until(() => site.service.told.length === 1);
});
afterAll(() => site.stop());
afterEach(async () => {
  await site.call("POST", "/sandbox/events", {
    mode: "prompt",
    delayMs: 0,
    duplicate: false,
    shuffle: false,
    release: true,
  });
});

const Event = z.object({ eventType: z.string(), issue: z.object({ key: z.string() }).loose() }).loose();
const cookie = (accountId: string) => ({ cookie: `sandbox_user=${accountId}` });
const dana = "5f7c1e9ad4b2830069a10001";
const sam = "5f7c1e9ad4b2830069a10005";
const invoke = async (
  functionKey: string,
  payload: unknown = {},
  place: Record<string, unknown> = { moduleKey: "panel", issue: "CS-1" },
  who = dana,
) => site.call("POST", "/site/invoke", { place, functionKey, payload }, cookie(who));
const heard = () =>
  site.service.told
    .filter((told) => told.path === "/event")
    .map((told) => JSON.parse(told.body) as Record<string, unknown>);
const create = async (summary: string) =>
  (
    await site.call(
      "POST",
      "/rest/api/3/issue",
      task({ summary, duedate: "2026-12-04", labels: ["x"] }, [{ key: "throughline", value: { link: "L" } }]),
    )
  ).body as { key: string };
const about = (key: string) => heard().filter((event) => Event.safeParse(event).data?.issue.key === key);

test("the app is told that it was installed", () => {
  expect(heard()[0]).toMatchObject({
    eventType: "avi:forge:installed:app",
    app: { id: `ari:cloud:ecosystem::app/${APP_ID}` },
  });
});

test("a created item becomes an event with status and assignee, without due date, labels and properties", async () => {
  const { key } = await create("Born");
  await until(() => about(key).length === 1);
  const event = Event.parse(about(key)[0]);
  expect(event).toMatchObject({
    eventType: "avi:jira:created:issue",
    atlassianId: dana,
    selfGenerated: false,
    timestamp: String(START),
  });
  expect(Object.keys(z.object({ fields: z.record(z.string(), z.unknown()) }).parse(event.issue).fields).sort()).toEqual(
    ["assignee", "created", "creator", "issuetype", "project", "reporter", "status", "summary", "updated"],
  );
});

test("a moved item brings its changelog and both statuses", async () => {
  const { key } = await create("Moving");
  await site.call("POST", `/rest/api/3/issue/${key}/transitions`, { transition: { id: "12" } });
  await until(() => about(key).length === 2);
  // Jira promises no order, and neither does its sandbox.
  expect(about(key).find(({ eventType }) => eventType !== "avi:jira:created:issue")).toMatchObject({
    eventType: "avi:jira:updated:issue",
    changelog: {
      items: expect.arrayContaining([
        {
          field: "status",
          fieldtype: "jira",
          fieldId: "status",
          from: "10001",
          fromString: "To Do",
          to: "10002",
          toString: "In Progress",
        },
      ]),
    },
    associatedStatuses: [{ name: "In Progress" }, { name: "To Do" }],
  });
});

test("a property alone sends no event and leaves `updated` alone", async () => {
  const { key } = await create("Quiet");
  await until(() => about(key).length === 1);
  site.clock.set(START + 60_000);
  await site.call("PUT", `/rest/api/3/issue/${key}/properties/k`, 1);
  site.clock.set(START);
  await new Promise((resolve) => setTimeout(resolve, 100));
  expect(about(key)).toHaveLength(1);
  expect(site.running.site.find(key)?.updatedAt).toBe(START);
});

test("events come twice when asked", async () => {
  await site.call("POST", "/sandbox/events", { duplicate: true });
  const { key } = await create("Twice");
  await until(() => about(key).length === 2);
});

test("held events wait, through a restart, and come when released", async () => {
  await site.call("POST", "/sandbox/events", { mode: "hold" });
  const { key } = await create("Held");
  await new Promise((resolve) => setTimeout(resolve, 150));
  expect(about(key)).toHaveLength(0);
  await site.restart();
  await site.call("POST", "/sandbox/events", { mode: "prompt", release: true });
  await until(() => about(key).length === 1);
});

test("lost events never come", async () => {
  await site.call("POST", "/sandbox/events", { mode: "drop" });
  const { key } = await create("Lost");
  await new Promise((resolve) => setTimeout(resolve, 150));
  expect(about(key)).toHaveLength(0);
});

test("shuffled events come in another order sooner or later, and all of them come", async () => {
  await site.call("POST", "/sandbox/events", { shuffle: true, delayMs: 200 });
  const keys: string[] = [];
  for (let n = 0; n < 12; n += 1) keys.push((await create(`Shuffled ${String(n)}`)).key);
  const came = () =>
    heard()
      .flatMap((event) => Event.safeParse(event).data?.issue.key ?? [])
      .filter((key) => keys.includes(key));
  await until(() => came().length === 12);
  expect(came()).not.toEqual(keys);
  expect(came().sort()).toEqual([...keys].sort());
});

test("a late event comes no sooner than it is told to", async () => {
  await site.call("POST", "/sandbox/events", { mode: "late", delayMs: 300 });
  const began = performance.now();
  const { key } = await create("Late");
  await until(() => about(key).length === 1);
  expect(performance.now() - began).toBeGreaterThan(290);
});

test("a returned retry brings the event back with its context; a thrown error does not", async () => {
  site.service.answers.push(503, 200);
  const { key } = await create("Again");
  await until(() => about(key).length === 2);
  expect(about(key)[1]).toMatchObject({
    retryContext: { retryCount: 1, retryReason: "FUNCTION_RETRY_REQUEST", retryData: { seen: 1 } },
  });
  site.service.answers.push(500);
  const lost = await create("Thrown");
  await until(() => about(lost.key).length === 1);
  await new Promise((resolve) => setTimeout(resolve, 1300));
  expect(about(lost.key)).toHaveLength(1);
});

test("a call to the remote carries an invocation token as Forge makes it", async () => {
  await invoke("remote", { key: "goal-service" });
  const told = site.service.told.findLast((call) => call.path === "/asked");
  const token = told?.authorization.replace("Bearer ", "") ?? "";
  const keys = createRemoteJWKSet(new URL(`${site.running.url}/.well-known/jwks.json`));
  const { payload } = await jwtVerify(token, keys, {
    issuer: "forge/invocation-token",
    audience: `ari:cloud:ecosystem::app/${APP_ID}`,
    algorithms: ["RS256"],
    currentDate: new Date(START + 5000),
  });
  expect((payload.exp ?? 0) - (payload.iat ?? 0)).toBe(25);
  expect(payload).toMatchObject({
    app: {
      id: `ari:cloud:ecosystem::app/${APP_ID}`,
      installation: { contexts: [{ name: "jira", cloudId: site.running.site.data.cloudId }] },
      environment: {
        type: "DEVELOPMENT",
        id: `ari:cloud:ecosystem::environment/${APP_ID}/${site.running.site.data.environmentId}`,
      },
    },
  });
  expect(Object.keys(payload)).not.toEqual(expect.arrayContaining(["principal"]));
  expect(payload).not.toHaveProperty("context");
  expect(decodeProtectedHeader(token)).toMatchObject({
    alg: "RS256",
    kid: expect.stringMatching(/^forge\/invocation-token\//),
  });
});

test("the app's global page stands at an address made of app and environment, as on a real site", async () => {
  const { body } = await site.call("GET", "/site/bootstrap");
  const { page } = z.object({ page: z.string() }).parse(body);
  expect(page).toBe(`/jira/apps/${APP_ID}/${site.running.site.data.environmentId}`);
  for (const address of [page, `${page}/deeper?initiative=INI-1`]) {
    const served = await site.call("GET", address);
    expect(served.status).toBe(200);
    expect(served.body).toContain("jira-pages.js");
  }
});

test("the resolver learns who and where from here, not from the browser", async () => {
  const got = await invoke("context", { accountId: "someone else" });
  expect(got.body).toMatchObject({
    result: {
      accountId: dana,
      cloudId: site.running.site.data.cloudId,
      moduleKey: "panel",
      extension: { type: "jira:issuePanel", issue: { key: "CS-1", type: "Task" }, project: { key: "CS" } },
    },
  });
  expect((await invoke("context", {}, { moduleKey: "panel", issue: "PPL-1" })).status).toBe(404);
  expect((await invoke("context", {}, { moduleKey: "admin" })).status).toBe(403);
  expect((await invoke("context", {}, { moduleKey: "nonsense" })).status).toBe(404);
});

test("asUser has the person's permissions, asApp the app's, both only the app's scopes", async () => {
  const status = async (functionKey: string, payload: unknown, who?: string) =>
    z
      .object({ result: z.object({ status: z.number() }) })
      .parse((await invoke(functionKey, payload, undefined, who)).body).result.status;
  await site.call("POST", "/sandbox/seed", {
    issues: [
      { project: "PPL", summary: "Bands", created: "2026-11-01" },
      { project: "CS", summary: "Board", security: "Board only", created: "2026-11-01" },
    ],
  });
  const restricted = site.running.site.issues().at(-1)?.key ?? "";
  expect(await status("jira", { path: "PPL-1" }, sam)).toBe(404);
  expect(await status("jira", { path: "PPL-1", app: true })).toBe(200);
  expect(await status("jira", { path: restricted, app: true })).toBe(404);
  expect(await status("create", task({ project: { key: "FIN" } }), sam)).toBe(403);
  expect(await status("myself", {})).toBe(401);
});

test("two people's calls at once stay apart", async () => {
  const names = await Promise.all(
    [dana, sam, dana, sam].map(async (who) => {
      const got = await invoke("create", task({ summary: `By ${who}` }), undefined, who);
      return z.object({ result: z.object({ body: z.string() }) }).parse(got.body).result.body;
    }),
  );
  const reporters = names.map(
    (body) => site.running.site.find(z.object({ key: z.string() }).parse(JSON.parse(body)).key)?.reporter,
  );
  expect(reporters).toEqual([dana, sam, dana, sam]);
});

test("no egress beyond the manifest, no undeclared remote", async () => {
  expect((await invoke("egress")).status).toBe(500);
  expect(site.logged.join("\n")).toContain("REQUEST_EGRESS_BLOCKED: example.com");
  expect((await invoke("remote", { key: "elsewhere" })).status).toBe(500);
  expect(site.logged.join("\n")).toContain("Invalid remote key");
});

test("a new installation has a new id on the same site", async () => {
  const { cloudId, installationId } = site.running.site.data;
  await site.call("POST", "/sandbox/install", {});
  expect(site.running.site.data.cloudId).toBe(cloudId);
  expect(site.running.site.data.installationId).not.toBe(installationId);
  await until(() => heard().filter((event) => event["eventType"] === "avi:forge:installed:app").length === 2);
});

test("an admin sends the app's data elsewhere, nobody else does", async () => {
  const set = (who: string) =>
    site.call(
      "POST",
      "/site/remote",
      {
        place: { moduleKey: "admin" },
        remotes: [{ key: "goal-service", configured: { endpoint: `${site.service.url}/other/` } }],
      },
      cookie(who),
    );
  expect((await set(dana)).status).toBe(403);
  expect((await set("5f7c1e9ad4b2830069a10009")).status).toBe(200);
  await invoke("remote", { key: "goal-service" });
  expect(site.service.told.at(-1)?.path).toBe("/other/asked");
});
