import { beforeEach, describe, expect, test } from "@jest/globals";
import { type ItemRead, Page } from "@throughline/shared/page";
import { forgetSite } from "../jira/site.ts";
import { memory } from "../sync/memory.ts";
import { down, FakeForge, ok, refusal } from "../testing/fake-forge.ts";
import { everythingWorks, pageAnswer, rawIssue } from "../testing/fixtures.ts";
import { onIssueEvent } from "./issue-event.ts";

const HOOK = "service POST /hooks/jira";
const ISSUE = "GET /rest/api/3/issue/*";

/** As Jira sends them: the status and assignee come along, the due date and our property don't. */
const event = (name = "updated", more: Record<string, unknown> = {}, fields: Record<string, unknown> = {}) => ({
  eventType: `avi:jira:${name}:issue`,
  timestamp: "1794067800000",
  selfGenerated: false,
  atlassianId: "5b10a2844c20165700ede21g",
  associatedUsers: { associatedUsers: [] },
  issue: {
    id: "10412",
    key: "CS-12",
    fields: {
      summary: "Call the CSM of Orion Freight",
      issuetype: { id: "10001", name: "Task" },
      issueType: { id: "10001", name: "Task" },
      project: { id: "10000", key: "CS" },
      status: { name: "In Progress", statusCategory: { key: "indeterminate" } },
      created: "2026-11-02T09:00:00.000+0000",
      updated: "2026-11-06T15:20:00.000+0000",
      ...fields,
    },
  },
  changelog: {
    items: [{ field: "status", fieldId: "status", from: "1", fromString: "To Do", to: "3", toString: "In Progress" }],
  },
  ...more,
});

let forge: FakeForge;
const pages = (): Page[] => forge.calls(HOOK).map(({ body }) => Page.parse(body));
const items = (): ItemRead[] => pages().flatMap((page) => page.items as ItemRead[]);

beforeEach(() => {
  forge = everythingWorks(new FakeForge());
  forgetSite();
  memory.forget();
});

describe("an event is a hint, a read is the truth", () => {
  test("the issue is read as the app and sent with the time of reading", async () => {
    expect(await onIssueEvent(event())).toBeUndefined();
    expect(forge.calls(ISSUE)[0]).toMatchObject({ as: "app", path: "/rest/api/3/issue/10412" });
    expect(forge.calls(ISSUE)[0]?.query.get("properties")).toBe("throughline");
    expect(forge.calls(ISSUE)[0]?.query.get("fields")?.split(",")).toEqual(
      expect.arrayContaining(["duedate", "security", "subtasks", "customfield_10016", "customfield_10021"]),
    );
    expect(items()).toMatchObject([{ key: "CS-12", due: "2026-12-04", presence: "live" }]);
    expect(pages().at(-1)?.readAt).toMatch(/^2026-11-06T16:00/);
  });

  test("nobody is named as acting: an event acts for no person", async () => {
    await onIssueEvent(event());
    expect(forge.calls(HOOK).every(({ headers }) => !("X-Throughline-As" in headers))).toBe(true);
  });

  test("a subtask brings its parent, whose own count it changed", async () => {
    const subtask = rawIssue({
      issuetype: { id: "5", name: "Sub-task", subtask: true },
      parent: { id: "10400", key: "CS-1" },
    });
    forge
      .on(ISSUE, ok(subtask))
      .on(
        "POST /rest/api/3/issue/bulkfetch",
        ok({ issues: [rawIssue({}, { id: "10400", key: "CS-1" })], issueErrors: [] }),
      );
    await onIssueEvent(event());
    expect(items().map(({ key }) => key)).toEqual(["CS-12", "CS-1"]);
  });

  test("deleted: gone, with the event's own time, because it can't be read any more", async () => {
    forge.on(ISSUE, { status: 404 });
    expect(await onIssueEvent(event("deleted", { changelog: undefined }))).toBeUndefined();
    expect(items()).toMatchObject([
      {
        key: "CS-12",
        url: "https://acme.atlassian.net/browse/CS-12",
        presence: "gone",
        updatedAt: new Date(1_794_067_800_000).toISOString(),
      },
    ]);
  });

  test("a late event of a deletion, and the issue is there: what is read counts", async () => {
    await onIssueEvent(event("deleted"));
    expect(items()).toMatchObject([{ presence: "live" }]);
  });

  test("not readable without being deleted says nothing", async () => {
    forge.on(ISSUE, { status: 404 });
    expect(await onIssueEvent(event("updated"))).toBeUndefined();
    expect(items()).toEqual([]);
  });
});

