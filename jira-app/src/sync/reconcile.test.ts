import { beforeEach, describe, expect, test } from "@jest/globals";
import { Page } from "@throughline/shared/page";
import { forgetSite } from "../jira/site.ts";
import { down, FakeForge, ok, refusal, type Reply, type Sent } from "../testing/fake-forge.ts";
import { everythingWorks, pageAnswer, rawIssue } from "../testing/fixtures.ts";
import { onFiveMinutes, onHour, onWeek } from "../triggers/schedules.ts";
import { memory } from "./memory.ts";
import { reconcile } from "./reconcile.ts";

const HOOK = "service POST /hooks/jira";
const SEARCH = "POST /rest/api/3/search/jql";

/** A Jira with two projects of `count` issues each, one a minute, and a service that keeps the cursor it is told. */
class World {
  readonly forge = everythingWorks(new FakeForge());
  cursor: Record<string, string> = {};
  containers = ["10201", "10202"];
  /** As Jira shows them to the app; a key is the project's now, or was before. */
  projects = [
    { id: "10201", key: "CUST", was: "CS" },
    { id: "10202", key: "OPS", was: "OPS" },
  ];
  unreadable = false;
  failAfter = Infinity;
  readonly #count: number;

  constructor(count: number) {
    this.#count = count;
    this.forge
      .on(HOOK, (sent) => this.#hook(sent))
      .on(SEARCH, (sent) => this.search(sent))
      .on("GET /rest/api/3/project/search", ({ query }) =>
        ok({ isLast: true, values: this.projects.filter(({ id }) => query.getAll("id").includes(id)) }),
      )
      .on("GET /rest/api/3/project/*", ({ path }) => {
        const found = this.projects.find(({ was }) => path.endsWith(`/${was}`));
        return found === undefined ? { status: 404 } : ok(found);
      })
      .on("POST /rest/api/3/issue/bulkfetch", (sent) => this.#fetch(sent));
  }

  get pages(): Page[] {
    return this.forge.calls(HOOK).map(({ body }) => Page.parse(body));
  }

  keys(from = 0): string[] {
    return this.pages.slice(from).flatMap(({ items }) => items.map((item) => (item as { key: string }).key));
  }

  #hook({ body }: Sent) {
    if (this.pages.length > this.failAfter) return down();
    Object.assign(this.cursor, Page.parse(body).cursor);
    return ok(pageAnswer({ containers: this.containers, cursor: { ...this.cursor } }));
  }

  search({ body }: Sent) {
    const { jql, nextPageToken = "0" } = body as { jql: string; nextPageToken?: string };
    const project = /project = (\d+)/.exec(jql)?.[1] ?? "";
    const minutes = Number(/updated >= "-(\d+)m"/.exec(jql)?.[1] ?? Infinity);
    const all = Array.from({ length: this.#count }, (_, index) => index).filter(
      (index) => minute(index) >= 16 * 60 - minutes,
    );
    const from = Number(nextPageToken);
    const page = all.slice(from, from + 100);
    const isLast = from + 100 >= all.length;
    return ok({
      issues: page.map((index) => ({ id: `${project}:${index}` })),
      isLast,
      ...(isLast ? {} : { nextPageToken: String(from + 100) }),
    });
  }

  #fetch({ body }: Sent) {
    const { issueIdsOrKeys } = body as { issueIdsOrKeys: string[] };
    return ok({
      issues: issueIdsOrKeys.map((id) => {
        const [project = "", index = "0"] = id.split(":");
        const at = new Date(Date.UTC(2026, 10, 6, 0, minute(Number(index)))).toISOString();
        const key = project === "10201" ? "CS" : "OPS";
        if (this.unreadable) return { id, key: `${key}-${index}`, fields: null };
        return rawIssue({ project: { id: project, key }, updated: at }, { id, key: `${key}-${index}` });
      }),
    });
  }
}

/** Issue 0 was touched 250 minutes before Jira's now, each next one a minute later. */
const minute = (index: number): number => 16 * 60 - 250 + index;
const always = () => true;

beforeEach(() => {
  forgetSite();
  memory.forget();
});

describe("reconcile", () => {
  test("without a cursor everything is read, oldest first, a hundred at a time, each page with how far it came", async () => {
    const world = new World(250);
    expect(await reconcile(always)).toEqual({ ok: true, value: { items: 500, done: true } });
    expect(world.keys()).toHaveLength(500);
    expect(world.cursor).toEqual({ "10201": "2026-11-06T15:59:00.000Z", "10202": "2026-11-06T15:59:00.000Z" });
    expect(world.forge.calls(SEARCH).every(({ as }) => as === "app")).toBe(true);
  });

  test("with a cursor only what changed since, counted back from Jira's own now", async () => {
    const world = new World(250);
    world.containers = ["10201"];
    world.cursor = { "10201": "2026-11-06T15:50:30.000Z" };
    await reconcile(always);
    expect(world.forge.calls(SEARCH)[0]?.body).toMatchObject({ jql: expect.stringContaining('updated >= "-11m"') });
    expect(world.keys()).toContain("CS-240");
    expect(world.keys()).not.toContain("CS-237");
  });

  test("out of time, it stops between pages and goes on from there", async () => {
    const world = new World(250);
    let turns = 0;
    expect(await reconcile(() => ++turns <= 2)).toEqual({ ok: true, value: { items: 200, done: false } });
    const before = world.pages.length;
    expect(await reconcile(always)).toMatchObject({ ok: true, value: { done: true } });
    const rest = world.keys(before);
    expect(rest).toContain("CS-249");
    expect(rest).not.toContain("CS-100");
    expect(new Set(world.keys()).size).toBe(500);
  });

  test("an outage in the middle costs only the page that was under way", async () => {
    const world = new World(250);
    world.failAfter = 3;
    expect(await reconcile(always)).toEqual({ ok: false, problem: { kind: "service_down" } });
    const before = world.pages.length;
    world.failAfter = Infinity;
    await reconcile(always);
    expect(world.keys(before)).not.toContain("CS-50");
    expect(new Set(world.keys()).size).toBe(500);
  });

  test("a project that Jira hides is skipped and named: nothing in it is called gone, and silence is not trusted", async () => {
    const world = new World(10);
    const search = (sent: Sent) =>
      JSON.stringify(sent.body).includes("10201")
        ? { status: 400, body: { errorMessages: ["no such project"] } }
        : ok({ issues: [{ id: "10202:1" }], isLast: true });
    world.forge.on(SEARCH, search);
    expect(await reconcile(always)).toMatchObject({ ok: true, value: { items: 1, done: false } });
    expect(world.keys()).toEqual(["OPS-1"]);
    expect(world.pages.at(-1)).toMatchObject({ items: [], hidden: ["10201"] });
    // The end of a reconcile is a page with a cursor and no items: the service would take the connection as synced.
    expect(world.pages.filter(({ items, cursor }) => items.length === 0 && cursor !== undefined)).toEqual([]);
  });

  test("a project that is archived, deleted or closed to us is named before anything is read, and never listed", async () => {
    const world = new World(10);
    world.projects = world.projects.slice(1);
    expect(await reconcile(always)).toMatchObject({ ok: true, value: { items: 10, done: false } });
    expect(world.pages[1]).toMatchObject({ hidden: ["10201"], containers: [{ id: "10202", key: "OPS" }] });
    expect(world.pages.filter(({ items, cursor }) => items.length === 0 && cursor !== undefined)).toEqual([]);
    await onWeek();
    expect(world.pages.flatMap(({ sweep }) => sweep?.containers ?? [])).toEqual(["10202"]);
  });

  test("a project that the service has under a key goes on from that key's cursor, under its id", async () => {
    const world = new World(250);
    world.containers = ["CS"];
    world.cursor = { CS: "2026-11-06T15:50:00.000Z" };
    await reconcile(always);
    expect(world.pages[1]?.containers).toMatchObject([{ id: "10201", key: "CUST", was: "CS" }]);
    expect(world.forge.calls(SEARCH)[0]?.body).toMatchObject({
      jql: expect.stringMatching(/project = 10201 AND updated >= "-1[12]m"/),
    });
    expect(world.cursor["10201"]).toBe("2026-11-06T15:59:00.000Z");
  });

  test("a project of which nothing can be read is not begun with again: all that changed before the run is named", async () => {
    const world = new World(3);
    world.unreadable = true;
    expect(await reconcile(always)).toMatchObject({ ok: true, value: { done: true } });
    expect(world.pages.flatMap(({ unread }) => unread)).toHaveLength(6);
    expect(world.cursor["10201"]).toMatch(/^2026-11-06T16:00/);
    await reconcile(always);
    expect(world.pages.flatMap(({ unread }) => unread)).toHaveLength(6);
  });

  test("nothing is read where nothing was chosen", async () => {
    const world = new World(10);
    world.containers = [];
    expect(await reconcile(always)).toEqual({ ok: true, value: { items: 0, done: true } });
    expect(world.forge.calls(SEARCH)).toEqual([]);
  });
});

describe("the schedule", () => {
  test("hourly: reconcile, in the answer that Forge wants", async () => {
    new World(3);
    expect(await onHour()).toMatchObject({ statusCode: 204 });
  });

  test("every five minutes: only a word, unless the service was away", async () => {
    const world = new World(3);
    await onFiveMinutes();
    expect(world.forge.calls(SEARCH)).toEqual([]);
    world.failAfter = 0;
    expect(await onFiveMinutes()).toMatchObject({ statusCode: 500 });
    world.failAfter = Infinity;
    await onFiveMinutes();
    expect(world.keys()).toHaveLength(6);
  });

  test("weekly: all of each project under one sweep, ended by its last page", async () => {
    const world = new World(150);
    expect(await onWeek()).toMatchObject({ statusCode: 204 });
    const sweeps = world.pages.flatMap(({ sweep }) => sweep ?? []);
    expect(new Set(sweeps.map(({ id }) => id)).size).toBe(2);
    expect(sweeps.map(({ containers, last }) => [containers, last])).toEqual(
      expect.arrayContaining([
        [["10201"], false],
        [["10201"], true],
        [["10202"], true],
      ]),
    );
  });

  test("a sweep that breaks off is never ended", async () => {
    const world = new World(150);
    world.failAfter = 2;
    expect(await onWeek()).toMatchObject({ statusCode: 500 });
    expect(world.pages.slice(0, 2).some(({ sweep }) => sweep?.last)).toBe(false);
  });

  test.each<[string, Reply]>([
    ["answers 500", { status: 500 }],
    ["is asked too often", { status: 429, headers: { "retry-after": "30" } }],
    ["breaks off in its JSON", { status: 200, body: '{"issues": [{"id"' }],
    ["does not know the page any more", { status: 400, body: { errorMessages: ["The page token has expired."] } }],
  ])("a sweep whose second page breaks is never ended, and the next one is whole: Jira %s", async (_what, broken) => {
    const world = new World(150);
    const search = world.search.bind(world);
    world.forge.on(SEARCH, (sent) => (JSON.stringify(sent.body).includes("nextPageToken") ? broken : search(sent)));
    await onWeek();
    expect(world.pages.filter(({ sweep }) => sweep?.last)).toEqual([]);
    world.forge.on(SEARCH, search);
    const before = world.pages.length;
    await onWeek();
    expect(world.pages.slice(before).filter(({ sweep }) => sweep?.last)).toHaveLength(2);
    expect(new Set(world.keys(before)).size).toBe(300);
  });

  test("a project that Jira says is wrong does not keep the next one from its sweep", async () => {
    for (const status of [400, 403]) {
      const world = new World(10);
      const search = world.search.bind(world);
      world.forge.on(SEARCH, (sent) =>
        JSON.stringify(sent.body).includes("10201") ? { status, body: {} } : search(sent),
      );
      await onWeek();
      expect(world.pages.flatMap(({ sweep }) => (sweep?.last ? sweep.containers : []))).toEqual(["10202"]);
    }
  });

  test("an empty project is swept too, so that what it held is missed", async () => {
    const world = new World(0);
    await onWeek();
    expect(world.pages.filter(({ sweep }) => sweep?.last)).toHaveLength(2);
  });

  test("an unpaired site is no failure, and is not read", async () => {
    const { forge } = new World(3);
    forge.on(HOOK, refusal(403, "not_paired", "not paired", { code: "K7-PQ" }));
    expect(await onHour()).toEqual({ statusCode: 204, statusText: "not_paired" });
    expect(forge.sent.every(({ to }) => to === "service")).toBe(true);
  });
});
