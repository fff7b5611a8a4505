import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { as, START, task, testSite, type TestSite } from "./fixtures/test-site.ts";

const LAG = 400;
let site: TestSite;
beforeAll(async () => {
  site = await testSite({ jqlLag: LAG });
  const steps = (...statuses: string[]) =>
    statuses.map((to, at) => ({ kind: "status", to, at: `2026-11-${String(10 + at)}` }));
  await site.call("POST", "/sandbox/seed", {
    issues: [
      { ref: "epic", project: "CS", type: "Epic", summary: "Reduce churn", created: "2026-10-01" },
      {
        project: "CS",
        summary: "Audit",
        parent: "epic",
        assignee: "Dana Okafor",
        created: "2026-11-01",
        history: steps("In Progress"),
        properties: { throughline: { link: "L-1", initiative: "INI-1" } },
      },
      {
        project: "CS",
        summary: "Survey",
        parent: "epic",
        created: "2026-11-02",
        history: steps("In Progress", "Done"),
        labels: ["churn"],
        properties: { throughline: { link: "L-2", initiative: "INI-2" } },
      },
      { project: "DATA", type: "Bug", summary: "Fix the import", due: "2026-11-30", created: "2026-11-03" },
      { project: "PPL", summary: "Salary bands", created: "2026-11-03" },
    ],
  });
  await caughtUp();
});
afterAll(() => site.stop());

/** The search knows what was written until now. */
async function caughtUp(): Promise<void> {
  site.clock.set(START + LAG);
  await find("project = CS");
  site.clock.set(START);
}

const find = async (jql: string, more: Record<string, unknown> = {}, who = "Dana Okafor"): Promise<unknown> => {
  const got = await site.call("POST", "/rest/api/3/search/jql", { jql, fields: ["key"], ...more }, as(who));
  return got.status === 200 ? (got.body as { issues: { key: string }[] }).issues.map((issue) => issue.key) : got.body;
};

test.each([
  ["project = CS order by key", ["CS-1", "CS-2", "CS-3"]],
  ["project in (CS, DATA) and issuetype = Bug", ["DATA-1"]],
  ['project = "Customer success" and statusCategory = Done', ["CS-3"]],
  ["statusCategory != Done and project = CS order by created asc", ["CS-1", "CS-2"]],
  ['status = "In Progress" and project = CS', ["CS-2"]],
  ["parent = CS-1 order by id", ["CS-2", "CS-3"]],
  ["assignee = currentUser()", ["CS-2"]],
  ["assignee is EMPTY and project = DATA", ["DATA-1"]],
  ["project = CS and assignee is not EMPTY", ["CS-2"]],
  ["key in (CS-2, DATA-1) order by key", ["CS-2", "DATA-1"]],
  ["throughline = INI-1", ["CS-2"]],
  ['throughlineLink = "L-2"', ["CS-3"]],
  ["issue.property[throughline].link = L-1", ["CS-2"]],
  ["issue.property['throughline'].initiative in (INI-1, INI-2) order by key desc", ["CS-3", "CS-2"]],
  ["throughline is not EMPTY and project = CS order by key", ["CS-2", "CS-3"]],
  ["throughline is EMPTY and project = CS", ["CS-1"]],
  ['updated >= "2026-11-10 00:00" and updated < "2026-11-11"', ["CS-2"]],
  ["created >= -20d and project = CS order by key", ["CS-2", "CS-3"]],
  ["duedate <= 2026-12-01", ["DATA-1"]],
  ["project = CS and not (labels = churn) order by key", ["CS-1", "CS-2"]],
  ["summary ~ import or labels = churn order by key", ["CS-3", "DATA-1"]],
  ['issue in underGoal("G-1")', ["CS-2"]],
  ['project = CS and issue not in underGoal("G-1")', ["CS-3"]],
])("%s", async (jql, keys) => {
  expect(await find(jql)).toEqual(keys);
});

