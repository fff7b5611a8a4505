import { createHash, randomUUID } from "node:crypto";
import { describe, expect, test } from "@jest/globals";
import { buildPerson, buildWorkspace, type Person } from "../../../test/factories/graph.ts";
import { asanaAccount, PLANTED } from "../../../test/setup/fake-asana.ts";
import { type Visitor } from "../../../test/setup/visitor.ts";

import {
  admin,
  allow,
  browser,
  connect,
  connectionOf,
  grantsOf,
  ground,
  inAcme,
  logged,
  replies,
  service,
  stateOf,
  tenant,
  tool,
} from "./oauth.test-kit.ts";

describe("the way to the consent page", () => {
  test("carries a state, a PKCE challenge whose verifier goes to the exchange, and our fixed address", async () => {
    await connect();
    const mine = await browser();
    const begun = await mine.go("/oauth/asana/start?redirect_uri=https://evil.example&to=https://evil.example");
    expect(begun.status).toBe(303);
    expect(begun.to?.startsWith("https://app.asana.com/-/oauth_authorize?")).toBe(true);
    expect(begun.to).not.toContain("evil");
    expect(stateOf(begun.to)).toMatch(/^[\w-]{43}$/);
    tool.accounts.set("c", inAcme("Dana"));
    await mine.go(`/oauth/asana/callback?code=c&state=${stateOf(begun.to)}`);
    const redirectUri = `${service.url}/oauth/asana/callback`;
    const [last] = tool.exchanged.slice(-1);
    expect(last).toMatchObject({ code: "c", redirectUri });
    const challenge = createHash("sha256")
      .update(last?.verifier ?? "")
      .digest("base64url");
    expect(tool.asked.at(-1)).toEqual({ challenge, redirectUri });
  });

  test("its cookie is for our pages there alone, and none of them can be framed, cached or referred from", async () => {
    const { headers } = await (await browser()).go("/oauth/asana/start");
    expect(headers.getSetCookie()[0]).toMatch(
      /^throughline_oauth=v1\.\S+; Max-Age=600; Path=\/oauth\/; .*HttpOnly; SameSite=Lax$/,
    );
    expect(headers.get("cross-origin-opener-policy")).toBe("unsafe-none");
    expect(headers.get("x-frame-options")).toBe("DENY");
    expect(headers.get("content-security-policy")).toContain("frame-ancestors 'none'");
    expect(headers.get("referrer-policy")).toBe("no-referrer");
    expect(headers.get("cache-control")).toBe("no-store");
    const elsewhere = await fetch(`${service.url}/sign-in`);
    expect(elsewhere.headers.get("cross-origin-opener-policy")).toBe("same-origin");
  });

  test("is closed until an operator has registered us, and says what is missing", async () => {
    const saved = { ...ground.config.asana };
    Object.assign(ground.config.asana, { clientId: undefined });
    const { status, text } = await (await browser()).go("/oauth/asana/start");
    const { tools } = await (await service.as(admin)).listConnections({});
    Object.assign(ground.config.asana, saved);
    expect(status).toBe(404);
    expect(text).toContain("ASANA_CLIENT_ID");
    expect(tools).toEqual([{ tool: "asana", connectUrl: null, needs: expect.stringContaining("ASANA_CLIENT_SECRET") }]);
  });
});

