import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { as, ITEMS_OF_REFUSALS, siteOfRefusals, task, type TestSite } from "./fixtures/test-site.ts";

/** Refusals that only a caller other than the app can provoke. All the others: refusal-table.test.ts. */
let site: TestSite;
beforeAll(async () => {
  site = await siteOfRefusals();
});
afterAll(() => site.stop());

const api = "/rest/api/3";
const said = (text: string) => ({ errorMessages: [text], errors: {} });
const unknown = said("Client must be authenticated to access this resource.");
const noJson = said("There was an error parsing JSON. Check that your request body is valid.");
const form = { ...as("Dana Okafor"), "content-type": "application/x-www-form-urlencoded" };

type Row = [
  what: string,
  method: string,
  path: string,
  body: unknown,
  status: number,
  answer: unknown,
  headers?: object,
];
const refused: Row[] = [
  ["no credentials", "GET", "/myself", undefined, 401, unknown, {}],
  ["a wrong password", "GET", "/myself", undefined, 401, unknown, { authorization: "Basic eDp5" }],
  ["a body that is no JSON", "POST", "/issue", "{", 400, noJson],
  ["a property that is no JSON", "PUT", "/issue/CS-1/properties/k", "{a", 400, noJson],
  ["a body of another kind", "POST", "/issue", "a=b", 415, said("Unsupported Media Type"), form],
];

test.each(refused.map((row): [string, Row] => [row[0], row]))("refuses %s", async (_, row) => {
  const [, method, path, body, status, answer, headers = as("Dana Okafor")] = row;
  const got = await site.call(method, `${api}${path}`, body, headers as Record<string, string>);
  expect({ status: got.status, body: got.body }).toEqual({ status, body: answer });
});

test("another site's page can neither write nor rebind the name", async () => {
  const foreign = { ...as("Dana Okafor"), origin: "https://evil.example" };
  expect((await site.call("POST", `${api}/issue`, task(), foreign)).status).toBe(403);
});

test("nothing was half-written by any of these", () => {
  expect(site.running.site.issues().map(({ key }) => key)).toEqual(ITEMS_OF_REFUSALS);
});