test.each([
  ["project = PPL", "The value 'PPL' does not exist for the field 'project'."],
  ["nonsense = 1", "Field 'nonsense' does not exist or you do not have permission to view it."],
  [
    "issue.property[throughline].at is EMPTY",
    "Field 'issue.property[throughline].at' does not exist or you do not have permission to view it.",
  ],
  ["key = CS-99", "An issue with key 'CS-99' does not exist for field 'key'."],
  ["status > Done", "The operator '>' is not supported by the 'status' field."],
  ['issue in underGoal("G-404")', "There is no goal G-404."],
  ['issue in aboveGoal("G-1")', "Unable to find JQL function 'aboveGoal(G-1)'."],
  [
    "project = CS extra",
    "Error in the JQL Query: Expecting either 'OR' or 'AND' but got 'extra'. (line 1, character 14)",
  ],
])("%s is refused", async (jql, message) => {
  expect(await find(jql)).toEqual({ errorMessages: [message], errors: {} });
});

test("what one may not see is not found", async () => {
  expect(await find("created >= -30d and summary ~ salary")).toEqual([]);
  expect(await find("created >= -30d and summary ~ salary", {}, "Grace Mensah")).toEqual(["PPL-1"]);
});

test("a search sees a write only later, except where it is reconciled", async () => {
  const made = (
    await site.call("POST", "/rest/api/3/issue", task({}, [{ key: "throughline", value: { link: "L-9" } }]))
  ).body as { id: string; key: string };
  expect(await find("throughlineLink = L-9")).toEqual([]);
  expect(await find("throughlineLink = L-9", { reconcileIssues: [Number(made.id)] })).toEqual([made.key]);
  await caughtUp();
  expect(await find("throughlineLink = L-9")).toEqual([made.key]);
  await site.call("DELETE", `/rest/api/3/issue/${made.key}`);
  expect(await find("throughlineLink = L-9")).toEqual([made.key]);
});

test("pages by token, without a total", async () => {
  const ask = async (nextPageToken?: string) =>
    (
      await site.call("POST", "/rest/api/3/search/jql", {
        jql: "project in (CS, DATA) and created < -1d order by key",
        maxResults: 2,
        ...(nextPageToken === undefined ? {} : { nextPageToken }),
      })
    ).body as {
      issues: unknown[];
      nextPageToken?: string;
      isLast: boolean;
    };
  const first = await ask();
  expect(Object.keys(first).sort()).toEqual(["isLast", "issues", "nextPageToken"]);
  const second = await ask(first.nextPageToken);
  expect([first.issues.length, second.issues.length, first.isLast, second.isLast]).toEqual([2, 2, false, true]);
  expect(first.issues[0]).toEqual({ id: expect.any(String) });
});

test("with fields a page holds at most a hundred", async () => {
  await site.call("POST", "/sandbox/seed", {
    issues: Array.from({ length: 120 }, (_, n) => ({
      project: "SUP",
      summary: `Ticket ${String(n)}`,
      created: "2026-11-01",
    })),
  });
  await caughtUp();
  const count = async (fields: string[]) =>
    (
      (await site.call("POST", "/rest/api/3/search/jql", { jql: "project = SUP", maxResults: 5000, fields })).body as {
        issues: unknown[];
      }
    ).issues.length;
  expect([await count(["summary"]), await count(["id"])]).toEqual([100, 120]);
});

test("how long in a status, in bulk", async () => {
  const got = await site.call("POST", "/rest/api/3/changelog/bulkfetch", {
    issueIdsOrKeys: ["CS-3"],
    fieldIds: ["status"],
  });
  expect(got.body).toMatchObject({
    issueChangeLogs: [
      {
        changeHistories: [
          {
            created: Date.parse("2026-11-10T09:00:00Z"),
            items: [{ fieldId: "status", fromString: "To Do", toString: "In Progress" }],
          },
          { created: Date.parse("2026-11-11T09:00:00Z"), items: [{ fieldId: "status", toString: "Done" }] },
        ],
      },
    ],
  });
});
