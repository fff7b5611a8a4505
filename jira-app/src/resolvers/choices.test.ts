import { beforeEach, describe, expect, test } from "@jest/globals";
import { call, ME } from "../testing/call.ts";
import { type FakeForge, ok, refusal } from "../testing/fake-forge.ts";
import { CHOICES } from "../testing/fixtures.ts";
import { panelWorld } from "../testing/panel-world.ts";

let forge: FakeForge;
beforeEach(() => {
  forge = panelWorld();
});

describe("the picker and its warnings", () => {
  test("the search goes to the service, as the person", async () => {
    forge.on("service GET /api/v1/panel/choices", ok(CHOICES));
    expect(await call("listChoices", { project: "CS", q: " chu " })).toEqual({ ok: true, value: CHOICES });
    const [asked] = forge.calls("service GET /api/v1/panel/choices");
    expect(Object.fromEntries(asked?.query ?? [])).toEqual({ container: "CS", q: "chu" });
    expect(asked?.headers["X-Throughline-As"]).toBe(ME);
  });

  test("a warning", async () => {
    const warnings = [
      { code: "enough", long: "This goal has 14 active items.", short: "14 active", tone: "info", blocks: false },
    ];
    forge.on("service POST /api/v1/panel/check", ok({ warnings }));
    expect(await call("check", { target: { id: "ini-1", key: "INI-1" }, owner: ME, due: "2026-12-04" })).toEqual({
      ok: true,
      value: warnings,
    });
    expect(forge.calls("service POST /api/v1/panel/check")[0]?.body).toEqual({
      initiativeId: "ini-1",
      ownerId: ME,
      due: "2026-12-04",
    });
  });

  test("an owner whom the service doesn't know: the rest is still said", async () => {
    forge.on("service POST /api/v1/panel/check", refusal(422, "unknown_person"), ok({ warnings: [] }));
    expect(await call("check", { target: { class: "debt" }, owner: ME, due: null })).toEqual({ ok: true, value: [] });
    expect(forge.calls("service POST /api/v1/panel/check").map(({ body }) => body)).toEqual([
      { class: "debt", ownerId: ME },
      { class: "debt" },
    ]);
  });
});
