import { beforeEach, describe, expect, test } from "@jest/globals";
import { type ItemRead, Page } from "@throughline/shared/page";
import { forgetSite } from "../jira/site.ts";
import { down, FakeForge, ok } from "../testing/fake-forge.ts";
import { everythingWorks, LINK, pageAnswer, rawIssue } from "../testing/fixtures.ts";
import { exchange } from "./exchange.ts";
import { memory } from "./memory.ts";

const HOOK = "service POST /hooks/jira";
const PROPERTY = "PUT /rest/api/3/issue/10412/properties/throughline";
const mark = { v: 1, link: LINK, initiative: "INI-2", at: "2026-11-06T15:00:00Z" };

let forge: FakeForge;
beforeEach(() => {
  forge = everythingWorks(new FakeForge());
  forgetSite();
  memory.forget();
});

const wish = (kind: string, value: unknown, id = "w1") => ({ id, kind, ref: "10412", value });
const wanting = (...wanted: unknown[]) => forge.on(HOOK, ok(pageAnswer({ wanted })), ok(pageAnswer()));
const pages = (): Page[] => forge.calls(HOOK).map(({ body }) => Page.parse(body));
const reported = () => pages().flatMap(({ done }) => done);

describe("what the service wants done in Jira is done as the app, and reported with the next page", () => {
  test("a mark", async () => {
    wanting(wish("mark", mark));
    forge.on(PROPERTY, { status: 200 });
    await exchange({ items: [] });
    expect(forge.calls(PROPERTY)[0]).toMatchObject({ as: "app", body: mark });
    expect(reported()).toEqual([{ id: "w1", ok: true }]);
  });

  test.each([204, 404])("no mark: taken away, and one that isn't there (%s) is as wanted", async (status) => {
    wanting(wish("mark", null));
    forge.on("DELETE /rest/api/3/issue/10412/properties/throughline", { status });
    await exchange({ items: [] });
    expect(reported()).toEqual([{ id: "w1", ok: true }]);
  });

  test("a comment, once, however often it is wanted", async () => {
    const comments = "GET /rest/api/3/issue/10412/comment";
    const add = "POST /rest/api/3/issue/10412/comment";
    forge.on(comments, ok({ comments: [] })).on(add, { status: 201, body: { id: "1" } });
    wanting(wish("comment", "Stop: the goal was dropped.\nSee the decision."));
    await exchange({ items: [] });
    expect(forge.calls(add)[0]?.body).toMatchObject({
      body: { type: "doc", version: 1, content: [{ type: "paragraph" }, { type: "paragraph" }] },
      properties: [{ key: "throughline", value: { wish: "w1" } }],
    });
    forge.on(comments, ok({ comments: [{ properties: [{ key: "throughline", value: { wish: "w1" } }] }] }));
    wanting(wish("comment", "Stop: the goal was dropped."));
    await exchange({ items: [] });
    expect(forge.calls(add)).toHaveLength(1);
    expect(reported()).toEqual([
      { id: "w1", ok: true },
      { id: "w1", ok: true },
    ]);
  });

  test("a lookup by link sends what carries it", async () => {
    wanting(wish("lookup", LINK));
    forge.on("POST /rest/api/3/search/jql", ok({ issues: [{ id: "10412" }], isLast: true }));
    await exchange({ items: [] });
    expect(pages().at(-1)?.items).toMatchObject([{ key: "CS-12" }]);
    expect(reported()).toEqual([{ id: "w1", ok: true }]);
  });

  test("a lookup of an issue: there, or looked for and not found", async () => {
    wanting(wish("lookup", null, "w1"), { ...wish("lookup", null, "w2"), ref: "10999" });
    forge
      .on("GET /rest/api/3/issue/10412", ok(rawIssue()))
      .on("GET /rest/api/3/issue/*", ok(rawIssue()), { status: 404 });
    await exchange({ items: [] });
    expect((pages().at(-1)?.items as ItemRead[]).map(({ key }) => key)).toEqual(["CS-12"]);
    expect(reported()).toEqual([
      { id: "w1", ok: true },
      { id: "w2", ok: true },
    ]);
  });

  test("what Jira refuses for good is reported; what may go better later is not", async () => {
    wanting(wish("mark", mark, "w1"), { ...wish("mark", mark, "w2"), ref: "10999" });
    forge
      .on(PROPERTY, { status: 403, body: { errorMessages: ["No permission"] } })
      .on("PUT /rest/api/3/issue/10999/properties/throughline", { status: 429, headers: { "retry-after": "300" } });
    await exchange({ items: [] });
    expect(reported()).toEqual([{ id: "w1", ok: false, error: "denied: No permission" }]);
  });

  test("a wish that can't be read is refused, not guessed at", async () => {
    wanting(wish("mark", { initiative: "INI-2" }));
    await exchange({ items: [] });
    expect(reported()).toMatchObject([{ id: "w1", ok: false, error: expect.stringContaining("invalid") }]);
  });

  test("a wish that comes back at once is not tried in a circle", async () => {
    forge.on(HOOK, ok(pageAnswer({ wanted: [wish("mark", mark)] }))).on(PROPERTY, { status: 403 });
    await exchange({ items: [] });
    expect(forge.calls(PROPERTY)).toHaveLength(1);
  });
});

test("without an answer nothing is done", async () => {
  forge.on(HOOK, down());
  expect(await exchange({ items: [] })).toEqual({ ok: false, problem: { kind: "service_down" } });
});