describe("outside the chosen projects", () => {
  test("an event is dropped before anything is read", async () => {
    await onIssueEvent(event("updated", {}, { project: { id: "1", key: "HR" } }));
    expect(forge.calls(ISSUE)).toEqual([]);
    expect(items()).toEqual([]);
  });

  test("the list is asked for once and then remembered", async () => {
    await onIssueEvent(event("updated", {}, { project: { id: "1", key: "HR" } }));
    await onIssueEvent(event("updated", {}, { project: { id: "1", key: "HR" } }));
    expect(forge.calls(HOOK)).toHaveLength(1);
  });

  test("a move out of a chosen project is told", async () => {
    const moved = { changelog: { items: [{ field: "project" }, { field: "Key" }] } };
    const there = { summary: "Dismissal of Eve", project: { id: "1", key: "HR", name: "Secret project" } };
    forge.on(ISSUE, ok(rawIssue(there, { key: "HR-3" })));
    await onIssueEvent(event("updated", moved, there));
    expect(items()).toMatchObject([
      { ref: { container: "1", id: "10412" }, container: { key: "HR" }, presence: "gone" },
    ]);
    // Nobody chose that project: that the issue is there leaves Jira, and nothing of what it says.
    expect(JSON.stringify(items())).not.toMatch(/Eve|Secret|In Progress|Orion/);
  });

  test("where nothing is chosen nothing is told, whatever moves", async () => {
    forge.on(HOOK, ok(pageAnswer({ containers: [] })));
    await onIssueEvent(event("updated", { changelog: { items: [{ field: "project" }] } }));
    expect(items()).toEqual([]);
  });
});

describe("a project by its id", () => {
  test("under another key it is the same, and the key of another project opens nothing", async () => {
    const project = { id: "10000", key: "CUST", name: "Customers" };
    forge.on(ISSUE, ok(rawIssue({ project }, { key: "CUST-12" })));
    await onIssueEvent(event("updated", {}, { project }));
    expect(items()).toMatchObject([{ ref: { container: "10000" }, container: { key: "CUST", name: "Customers" } }]);
    await onIssueEvent(event("updated", {}, { project: { id: "10300", key: "CS" } }));
    expect(items()).toHaveLength(1);
  });

  test("one that the service has under a key is looked up once, and told before anything of it", async () => {
    forge
      .on(HOOK, ok(pageAnswer({ containers: ["CS", "OLD"] })))
      .on("GET /rest/api/3/project/*", ({ path }) =>
        path.endsWith("/CS") ? ok({ id: "10000", key: "CUST", name: "Customers" }) : { status: 404 },
      );
    await onIssueEvent(event());
    await onIssueEvent(event());
    expect(pages().slice(0, 3)).toMatchObject([
      { items: [] },
      { containers: [{ id: "10000", key: "CUST", name: "Customers", was: "CS" }], hidden: ["OLD"] },
      { items: [{ presence: "live" }] },
    ]);
    expect(items()).toHaveLength(2);
    expect(forge.calls("GET /rest/api/3/project/*")).toHaveLength(2);
  });
});

describe("retry or not", () => {
  const seconds = async (name = "updated", more = {}) =>
    (await onIssueEvent(event(name, more)))?.retryOptions.retryAfter;

  test("the service is down: later, and longer each time", async () => {
    forge.on(HOOK, down());
    expect(await seconds()).toBe(60);
    expect(await seconds("updated", { retryContext: { retryCount: 2 } })).toBe(240);
    expect(forge.calls(ISSUE)).toEqual([]);
  });

  test.each([500, 503])("the service breaks with %s: later", async (status) => {
    forge.on(HOOK, ok(pageAnswer()), { status });
    expect(await seconds()).toBe(60);
  });

  test("Jira asks for patience: as long as it says, at most a quarter of an hour", async () => {
    forge.on(ISSUE, { status: 429, headers: { "retry-after": "1700", "RateLimit-Reason": "jira-quota-global-based" } });
    expect(await seconds()).toBe(900);
  });

  test("just installed, Jira doesn't know the app yet: later", async () => {
    forge.on(ISSUE, { status: 403, body: {} });
    expect(await seconds()).toBe(120);
  });

  test.each([
    ["our own fault", refusal(400, "invalid_input", "bad page")],
    ["not paired", refusal(403, "not_paired", "not paired", { code: "K7-PQ" })],
    ["an answer we don't know", ok({ surprise: true })],
  ])("%s: not by trying again", async (_, answer) => {
    forge.on(HOOK, answer);
    const verdict = await onIssueEvent(event());
    expect(verdict === undefined || verdict.retryOptions.retryAfter > 0).toBe(true);
    if (_ !== "an answer we don't know") expect(verdict).toBeUndefined();
  });

  test("an unpaired site is not read at all", async () => {
    forge.on(HOOK, refusal(403, "not_paired", "not paired"));
    await onIssueEvent(event());
    expect(forge.sent.every(({ to }) => to === "service")).toBe(true);
  });

  test("an event of another shape is logged, not repeated", async () => {
    expect(await onIssueEvent({ eventType: "avi:jira:updated:issue" })).toBeUndefined();
    expect(forge.logged.some(({ level }) => level === "error")).toBe(true);
    expect(forge.sent).toEqual([]);
  });

  test("the service answers after refusing: what it missed is sent at once", async () => {
    forge.on(HOOK, down());
    await onIssueEvent(event());
    forge
      .on(HOOK, ok(pageAnswer({ cursor: { "10000": "2026-11-06T15:00:00Z" } })))
      .on("POST /rest/api/3/search/jql", ok({ issues: [{ id: "10413" }], isLast: true }))
      .on("POST /rest/api/3/issue/bulkfetch", ok({ issues: [rawIssue({}, { id: "10413", key: "CS-13" })] }));
    await onIssueEvent(event());
    expect(items().map(({ key }) => key)).toEqual(["CS-12", "CS-13"]);
  });
});
