import { afterAll, beforeAll, beforeEach, expect, test } from "@jest/globals";
import type { Draft } from "../connector.ts";
import { create } from "./create.ts";
import { aTask, type LittleAsana, littleAsana, reachTo, type Reply } from "./little-asana.test-kit.ts";

const LINK = "0b6c8d1e-5f3a-4a63-9a53-0d2f3b7c1a10";
const mark = { link: LINK, initiative: "INI-12", at: "2026-11-20T09:00:00.000Z" };
const url = "https://goals.example.com/initiatives/INI-12";
const draft = (more: Partial<Draft> = {}): Draft => ({
  mark,
  container: "P",
  title: "Audit the accounts",
  owner: "7",
  due: "2026-12-01",
  body: null,
  initiative: { key: "INI-12", title: "Onboarding", url },
  ...more,
});
const field = (more: object = {}) => ({ custom_field: { gid: "F", name: "Initiative", type: "text", ...more } });
const project = (...custom_field_settings: object[]): Reply => ({
  body: { data: { gid: "P", name: "P", privacy_setting: "public_to_workspace", custom_field_settings } },
});

let asana: LittleAsana;
let about: Reply;
let made: Reply | "hang up";
beforeAll(async () => {
  asana = await littleAsana(({ method }) => (method === "GET" ? about : made));
});
afterAll(() => asana.stop());
beforeEach(() => {
  asana.asked.length = 0;
  about = project();
  made = { status: 201, body: { data: aTask() } };
});

const sent = () => (asana.asked.find(({ method }) => method === "POST")?.body as { data: object }).data;
const make = (more: Partial<Draft> = {}) => create(reachTo(asana.api), draft(more));

test("one call makes the task with its link, its owner and its date", async () => {
  expect(await make()).toMatchObject({ ref: { container: "P", id: "1" }, restricted: false });
  expect(asana.asked.map(({ method, path }) => [method, path])).toEqual([
    ["GET", "/projects/P"],
    ["POST", "/tasks"],
  ]);
  expect(sent()).toEqual({
    name: "Audit the accounts",
    projects: ["P"],
    external: { gid: LINK, data: JSON.stringify({ ...mark, v: 1 }) },
    assignee: "7",
    due_on: "2026-12-01",
    html_notes: `<body>Serves INI-12 Onboarding: <a href="${url}">${url}</a></body>`,
  });
});

test("where the project has the field, the key stands there and the notes are the person's own", async () => {
  about = project(field({ name: "Other" }), field());
  await make({ body: "What to do" });
  expect(sent()).toMatchObject({ custom_fields: { F: "INI-12" }, notes: "What to do" });
  expect(sent()).not.toHaveProperty("html_notes");
});

test.each([
  ["of another kind", { type: "enum" }],
  ["an id that Asana gives", { representation_type: "custom_id" }],
  ["a formula", { is_formula_field: true }],
  ["kept by another app", { is_value_read_only: true }],
  ["switched off", { enabled: false }],
])("a field that is %s is left alone", async (_what, more) => {
  about = project(field(more));
  await make();
  expect(sent()).not.toHaveProperty("custom_fields");
  expect(sent()).toHaveProperty("html_notes");
});

test("of a class and of a private goal nothing is named, in no field and no note", async () => {
  about = project(field());
  const { link, at } = mark;
  await make({ initiative: null, body: "What to do", mark: { link, at, class: "maintenance" } });
  expect(sent()).toMatchObject({ notes: "What to do" });
  expect(JSON.stringify(sent())).not.toMatch(/INI-12|Onboarding|custom_fields/);
});

test("nothing is sent that was not given", async () => {
  await make({ owner: null, due: null, initiative: null });
  expect(Object.keys(sent())).toEqual(["name", "projects", "external"]);
});

test.each([402, 403, 404])("a project that can't be looked at (%i) is no reason not to try", async (status) => {
  about = { status };
  expect(await make()).toMatchObject({ restricted: true });
  expect(sent()).toHaveProperty("html_notes");
});

test.each([
  [401, "signed_out"],
  [429, "limited"],
  [503, "unreachable"],
])("when Asana says %i before the task is made, nothing is made", async (status, kind) => {
  about = { status };
  await expect(make()).rejects.toMatchObject({ kind });
  expect(asana.asked.map(({ method }) => method)).not.toContain("POST");
});

test("a field left from a better plan does not keep the task from being made, once", async () => {
  about = project(field());
  const tried: unknown[] = [];
  const before = asana.answers;
  asana.answers = ({ method, body }) => {
    if (method === "GET") return about;
    tried.push(body);
    return JSON.stringify(body).includes("custom_fields") ? { status: 402 } : made;
  };
  expect(await make()).toMatchObject({ ref: { id: "1" } });
  expect(tried).toHaveLength(2);
  expect(JSON.stringify(tried[1])).toContain("Serves INI-12");
  await expect(make({ initiative: null })).resolves.toBeDefined();
  expect(tried).toHaveLength(3);
  asana.answers = before;
});

test("a lost answer is unknown and not tried again", async () => {
  made = "hang up";
  await expect(make()).rejects.toMatchObject({ kind: "unknown" });
  expect(asana.asked.filter(({ method }) => method === "POST")).toHaveLength(1);
});

test("a refusal comes in Asana's words", async () => {
  made = { status: 400, body: { errors: [{ message: "assignee: Not a user in this organization" }] } };
  await expect(make()).rejects.toMatchObject({ kind: "refused", message: "assignee: Not a user in this organization" });
});
