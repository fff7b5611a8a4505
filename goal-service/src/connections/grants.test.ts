import { beforeEach, describe, expect, test } from "@jest/globals";
import { buildWorkspace, type Person } from "../../../test/factories/graph.ts";
import { asanaAccount, type FakeAsana, plantAsana } from "../../../test/setup/fake-asana.ts";
import { eventually } from "../../../test/setup/eventually.ts";
import { groundOfFile } from "../../../test/setup/of-file.ts";
import { ToolError } from "../connectors/connector.ts";
import type { SignedIn, SignInApp } from "../connectors/sign-in.ts";
import { newId } from "../ids.ts";
import { seal } from "../secrets.ts";
import { allowAccount, connectTenant } from "./allow.ts";
import { giveBackGrants } from "./grants.ts";
import { inTool, reachFor } from "./reach.ts";

const ground = await groundOfFile();
Object.assign(ground.config.asana, { clientId: "our-client", clientSecret: "our-secret" });
let tool: FakeAsana;
let admin: Person;
let account: SignedIn;
let scope: { workspaceId: string; connectionId: string };
beforeEach(async () => {
  tool = plantAsana(() => ground.clock.now());
  admin = await buildWorkspace(ground);
  account = asanaAccount("Olga", { workspaces: [{ id: newId(), name: "Acme" }] });
  scope = await connect(admin, account);
});

const app = {} as SignInApp;
async function said(by: SignedIn) {
  const { signIns } = await import("../connectors/registry.ts");
  const signIn = signIns["asana"];
  tool.accounts.set("code", by);
  const tokens = await signIn?.exchange(app, { code: "code", verifier: "v", redirectUri: "r" });
  if (!tokens) throw new Error("no tokens");
  return { tool: "asana", account: by, tokens };
}
async function connect(by: Person, who: SignedIn) {
  const [tenant] = who.workspaces;
  if (!tenant) throw new Error("no tenant");
  const { id } = await connectTenant(ground, by, await said(who), tenant);
  return { workspaceId: by.workspaceId, connectionId: id };
}
const reach = (who: string | null = null) => reachFor(ground, scope, who);
const kindOf = (asked: Promise<unknown>) =>
  asked.then(
    () => "done",
    (error: unknown) => (error instanceof ToolError ? error.kind : "fault"),
  );
const calls = (name: string) => tool.calls.filter((call) => call.name === name);
const problem = async () => (await ground.db.prisma.grant.findFirstOrThrow({ where: scope })).problem;
const read = () => inTool(ground, scope, null, (connector, by) => connector.read(by, []));

describe("a token", () => {
  test("is the actor's when nobody is named, and its reach knows where and by which rules", async () => {
    const rule = { container: "P1", name: "Doing", category: "doing", blocked: false };
    await ground.db.prisma.connection.updateMany({
      where: { id: scope.connectionId },
      data: { containers: ["P1"], settings: { statuses: [rule], writeBack: { projectField: true } } },
    });
    expect(await reach()).toMatchObject({
      api: "https://app.asana.com/api/1.0",
      tenant: account.workspaces[0]?.id,
      containers: ["P1"],
      statuses: [rule],
      full: false,
      today: "2026-11-20",
    });
    expect(tool.holding.has((await reach()).token)).toBe(true);
  });

  test("is used until its last minute, and then refreshed once however many ask", async () => {
    const { token } = await reach();
    ground.setNow("2026-11-20T12:58:30Z");
    expect((await reach()).token).toBe(token);
    ground.setNow("2026-11-20T12:59:30Z");
    const tokens = await Promise.all(Array.from({ length: 25 }, () => reach()));
    expect(new Set(tokens.map((one) => one.token)).size).toBe(1);
    expect(tokens[0]?.token).not.toBe(token);
    expect(calls("refresh")).toHaveLength(1);
  });

  test("that another process is just refreshing is waited for, and not refreshed a second time", async () => {
    ground.setNow("2026-11-20T12:59:30Z");
    const other = await ground.db.pool.connect();
    await other.query("BEGIN");
    await other.query("SELECT 1 FROM account_grant WHERE connection_id = $1 FOR UPDATE", [scope.connectionId]);
    const waiting = reach();
    await eventually(async () => {
      const { rows } = await ground.db.pool.query("SELECT 1 FROM pg_locks WHERE NOT granted");
      expect(rows.length).toBeGreaterThan(0);
    });
    const fresh = seal(ground.config.secretKey, "their fresh token");
    await other.query("UPDATE account_grant SET access = $2, expires_at = $3 WHERE connection_id = $1", [
      scope.connectionId,
      fresh,
      new Date("2026-11-20T14:00:00Z"),
    ]);
    await other.query("COMMIT");
    other.release();
    expect((await waiting).token).toBe("their fresh token");
    expect(calls("refresh")).toEqual([]);
  });

  test("that the tool takes no more before its time is refreshed once, and the work is done", async () => {
    tool.holding.clear();
    expect(await read()).toEqual([]);
    expect(calls("refresh")).toHaveLength(1);
    expect(calls("read")).toHaveLength(2);
  });
});

