import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { definedAt, definitions, jsonOf } from "./fixtures/definitions.ts";
import { faults } from "../base/fixtures/json-schema.ts";
import { task, testSite, type TestSite } from "./fixtures/test-site.ts";

const ifDefined = definitions ? test : test.skip;

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

ifDefined("takes and refuses the bodies that Atlassian's definition takes and refuses", async () => {
  for (const [method, path, body] of requests) {
    const wrong = faults(definitions, jsonOf(definedAt(path, method)?.requestBody), body);
    const got = await site.call(method, `/rest/api/3${path}`, body);
    expect({ path, body, taken: got.status < 400 }).toEqual({ path, body, taken: wrong.length === 0 });
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
  ["GET", "/myself", "/myself"],
  ["GET", "/user/bulk", "/user/bulk?accountId=5f7c1e9ad4b2830069a10001"],
  ["GET", "/project/search", "/project/search"],
  ["GET", "/mypermissions", "/mypermissions?permissions=BROWSE_PROJECTS"],
];

/** The definition calls the bulk changelog's `created` a string; its own example and the real thing give milliseconds. */
ifDefined.each(answers)("answers %s %s as Atlassian defines it", async (method, defined, path, ...rest) => {
  const [body] = rest;
  const got = await site.call(method, `/rest/api/3${path}`, body);
  const schema = jsonOf(definedAt(defined, method)?.responses[String(got.status)]);
  expect(schema).toBeDefined();
  expect(
    faults(definitions, schema, got.body).filter((fault) => !fault.endsWith("created is integer, not string")),
  ).toEqual([]);
});
