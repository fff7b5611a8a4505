import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { testGround, type TestGround } from "../../../test/factories/ground.ts";
import { listen } from "../../../test/setup/service.ts";
import { adminAtStart } from "./first-workspace.ts";
import { setUpAddress } from "./set-up.ts";

// Two processes on one empty database: what one does the other must know.
const ground = await testGround();
const dataDir = mkdtempSync(path.join(tmpdir(), "throughline-set-up-"));
const [one, two] = [await listen(ground, { dataDir }), await listen(ground, { dataDir })];
let secret: string;
beforeAll(async () => {
  secret = (await setUpAddress(one.ground)).split("#")[1] ?? "";
});
afterAll(async () => {
  await one.close();
  await two.close();
  await ground.close();
});

const post = (url: string, call: string, body: object, headers: Record<string, string> = {}) =>
  fetch(`${url}/api/v1${call}`, {
    method: "POST",
    headers: { "content-type": "application/json", ...headers },
    body: JSON.stringify(body),
  });
const codeOf = async (response: Response) =>
  `${response.status} ${((await response.json()) as { error?: { code: string } }).error?.code ?? "fine"}`;
const given = (name: string) => ({ secret, workspace: { name, zone: "Europe/Berlin" }, admin: { name: "Grace" } });

test("every process prints the same address, which no other database accepts", async () => {
  expect(await setUpAddress(two.ground)).toBe(`${two.url}/set-up#${secret}`);
  expect(secret).toMatch(/^tlu_[\w-]{43}$/);
  const { nonce } = await ground.db.prisma.setUp.findUniqueOrThrow({ where: { id: 1 } });
  await ground.db.prisma.setUp.update({ where: { id: 1 }, data: { nonce: "00000000-0000-4000-8000-000000000000" } });
  expect(await setUpAddress(one.ground)).not.toContain(secret);
  await ground.db.prisma.setUp.update({ where: { id: 1 }, data: { nonce } });
  const otherKey: TestGround = { ...ground, config: { ...ground.config, secretKey: Buffer.alloc(32, 9) } };
  expect(await setUpAddress(otherKey)).not.toContain(secret);
});

test.each([
  ["GET", "/api/v1/me"],
  ["GET", "/api/v1/goals"],
  ["GET", "/api/v1/openapi.json"],
  ["GET", "/api/v1/live"],
  ["POST", "/api/v1/workspaces"],
  ["POST", "/hooks/jira"],
  ["POST", "/hooks/11111111-2222-3333-4444-555555555555"],
  ["GET", "/oauth/asana/start"],
  ["GET", "/"],
  ["GET", "/goals/G-1"],
  ["GET", "/nowhere"],
])("before it is set up, %s %s answers 409 not_set_up", async (method, path) => {
  const body = method === "POST" ? { body: "{}", headers: { "content-type": "application/json" } } : {};
  expect(await codeOf(await fetch(two.url + path, { method, ...body }))).toBe("409 not_set_up");
});

test("before it is set up it is alive and ready", async () => {
  for (const path of ["/readyz", "/healthz", "/metrics"]) expect((await fetch(one.url + path)).status).toBe(200);
});

test("looking at the address uses nothing up, and a wrong one is said to be wrong", async () => {
  for (const method of ["GET", "HEAD"]) await fetch(`${one.url}/set-up`, { method });
  const read = async (text: string) => (await post(one.url, "/sign-in/address", { secret: text })).json();
  expect(await read(secret)).toMatchObject({ kind: "set-up", state: "waiting" });
  expect(await read(`${secret}x`)).toMatchObject({ state: "unknown" });
  const wrong = { ...given("Acme"), secret: `${secret}x` };
  expect(await codeOf(await post(one.url, "/set-up", wrong))).toBe("404 address_unknown");
});

test("what was typed wrong is said at its field, another page's request is refused, and neither uses the address up", async () => {
  const empty = { ...given(" "), workspace: { name: " ", zone: "Mars/Olympus" } };
  const answer = (await (await post(one.url, "/set-up", empty)).json()) as { error: { issues: { path: string }[] } };
  expect(answer.error.issues.map(({ path }) => path)).toEqual(["workspace.name", "workspace.zone"]);
  const elsewhere = await post(one.url, "/set-up", given("Evil"), { origin: "https://evil.example" });
  expect(await codeOf(elsewhere)).toBe("403 wrong_origin");
  expect(await ground.db.prisma.workspace.count()).toBe(0);
});

test("of all who set up at the same moment, in any process, one does; the others hear that it is done", async () => {
  const answers = await Promise.all(
    [one, two, one, two, one, two].map(({ url }, index) => post(url, "/set-up", given(`Company ${index}`))),
  );
  const winner = answers.find(({ status }) => status === 201);
  const cookie = winner?.headers.getSetCookie().join() ?? "";
  const told = await Promise.all(answers.map(codeOf));
  expect(told.sort()).toEqual(["201 fine", ...Array<string>(5).fill("409 already_set_up")]);
  expect(await ground.db.prisma.workspace.count()).toBe(1);
  expect(cookie).toMatch(/^throughline=tls_[^;]+; .*HttpOnly; SameSite=Lax/);
  const mine = { cookie: cookie.split(";")[0] ?? "" };
  for (const { url } of [one, two]) {
    const me = (await (await fetch(`${url}/api/v1/me`, { headers: mine })).json()) as object;
    expect(me).toMatchObject({ workspace: { zone: "Europe/Berlin" }, person: { name: "Grace", role: "admin" } });
    expect((await fetch(`${url}/hooks/jira`, { method: "POST", body: "{}" })).status).toBe(401);
  }
  expect(await codeOf(await post(two.url, "/set-up", given("Late")))).toBe("409 already_set_up");
  expect(await (await post(two.url, "/sign-in/address", { secret })).json()).toMatchObject({ state: "used" });
});

test("a start with a token makes the workspace and its admin, to be renamed", async () => {
  const empty = await testGround();
  const config = { ...empty.config, mode: "serve" as const, adminToken: "an-admin-token" };
  expect(await adminAtStart({ ...empty, config })).not.toBeNull();
  expect(await empty.db.prisma.workspace.findMany()).toMatchObject([{ name: "My company", version: 1 }]);
  expect(await empty.db.prisma.credential.count()).toBe(0);
  await empty.close();
});

test("without a token nothing is made at the start", async () => {
  const empty = await testGround();
  const config = { ...empty.config, mode: "serve" as const };
  expect(await adminAtStart({ ...empty, config })).toBeNull();
  expect(await empty.db.prisma.workspace.count()).toBe(0);
  await empty.close();
});
