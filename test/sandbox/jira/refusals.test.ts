import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { as, task, testSite, type TestSite } from "./fixtures/test-site.ts";

let site: TestSite;
beforeAll(async () => {
  site = await testSite();
  await site.call("POST", "/rest/api/3/issue", task());
  await site.call("POST", "/sandbox/seed", {
    issues: [
      {
        project: "CS",
        summary: "Quiet matter",
        security: "Confidential",
        reporter: "Priya Raman",
        created: "2026-11-01",
      },
      { project: "CS", summary: "For the board", security: "Board only", created: "2026-11-01" },
      { project: "PPL", summary: "Salary bands", created: "2026-11-01" },
      { project: "FIN", summary: "Close the month", created: "2026-11-01" },
      { ref: "whole", project: "CS", summary: "A whole", created: "2026-11-01" },
      { project: "CS", type: "Sub-task", summary: "A part", parent: "whole", created: "2026-11-01" },
    ],
  });
});
afterAll(() => site.stop());

const api = "/rest/api/3";
const field = (name: string, text: string) => ({ errorMessages: [], errors: { [name]: text } });
const said = (text: string) => ({ errorMessages: [text], errors: {} });
const offScreen = (name: string) =>
  field(name, `Field '${name}' cannot be set. It is not on the appropriate screen, or unknown.`);
const badPayload = said("Invalid request payload. Refer to the REST API documentation and try again.");
const unseen = said("Issue does not exist or you do not have permission to see it.");
const dana = as("Dana Okafor");

type Row = [
  what: string,
  method: string,
  path: string,
  body: unknown,
  status: number,
  answer: unknown,
  headers?: Record<string, string>,
];

const refused: Row[] = [
  ["an item that is not there", "GET", "/issue/CS-99", undefined, 404, unseen],
  ["an item of a hidden project", "GET", "/issue/PPL-1", undefined, 404, unseen],
  ["an item of a security level", "GET", "/issue/CS-2", undefined, 404, unseen, as("Sam Whitlock")],
  [
    "a property that is not there",
    "GET",
    "/issue/CS-1/properties/nothing",
    undefined,
    404,
    said("The property with key 'nothing' does not exist."),
  ],
  [
    "a property of an item that one may only read",
    "PUT",
    "/issue/FIN-1/properties/k",
    "1",
    403,
    said("You do not have permission to edit issues in this project."),
    as("Sam Whitlock"),
  ],
  [
    "a property that is no JSON",
    "PUT",
    "/issue/CS-1/properties/k",
    "{a",
    400,
    said("There was an error parsing JSON. Check that your request body is valid."),
  ],
  ["an edit of the status", "PUT", "/issue/CS-1", { fields: { status: { name: "Done" } } }, 400, offScreen("status")],
  [
    "a transition to where it is",
    "POST",
    "/issue/CS-1/transitions",
    { transition: { id: "11" } },
    400,
    said("It seems that you have tried to perform an illegal workflow operation."),
  ],
  ["a comment as plain text", "POST", "/issue/CS-1/comment", { body: "hello" }, 400, badPayload],
  [
    "deleting another's item",
    "DELETE",
    "/issue/CS-1",
    undefined,
    403,
    said("You do not have permission to delete issues in this project."),
    as("Wei Zhang"),
  ],
  [
    "deleting an item with parts",
    "DELETE",
    "/issue/CS-4",
    undefined,
    400,
    said(
      "The issue 'CS-4' has subtasks.  You must specify the 'deleteSubtasks' parameter to delete this issue and all its subtasks.",
    ),
  ],
  ["startAt in a search", "POST", "/search/jql", { jql: "project = CS", startAt: 0 }, 400, badPayload],
  [
    "a page over 5,000",
    "POST",
    "/search/jql",
    { jql: "project = CS", maxResults: 5001 },
    400,
    said("The value of 'maxResults' must be between 1 and 5000."),
  ],
  [
    "a search without bounds",
    "POST",
    "/search/jql",
    { jql: "ORDER BY created" },
    400,
    said("Unbounded JQL queries are not allowed here. Please add a search restriction to your query."),
  ],
  [
    "a page token of another search",
    "POST",
    "/search/jql",
    { jql: "project = CS", nextPageToken: "nonsense" },
    400,
    said("The provided nextPageToken is invalid or has expired."),
  ],
  [
    "more than fifty to reconcile",
    "POST",
    "/search/jql",
    { jql: "project = CS", reconcileIssues: Array.from({ length: 51 }, (_, id) => id) },
    400,
    said("The maximum number of issues that can be reconciled is 50."),
  ],
  [
    "too many changelogs",
    "POST",
    "/changelog/bulkfetch",
    { issueIdsOrKeys: Array.from({ length: 1001 }, () => "1") },
    400,
    said("The maximum number of issues that can be requested is 1000."),
  ],
  [
    "a permission that is none",
    "GET",
    "/mypermissions?permissions=FLY",
    undefined,
    400,
    said("Unrecognized permission: FLY"),
  ],
  [
    "mypermissions without names",
    "GET",
    "/mypermissions",
    undefined,
    400,
    said("The 'permissions' query parameter is required."),
  ],
];

test.each(refused.map((row): [string, Row] => [row[0], row]))("refuses %s", async (_, row) => {
  const [, method, path, body, status, answer, headers] = row;
  const got = await site.call(method, `${api}${path}`, body, headers ?? dana);
  expect({ status: got.status, body: got.body }).toEqual({ status, body: answer });
});

test("the old search is gone", async () => {
  const got = await site.call("POST", `${api}/search`, { jql: "project = CS" });
  expect(got.status).toBe(410);
  expect(JSON.stringify(got.body)).toContain("/rest/api/3/search/jql");
});

test("a body over the limit is 413", async () => {
  const got = await site.call("POST", `${api}/issue`, task({ summary: "x".repeat(6_000_000) }));
  expect(got.status).toBe(413);
});

test("an unknown path is 404, as the gateway says it", async () => {
  const got = await site.call("GET", `${api}/nonsense`);
  expect(got).toMatchObject({ status: 404, body: { "status-code": 404 } });
});

test("another site's page can neither write nor rebind the name", async () => {
  const foreign = await site.call("POST", `${api}/issue`, task(), { ...dana, origin: "https://evil.example" });
  expect(foreign.status).toBe(403);
});

test("nothing was half-written by any of these", () => {
  expect(site.running.site.issues().map((issue) => issue.key)).toEqual([
    "CS-1",
    "CS-2",
    "CS-3",
    "PPL-1",
    "FIN-1",
    "CS-4",
    "CS-5",
  ]);
});
