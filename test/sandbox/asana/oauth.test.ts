import { createHash } from "node:crypto";
import { afterAll, afterEach, beforeAll, expect, test } from "@jest/globals";
import { z } from "zod";
import { client, HOUR, START, testWorkspace, type TestWorkspace } from "./fixtures/test-workspace.ts";

const CALLBACK = "http://127.0.0.1:9/oauth/asana/callback";
const VERIFIER = "v".repeat(64);
const challenge = createHash("sha256").update(VERIFIER).digest("base64url");
const asked = {
  client_id: client.id,
  redirect_uri: CALLBACK,
  response_type: "code",
  state: "s-1",
  scope: "tasks:read tasks:write",
  code_challenge: challenge,
  code_challenge_method: "S256",
};
const Tokens = z.object({
  access_token: z.string(),
  refresh_token: z.string().optional(),
  expires_in: z.literal(3600),
  token_type: z.literal("bearer"),
  data: z.object({ gid: z.string(), name: z.string(), email: z.string() }),
});

let site: TestWorkspace;
beforeAll(async () => {
  site = await testWorkspace();
});
afterEach(async () => {
  site.clock.set(START);
  await site.control("/app", { registration: "granular", blocked: false });
});
afterAll(() => site.stop());

const page = (change: Record<string, string> = {}) =>
  fetch(`${site.running.url}/-/oauth_authorize?${new URLSearchParams({ ...asked, ...change }).toString()}`);
const post = (path: string, form: Record<string, string>) =>
  fetch(`${site.running.url}/-/${path}`, { method: "POST", body: new URLSearchParams(form), redirect: "manual" });
const consent = async (answer: "allow" | "deny" = "allow", user = "1209100000000102") =>
  new URL((await post("oauth_authorize", { ...asked, user, answer })).headers.get("location") ?? "about:blank");
const exchange = (code: string, change: Record<string, string> = {}) =>
  post("oauth_token", {
    grant_type: "authorization_code",
    client_id: client.id,
    client_secret: client.secret,
    redirect_uri: CALLBACK,
    code,
    code_verifier: VERIFIER,
    ...change,
  });
const refresh = (token: string) =>
  post("oauth_token", {
    grant_type: "refresh_token",
    client_id: client.id,
    client_secret: client.secret,
    refresh_token: token,
  });
const codeOf = async () => (await consent()).searchParams.get("code") ?? "";

test("a person allows the app, and it acts for that person for an hour", async () => {
  const shown = await page();
  expect(shown.status).toBe(200);
  expect(shown.headers.get("cross-origin-opener-policy")).toBeNull();
  expect(await shown.text()).toContain("tasks:write");
  const back = await consent();
  expect(back.searchParams.get("state")).toBe("s-1");
  const tokens = Tokens.parse(await (await exchange(back.searchParams.get("code") ?? "")).json());
  expect(tokens.data).toMatchObject({ name: "Priya Raman", email: "priya.raman@example.com" });
  const list = () => site.api(tokens.access_token, "GET", "/tasks?assignee=me&workspace=1209100000000001");
  expect((await list()).status).toBe(200);
  site.clock.set(START + HOUR);
  expect((await list()).status).toBe(401);
  const again = Tokens.parse(await (await refresh(tokens.refresh_token ?? "")).json());
  expect(again.refresh_token).toBeUndefined();
  expect((await site.api(again.access_token, "GET", "/tasks?assignee=me&workspace=1209100000000001")).status).toBe(200);
});

test("a person who denies gives nothing", async () => {
  const back = await consent("deny");
  expect(Object.fromEntries(back.searchParams)).toMatchObject({ error: "access_denied", state: "s-1" });
});

test.each([
  ["another app", { client_id: "other" }, "invalid_client"],
  ["another address", { redirect_uri: "https://evil.example/cb" }, "not registered"],
  ["a scope that the app was not registered for", { scope: "tasks:read tasks:delete" }, "forbidden_scopes"],
  ["a scope that there is not", { scope: "tasks:rule" }, "invalid_scope"],
  ["no scope", { scope: "" }, "invalid_scope"],
  ["full permissions of a granular app", { scope: "default" }, "forbidden_scopes"],
  ["a plain challenge", { code_challenge_method: "plain" }, "invalid_request"],
])("%s is refused on the page, and nobody is sent on", async (_, change, error) => {
  const shown = await page(change);
  expect(shown.status).toBe(400);
  expect(await shown.text()).toContain(error);
  const sent = await post("oauth_authorize", { ...asked, ...change, user: "1209100000000102", answer: "allow" });
  expect(sent.status).toBe(400);
});

test("an app with full permissions asks for default and for nothing else", async () => {
  await site.control("/app", { registration: "full" });
  expect((await page()).status).toBe(400);
  expect((await page({ scope: "default" })).status).toBe(200);
});

test("an app that an admin blocked is not allowed by anybody", async () => {
  await site.control("/app", { blocked: true });
  expect((await page()).status).toBe(400);
});

test("a code works once, with its verifier, its address and the secret", async () => {
  expect((await exchange(await codeOf(), { code_verifier: "w".repeat(64) })).status).toBe(400);
  expect((await exchange(await codeOf(), { redirect_uri: "http://127.0.0.1:9/" })).status).toBe(400);
  expect((await exchange(await codeOf(), { client_secret: "guess" })).status).toBe(401);
  const code = await codeOf();
  const tokens = Tokens.parse(await (await exchange(code)).json());
  const twice = await exchange(code);
  expect([twice.status, await twice.json()]).toEqual([400, expect.objectContaining({ error: "invalid_grant" })]);
  // Whoever had the code first may be the thief: what it gave is over.
  expect((await site.api(tokens.access_token, "GET", "/users/me")).status).toBe(401);
  const late = await codeOf();
  site.clock.set(START + 600_000);
  expect((await exchange(late)).status).toBe(400);
});

test("the token endpoint fails on demand, and a lost answer leaves its code spent", async () => {
  await site.control("/faults", { kind: "500", path: "/-/oauth_token" });
  const code = await codeOf();
  expect((await exchange(code)).status).toBe(500);
  await site.control("/faults", { kind: "lost", path: "/-/oauth_token" });
  await expect(exchange(code)).rejects.toThrow();
  expect((await exchange(code)).status).toBe(400);
});

test("what is revoked is over, access and refresh", async () => {
  const tokens = Tokens.parse(await (await exchange(await codeOf())).json());
  const revoked = await post("oauth_revoke", {
    client_id: client.id,
    client_secret: client.secret,
    token: tokens.refresh_token ?? "",
  });
  expect(revoked.status).toBe(200);
  expect((await refresh(tokens.refresh_token ?? "")).status).toBe(400);
  expect((await site.api(tokens.access_token, "GET", "/users/me")).status).toBe(401);
});
