import { afterAll, beforeAll, beforeEach, expect, test } from "@jest/globals";
import { type AppUnderTest, ORIGIN, sign, startApp, VIEWER } from "./testing/app-under-test.ts";
import { usual } from "./testing/answers.ts";
import { No } from "./testing/service-double.ts";

let app: AppUnderTest;
beforeAll(async () => {
  app = await startApp(usual());
});
beforeEach(() => {
  app.service.calls.length = 0;
  app.logs.length = 0;
});
afterAll(() => app.close());

const query = (over: Record<string, string> = {}) =>
  new URLSearchParams({ ...VIEWER, expires_at: new Date(app.time.now + 60_000).toISOString(), ...over }).toString();
const ask = (text: string, signature: string | undefined) =>
  fetch(
    `${app.url}/form?${text}`,
    signature === undefined ? {} : { headers: { "x-asana-request-signature": signature } },
  );

test("an address or a body that can't be read is 400, and no fault", async () => {
  const post = { method: "POST", headers: { "content-encoding": "gzip" }, body: "no archive" };
  for (const [path, init] of [
    ["/icons/%zz", {}],
    ["/%zz", {}],
    ["/form?%zz=%", {}],
    ["/attach", post],
  ] as const) {
    const { status } = await fetch(app.url + path, init);
    expect([path, status >= 400 && status < 500]).toEqual([path, true]);
  }
  expect(app.logs).toEqual([]);
});

test("a browser on Asana's page may ask before it signs; another page may not", async () => {
  const headers = { origin: ORIGIN, "access-control-request-headers": "x-asana-request-signature" };
  const preflight = await fetch(`${app.url}/form`, { method: "OPTIONS", headers });
  expect(preflight.status).toBe(204);
  expect(preflight.headers.get("access-control-allow-origin")).toBe(ORIGIN);
  expect(preflight.headers.get("access-control-allow-headers")).toBe("content-type, x-asana-request-signature");
  expect(preflight.headers.get("vary")).toContain("Origin");
  const other = await fetch(`${app.url}/form`, { method: "OPTIONS", headers: { origin: "https://evil.test" } });
  expect(other.headers.get("access-control-allow-origin")).toBeNull();
});

test("forged, unsigned, reordered, expired and endless requests are 400, and the service hears nothing of them", async () => {
  const good = query();
  const reordered = good.split("&").reverse().join("&");
  const expired = query({ expires_at: new Date(app.time.now - 1).toISOString() });
  const endless = query({ expires_at: "2999-01-01T00:00:00Z" });
  const without = new URLSearchParams(VIEWER).toString();
  const attempts: [string, string | undefined][] = [
    [good, undefined],
    [good, sign(good, "another secret")],
    [good.replace("user=77", "user=78"), sign(good)],
    [reordered, sign(good)],
    [expired, sign(expired)],
    [endless, sign(endless)],
    [without, sign(without)],
    ["", sign("")],
  ];
  for (const [text, signature] of attempts) expect((await ask(text, signature)).status).toBe(400);
  expect(app.service.calls).toEqual([]);
  expect((await ask(good, sign(good))).status).toBe(200);
});

test("a post whose signature was made over the envelope, or that has no envelope, is 400", async () => {
  const data = JSON.stringify({ ...VIEWER, expires_at: new Date(app.time.now + 60_000).toISOString(), values: {} });
  const envelope = JSON.stringify({ data });
  const post = (body: string, message: string) =>
    fetch(`${app.url}/attach`, { method: "POST", body, headers: { "x-asana-request-signature": sign(message) } });
  expect((await post(envelope, envelope)).status).toBe(400);
  expect((await post(envelope, JSON.stringify(data))).status).toBe(400);
  expect((await post(data, data)).status).toBe(400);
  expect((await post("not json", "not json")).status).toBe(400);
  expect((await post("x".repeat(2_000_000), "x")).status).toBe(413);
  expect(app.service.calls).toEqual([]);
});

test("the service is asked with our token, for the workspace and the user that Asana signed, whatever else was sent", async () => {
  await fetch(`${app.url}/form?${query()}`, {
    headers: {
      "x-asana-request-signature": sign(query()),
      "x-throughline-as": "1",
      authorization: "Bearer stolen",
      "x-throughline-tenant": "2",
    },
  });
  const whos = new Set(app.service.calls.map(({ who }) => JSON.stringify(who)));
  expect([...whos].map((text) => JSON.parse(text) as unknown)).toEqual([
    { authorization: "Bearer app-token", tenant: "1200", as: "77" },
  ]);
});

test("no signature, secret, token or title reaches the log", async () => {
  await app.get("/form");
  await app.post("/attach", { query: "nothing like it" });
  app.service.answers.getPanelChoices = () => {
    throw new No(500, "fault", "Something failed.");
  };
  await app.get("/initiatives", { query: "re" });
  Object.assign(app.service.answers, usual());
  const log = app.logs.join("\n");
  for (const hidden of ["client-secret", "Bearer", "Reduce churn", "x-asana-request-signature"])
    expect(log).not.toContain(hidden);
});

test("pictures of the marks can be shown on Asana's page, each of another shape", async () => {
  const pictures = await Promise.all(
    ["green", "amber", "red", "uncovered", "finished"].map(async (name) => {
      const response = await fetch(`${app.url}/icons/${name}.png`);
      expect(response.headers.get("content-type")).toBe("image/png");
      expect(response.headers.get("cross-origin-resource-policy")).toBe("cross-origin");
      return Buffer.from(await response.arrayBuffer()).toString("base64");
    }),
  );
  expect(new Set(pictures).size).toBe(5);
  expect((await fetch(`${app.url}/icons/other.png`)).status).toBe(404);
});
