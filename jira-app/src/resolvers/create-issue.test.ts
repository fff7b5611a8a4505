import { beforeEach, describe, expect, test } from "@jest/globals";
import { ItemRead } from "@throughline/shared/page";
import { forgetSite } from "../jira/site.ts";
import { memory } from "../sync/memory.ts";
import { call, ME } from "../testing/call.ts";
import { CREATE, STATE, wish } from "../testing/create-wish.ts";
import { down, FakeForge, ok, refusal } from "../testing/fake-forge.ts";
import { everythingWorks, LINK, linkReply, workItem } from "../testing/fixtures.ts";
import { forgetCreated } from "./create-issue.ts";

const CONFIRM = "service PUT /api/v1/links/*/item";

let forge: FakeForge;
beforeEach(() => {
  forge = everythingWorks(new FakeForge());
  forgetSite();
  forgetCreated();
  memory.forget();
});

const posted = () =>
  forge.calls(CREATE).map(({ body }) => body as { fields: object; properties?: { value: unknown }[] });

describe("create under an initiative", () => {
  test("one call makes the issue with its mark, as the person; the service hears before and after", async () => {
    expect(await call("createIssue", wish())).toEqual({ state: "created", key: "CS-12", linked: "confirmed" });

    const order = forge.sent.map(({ to, method, path }) => `${to} ${method} ${path}`);
    const told = order.indexOf(`service PUT /api/v1/links/${LINK}`);
    const made = order.indexOf("jira POST /rest/api/3/issue");
    expect(told).toBeGreaterThanOrEqual(0);
    expect(made).toBeGreaterThan(told);
    expect(order.indexOf(`service PUT /api/v1/links/${LINK}/item`)).toBeGreaterThan(made);

    expect(forge.calls(CREATE)[0]?.as).toBe("user");
    expect(posted()).toEqual([
      {
        fields: {
          project: { key: "CS" },
          issuetype: { id: "10001" },
          summary: "Call the CSM of Orion Freight",
          assignee: { accountId: ME },
          duedate: "2026-12-18",
        },
        properties: [
          {
            key: "throughline",
            value: { v: 1, link: LINK, initiative: "INI-1", at: expect.stringContaining("2026-11-06T16:00") },
          },
        ],
      },
    ]);
    expect(forge.calls(STATE)[0]).toMatchObject({
      body: { initiativeId: "ini-1" },
      headers: { "X-Throughline-As": ME },
    });
    const confirmed = forge.calls(CONFIRM)[0]?.body as { item: unknown };
    expect(ItemRead.parse(confirmed.item)).toMatchObject({ key: "CS-12", ref: { container: "10000", id: "10412" } });
  });

  test("work for no goal carries its class", async () => {
    await call("createIssue", wish({ target: { class: "maintenance" } }));
    expect(forge.calls(STATE)[0]?.body).toEqual({ class: "maintenance" });
    expect(posted()[0]?.properties?.[0]?.value).toMatchObject({ class: "maintenance" });
  });

  test("the service is down: still created with its mark, and said so", async () => {
    forge.on(STATE, down()).on(CONFIRM, down());
    expect(await call("createIssue", wish())).toEqual({ state: "created", key: "CS-12", linked: "later" });
    expect(posted()[0]?.properties).toHaveLength(1);
  });

  test.each([500, 502, 503])("the service answers %s: the same", async (status) => {
    forge.on(STATE, { status }).on(CONFIRM, { status });
    expect(await call("createIssue", wish())).toMatchObject({ state: "created", linked: "later" });
  });

  test("the service refuses: nothing is created", async () => {
    forge.on(
      STATE,
      refusal(422, "initiative_closed", "This goal was achieved on 15 Nov. Choose another, or reopen it."),
    );
    expect(await call("createIssue", wish())).toMatchObject({
      state: "refused",
      problem: { kind: "refused", code: "initiative_closed", message: expect.stringContaining("15 Nov") },
    });
    expect(forge.calls(CREATE)).toEqual([]);
  });

  test("an unpaired site writes nothing", async () => {
    forge.on(STATE, refusal(403, "not_paired", "not paired", { code: "K7-PQ" }));
    expect(await call("createIssue", wish())).toEqual({
      state: "refused",
      problem: { kind: "not_paired", code: "K7-PQ" },
    });
    expect(forge.calls(CREATE)).toEqual([]);
  });

  test.each([
    ["Jira breaks", { status: 502 }],
    ["the answer is lost on the way", new Error("socket hang up")],
    ["the answer is not what Jira says", ok({ nothing: true })],
  ])("%s after the create call: lost, and not sent again", async (_, answer) => {
    forge.on(CREATE, answer);
    expect(await call("createIssue", wish())).toEqual({ state: "lost" });
    expect(forge.calls(CREATE)).toHaveLength(1);
  });

  test("a create that Jira put off is sent once more, because it was not carried out", async () => {
    const busy = { status: 429, headers: { "retry-after": "0" } };
    forge.on(CREATE, busy, { status: 201, body: { id: "10412", key: "CS-12" } });
    expect(await call("createIssue", wish())).toMatchObject({ state: "created" });
    forgetCreated();
    forge.on(CREATE, { status: 429, headers: { "retry-after": "40" } });
    expect(await call("createIssue", wish())).toEqual({
      state: "refused",
      problem: { kind: "busy", who: "jira", retryAfter: 40 },
    });
  });

  test("Jira refuses a field: its words go to the person, and nothing is there", async () => {
    forge.on(CREATE, { status: 400, body: { errorMessages: [], errors: { duedate: "The date is in the past." } } });
    expect(await call("createIssue", wish())).toEqual({
      state: "refused",
      problem: { kind: "invalid", messages: [], fields: { duedate: "The date is in the past." } },
    });
  });

  test("a refusal that is not about properties is no reason to try without", async () => {
    forge.on(CREATE, { status: 403, body: { errorMessages: ["You can't create issues in this project."] } });
    expect(await call("createIssue", wish())).toMatchObject({ state: "refused", problem: { kind: "denied" } });
    expect(forge.calls(CREATE)).toHaveLength(1);
  });
});