describe("a permission that has ended", () => {
  test("is noted, and nobody asks the tool again until the account allows us anew", async () => {
    ground.setNow("2026-11-20T13:00:00Z");
    tool.fail("refresh", "signed_out");
    expect(await kindOf(reach())).toBe("signed_out");
    expect(await problem()).toContain("Allow Throughline again");
    expect(await kindOf(reach())).toBe("signed_out");
    expect(calls("refresh")).toHaveLength(1);
    await allowAccount(ground, await said(account), null);
    expect(await problem()).toBeNull();
    expect(await kindOf(reach())).toBe("done");
  });

  test("is noted too when a fresh token is refused like the old one", async () => {
    tool.fail("read", "signed_out");
    tool.fail("read", "signed_out");
    expect(await kindOf(read())).toBe("signed_out");
    expect(await problem()).not.toBeNull();
  });

  test("is not concluded from a tool that is down, nor from our own registration being refused", async () => {
    ground.setNow("2026-11-20T13:00:00Z");
    for (const kind of ["unreachable", "unknown", "refused", "limited"] as const) {
      tool.fail("refresh", kind);
      expect(await kindOf(reach())).toBe(kind);
    }
    expect(await problem()).toBeNull();
    expect(await kindOf(reach())).toBe("done");
  });

  test("nobody who never allowed us is acted for", async () => {
    expect(await kindOf(reach("gid-of-somebody"))).toBe("signed_out");
    const stranger = await buildWorkspace(ground);
    expect(await kindOf(reachFor(ground, { ...scope, workspaceId: stranger.workspaceId }, null))).toBe("signed_out");
    await ground.db.prisma.connection.updateMany({ where: { id: scope.connectionId }, data: { state: "ended" } });
    expect(await kindOf(reach())).toBe("signed_out");
  });
});

describe("giving back", () => {
  const given = () => giveBackGrants(ground, { workspaceId: scope.workspaceId, id: scope.connectionId, tool: "asana" });

  test("returns every permission to the tool and forgets it", async () => {
    const dana = asanaAccount("Dana", { workspaces: account.workspaces });
    await allowAccount(ground, await said(dana), null);
    await given();
    expect(tool.revoked).toHaveLength(2);
    expect(await ground.db.prisma.grant.count({ where: scope })).toBe(0);
    expect(await kindOf(reach())).toBe("signed_out");
  });

  test("leaves a token that serves another connection of the same account", async () => {
    const both = { ...account, workspaces: [...account.workspaces, { id: newId(), name: "Other" }] };
    const other = await connect(await buildWorkspace(ground), { ...both, workspaces: both.workspaces.slice(1) });
    await allowAccount(ground, await said(both), null);
    await given();
    expect(tool.revoked).toEqual([]);
    expect(await kindOf(reachFor(ground, other, null))).toBe("done");
  });
});
