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
const dana = as("Dana Okafor");
const long = "x".repeat(32_767);

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
  [
    "no credentials",
    "GET",
    "/myself",
    undefined,
    401,
    said("Client must be authenticated to access this resource."),
    {},
  ],
  [
    "a wrong password",
    "GET",
    "/myself",
    undefined,
    401,
    said("Client must be authenticated to access this resource."),
    { authorization: "Basic eDp5" },
  ],
  [
    "no project",
    "POST",
    "/issue",
    { fields: { issuetype: { name: "Task" }, summary: "x" } },
    400,
    field("project", "Specify a valid project ID or key"),
  ],
  [
    "an unknown project",
    "POST",
    "/issue",
    task({ project: { key: "NOPE" } }),
    400,
    field("project", "Specify a valid project ID or key"),
  ],
  [
    "a project that one may not see",
    "POST",
    "/issue",
    task({ project: { key: "PPL" } }),
    400,
    field("project", "Specify a valid project ID or key"),
  ],
  [
    "a project where one may not create",
    "POST",
    "/issue",
    task({ project: { key: "FIN" } }),
    403,
    said("You do not have permission to create issues in this project."),
    as("Sam Whitlock"),
  ],
  [
    "no issue type",
    "POST",
    "/issue",
    { fields: { project: { key: "CS" }, summary: "x" } },
    400,
    field("issuetype", "Specify an issue type"),
  ],
  [
    "an issue type not of the project",
    "POST",
    "/issue",
    task({ project: { key: "LEGAL" }, issuetype: { name: "Bug" } }),
    400,
    field("issuetype", "Specify a valid issue type"),
  ],
  [
    "no summary",
    "POST",
    "/issue",
    task({ summary: "" }),
    400,
    field("summary", "You must specify a summary of the issue."),
  ],
  [
    "a summary over two lines",
    "POST",
    "/issue",
    task({ summary: "a\nb" }),
    400,
    field("summary", "The summary is invalid because it contains newline characters."),
  ],
  [
    "a summary of 256 characters",
    "POST",
    "/issue",
    task({ summary: "x".repeat(256) }),
    400,
    field("summary", "Summary can't exceed 255 characters."),
  ],
  ["an unknown field", "POST", "/issue", task({ nonsense: 1 }), 400, offScreen("nonsense")],
  [
    "a field that is on no create screen",
    "POST",
    "/issue",
    task({ status: { name: "Done" } }),
    400,
    offScreen("status"),
  ],
  [
    "a field of another project's screen",
    "POST",
    "/issue",
    task({ customfield_10081: "4711" }),
    400,
    offScreen("customfield_10081"),
  ],
  [
    "a required choice of choices left out",
    "POST",
    "/issue",
    task({ project: { key: "LEGAL" } }),
    400,
    field("customfield_10080", "Matter type is required."),
  ],
  [
    "a required text left out",
    "POST",
    "/issue",
    task({ project: { key: "FIN" } }),
    400,
    field("customfield_10081", "Cost centre is required."),
  ],
  [
    "a sub-task without a parent",
    "POST",
    "/issue",
    task({ issuetype: { name: "Sub-task" } }),
    400,
    field("parent", "Issue type is a sub-task but parent issue key or id not specified."),
  ],
  [
    "a parent that is not above",
    "POST",
    "/issue",
    task({ parent: { key: "CS-1" } }),
    400,
    field("parent", "Given parent work item does not belong to appropriate hierarchy."),
  ],
  [
    "a parent that is not there",
    "POST",
    "/issue",
    task({ parent: { key: "CS-99" } }),
    400,
    field("parent", "Could not find issue by id or key."),
  ],
  [
    "an assignee who is not there",
    "POST",
    "/issue",
    task({ assignee: { accountId: "nobody" } }),
    400,
    field("assignee", "Account ID 'nobody' does not exist."),
  ],
  [
    "a day that is none",
    "POST",
    "/issue",
    task({ duedate: "2026-13-01" }),
    400,
    field("duedate", "Error parsing date string: 2026-13-01"),
  ],
  [
    "a label with a space",
    "POST",
    "/issue",
    task({ labels: ["two words"] }),
    400,
    field("labels", "The label 'two words' contains spaces which is invalid."),
  ],
  [
    "a description as plain text",
    "POST",
    "/issue",
    task({ description: "plain" }),
    400,
    field("description", "Operation value must be an Atlassian Document (see the Atlassian Document Format)"),
  ],
  ["properties as an object", "POST", "/issue", task({}, { key: "throughline", value: 1 }), 400, badPayload],
  [
    "an unknown key in a property",
    "POST",
    "/issue",
    task({}, [{ key: "throughline", value: 1, extra: 2 }]),
    400,
    badPayload,
  ],
  [
    "a property value that is too long",
    "POST",
    "/issue",
    task({}, [{ key: "k", value: long }]),
    400,
    said("The property value cannot be longer than 32768 characters."),
  ],
  [
    "a body that is no JSON",
    "POST",
    "/issue",
    "{",
    400,
    said("There was an error parsing JSON. Check that your request body is valid."),
  ],
  [
    "a body of another kind",
    "POST",
    "/issue",
    "a=b",
    415,
    { errorMessages: ["Unsupported Media Type"], errors: {} },
    { ...dana, "content-type": "application/x-www-form-urlencoded" },
  ],
  [
    "more than fifty at once",
    "POST",
    "/issue/bulk",
    { issueUpdates: Array.from({ length: 51 }, () => task()) },
    400,
    said("You can only create up to 50 issues in a single operation."),
  ],
  [
    "more than a hundred read at once",
    "POST",
    "/issue/bulkfetch",
    { issueIdsOrKeys: Array.from({ length: 101 }, () => "CS-1") },
    400,
    said("The maximum number of issues that can be fetched is 100."),
  ],
  [
    "more than five properties",
    "POST",
    "/issue/bulkfetch",
    { issueIdsOrKeys: ["CS-1"], properties: ["a", "b", "c", "d", "e", "f"] },
    400,
    said("The maximum number of issue properties that can be requested is 5."),
  ],
];

test.each(refused.map((row): [string, Row] => [row[0], row]))("refuses %s", async (_, row) => {
  const [, method, path, body, status, answer, headers] = row;
  const got = await site.call(method, `${api}${path}`, body, headers ?? dana);
  expect({ status: got.status, body: got.body }).toEqual({ status, body: answer });
});

test("nothing was half-written by any of these", () => {
  expect(site.running.site.issues()).toHaveLength(7);
});
