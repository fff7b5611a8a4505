import { afterAll, beforeAll, beforeEach, expect, test } from "@jest/globals";
import { showCard } from "./card.ts";
import { comment } from "./comment.ts";
import { type LittleAsana, littleAsana, reachTo } from "./little-asana.test-kit.ts";

const url = "https://goals.example.com/initiatives/INI-12";
let asana: LittleAsana;
let there: object[];
beforeAll(async () => {
  asana = await littleAsana(({ method }) => ({ body: { data: method === "GET" ? there : { gid: "9" } } }));
});
afterAll(() => asana.stop());
beforeEach(() => {
  asana.asked.length = 0;
  there = [];
});
const made = () => asana.asked.filter(({ method }) => method === "POST");
const show = () => showCard(reachTo(asana.api), "1", { name: "Goal health", url });

test("the card is an attachment that Asana connects to our app", async () => {
  there = [
    { gid: "2", name: "A file" },
    { gid: "3", view_url: url, connected_to_app: false },
  ];
  await show();
  expect(asana.asked[0]?.query).toMatchObject({ parent: "1" });
  const form = [...String(made()[0]?.body).matchAll(/name="(\w+)"\r\n\r\n(.*)\r\n/g)];
  const parts = Object.fromEntries(form.map((part): [string, string] => [part[1] ?? "", part[2] ?? ""]));
  expect(parts).toEqual({
    parent: "1",
    resource_subtype: "external",
    name: "Goal health",
    url,
    connect_to_app: "true",
  });
});

test("a second time changes nothing", async () => {
  there = [{ gid: "3", view_url: url, connected_to_app: true }];
  await show();
  expect(made()).toEqual([]);
});

test("the card of another initiative is another card", async () => {
  there = [{ gid: "3", view_url: `${url}3`, connected_to_app: true }];
  await show();
  expect(made()).toHaveLength(1);
});

const said = { text: "Stop <b>this</b> & that", reference: "6f1c9a52-0a3c-4b52-9f0e-3f6f2d1f7a11" };

test("a comment is written as it is, without markup, with its reference below", async () => {
  there = [
    { gid: "7", text: null },
    { gid: "8", text: "Another comment" },
  ];
  await comment(reachTo(asana.api), "1", said);
  expect(made().map(({ path, body }) => [path, body])).toEqual([
    ["/tasks/1/stories", { data: { text: `${said.text}\n\nReference: ${said.reference}` } }],
  ]);
});

test("a comment that is there already is not written again", async () => {
  there = [{ gid: "8", text: `${said.text}\n\nReference: ${said.reference}` }];
  await comment(reachTo(asana.api), "1", said);
  expect(made()).toEqual([]);
});
