import { beforeEach, describe, expect, test } from "@jest/globals";
import { type ItemRead, Page, Unread } from "@throughline/shared/page";
import { usableItem } from "@throughline/shared/usable-item";
import fc from "fast-check";
import { memory } from "../sync/memory.ts";
import { reconcile } from "../sync/reconcile.ts";
import { FakeForge, ok } from "../testing/fake-forge.ts";
import { everythingWorks, FIELDS, pageAnswer, rawIssue } from "../testing/fixtures.ts";
import { onIssueEvent } from "../triggers/issue-event.ts";
import { fieldIds, forgetSite } from "./site.ts";

const HOOK = "service POST /hooks/jira";
const SEARCH = "POST /rest/api/3/search/jql";
const IDS = ["10412", "10413", "10414"];
const RUNS = process.env["PROOF"] ? 3_000 : 150;

const issueOf = (id: string) =>
  rawIssue(
    {
      assignee: { accountId: "a", displayName: "Dana", emailAddress: "dana@example.com" },
      parent: { id: "9", key: "CS-9", fields: { status: { name: "Done", statusCategory: { key: "done" } } } },
      subtasks: [{ id: "8", key: "CS-8", fields: { status: { name: "Done", statusCategory: { key: "done" } } } }],
      customfield_10016: 3,
      customfield_10021: [{ value: "Impediment" }],
    },
    { id, key: `CS-${id}`, properties: { throughline: { link: "x" } } },
  );

type Parts = Record<string, unknown>;

const placesOf = (value: unknown): string[][] =>
  typeof value === "object" && value !== null
    ? Object.entries(value).flatMap(([step, part]) => [[step], ...placesOf(part).map((path) => [step, ...path])])
    : [];

function broken<T>(whole: T, path: readonly string[], value: unknown): T {
  const copy = structuredClone(whole);
  const inside = path.slice(0, -1).reduce<Parts>((parts, step) => parts[step] as Parts, copy as Parts);
  if (value === undefined) Reflect.deleteProperty(inside, path.at(-1) ?? "");
  else inside[path.at(-1) ?? ""] = value;
  return copy;
}

const odd = fc.oneof(
  fc.constantFrom<unknown>(null, undefined, true, 7, -1, 1e300, "", "odd", "26-11-29", [], {}, [null], [[]]),
  fc.array(fc.anything({ withBigInt: false }), { maxLength: 3 }),
  fc.string({ maxLength: 300 }),
);

/** The reconcile of a Jira that answers with these issues, and what the service hears of it. */
async function reconciled(issues: unknown[], fields: unknown = FIELDS) {
  forgetSite();
  memory.forget();
  const forge = everythingWorks(new FakeForge())
    .on("GET /rest/api/3/field", ok(fields))
    .on("GET /rest/api/3/serverInfo", ok({ baseUrl: "https://acme.atlassian.net" }))
    .on(HOOK, ok(pageAnswer()))
    .on(SEARCH, ok({ issues: IDS.map((id) => ({ id })), isLast: true }))
    .on("POST /rest/api/3/issue/bulkfetch", ok({ issues }));
  const outcome = await reconcile(() => true);
  const pages = forge.calls(HOOK).map(({ body }) => Page.parse(body));
  const read = pages.flatMap(({ items }) => items).map((item) => usableItem(item));
  return {
    outcome,
    ids: read.flatMap(({ item }) => item?.ref.id ?? []),
    unread: pages.flatMap(({ unread }) => unread.map((one) => Unread.parse(one).id)),
    cursor: pages.at(-1)?.cursor,
  };
}

describe("one odd issue of a page", () => {
  test("costs itself at most: the others arrive, it arrives or is named as unread, and the reconcile comes to its end", async () => {
    const good = IDS.map(issueOf);
    const places = placesOf(good[1]);
    const place = fc.oneof(fc.constantFrom(...places), fc.constantFrom(["surprise"], ["fields", "surprise"]));
    await fc.assert(
      fc.asyncProperty(place, odd, async (path, value) => {
        const issues = JSON.parse(JSON.stringify([good[0], broken(good[1], path, value), good[2]])) as unknown[];
        const { outcome, ids, unread, cursor } = await reconciled(issues);
        expect(outcome).toMatchObject({ ok: true, value: { done: true } });
        expect(ids).toEqual(expect.arrayContaining(["10412", "10414"]));
        if (path[0] !== "id") expect([...ids, ...unread]).toContain("10413");
        else expect([...ids, ...unread].length).toBeGreaterThanOrEqual(3);
        expect(cursor).toBeDefined();
      }),
      { numRuns: RUNS },
    );
  });

  test.each<[string, unknown]>([
    ["null", null],
    ["a text", "issue"],
    ["an issue without an id", { key: "CS-1", fields: {} }],
  ])("%s in its place: whichever it was is named as unread", async (_, given) => {
    const { ids, unread } = await reconciled([issueOf("10412"), given, issueOf("10414")]);
    expect(ids).toEqual(["10412", "10414"]);
    expect(unread).toEqual(["10413"]);
  });
});

