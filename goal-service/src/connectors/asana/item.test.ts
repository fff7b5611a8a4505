import { isStorable } from "@throughline/shared/basics";
import { ItemRead } from "@throughline/shared/page";
import { expect, test } from "@jest/globals";
import { type Around, itemOf } from "./item.ts";
import { aTask, inSection } from "./little-asana.test-kit.ts";

const around: Around = {
  container: "P",
  restricted: false,
  archived: false,
  subtasks: { done: 1, total: 3 },
  waits: false,
};
const rules = { statuses: [], today: "2026-11-20" };
const LINK = "0b6c8d1e-5f3a-4a63-9a53-0d2f3b7c1a10";
const mark = { v: 1, link: LINK, initiative: "INI-12", at: "2026-11-02T09:00:00.000Z" } as const;
const field = (text_value: string | null, more: object = {}) => ({
  gid: "F",
  name: "Initiative",
  type: "text",
  text_value,
  ...more,
});

test("a task becomes a work item in our words", () => {
  const task = aTask({
    resource_subtype: "milestone",
    assignee: { gid: "7", name: "Dana Okafor" },
    due_on: "2026-12-01",
    actual_time_minutes: 90.4,
    parent: { gid: "9" },
    tags: [{ gid: "T", name: "Q4" }],
    notes: "See https://acme.atlassian.net/browse/CS-1.",
    memberships: inSection("Doing"),
  });
  expect(itemOf(task, around, rules)).toEqual({
    ref: { container: "P", id: "1" },
    title: "Audit the accounts",
    url: "https://app.asana.com/0/1/1",
    type: "milestone",
    status: { id: "S Doing", name: "Doing", category: "doing" },
    blocked: false,
    assignees: [{ remoteId: "7", name: "Dana Okafor" }],
    labels: ["Q4"],
    due: "2026-12-01",
    spentMinutes: 90,
    commits: 0,
    subitems: { done: 1, total: 3 },
    parent: { container: "P", id: "9" },
    mirrors: ["https://acme.atlassian.net/browse/CS-1"],
    restricted: false,
    presence: "live",
    mark: null,
    createdAt: "2026-11-02T09:00:00.000Z",
    updatedAt: "2026-11-06T16:20:00.000Z",
    tick: { done: false, open: null },
  });
});

test("the time of a movement is told only where Asana knows it: when the task was ticked off", () => {
  const at = "2026-11-05T08:00:00.000Z";
  expect(itemOf(aTask({ completed: true, completed_at: at }), around, rules)).toMatchObject({
    status: { category: "done" },
    movedAt: at,
    finishedAt: at,
  });
  expect(itemOf(aTask({ memberships: inSection("Done") }), around, rules)).not.toHaveProperty("movedAt");
});

test("what the project hides is said to be restricted, and what it keeps in the archive archived", () => {
  expect(itemOf(aTask(), { ...around, restricted: true, archived: true }, rules)).toMatchObject({
    restricted: true,
    presence: "archived",
  });
});

test("our own mark comes before what a person wrote", () => {
  const external = { gid: LINK, data: JSON.stringify(mark) };
  const task = aTask({ external, custom_fields: [field("INI-3")], notes: "[INI-4]" });
  expect(itemOf(task, around, rules).mark).toEqual(mark);
});

test.each([
  ["the field", { custom_fields: [field("ini-12")] }, "[INI-12]"],
  ["the field in brackets, with more beside it", { custom_fields: [field("[INI-12] Onboarding")] }, "[INI-12]"],
  ["the first line of the notes", { notes: "[INI-12] do this\nmore" }, "[INI-12]"],
  ["no other line of the notes", { notes: "do this\n[INI-12]" }, null],
  ["no other text in the field", { custom_fields: [field("XINI-12")] }, null],
  ["an empty field", { custom_fields: [field(null)] }, null],
  ["no field of another kind", { custom_fields: [field("INI-12", { type: "enum" })] }, null],
  ["no field of another name", { custom_fields: [field("INI-12", { name: "Initiative (old)" })] }, null],
  ["the field, where the mark is broken", { external: { data: "{" }, custom_fields: [field("INI-12")] }, "[INI-12]"],
  [
    "the field, where the mark is another's",
    { external: { data: '{"a":1}' }, custom_fields: [field("INI-12")] },
    "[INI-12]",
  ],
])("a person's claim is read from %s", (_where, more, claim) => {
  expect(itemOf(aTask(more), around, rules).mark).toBe(claim);
});

test("whatever people type can be stored", () => {
  const odd = "\u0000\ud800";
  const task = aTask({
    name: `${odd}${"long ".repeat(400)}`,
    memberships: inSection(`Doing${odd}`),
    tags: [{ gid: "T", name: odd }],
    assignee: { gid: "7", name: odd },
    notes: `[INI-1]${odd}`,
  });
  const { tick: _tick, ...item } = itemOf(task, around, rules);
  expect(isStorable(item)).toBe(true);
  expect(ItemRead.safeParse(item).success).toBe(true);
  expect(item).toMatchObject({
    status: { name: "Doing", category: "doing" },
    labels: [],
    assignees: [{ remoteId: "7" }],
  });
  expect(itemOf(aTask({ name: " " }), around, rules).title).toBe("Untitled task");
});
