import { beforeEach, describe, expect, test } from "@jest/globals";
import { call } from "../testing/call.ts";
import { type FakeForge, down, ok, refusal } from "../testing/fake-forge.ts";
import { LINK, rawIssue } from "../testing/fixtures.ts";
import { PANEL, panelWorld } from "../testing/panel-world.ts";

const mark = { v: 1, link: LINK, initiative: "INI-1", at: "2026-11-06T15:00:00Z" };

let forge: FakeForge;
beforeEach(() => {
  forge = panelWorld();
});

describe("the goal line", () => {
  test("what the service says of this issue, and its mark", async () => {
    forge.on("GET /rest/api/3/issue/*", ok(rawIssue({}, { properties: { throughline: mark } })));
    expect(await call("showItem", {})).toMatchObject({
      ok: true,
      value: {
        issue: { key: "CS-12", project: "1", type: "10001" },
        panel: { initiative: { key: "INI-1" } },
        mark,
        trouble: null,
      },
    });
    expect(forge.calls(PANEL)[0]?.query.get("id")).toBe("10412");
  });

  test("an issue that the service hasn't seen is no trouble", async () => {
    forge.on(PANEL, refusal(404, "not_mirrored"));
    expect(await call("showItem", {})).toMatchObject({ ok: true, value: { panel: null, trouble: null } });
  });

  test.each([
    ["down", down(), { kind: "service_down" }],
    ["not paired", refusal(403, "not_paired", "x", { code: "K7-PQ" }), { kind: "not_paired", code: "K7-PQ" }],
    ["without an address", { status: 400, headers: { "forge-proxy-error": "INVALID_REMOTE" } }, { kind: "no_address" }],
  ])("the service %s: said, with what the issue itself knows", async (_, answer, trouble) => {
    forge.on(PANEL, answer).on("GET /rest/api/3/issue/*", ok(rawIssue({}, { properties: { throughline: mark } })));
    expect(await call("showItem", {})).toMatchObject({ ok: true, value: { panel: null, mark, trouble } });
  });

  test("no issue at hand", async () => {
    expect(await call("showItem", {}, {})).toEqual({ ok: false, problem: { kind: "not_found" } });
  });
});
