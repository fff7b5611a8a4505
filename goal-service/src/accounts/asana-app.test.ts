import { beforeEach, expect, test } from "@jest/globals";
import { buildGoal, buildPrivateGoal, buildWorkspace, type Person } from "../../../test/factories/graph.ts";
import { serviceOfFile } from "../../../test/setup/of-file.ts";
import { newId } from "../ids.ts";
import { issueCredential } from "./credentials.ts";

const TOKEN = "the-token-of-the-asana-app";
const service = await serviceOfFile();
const { ground } = service;
ground.config.asana.appToken = TOKEN;

interface Site {
  admin: Person;
  tenant: string;
  connectionId: string;
}
let acme: Site;
let other: Site;
beforeEach(async () => {
  ground.config.asana.appToken = TOKEN;
  acme = await connected();
  other = await connected();
});

/** A workspace with its Asana, in which its admin has an account. */
async function connected(): Promise<Site> {
  const admin = await buildWorkspace(ground);
  const [tenant, connectionId] = [`w-${newId()}`, newId()];
  const { workspaceId } = admin;
  const at = ground.clock.now();
  await ground.db.prisma.connection.create({
    data: { workspaceId, id: connectionId, tool: "asana", name: "Acme", tenant, createdAt: at },
  });
  await ground.db.prisma.identity.create({
    data: {
      workspaceId,
      connectionId,
      remoteId: `gid-of-${admin.person.id}`,
      personId: admin.person.id,
      recordedAt: at,
    },
  });
  return { admin, tenant, connectionId };
}
const accountOf = ({ admin }: Site) => `gid-of-${admin.person.id}`;

async function ask(headers: Record<string, string>, path = "/api/v1/goals") {
  const response = await fetch(service.url + path, { headers });
  const body = (await response.json()) as { error?: { code: string; message: string }; items?: { title: string }[] };
  return { status: response.status, code: body.error?.code, body };
}
const bearer = (token: string) => ({ authorization: `Bearer ${token}` });
const from = ({ tenant }: Site, as?: string) => ({
  ...bearer(TOKEN),
  "x-throughline-tenant": tenant,
  ...(as !== undefined && { "x-throughline-as": as }),
});
const titles = async (headers: Record<string, string>) => (await ask(headers)).body.items?.map(({ title }) => title);

test("the app acts in the workspace that Asana signed to it, as the account's person", async () => {
  await buildGoal(ground, acme.admin, { title: "Open" });
  await buildPrivateGoal(ground, acme.admin, { title: "Hidden" });
  expect(await titles(from(acme, accountOf(acme)))).toEqual(expect.arrayContaining(["Open", "Hidden"]));
  expect(await titles(from(acme, "gid-unknown"))).toEqual(["Open"]);
  expect(await titles(from(acme))).toEqual(["Open"]);
  expect(await titles(from(other, accountOf(other)))).toEqual([]);
});

test("an account counts in its own connection alone", async () => {
  await buildPrivateGoal(ground, acme.admin, { title: "Hidden" });
  await buildGoal(ground, other.admin, { title: "Theirs" });
  expect(await titles(from(other, accountOf(acme)))).toEqual(["Theirs"]);
  const identity = await ground.db.prisma.identity.findFirstOrThrow({
    where: { connectionId: other.connectionId, remoteId: accountOf(acme) },
  });
  expect(identity.personId).toBeNull();
});

test("an account that asks twice at once, for the first time, is answered twice and known once", async () => {
  for (let time = 0; time < 5; time++) {
    const asked = Array.from({ length: 4 }, () => ask(from(acme, `gid-new-${time}`)));
    expect((await Promise.all(asked)).map(({ status }) => status)).toEqual([200, 200, 200, 200]);
  }
});

test("a workspace that nobody connected, or no longer, is told to connect", async () => {
  for (const headers of [from({ ...acme, tenant: "w-unknown" }), bearer(TOKEN)]) {
    expect(await ask(headers)).toMatchObject({ status: 403, code: "not_paired" });
  }
  await ground.db.prisma.connection.updateMany({ where: { id: acme.connectionId }, data: { state: "ended" } });
  const { code, body } = await ask(from(acme, accountOf(acme)));
  expect(code).toBe("not_paired");
  expect(body.error?.message).toContain(`${service.url}/settings/connections`);
});

test("a Jira site's id is no Asana workspace", async () => {
  await ground.db.prisma.connection.updateMany({ where: { id: acme.connectionId }, data: { tool: "jira" } });
  expect((await ask(from(acme))).code).toBe("not_paired");
});

test.each([
  ["a wrong token", () => ({ ...from(acme, accountOf(acme)), ...bearer(`${TOKEN}!`) })],
  ["no token", () => ({ "x-throughline-tenant": acme.tenant, "x-throughline-as": accountOf(acme) })],
  ["an empty token", () => ({ ...from(acme), authorization: "Bearer " })],
])("with %s the headers beside it are nothing", async (_, headers) => {
  expect(await ask(headers())).toMatchObject({ status: 401, code: "not_signed_in" });
});

test("as long as no token is set none is right", async () => {
  ground.config.asana.appToken = undefined;
  for (const token of [TOKEN, "undefined", "null"]) {
    expect((await ask({ ...from(acme, accountOf(acme)), ...bearer(token) })).status).toBe(401);
  }
});

test("beside a session or a person's token the tenant and the account are not looked at", async () => {
  await buildGoal(ground, acme.admin, { title: "Mine" });
  await buildPrivateGoal(ground, other.admin, { title: "Theirs" });
  const beside = { "x-throughline-tenant": other.tenant, "x-throughline-as": accountOf(other) };
  const who = { workspaceId: acme.admin.workspaceId, personId: acme.admin.person.id };
  const session = await issueCredential(ground, "session", who);
  expect(await titles({ ...beside, cookie: `throughline=${session.text}` })).toEqual(["Mine"]);
  expect(await titles({ ...beside, ...bearer(await service.tokenOf(acme.admin)) })).toEqual(["Mine"]);
  const fit = await service.forge.token();
  expect((await ask({ ...beside, ...bearer(fit) })).code).toBe("not_paired");
});

test("the app sees its own connection and no other", async () => {
  const { body } = await ask(from(acme, accountOf(acme)), "/api/v1/connections");
  expect(body.items).toMatchObject([{ id: acme.connectionId }]);
});
