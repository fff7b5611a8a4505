import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { definedAt, jsonOf, official, ours } from "./fixtures/definitions.ts";
import { faults } from "../base/fixtures/json-schema.ts";
import { task, testSite, type TestSite } from "./fixtures/test-site.ts";

let site: TestSite;
beforeAll(async () => {
  site = await testSite();
  await site.call("POST", "/rest/api/3/issue", task({}, [{ key: "throughline", value: { link: "L" } }]));
  await site.call("POST", "/rest/api/3/issue/CS-1/transitions", { transition: { id: "12" } });
});
afterAll(() => site.stop());

const requests: [method: string, path: string, body: unknown][] = [
  ["POST", "/issue", task({}, [{ key: "throughline", value: { v: 1 } }])],
  ["POST", "/issue", task({}, { key: "throughline" })],
  ["POST", "/issue", task({}, [{ key: "throughline", value: 1, extra: 2 }])],
  ["POST", "/search/jql", { jql: "project = CS", fields: ["status"], properties: ["throughline"], maxResults: 100 }],
  ["POST", "/search/jql", { jql: "project = CS", startAt: 0 }],
  ["POST", "/search/jql", { jql: "project = CS", fields: "status" }],
  ["POST", "/issue/bulkfetch", { issueIdsOrKeys: ["CS-1"], fields: ["summary"], properties: ["throughline"] }],
  ["POST", "/issue/bulkfetch", { fields: ["summary"] }],
  ["POST", "/issue/bulkfetch", { issueIdsOrKeys: ["CS-1"], more: 1 }],
  ["POST", "/changelog/bulkfetch", { issueIdsOrKeys: ["CS-1"], fieldIds: ["status"] }],
  ["POST", "/changelog/bulkfetch", { issueIdsOrKeys: [] }],
  ["POST", "/changelog/bulkfetch", { issueIdsOrKeys: ["CS-1"], maxResults: 10_001 }],
];

test("takes and refuses the bodies that our facts and Atlassian's definition take and refuse", async () => {
  for (const [method, path, body] of requests) {
    const got = await site.call(method, `/rest/api/3${path}`, body);
    for (const definitions of [ours, ...official]) {
      const schema = jsonOf(definedAt(definitions, path, method)?.requestBody);
      const wrong = faults(definitions, schema, body);
      expect({ path, body, taken: got.status < 400 }).toEqual({ path, body, taken: wrong.length === 0 });
    }
  }
});

const answers: [method: string, defined: string, path: string, body?: unknown][] = [
  ["POST", "/issue", "/issue", task()],
  ["POST", "/issue/bulk", "/issue/bulk", { issueUpdates: [task()] }],
  ["GET", "/issue/{issueIdOrKey}", "/issue/CS-1?properties=throughline&expand=changelog"],
  ["POST", "/issue/bulkfetch", "/issue/bulkfetch", { issueIdsOrKeys: ["CS-1", "CS-99"] }],
  ["POST", "/search/jql", "/search/jql", { jql: "project = CS", fields: ["*all"], properties: ["throughline"] }],
  ["POST", "/changelog/bulkfetch", "/changelog/bulkfetch", { issueIdsOrKeys: ["CS-1"] }],
  ["GET", "/issue/{issueIdOrKey}/changelog", "/issue/CS-1/changelog"],
  ["GET", "/issue/{issueIdOrKey}/transitions", "/issue/CS-1/transitions"],
  ["GET", "/issue/{issueIdOrKey}/properties/{propertyKey}", "/issue/CS-1/properties/throughline"],
  ["GET", "/issue/createmeta/{projectIdOrKey}/issuetypes", "/issue/createmeta/CS/issuetypes"],
  ["GET", "/issue/createmeta/{projectIdOrKey}/issuetypes/{issueTypeId}", "/issue/createmeta/CS/issuetypes/10011"],
  ["GET", "/field", "/field"],
  ["GET", "/serverInfo", "/serverInfo"],
  ["GET", "/myself", "/myself"],
  ["GET", "/user/bulk", "/user/bulk?accountId=5f7c1e9ad4b2830069a10001"],
  ["GET", "/project/search", "/project/search"],
  ["GET", "/mypermissions", "/mypermissions?permissions=BROWSE_PROJECTS"],
];

/** The definition calls the bulk changelog's `created` a string; its own example and the real thing give milliseconds. */
const isKnownError = (fault: string) => fault.endsWith("created is integer, not string");

test.each(answers)(
  "answers %s %s as our facts and Atlassian's definition say",
  async (method, defined, path, ...rest) => {
    const [body] = rest;
    const got = await site.call(method, `/rest/api/3${path}`, body);
    const schemaIn = (definitions: typeof ours) =>
      jsonOf(definedAt(definitions, defined, method)?.responses[String(got.status)]);
    expect(schemaIn(ours)).toBeDefined();
    // What Atlassian's cut does not hold, such as serverInfo, is ours alone to know.
    for (const definitions of [ours, ...official.filter((each) => schemaIn(each) !== undefined)])
      expect(faults(definitions, schemaIn(definitions), got.body).filter((fault) => !isKnownError(fault))).toEqual([]);
  },
);

test("a body that lacks what our facts demand, or holds another kind, is found", () => {
  const schema = jsonOf(definedAt(ours, "/issue/CS-1", "GET")?.responses["200"]);
  expect(faults(ours, schema, { id: "1", key: "CS-1", self: "x", fields: {} })).toEqual([]);
  expect(faults(ours, schema, { id: 1, self: "x", fields: {} })).toEqual([
    "$.key is missing",
    "$.id is integer, not string",
  ]);
});
