import { beforeEach, describe, expect, test } from "@jest/globals";
import { call, ME } from "../testing/call.ts";
import { type FakeForge, ok, refusal } from "../testing/fake-forge.ts";
import { administers, APP, app, connection, panelWorld } from "../testing/panel-world.ts";

let forge: FakeForge;
beforeEach(() => {
  forge = panelWorld();
});

describe("the admin page", () => {
  const somebody = () => forge.on("GET /rest/api/3/mypermissions", administers(false));

  test("connected", async () => {
    expect(await call("adminStatus", {}, {})).toMatchObject({
      ok: true,
      value: { paired: true, connection: { id: "con-1" } },
    });
  });

  test("not connected: the code, made by the first call if need be", async () => {
    forge.on(APP, app({ paired: false, connection: null }));
    forge.on("service POST /hooks/jira", refusal(403, "not_paired", "x", { code: "K7-PQ" }));
    expect(await call("adminStatus", {}, {})).toMatchObject({ ok: true, value: { paired: false, code: "K7-PQ" } });
  });

  test("the service hears where the site is, as the platform says, before Jira is asked for anything", async () => {
    await call("adminStatus", {}, {}, { siteUrl: "https://acme.atlassian.net" });
    expect(forge.calls(APP)[0]?.headers["X-Throughline-Site"]).toBe("https://acme.atlassian.net");
    await call("adminStatus", {}, {}, { siteUrl: "javascript:alert(1)" });
    expect(forge.calls(APP)[1]?.headers["X-Throughline-Site"]).toBe("https://acme.atlassian.net");
  });

  test("projects are set on the connection of this site", async () => {
    forge.on("service PUT /api/v1/connections/con-1/containers", ok(connection({ containers: ["OPS"] })));
    expect(await call("adminSetProjects", { projects: ["OPS"] }, {})).toMatchObject({ ok: true });
    expect(forge.calls("service PUT /api/v1/connections/con-1/containers")[0]).toMatchObject({
      body: { containers: ["OPS"] },
      headers: { "X-Throughline-As": ME },
    });
  });

  test("Repair now", async () => {
    expect(await call("adminRepair", {}, {})).toEqual({ ok: true, value: { items: 0, done: true } });
  });

  test.each(["adminStatus", "adminRepair"] as const)(
    "%s from any other page by somebody else is denied",
    async (name) => {
      somebody();
      expect(await call(name, {})).toMatchObject({ ok: false, problem: { kind: "denied" } });
      expect(forge.calls("service POST /hooks/jira")).toEqual([]);
    },
  );

  test("so is setting the projects", async () => {
    somebody();
    expect(await call("adminSetProjects", { projects: [] })).toMatchObject({ ok: false, problem: { kind: "denied" } });
  });
});
