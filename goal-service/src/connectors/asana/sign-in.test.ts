import { inspect } from "node:util";
import { afterAll, beforeAll, beforeEach, expect, test } from "@jest/globals";
import { ToolError } from "../connector.ts";
import type { SignInApp } from "../sign-in.ts";
import { type LittleAsana, littleAsana, type Reply } from "./little-asana.test-kit.ts";
import { SCOPES, signIn } from "./sign-in.ts";

let asana: LittleAsana;
let answer: Reply | "hang up";
beforeAll(async () => {
  asana = await littleAsana(() => answer);
});
afterAll(() => asana.stop());
beforeEach(() => {
  asana.asked.length = 0;
});
const app = (more: Partial<SignInApp> = {}): SignInApp => ({
  origin: asana.api,
  api: asana.api,
  clientId: "client-1",
  clientSecret: "planted-client-secret",
  scopes: undefined,
  ...more,
});
const redirectUri = "https://goals.example.com/oauth/asana/callback";
const given = { code: "planted-code", verifier: "planted-verifier", redirectUri };
const refused = (error: string, status: number) => ({ status, body: { error, error_description: "No." } });
const asked = () => Object.fromEntries(new URLSearchParams(String(asana.asked[0]?.body)));

test("a person is sent to Asana's page with everything that it needs to send them back", () => {
  const url = new URL(signIn.authorizeUrl(app(), { state: "st", challenge: "ch", redirectUri }));
  expect(url.pathname).toBe("/-/oauth_authorize");
  expect(url.search).not.toContain("+");
  expect(Object.fromEntries(url.searchParams)).toEqual({
    client_id: "client-1",
    redirect_uri: redirectUri,
    response_type: "code",
    state: "st",
    code_challenge: "ch",
    code_challenge_method: "S256",
    scope: SCOPES.join(" "),
  });
});

test("the operator's scopes take the place of our own", () => {
  const url = new URL(signIn.authorizeUrl(app({ scopes: ["default"] }), { state: "s", challenge: "c", redirectUri }));
  expect(url.searchParams.get("scope")).toBe("default");
});

test("a code becomes two tokens", async () => {
  answer = {
    body: { access_token: "a", refresh_token: "r", expires_in: 3600, token_type: "bearer", data: { gid: "7" } },
  };
  expect(await signIn.exchange(app(), given)).toEqual({ access: "a", refresh: "r", expiresInS: 3600, scopes: SCOPES });
  expect(asana.asked[0]).toMatchObject({ method: "POST", path: "/-/oauth_token" });
  expect(asked()).toEqual({
    grant_type: "authorization_code",
    client_id: "client-1",
    client_secret: "planted-client-secret",
    code: "planted-code",
    code_verifier: "planted-verifier",
    redirect_uri: redirectUri,
  });
});

test("a refresh keeps the refresh token where Asana gives no new one, and says what was granted", async () => {
  answer = { body: { access_token: "b", expires_in: 3600, scope: "tasks:read users:read" } };
  expect(await signIn.refresh(app(), "r")).toEqual({
    access: "b",
    refresh: "r",
    expiresInS: 3600,
    scopes: ["tasks:read", "users:read"],
  });
  expect(asked()).toMatchObject({ grant_type: "refresh_token", refresh_token: "r" });
});

test("a permission is given back", async () => {
  answer = { body: {} };
  await signIn.revoke(app(), "r");
  expect(asana.asked[0]).toMatchObject({ method: "POST", path: "/-/oauth_revoke" });
  expect(asked()).toEqual({ client_id: "client-1", client_secret: "planted-client-secret", token: "r" });
});

test("an account is told with the workspaces that it belongs to", async () => {
  answer = {
    body: { data: { gid: "7", name: "Dana", email: "dana@example.com", workspaces: [{ gid: "W", name: "Acme" }] } },
  };
  expect(await signIn.me(app(), "a")).toEqual({
    id: "7",
    name: "Dana",
    email: "dana@example.com",
    workspaces: [{ id: "W", name: "Acme" }],
  });
  expect(asana.asked[0]).toMatchObject({ path: "/users/me", headers: { authorization: "Bearer a" } });
});

test("a workspace in an unknown form costs itself, and nobody their sign-in", async () => {
  const workspaces = [null, "W", { gid: "X" }, { gid: "Y", name: null }, { gid: "12", name: "Acme" }];
  answer = { body: { data: { gid: "7", name: 7, email: { at: "x" }, workspaces } } };
  expect(await signIn.me(app(), "a")).toEqual({
    id: "7",
    name: "7",
    email: null,
    workspaces: [{ id: "12", name: "Acme" }],
  });
  answer = { body: { data: { gid: "7", workspaces: null } } };
  expect((await signIn.me(app(), "a")).workspaces).toEqual([]);
});

test("null in the answer to a sign-in is as absent", async () => {
  answer = { body: { access_token: "b", expires_in: 3600, refresh_token: null, scope: null } };
  expect(await signIn.refresh(app(), "r")).toMatchObject({ access: "b", refresh: "r" });
});

const calls = {
  exchange: () => signIn.exchange(app(), given),
  refresh: () => signIn.refresh(app(), "planted-refresh"),
  revoke: () => signIn.revoke(app(), "planted-refresh"),
};

test.each([
  ["refresh", "invalid_grant", 400, "signed_out"],
  ["exchange", "invalid_grant", 400, "refused"],
  ["refresh", "invalid_client", 401, "refused"],
  ["exchange", "invalid_client", 401, "refused"],
  ["refresh", "slow_down", 429, "limited"],
  ["refresh", "server_error", 503, "unreachable"],
  ["exchange", "server_error", 503, "unknown"],
  ["revoke", "server_error", 503, "unreachable"],
] as const)("%s: %s (%i) is %s", async (call, error, status, kind) => {
  answer = refused(error, status);
  await expect(calls[call]()).rejects.toMatchObject({ kind });
});

test("a secret that is empty hides nothing of what Asana says", async () => {
  answer = refused("invalid_grant", 400);
  await expect(signIn.exchange(app(), { ...given, code: "" })).rejects.toMatchObject({ message: "No." });
});

test("silence, strange answers and answers that lead elsewhere are no tokens", async () => {
  const away = { status: 302, headers: { location: `${asana.api}/elsewhere` } };
  for (const given of ["hang up" as const, { body: "<html>" }, { body: { access_token: "a" } }, away]) {
    answer = given;
    await expect(calls.exchange()).rejects.toMatchObject({ kind: "unknown" });
    await expect(calls.refresh()).rejects.toMatchObject({ kind: "unreachable" });
  }
  expect(asana.asked.map(({ path }) => path)).not.toContain("/elsewhere");
});

test("no error carries a secret, a code or a token, even where Asana repeats them", async () => {
  for (const status of [200, 400, 401, 403, 500]) {
    for (const call of [calls.exchange, calls.refresh, calls.revoke]) {
      asana.answers = ({ body }) => ({ status, body: { error: "no", error_description: body, access_token: body } });
      const error: unknown = await call().then(
        () => null,
        (thrown: unknown) => thrown,
      );
      if (error === null) continue;
      expect(error).toBeInstanceOf(ToolError);
      const { message, stack } = error as ToolError;
      const seen = inspect(error, { showHidden: true, depth: Infinity });
      expect([message, stack, JSON.stringify(error), seen].join("\n")).not.toContain("planted");
    }
  }
});
