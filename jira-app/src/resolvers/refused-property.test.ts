import { beforeEach, describe, expect, test } from "@jest/globals";
import { Page } from "@throughline/shared/page";
import { forgetSite } from "../jira/site.ts";
import { memory } from "../sync/memory.ts";
import { call } from "../testing/call.ts";
import { down, FakeForge, ok } from "../testing/fake-forge.ts";
import { CREATE_FIELDS, everythingWorks, LINK, rawIssue } from "../testing/fixtures.ts";
import { onIssueEvent } from "../triggers/issue-event.ts";
import { forgetCreated } from "./create-issue.ts";

/** A site, or a person, that Jira lets create issues but not set their properties: the mark travels as a label. */
const CREATE = "POST /rest/api/3/issue";
const SETTLE = "PUT /rest/api/3/issue/10412";
const PROPERTY = "PUT /rest/api/3/issue/10412/properties/throughline";
const SEARCH = "POST /rest/api/3/search/jql";
const LABEL = `throughline:INI-1:${LINK}`;
const target = { id: "ini-1", key: "INI-1" };
const wish = {
  linkId: LINK,
  target,
  project: "CS",
  type: "10001",
  summary: "Call the CSM of Orion Freight",
  owner: null,
  due: null,
  values: {},
};
const made = { status: 201, body: { id: "10412", key: "CS-12" } };
const refused = { status: 403, body: { errorMessages: ["You do not have permission to set properties."], errors: {} } };
const labelled = () => rawIssue({ labels: ["churn", LABEL] });

let forge: FakeForge;
beforeEach(() => {
  forge = everythingWorks(new FakeForge()).on(CREATE, refused, made).on(SETTLE, { status: 204 });
  forgetSite();
  forgetCreated();
  memory.forget();
});
const posted = () => forge.calls(CREATE).map(({ body }) => body as { fields: { labels?: string[] } });

describe("create where properties are refused", () => {
  test.each([
    [400, { errorMessages: ["Issue properties can't be set on create."], errors: {} }],
    [403, { errorMessages: ["You do not have the permission to set properties on this issue."] }],
  ])("%s: the mark goes as a label, and the app puts the property in its place", async (status, body) => {
    forge.on(CREATE, { status, body }, made);
    expect(await call("createIssue", wish)).toEqual({ state: "created", key: "CS-12", linked: "confirmed" });
    expect(posted()[1]).not.toHaveProperty("properties");
    expect(posted()[1]?.fields.labels).toEqual([LABEL]);
    expect(forge.calls(SETTLE)).toMatchObject([
      {
        as: "app",
        body: {
          update: { labels: [{ remove: LABEL }] },
          properties: [{ key: "throughline", value: { v: 1, link: LINK, initiative: "INI-1" } }],
        },
      },
    ]);
  });

  test("a label that can't be taken away stays beside the property", async () => {
    const offScreen = { labels: "Field 'labels' cannot be set. It is not on the appropriate screen, or unknown." };
    forge.on(SETTLE, { status: 400, body: { errors: offScreen } }).on(PROPERTY, { status: 201 });
    expect(await call("createIssue", wish)).toMatchObject({ state: "created" });
    expect(forge.calls(PROPERTY)).toMatchObject([{ as: "app", body: { link: LINK, initiative: "INI-1" } }]);
  });

  test("the answer to the second call is lost: nothing is sent again", async () => {
    forge.on(CREATE, refused, new Error("socket hang up"));
    expect(await call("createIssue", wish)).toEqual({ state: "lost" });
    expect(forge.calls(CREATE)).toHaveLength(2);
  });

  test("no label on the screen either: Jira's own form, and nothing is made that could lose its link", async () => {
    const fields = CREATE_FIELDS.filter(({ fieldId }) => fieldId !== "labels");
    forge
      .on("GET /rest/api/3/issue/createmeta/*/issuetypes/*", ok({ fields }))
      .on("GET /rest/api/3/project/search", ok({ values: [{ id: "1", key: "CS", name: "CS" }], isLast: true }));
    expect(await call("createIssue", wish)).toMatchObject({ state: "own_form", fields: [] });
    expect(forge.calls(CREATE)).toHaveLength(1);
  });
});

describe("an issue that was left with its mark as a label", () => {
  beforeEach(() => {
    forge.on("GET /rest/api/3/issue/*", ok(labelled()));
  });

  test("is found by it after a lost answer, gets its property and is confirmed", async () => {
    forge.on(SEARCH, ok({ issues: [{ id: "10412" }], isLast: true }));
    expect(await call("findCreated", { linkId: LINK, target })).toMatchObject({ state: "created", key: "CS-12" });
    const { jql } = forge.calls(SEARCH)[0]?.body as { jql: string };
    expect(jql).toContain(`OR labels = "${LABEL}"`);
    expect(forge.calls(SETTLE)).toHaveLength(1);
    const confirmed = forge.calls("service PUT /api/v1/links/*/item")[0]?.body as { item: unknown };
    expect(confirmed.item).toMatchObject({ labels: ["churn"], mark: { link: LINK, initiative: "INI-1" } });
    expect(forge.calls(CREATE)).toEqual([]);
  });

  test("is linked by its event too, where nobody asks for it any more", async () => {
    const event = { eventType: "avi:jira:created:issue", issue: labelled() };
    await onIssueEvent(event);
    expect(forge.calls(SETTLE)).toHaveLength(1);
    const pages = forge.calls("service POST /hooks/jira").map(({ body }) => Page.parse(body));
    expect(pages.flatMap(({ items }) => items)).toContainEqual(
      expect.objectContaining({ mark: expect.objectContaining({ link: LINK, initiative: "INI-1" }) }),
    );
  });

  test("shows what it is for while the service is down", async () => {
    forge.on("service GET /api/v1/panel/item", down());
    const shown = await call("showItem", {});
    expect(shown).toMatchObject({ ok: true, value: { mark: { link: LINK, initiative: "INI-1" } } });
  });

  test("a label of anybody's that only looks like a mark is a label", async () => {
    forge.on("GET /rest/api/3/issue/*", ok(rawIssue({ labels: ["throughline:nothing:x", "throughline"] })));
    expect(await call("showItem", {})).toMatchObject({ value: { mark: null } });
  });

  test("a property goes first, and is never written over by a label", async () => {
    const mark = { v: 1, link: crypto.randomUUID(), class: "debt", at: "2026-11-02T09:00:00Z" };
    forge.on("GET /rest/api/3/issue/*", ok({ ...labelled(), properties: { throughline: mark } }));
    await onIssueEvent({ eventType: "avi:jira:updated:issue", issue: labelled() });
    expect(await call("showItem", {})).toMatchObject({ value: { mark: { class: "debt" } } });
    expect(forge.calls(SETTLE)).toEqual([]);
  });
});
