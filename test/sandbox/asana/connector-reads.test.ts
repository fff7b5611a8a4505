// The service's own connector against the sandbox: what it reads is what is there, with granular scopes and with all.
import { afterAll, afterEach, beforeAll, describe, expect, test } from "@jest/globals";
import { asana, connected, type Connected, dana, drain, idsOf } from "./fixtures/connected.ts";
import { Made, personal, projects, sections, WORKSPACE } from "./fixtures/test-workspace.ts";

let on: Connected;
beforeAll(async () => {
  on = await connected();
});
afterEach(() => on.site.call("DELETE", "/sandbox/faults"));
afterAll(() => on.site.stop());

describe.each([
  ["granular scopes", () => on.reach],
  ["full permissions", () => on.full],
])("reading with %s", (registration, by) => {
  beforeAll(() => on.registerWith(registration === "full permissions" ? "full" : "granular"));
  afterAll(() => on.registerWith("granular"));

  test("a section, a subtask, a dependency and a tick are what the item says", async () => {
    const [id, before] = [await on.inOnboarding(), await on.inOnboarding()];
    const below = await on.make({ name: "Below" }, `/tasks/${id}/subtasks`);
    await on.site.api(dana, "POST", `/sections/${sections.doing}/addTask`, { task: id });
    await on.site.api(dana, "POST", `/tasks/${id}/addDependencies`, { dependencies: [before] });
    expect(await on.one(by(), id)).toMatchObject({
      status: { name: "In progress", category: "doing" },
      blocked: true,
      subitems: { done: 0, total: 1 },
    });
    expect(await on.one(by(), below)).toMatchObject({
      ref: { container: projects.onboarding },
      parent: { container: projects.onboarding, id },
      restricted: false,
    });
    for (const done of [below, before]) await on.site.api(dana, "PUT", `/tasks/${done}`, { completed: true });
    expect(await on.one(by(), id)).toMatchObject({ blocked: false, subitems: { done: 1, total: 1 } });
    expect(await on.one(by(), before)).toMatchObject({ status: { category: "done" }, movedAt: expect.any(String) });
  });

  test("what is gone or hidden is null, what lies in nobody's project restricted", async () => {
    const gone = await on.inOnboarding();
    await on.site.api(dana, "DELETE", `/tasks/${gone}`);
    const hidden = Made.parse(
      (
        await on.site.api(personal("Grace Mensah"), "POST", "/tasks", {
          name: "Ada's offer",
          projects: [projects.hiring],
        })
      ).body,
    ).data.gid;
    const own = await on.make({ name: "My own", workspace: WORKSPACE, assignee: "me" });
    const items = await asana.read(by(), [gone, hidden, "1", own]);
    expect(items.map((item) => item && [item.ref.container, item.restricted])).toEqual([
      null,
      null,
      null,
      [WORKSPACE, true],
    ]);
  });

  test("changes since the last look bring what changed, with the tasks that waited for it", async () => {
    const [first, second, other] = [await on.inOnboarding(), await on.inOnboarding(), await on.inOnboarding()];
    await on.site.api(dana, "POST", `/tasks/${second}/addDependencies`, { dependencies: [first] });
    const whole = await drain(by(), projects.onboarding, null);
    expect(idsOf(whole)).toEqual(expect.arrayContaining([first, second, other]));
    const cursor = whole.at(-1)?.cursor ?? "";
    on.site.clock.set(on.site.clock.now() + 600_000);
    await on.site.api(dana, "PUT", `/tasks/${first}`, { completed: true });
    const since = await drain(by(), projects.onboarding, cursor);
    const items = since.flatMap((page) => page.items);
    expect(items.find((item) => item.ref.id === first)).toMatchObject({ status: { category: "done" } });
    expect(items.find((item) => item.ref.id === second)).toMatchObject({ blocked: false });
    expect(since.at(-1)?.last).toBe(true);
  });

  test("a listing longer than a page is whole", async () => {
    const tasks = Array.from({ length: 130 }, (_, n) => ({
      project: "Website relaunch",
      name: `Page ${n}`,
      created: "2026-11-20",
    }));
    const made = await on.site.control("/seed", { tasks });
    const gids = (made as { tasks: { gid: string }[] }).tasks.map(({ gid }) => gid);
    const pages = await drain(by(), projects.website, null);
    expect(idsOf(pages)).toEqual(expect.arrayContaining(gids));
    expect(new Set(idsOf(pages)).size).toBe(idsOf(pages).length);
    expect(pages.length).toBeGreaterThan(2);
  });

  test("limits, outages and ended permissions are said by their names", async () => {
    const id = await on.inOnboarding();
    for (const [fault, kind] of [
      [
        { kind: "429", retryAfter: 7 },
        { kind: "limited", retryAfterMs: 7000 },
      ],
      [{ kind: "503" }, { kind: "unreachable" }],
      [{ kind: "401" }, { kind: "signed_out" }],
    ] as const) {
      await on.site.control("/faults", { ...fault, times: 1 });
      await expect(asana.read(by(), [id])).rejects.toMatchObject(kind);
      await on.site.call("DELETE", "/sandbox/faults");
    }
  });
});

test("with full permissions what was deleted is told", async () => {
  await on.registerWith("full");
  const id = await on.inOnboarding();
  const cursor = (await drain(on.full, projects.onboarding, null)).at(-1)?.cursor ?? "";
  await on.site.api(dana, "DELETE", `/tasks/${id}`);
  const pages = await drain(on.full, projects.onboarding, cursor);
  expect(pages.flatMap(({ missing }) => missing)).toEqual([id]);
  await on.site.control("/faults", { kind: "412", path: "/events", times: 1 });
  expect((await drain(on.full, projects.onboarding, cursor)).at(-1)?.last).toBe(true);
  await on.registerWith("granular");
});
