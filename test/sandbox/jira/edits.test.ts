import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { as, task, testSite, type TestSite } from "./fixtures/test-site.ts";

let site: TestSite;
beforeAll(async () => {
  site = await testSite();
  await site.call("POST", "/rest/api/3/issue", task({ labels: ["churn"] }));
});
afterAll(() => site.stop());

const issue = "/rest/api/3/issue/CS-1";
const labels = async () =>
  ((await site.call("GET", `${issue}?fields=labels`)).body as { fields: { labels: string[] } }).fields.labels;

test("labels are added and taken away one by one, with a property in the same call", async () => {
  const change = { labels: [{ add: "renewal" }, { remove: "churn" }, { remove: "never there" }] };
  const properties = [{ key: "throughline", value: { v: 1 } }];
  expect((await site.call("PUT", issue, { update: change, properties })).status).toBe(204);
  expect(await labels()).toEqual(["renewal"]);
  expect((await site.call("GET", `${issue}/properties/throughline`)).body).toMatchObject({ value: { v: 1 } });
});

test("a label with a space is refused by this way too, and other verbs are not known here", async () => {
  expect((await site.call("PUT", issue, { update: { labels: [{ add: "two words" }] } })).status).toBe(400);
  expect((await site.call("PUT", issue, { update: { summary: [{ set: "x" }] } })).status).toBe(400);
  expect(await labels()).toEqual(["renewal"]);
});

test("comments are told newest first, with the properties that an app gave them", async () => {
  const doc = (text: string) => ({
    type: "doc",
    version: 1,
    content: [{ type: "paragraph", content: [{ type: "text", text }] }],
  });
  await site.call("POST", `${issue}/comment`, { body: doc("one") });
  await site.call("POST", `${issue}/comment`, {
    body: doc("two"),
    properties: [{ key: "throughline", value: { wish: "w" } }],
  });
  const { body } = await site.call("GET", `${issue}/comment?orderBy=-created&maxResults=1&expand=properties`);
  expect(body).toMatchObject({
    total: 2,
    comments: [{ body: doc("two"), properties: [{ key: "throughline", value: { wish: "w" } }] }],
  });
});

test("a site may refuse properties with the create call; without one the item is made", async () => {
  await site.call("POST", "/sandbox/site", { refusesProperties: true });
  const properties = [{ key: "throughline", value: { v: 1 } }];
  const refused = await site.call("POST", "/rest/api/3/issue", task({}, properties), as("Wei Zhang"));
  expect(refused).toMatchObject({
    status: 403,
    body: { errorMessages: ["You do not have permission to set properties of issues in this project."], errors: {} },
  });
  await site.restart();
  expect((await site.call("POST", "/rest/api/3/issue", task({}, properties))).status).toBe(403);
  expect((await site.call("POST", "/rest/api/3/issue", task())).status).toBe(201);
});