describe("the way back", () => {
  test("needs the state that this browser took along, once", async () => {
    await connect();
    const mine = await browser();
    const { state, code, back } = await allow(mine, inAcme("Dana"));
    const jar = new Map(mine.cookies);
    const stranger = await browser();
    expect((await stranger.go(`/oauth/asana/callback?code=${code}&state=${state}`)).status).toBe(422);
    expect((await back()).status).toBe(200);
    expect(mine.cookies.size).toBe(0);
    expect((await back()).status).toBe(422);
    for (const [name, value] of jar) mine.cookies.set(name, value);
    expect((await back()).status).toBe(422);
  });

  test.each([
    ["another state", (state: string) => `?code=c&state=${state.replace(/^./, "!")}`],
    ["no state", () => "?code=c"],
    ["two states", (state: string) => `?code=c&state=${state}&state=${state}`],
  ])("with %s is refused, and nothing is exchanged", async (_, query) => {
    const mine = await browser();
    const { state } = await allow(mine, inAcme("Dana"));
    expect((await mine.go(`/oauth/asana/callback${query(state)}`)).status).toBe(422);
    expect(tool.exchanged).toEqual([]);
  });

  test("after ten minutes is too late", async () => {
    const { back } = await allow(await browser(), inAcme("Dana"));
    ground.setNow("2026-11-20T12:10:00Z");
    expect((await back()).status).toBe(422);
  });

  test("says so when the person said no, and when Asana takes the code no more", async () => {
    const mine = await browser();
    const begun = await mine.go("/oauth/asana/start");
    const no = await mine.go(`/oauth/asana/callback?error=access_denied&state=${stateOf(begun.to)}`);
    expect(no).toMatchObject({ status: 403, text: expect.stringContaining("did not allow") });
    const again = await mine.go("/oauth/asana/start");
    const bad = await mine.go(`/oauth/asana/callback?code=unknown&state=${stateOf(again.to)}`);
    expect(bad).toMatchObject({ status: 422, text: expect.stringContaining("The code is not valid.") });
  });
});

