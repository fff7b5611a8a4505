import { expect, test } from "@jest/globals";
import { aTask, inSection } from "./little-asana.test-kit.ts";
import { type Rules, stateOf } from "./state.ts";
import type { Task } from "./task.ts";

const TODAY = "2026-11-20";
const AT = "2026-11-19T10:00:00.000Z";
const at = { container: "P", waits: false };
const none: Rules = { statuses: [], today: TODAY };
const rule = (
  name: string,
  category: Rules["statuses"][number]["category"],
  blocked = false,
  container = "P",
): Rules => ({
  statuses: [{ container, name, category, blocked }],
  today: TODAY,
});
const stateIn = (more: Partial<Task>, rules = none, waits = false) => {
  const { name, category, blocked } = stateOf(aTask(more), { ...at, waits }, rules);
  return [name, category, ...(blocked ? ["blocked"] : [])];
};
const ticked = { completed: true, completed_at: AT };
const typed = (name: string) => ({ custom_type_status_option: { gid: "O", name } });

const rows: [promise: string, task: Partial<Task>, state: string[]][] = [
  ["a fresh task has not begun", {}, ["Not started", "todo"]],
  ["one whose start date has come has", { start_on: TODAY }, ["Started", "doing"]],
  ["one that starts tomorrow has not", { start_on: "2026-11-21" }, ["Not started", "todo"]],
  ["logged time means that it has begun", { actual_time_minutes: 15 }, ["Started", "doing"]],
  ["no logged time means nothing", { actual_time_minutes: 0 }, ["Not started", "todo"]],
  ["a section says where it stands", { memberships: inSection("In review") }, ["In review", "doing"]],
  ["a section outweighs the start date", { memberships: inSection("Backlog"), start_on: TODAY }, ["Backlog", "todo"]],
  [
    "a topic says nothing, the start date does",
    { memberships: inSection("Marketing"), start_on: TODAY },
    ["Marketing", "doing"],
  ],
  ["a waiting section blocks", { memberships: inSection("Waiting") }, ["Waiting", "doing", "blocked"]],
  ["a section of another project is not asked", { memberships: inSection("Done", "Q") }, ["Not started", "todo"]],
  ["the unnamed section is none", { memberships: inSection("Untitled section") }, ["Not started", "todo"]],
  [
    "a section called Done says that it has begun, and only the tick that it is over",
    { memberships: inSection("Done") },
    ["Done", "doing"],
  ],
  ["nor does one called Cancelled end it", { memberships: inSection("Cancelled") }, ["Cancelled", "doing"]],
  ["nor does a status of its type", typed("Closed"), ["Closed", "doing"]],
  [
    "a status of its type outweighs the section",
    { ...typed("Doing"), memberships: inSection("Backlog") },
    ["Doing", "doing"],
  ],
  ["ticked off is done", ticked, ["Completed", "done"]],
  [
    "ticked off where it stood is done, not in progress",
    { ...ticked, memberships: inSection("Doing") },
    ["Completed", "done"],
  ],
  ["ticked off in Done is called so", { ...ticked, memberships: inSection("Done") }, ["Done", "done"]],
  ["ticked off in Won't do is cancelled", { ...ticked, memberships: inSection("Won't do") }, ["Won't do", "cancelled"]],
  ["a type's last status keeps its name", { ...ticked, ...typed("Signed") }, ["Signed", "done"]],
  ["a ticked task is never blocked", { ...ticked, memberships: inSection("Blocked") }, ["Completed", "done"]],
  ["an approval that is open is open", { approval_status: "pending" }, ["Not started", "todo"]],
  ["approved is done", { ...ticked, approval_status: "approved" }, ["Approved", "done"]],
  ["rejected is not done, though ticked", { ...ticked, approval_status: "rejected" }, ["Rejected", "cancelled"]],
  [
    "changes requested means more work",
    { ...ticked, approval_status: "changes_requested" },
    ["Changes requested", "doing"],
  ],
];
test.each(rows)("%s", (_promise, task, state) => {
  expect(stateIn(task)).toEqual(state);
});

test("what it depends on blocks it while that is open, and not when it is over itself", () => {
  expect(stateIn({}, none, true)).toEqual(["Not started", "todo", "blocked"]);
  expect(stateIn({ memberships: inSection("Doing") }, none, true)).toEqual(["Doing", "doing", "blocked"]);
  expect(stateIn(ticked, none, true)).toEqual(["Completed", "done"]);
});

test("an admin's rule outweighs every guess, in its own project", () => {
  const marketing = { memberships: inSection("Marketing") };
  expect(stateIn(marketing, rule("Marketing", "doing"))).toEqual(["Marketing", "doing"]);
  expect(stateIn(marketing, rule("Marketing", "doing", true))).toEqual(["Marketing", "doing", "blocked"]);
  expect(stateIn(marketing, rule("Marketing", "doing", false, "Q"))).toEqual(["Marketing", "todo"]);
  expect(stateIn({ memberships: inSection("Waiting") }, rule("Waiting", "todo"))).toEqual(["Waiting", "todo"]);
  expect(stateIn({}, rule("Not started", "doing"))).toEqual(["Not started", "doing"]);
  expect(stateIn({ ...ticked, approval_status: "rejected" }, rule("Rejected", "done"))).toEqual(["Rejected", "done"]);
  expect(stateIn({ memberships: inSection("Done") }, rule("Done", "done"))).toEqual(["Done", "done"]);
});

test("beside a rule that ends an open task stands what it means without the rule", () => {
  const tickIn = (more: Partial<Task>, rules = none, waits = false) =>
    stateOf(aTask(more), { ...at, waits }, rules).tick;
  const [inDone, inReview] = [{ memberships: inSection("Done") }, { memberships: inSection("Review") }];
  const doing = { category: "doing", blocked: false };
  expect(tickIn(inDone)).toEqual({ done: false, open: null });
  expect(tickIn(inDone, rule("Done", "done"))).toEqual({ done: false, open: doing });
  expect(tickIn(inDone, rule("Done", "done"), true)).toEqual({ done: false, open: { ...doing, blocked: true } });
  expect(tickIn(inReview, rule("Review", "cancelled"))).toEqual({ done: false, open: doing });
  expect(tickIn(inReview, rule("Review", "todo"))).toEqual({ done: false, open: null });
  expect(tickIn({ ...ticked, ...inDone }, rule("Done", "done"))).toEqual({ done: true, open: null });
});

test("a rule for a section says nothing about the task that was ticked off in it, but may say that it ends there", () => {
  const there = { ...ticked, memberships: inSection("Marketing") };
  expect(stateIn(there, rule("Marketing", "todo"))).toEqual(["Completed", "done"]);
  expect(stateIn(there, rule("Marketing", "cancelled"))).toEqual(["Marketing", "cancelled"]);
  expect(stateIn(there, rule("Completed", "cancelled"))).toEqual(["Completed", "cancelled"]);
});

test("a status keeps its id where somebody only renames it; the tick has one of its own", () => {
  const idIn = (more: Partial<Task>) => stateOf(aTask(more), at, none).id;
  const [board] = inSection("Doing");
  const renamed = [{ ...board, section: { gid: board?.section?.gid ?? "", name: "In Arbeit" } }];
  expect(idIn({ memberships: renamed })).toBe(idIn({ memberships: inSection("Doing") }));
  expect(idIn({ ...typed("Doing") })).toBe(idIn({ ...typed("In Arbeit") }));
  expect(idIn({ ...ticked, memberships: renamed })).not.toBe(idIn({ memberships: renamed }));
  expect(idIn({ start_on: TODAY })).toBe(idIn({}));
});
