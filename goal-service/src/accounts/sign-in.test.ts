import { expect, test } from "@jest/globals";
import { buildPerson, buildWorkspace, type Person } from "../../../test/factories/graph.ts";
import { refused } from "../../../test/factories/refused.ts";
import { clientWith } from "../../../test/setup/client.ts";
import { serviceOfFile } from "../../../test/setup/of-file.ts";
import { deviceOf } from "./browser.ts";
import { oneTimeAddress } from "./sign-in.ts";

const service = await serviceOfFile();
const { ground, url } = service;
const idsOf = ({ workspaceId, person }: Person) => ({ workspaceId, personId: person.id });
const addressOf = (person: Person) => oneTimeAddress(ground, idsOf(person));

async function post(call: string, body: object, headers: Record<string, string> = {}) {
  const response = await fetch(`${url}/api/v1${call}`, {
    method: "POST",
    headers: { "content-type": "application/json", ...headers },
    body: JSON.stringify(body),
  });
  const said = (await response.json()) as { error?: { code: string } };
  return { status: response.status, code: said.error?.code, said, cookie: response.headers.getSetCookie()[0] ?? "" };
}
const signIn = (address: string, headers: Record<string, string> = {}) =>
  post("/sign-in", { secret: address.split("#")[1] }, headers);

/** A browser of this person's, with its cookie. */
async function browserOf(person: Person) {
  const { cookie } = await signIn(await addressOf(person), { "user-agent": "Mozilla/5.0 (X11; Linux) Firefox/140.0" });
  const headers = { cookie: cookie.split(";")[0] ?? "" };
  return { headers, client: clientWith(url, headers) };
}

/** A stream that these headers open; `ended` resolves when the service lets go of it. */
async function openStream(headers: Record<string, string>): Promise<{ open: () => boolean; ended: Promise<void> }> {
  const response = await fetch(`${url}/api/v1/live`, { headers });
  let open = true;
  const close = () => {
    open = false;
  };
  return { open: () => open, ended: response.text().then(close, close) };
}

test("opening a one-time address uses nothing up, whoever opens it; the one request that does works once", async () => {
  const address = await addressOf(service.admin);
  for (const method of ["GET", "HEAD"]) await fetch(address, { method });
  expect((await signIn(address, { origin: "https://evil.example" })).code).toBe("wrong_origin");
  const { status, cookie, said } = await signIn(address, { origin: url });
  expect(status).toBe(201);
  expect(said).toMatchObject({ person: { id: service.admin.person.id } });
  expect(cookie).toMatch(/^throughline=tls_[^;]+; Max-Age=2592000; Path=\/;.* HttpOnly; SameSite=Lax$/);
  expect(await signIn(address)).toMatchObject({ status: 409, code: "address_used", cookie: "" });
});

test("of ten who use it at the same moment one gets in", async () => {
  const address = await addressOf(service.admin);
  const answers = await Promise.all(Array.from({ length: 10 }, () => signIn(address)));
  expect(answers.map(({ code }) => code ?? "in").sort()).toEqual([...Array<string>(9).fill("address_used"), "in"]);
});

test("after ten minutes it is too old, and an unknown one is unknown", async () => {
  const address = await addressOf(service.admin);
  ground.setNow("2026-11-20T12:10:00Z");
  expect(await signIn(address)).toMatchObject({ status: 409, code: "address_expired" });
  expect(await signIn(`${address}x`)).toMatchObject({ status: 404, code: "address_unknown" });
  expect(await signIn("#")).toMatchObject({ status: 400, code: "invalid_input" });
});

test("a session's cookie lives on with its session", async () => {
  const { headers } = await browserOf(service.admin);
  const setAt = async (moment: string) => {
    ground.setNow(moment);
    return (await fetch(`${url}/api/v1/me`, { headers })).headers.getSetCookie().length;
  };
  expect(await setAt("2026-11-20T12:00:00Z")).toBe(1);
  expect(await setAt("2026-11-20T12:04:59Z")).toBe(0);
  expect(await setAt("2026-12-19T12:00:00Z")).toBe(1);
  ground.setNow("2027-01-17T12:00:00Z");
  expect((await fetch(`${url}/api/v1/me`, { headers })).status).toBe(200);
});

test("who signs out is out, the cookie goes, and the open stream ends", async () => {
  const dana = await buildPerson(ground, service.admin, "Dana");
  const { headers, client } = await browserOf(dana);
  const stream = await openStream(headers);
  const { status, cookie } = await post("/sign-out", {}, headers);
  expect([status, cookie]).toEqual([200, expect.stringMatching(/^throughline=; .*Expires=Thu, 01 Jan 1970/)]);
  expect(await refused(client.getMe({}))).toBe("not_signed_in");
  await stream.ended;
});