describe("under a private goal", () => {
  const hidden = () => wish({ target: { id: "ini-1", key: "INI-1", private: true } });

  test("nothing that Jira keeps names the initiative; the service knows what the link is for", async () => {
    expect(await call("createIssue", hidden())).toMatchObject({ state: "created", linked: "confirmed" });
    expect(forge.calls(STATE)[0]).toMatchObject({ body: { initiativeId: "ini-1" } });
    expect(posted()[0]?.properties).toMatchObject([{ value: { link: LINK, initiative: "" } }]);
    expect(JSON.stringify(forge.sent.filter(({ to }) => to === "jira"))).not.toContain("INI-1");
  });

  test("while the service is away nothing is made: nobody would ever know what the link was for", async () => {
    forge.on(STATE, down);
    expect(await call("createIssue", hidden())).toMatchObject({
      state: "refused",
      problem: { kind: "refused", message: expect.stringContaining("private") },
    });
    expect(forge.calls(CREATE)).toEqual([]);
  });
});

describe("once is once", () => {
  test("two clicks make one issue and get one answer", async () => {
    const [first, second] = await Promise.all([call("createIssue", wish()), call("createIssue", wish())]);
    expect(second).toEqual(first);
    expect(forge.calls(CREATE)).toHaveLength(1);
    expect(await call("createIssue", wish())).toEqual(first);
    expect(forge.calls(CREATE)).toHaveLength(1);
  });

  test("a link that has its item already is answered with it", async () => {
    forge.on(STATE, linkReply("wi-1")).on("service GET /api/v1/work-items/*", ok({ ...workItem(), history: [] }));
    expect(await call("createIssue", wish())).toEqual({ state: "created", key: "CS-12", linked: "confirmed" });
    expect(forge.calls(CREATE)).toEqual([]);
  });

  test("after a refusal the same link may try again", async () => {
    forge.on(
      CREATE,
      { status: 400, body: { errors: { summary: "Too short" } } },
      { status: 201, body: { id: "10412", key: "CS-12" } },
    );
    expect(await call("createIssue", wish())).toMatchObject({ state: "refused" });
    expect(await call("createIssue", wish())).toMatchObject({ state: "created" });
  });
});

describe("who is asking", () => {
  test("an account in the payload is not believed: the call is refused", async () => {
    await expect(call("createIssue", wish({ accountId: "someone-else" }))).rejects.toThrow(/Unrecognized key/);
    await expect(call("showItem", { issue: { id: "1" } })).rejects.toThrow(/Unrecognized key/);
    expect(forge.sent).toEqual([]);
  });

  test("the service hears the account of the context, even where the page's context names another", async () => {
    await call("showItem", {}, { issue: { id: "10412", key: "CS-12" }, accountId: "someone-else" });
    expect(forge.calls("service GET /api/v1/panel/item")[0]?.headers["X-Throughline-As"]).toBe(ME);
  });

  test.each([
    ["no initiative", { target: {} }],
    ["an initiative and a class", { target: { id: "x", key: "INI-1", class: "debt" } }],
    ["a summary of blanks", { summary: "   " }],
    ["a link that is no UUID", { linkId: "1" }],
    ["a project that is a path", { project: "../admin" }],
    ["a day that does not exist", { due: "2026-02-30" }],
  ])("%s is refused before anything is sent", async (_, bad) => {
    await expect(call("createIssue", wish(bad))).rejects.toThrow();
    expect(forge.sent).toEqual([]);
  });
});
