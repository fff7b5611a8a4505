import { expect, test } from "@jest/globals";
import fc from "fast-check";
import { isRead, TaskOrUnread } from "./task.ts";

const GOOD = {
  gid: "1",
  name: "Audit the accounts",
  notes: "See https://tool.example/1",
  resource_subtype: "default_task",
  completed: true,
  completed_at: "2026-11-06T16:20:00.000Z",
  created_at: "2026-11-02T09:00:00.000Z",
  modified_at: "2026-11-06T16:20:00.000Z",
  assignee: { gid: "2", name: "Dana" },
  start_on: "2026-11-03",
  due_on: "2026-12-04",
  custom_type_status_option: { gid: "3", name: "Doing" },
  memberships: [{ project: { gid: "4" }, section: { gid: "5", name: "Doing" } }],
  num_subtasks: 2,
  actual_time_minutes: 5,
  dependencies: [{ gid: "6" }],
  dependents: [{ gid: "7" }],
  parent: { gid: "8" },
  permalink_url: "https://app.asana.com/0/1/1",
  external: { gid: "x", data: "{}" },
  tags: [{ gid: "9", name: "churn" }],
  custom_fields: [{ gid: "10", name: "Initiative", type: "text", text_value: "INI-1" }],
};
const ESSENTIAL = ["gid", "name", "completed", "created_at", "modified_at", "permalink_url"];
type Parts = Record<string, unknown>;

const placesOf = (value: unknown): string[][] =>
  typeof value === "object" && value !== null
    ? Object.entries(value).flatMap(([step, part]) => [[step], ...placesOf(part).map((path) => [step, ...path])])
    : [];

function broken(path: readonly string[], value: unknown): Parts {
  const task = structuredClone(GOOD) as Parts;
  const inside = path.slice(0, -1).reduce<Parts>((parts, step) => parts[step] as Parts, task);
  if (value === undefined) Reflect.deleteProperty(inside, path.at(-1) ?? "");
  else inside[path.at(-1) ?? ""] = value;
  return task;
}

test("an odd part of a task costs itself: a section, a tag, a field, a dependency without a name, whatever stands there", () => {
  const odd = fc.oneof(fc.constantFrom<unknown>(null, undefined, 7, "", "odd", [], {}, [null], [{}]), fc.anything());
  const inside = placesOf(GOOD).filter(([name = ""]) => !ESSENTIAL.includes(name));
  fc.assert(
    fc.property(fc.constantFrom(...inside), odd, (path, value) => {
      const read = TaskOrUnread.parse(broken(path, value));
      expect(isRead(read)).toBe(true);
      expect(read).toMatchObject({ gid: "1", name: "Audit the accounts", completed: true });
    }),
    { numRuns: process.env["PROOF"] ? 20_000 : 1_000 },
  );
});

test.each(ESSENTIAL.slice(1))("without %s a task is there, and can't be read", (name) => {
  expect(TaskOrUnread.parse({ ...GOOD, [name]: null })).toEqual({ unread: "1" });
});