describe("an admin connects an Asana workspace", () => {
  test("and it is read with the account that allowed it", async () => {
    const { account, connection } = await connect();
    expect(connection).toMatchObject({
      workspaceId: admin.workspaceId,
      name: "Acme",
      state: "active",
      actor: account.id,
    });
    expect(await grantsOf(account.id)).toMatchObject([{ connectionId: connection.id, problem: null }]);
  });

  test("again, with another account: the same connection goes on", async () => {
    const { connection } = await connect();
    await ground.db.prisma.connection.updateMany({
      where: { id: connection.id },
      data: { problem: "signed out", containers: ["P1"] },
    });
    const { connection: again, account } = await connect(inAcme("Bot"));
    expect(again).toMatchObject({
      id: connection.id,
      actor: account.id,
      problem: null,
      containers: ["P1"],
      version: 2,
    });
  });

  test("and chooses when the account belongs to several; the choice is theirs alone and counts once", async () => {
    const other = `w-${randomUUID()}`;
    const workspaces = [
      { id: tenant, name: "Acme" },
      { id: other, name: "A <b>" },
    ];
    const mine = await browser(admin);
    const page = await (await allow(mine, inAcme("Olga", { workspaces }), "?for=workspace")).back();
    expect(page.status).toBe(200);
    expect(page.text).toContain("A &#60;b&#62;");
    expect(page.headers.get("referrer-policy")).toBe("same-origin");
    const held = /name="held" value="([^"]+)"/.exec(page.text)?.[1] ?? "";
    const send = (by: Visitor, to: string) => by.go("/oauth/asana/choose", { form: { held, tenant: to } });
    expect((await send(await browser(admin), other)).status).toBe(422);
    expect((await send(mine, other)).to).toBe("/settings/connections");
    expect(await connectionOf(other)).toMatchObject({ workspaceId: admin.workspaceId, name: "A <b>" });
    expect((await send(mine, tenant)).status).toBe(422);
    await expect(connectionOf(tenant)).rejects.toThrow();
  });

  test("and cannot choose one that the account does not belong to", async () => {
    const workspaces = [
      { id: tenant, name: "Acme" },
      { id: `w-${randomUUID()}`, name: "Other" },
    ];
    const mine = await browser(admin);
    const page = await (await allow(mine, inAcme("Olga", { workspaces }), "?for=workspace")).back();
    const held = /name="held" value="([^"]+)"/.exec(page.text)?.[1] ?? "";
    expect((await mine.go("/oauth/asana/choose", { form: { held, tenant: "w-foreign" } })).status).toBe(422);
    expect(tool.revoked).toHaveLength(1);
  });

  test("is told when another workspace of Throughline has it, and the permission is given back", async () => {
    await connect();
    const stranger = await buildWorkspace(ground);
    const { back } = await allow(await browser(stranger), inAcme("Eve"), "?for=workspace");
    expect(await back()).toMatchObject({ status: 409, text: expect.stringContaining("already belongs to another") });
    expect(tool.revoked).toHaveLength(1);
    expect((await connectionOf(tenant)).workspaceId).toBe(admin.workspaceId);
  });

  test("takes it over once that other workspace has disconnected it, and leaves its history there", async () => {
    const { connection } = await connect();
    await (await service.as(admin)).endConnection({ id: connection.id });
    const heir = await buildWorkspace(ground);
    const { back } = await allow(await browser(heir), inAcme("Eve"), "?for=workspace");
    expect((await back()).to).toBe("/settings/connections");
    const taken = await connectionOf(tenant);
    expect(taken).toMatchObject({ workspaceId: heir.workspaceId, state: "active" });
    expect(taken.id).not.toBe(connection.id);
    expect((await (await service.as(admin)).listConnections({})).items).toMatchObject([
      { id: connection.id, state: "ended" },
    ]);
  });

  test("nobody else may, and no other site may send an admin on the way", async () => {
    const contributor = await browser(await buildPerson(ground, admin));
    expect((await contributor.go("/oauth/asana/start?for=workspace")).status).toBe(403);
    const unknown = await (await browser()).go("/oauth/asana/start?for=workspace");
    expect(unknown).toMatchObject({ status: 401, text: expect.stringContaining("Sign in, then begin again.") });
    const lured = await browser(admin);
    for (const site of ["cross-site", "same-site"]) {
      const sent = await lured.go("/oauth/asana/start?for=workspace", { headers: { "sec-fetch-site": site } });
      expect(sent).toMatchObject({ status: 403, to: null });
    }
  });

  test.each<[string, () => Promise<Person>]>([
    ["a colleague, an admin as well", () => buildPerson(ground, admin, "Olaf", "admin")],
    ["the admin of another workspace", () => buildWorkspace(ground)],
  ])("and finished in the session of %s it connects nothing, for whatever it was begun", async (_who, other) => {
    const person = await other();
    for (const purpose of ["workspace", "me"]) {
      const mine = await browser(admin);
      const { back } = await allow(mine, inAcme("Olga"), `?for=${purpose}`);
      mine.cookies.set("throughline", (await browser(person)).cookies.get("throughline") ?? "");
      const page = await back();
      expect([purpose, page.status]).toEqual([purpose, 422]);
      expect(page.text).toContain("begin again");
    }
    expect(tool.exchanged).toEqual([]);
    expect(await ground.db.prisma.connection.count({ where: { tenant } })).toBe(0);
  });

  test("who signed out or changed meanwhile connects nothing", async () => {
    const mine = await browser(admin);
    const { back } = await allow(mine, inAcme("Olga"), "?for=workspace");
    const other = await browser(await buildWorkspace(ground));
    mine.cookies.set("throughline", other.cookies.get("throughline") ?? "");
    expect((await back()).status).toBe(422);
    expect(tool.exchanged).toEqual([]);
  });
});

test("no token stands in a log line, a page, a header, or in any table in clear", async () => {
  await connect();
  await (await allow(await browser(), inAcme("Dana"))).back();
  await (await allow(await browser(), asanaAccount("Nobody"))).back();
  await (await service.as(admin)).listConnections({});
  const { rows: tables } = await ground.db.pool.query<{ name: string }>(
    "SELECT tablename AS name FROM pg_tables WHERE schemaname = 'public'",
  );
  expect(tables.length).toBeGreaterThan(20);
  for (const { name } of tables) {
    const { rows } = await ground.db.pool.query(`SELECT 1 FROM "${name}" t WHERE t::text LIKE $1`, [`%${PLANTED}%`]);
    expect([name, rows.length]).toEqual([name, 0]);
  }
  expect(replies.length).toBeGreaterThan(20);
  for (const text of [...replies, ...logged]) {
    expect(text).not.toContain(PLANTED);
    expect(text).not.toContain("our-client-secret");
  }
});