describe("one odd field of a site", () => {
  test("costs itself: the two that we look for are found", async () => {
    const noise = [null, "x", 7, { id: null }, { id: "a", name: null, schema: null }, { id: "b", schema: "x" }];
    const { ids } = await reconciled(IDS.map(issueOf), [...noise, ...FIELDS]);
    expect(ids).toEqual(IDS);
    expect(fieldIds([...noise, ...FIELDS])).toEqual(fieldIds(FIELDS));
  });

  test.each([
    ["Story-Punkte", "Markiert"],
    ["ストーリーポイント", "フラグ付き"],
  ])("they are the same in another language: %s", (points, flagged) => {
    const fields = [
      { id: "c1", name: points, untranslatedName: "Story Points", schema: { type: "number", custom: "x:float" } },
      { id: "c2", name: flagged, untranslatedName: "Flagged", schema: { type: "array", custom: "x:multicheckboxes" } },
      { id: "c3", name: points, schema: { type: "number", custom: "com.pyxis.greenhopper.jira:jsw-story-points" } },
      { id: "c4", name: "Flagged", untranslatedName: "Banner", schema: { type: "array", custom: "x:multiselect" } },
    ];
    expect(fieldIds(fields)).toEqual({ points: ["c1", "c3"], flagged: "c2" });
  });
});

describe("an odd event", () => {
  let forge: FakeForge;
  beforeEach(() => {
    forgetSite();
    memory.forget();
    forge = everythingWorks(new FakeForge()).on(
      "GET /rest/api/3/serverInfo",
      ok({ baseUrl: "https://acme.atlassian.net" }),
    );
  });
  const heard = () => forge.calls(HOOK).flatMap(({ body }) => Page.parse(body).items as ItemRead[]);
  const event = {
    eventType: "avi:jira:updated:issue",
    timestamp: "1794067800000",
    issue: { id: "10412", key: "CS-12", fields: { project: { id: "10000", key: "CS" }, status: { name: "To Do" } } },
    changelog: { items: [{ field: "status" }] },
    retryContext: { retryCount: 1 },
  };

  test.each<[string, Parts]>([
    ["changelog null", { changelog: null }],
    ["a changelog that is a text", { changelog: "moved" }],
    ["items that are a text", { changelog: { items: "status" } }],
    ["a null among the items", { changelog: { items: [null, { field: null }] } }],
    ["timestamp null", { timestamp: null }],
    ["timestamp an object", { timestamp: {} }],
    ["retryContext null", { retryContext: null }],
    ["retryCount a text", { retryContext: { retryCount: "many" } }],
    ["no type", { eventType: null }],
    ["no fields", { issue: { id: 10412, key: "CS-12", fields: null } }],
    ["no key", { issue: { id: "10412", key: null, fields: "x" } }],
    ["an odd status", { issue: { id: "10412", key: "CS-12", fields: { project: "CS", status: [] } } }],
  ])("%s: the issue is read all the same", async (_, more) => {
    expect(await onIssueEvent({ ...event, ...more })).toBeUndefined();
    expect(heard()).toMatchObject([{ ref: { id: "10412" } }]);
  });

  test("of an issue that can't be read: named as unread, and not tried again", async () => {
    forge.on("GET /rest/api/3/issue/*", ok(rawIssue({ status: null })));
    expect(await onIssueEvent(event)).toBeUndefined();
    const unread = forge.calls(HOOK).flatMap(({ body }) => Page.parse(body).unread);
    expect(unread).toEqual([{ id: "10412", why: expect.stringContaining("status") }]);
  });

  test("of a deletion: gone, whatever else is odd in it", async () => {
    forge.on("GET /rest/api/3/issue/*", { status: 404 });
    const gone = { ...event, eventType: "avi:jira:deleted:issue", issue: { id: "10412", key: "CS-12", fields: null } };
    expect(await onIssueEvent(gone)).toBeUndefined();
    expect(heard().map((item) => usableItem(item).item?.presence)).toEqual(["gone"]);
  });
});