test("one's sessions are listed with their device, and one that is ended ends at once with its stream", async () => {
  const dana = await buildPerson(ground, service.admin, "Dana");
  const [here, there] = [await browserOf(dana), await browserOf(dana)];
  const { items } = await here.client.listSessions({});
  expect(items.map(({ device, current }) => [device, current])).toEqual([
    ["Firefox on Linux", false],
    ["Firefox on Linux", true],
  ]);
  const streams = { here: await openStream(here.headers), there: await openStream(there.headers) };
  await here.client.endSession({ id: items[0]?.id ?? "" });
  await streams.there.ended;
  expect(streams.here.open()).toBe(true);
  expect(await refused(there.client.getMe({}))).toBe("not_signed_in");
  expect(await refused(here.client.endSession({ id: items[0]?.id ?? "" }))).toBe("not_found");
  const stranger = await browserOf(service.admin);
  expect(await refused(stranger.client.endSession({ id: items[1]?.id ?? "" }))).toBe("not_found");
});

test("who signs in as somebody else in the same browser leaves no session behind", async () => {
  const dana = await buildPerson(ground, service.admin, "Dana");
  const before = await browserOf(service.admin);
  await signIn(await addressOf(dana), before.headers);
  expect(await refused(before.client.getMe({}))).toBe("not_signed_in");
});

test("who is no member any more is out at once: session, token and stream", async () => {
  const admin = await service.as(service.admin);
  const dana = await buildPerson(ground, service.admin, "Dana");
  const { headers, client } = await browserOf(dana);
  const token = await service.tokenOf(dana);
  const stream = await openStream(headers);
  await admin.endMembership({ id: dana.person.id });
  expect(await refused(client.getMe({}))).toBe("not_signed_in");
  expect(await refused(clientWith(url, { authorization: `Bearer ${token}` }).getMe({}))).toBe("not_signed_in");
  await stream.ended;
});

test("neither an app nor a role below admin invites, and a token is not signed out", async () => {
  const viewer = await service.as(await buildPerson(ground, service.admin, "Vic", "viewer"));
  expect(await refused(viewer.createInvitation({ name: "Sam" }))).toBe("not_allowed");
  expect(await refused(viewer.listInvitations({}))).toBe("not_allowed");
  expect(await refused(viewer.updateWorkspace({ version: 1, name: "Mine" }))).toBe("not_allowed");
  expect(await refused(viewer.endMembership({ id: service.admin.person.id }))).toBe("not_allowed");
  expect(await refused(viewer.signOut({}))).toBe("not_allowed");
});

test("the workspace is renamed by its version", async () => {
  const admin = await service.as(service.admin);
  const { workspace } = await admin.getMe({});
  expect(await admin.updateWorkspace({ version: workspace.version, name: "Globex" })).toMatchObject({ name: "Globex" });
  expect(await refused(admin.updateWorkspace({ version: workspace.version, name: "Initech" }))).toBe("stale");
});

test.each([
  [
    "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36",
    "Chrome on Windows",
  ],
  [
    "Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36 Edg/142.0.0.0",
    "Edge on Windows",
  ],
  [
    "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.0 Safari/605.1.15",
    "Safari on macOS",
  ],
  [
    "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 Version/18.0 Mobile/15E148 Safari/604.1",
    "Safari on iPhone",
  ],
  [
    "Mozilla/5.0 (Linux; Android 15; Pixel 9) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0 Mobile Safari/537.36",
    "Chrome on Android",
  ],
  ["<script>alert(1)</script>", "Unknown browser"],
  ["", "Unknown browser"],
])("a device is told in our own words: %s", (agent, device) => {
  expect(deviceOf(agent)).toBe(device);
});

test("THROUGHLINE_TOKEN stays in the first workspace, also when its first admin is none any more", async () => {
  ground.config.adminToken = "the-operators-token";
  const operator = clientWith(url, { authorization: "Bearer the-operators-token" });
  await buildWorkspace(ground);
  ground.setNow("2026-11-21T12:00:00Z");
  const dana = await buildPerson(ground, service.admin, "Dana", "admin");
  expect((await operator.getMe({})).person?.id).toBe(service.admin.person.id);
  await operator.updatePerson({ id: service.admin.person.id, version: 1, role: "viewer" });
  expect(await operator.getMe({})).toMatchObject({ person: { id: dana.person.id } });
  ground.config.adminToken = undefined;
});
