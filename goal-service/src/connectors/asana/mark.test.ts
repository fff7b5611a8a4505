import { afterAll, beforeAll, beforeEach, expect, test } from "@jest/globals";
import { aTask, type LittleAsana, littleAsana, reachTo } from "./little-asana.test-kit.ts";
import { writeMark } from "./mark.ts";
import type { Task } from "./task.ts";

const LINK = "0b6c8d1e-5f3a-4a63-9a53-0d2f3b7c1a10";
const at = "2026-11-20T09:00:00.000Z";
const mark = { v: 1, link: LINK, initiative: "INI-12", at } as const;
const external = { gid: LINK, data: JSON.stringify(mark) };
const field = (text_value: string | null, more: object = {}) => [
  { gid: "F", name: "initiative ", type: "text", text_value, ...more },
];

let asana: LittleAsana;
let task: Task;
beforeAll(async () => {
  asana = await littleAsana(() => ({ body: { data: task } }));
});
afterAll(() => asana.stop());
beforeEach(() => {
  asana.asked.length = 0;
});
const written = () =>
  asana.asked.filter(({ method }) => method === "PUT").map(({ body }) => (body as { data: object }).data);
const write = (given: Parameters<typeof writeMark>[2] = mark) => writeMark(reachTo(asana.api), "1", given);

test("the mark is written with the field that everybody sees, in one call", async () => {
  task = aTask({ custom_fields: field(null) });
  await write();
  expect(written()).toEqual([{ external, custom_fields: { F: "INI-12" } }]);
});

test("the same mark again writes nothing: a write would move the task's own clock", async () => {
  task = aTask({ external, custom_fields: field("INI-12") });
  await write();
  expect(written()).toEqual([]);
});

test("only what differs is written", async () => {
  task = aTask({ external, custom_fields: field("INI-3") });
  await write();
  task = aTask({ external: { gid: "other", data: external.data }, custom_fields: field("INI-12") });
  await write();
  task = aTask({ external: { gid: LINK, data: "broken" } });
  await write();
  expect(written()).toEqual([{ custom_fields: { F: "INI-12" } }, { external }, { external }]);
});

test("a class empties the field, which would say what the task served before", async () => {
  task = aTask({ external, custom_fields: field("INI-12") });
  await write({ v: 1, link: LINK, class: "debt", at });
  expect(written()).toEqual([
    {
      external: { gid: LINK, data: JSON.stringify({ v: 1, link: LINK, class: "debt", at }) },
      custom_fields: { F: null },
    },
  ]);
});

test("a field that is not ours to fill in is left alone", async () => {
  task = aTask({ external, custom_fields: field("INI-3", { is_value_read_only: true }) });
  await write();
  expect(written()).toEqual([]);
});

test("a field left from a better plan does not keep the mark from being written", async () => {
  task = aTask({ custom_fields: field(null) });
  const before = asana.answers;
  const unpaid = (body: unknown) => JSON.stringify(body).includes("custom_fields");
  asana.answers = ({ method, body }) => (method === "PUT" && unpaid(body) ? { status: 402 } : { body: { data: task } });
  await write();
  expect(written()[1]).toEqual({ external });
  task = aTask({ external, custom_fields: field(null) });
  await write();
  expect(written()).toHaveLength(3);
  asana.answers = before;
});

test("a task that is gone is said to be missing", async () => {
  const before = asana.answers;
  asana.answers = () => ({ status: 404 });
  await expect(write()).rejects.toMatchObject({ kind: "missing" });
  asana.answers = before;
});
