import type { WorkItem } from "@throughline/shared/work-items";
import { expect, test } from "@jest/globals";
import { sortItems, standingOf } from "./item-order.ts";

const item = (given: Partial<WorkItem> & { id: string }): WorkItem => ({
  connectionId: "c",
  tool: "jira",
  ref: { container: "CS", id: given.id },
  key: given.id,
  title: given.id,
  url: null,
  type: null,
  status: { name: "In progress", category: "doing" },
  blocked: false,
  blockedSince: null,
  owner: null,
  assignees: 0,
  due: null,
  points: null,
  subitems: { done: 0, total: 0 },
  parent: null,
  presence: "live",
  restricted: false,
  createdAt: "2026-11-01T09:00:00Z",
  updatedAt: "2026-11-06T16:20:00Z",
  movedAt: "2026-11-06T16:20:00Z",
  movedIsGuess: false,
  stalled: false,
  stallsOn: null,
  idleDays: 0,
  blockedDays: null,
  link: null,
  supporting: [],
  class: null,
  sameWork: null,
  ...given,
});

test("what stands still first, then what is under way, then what waits, then what is over", () => {
  const items = [
    item({ id: "done", status: { name: "Done", category: "done" } }),
    item({ id: "todo", status: { name: "To do", category: "todo" } }),
    item({ id: "later", due: "2026-12-31" }),
    item({ id: "soon", due: "2026-12-01" }),
    item({ id: "blocked", blocked: true }),
    item({ id: "stalled", stalled: true }),
  ];
  expect(sortItems(items).map(({ id }) => id)).toEqual(["stalled", "blocked", "soon", "later", "todo", "done"]);
});

test("how long it stands still is said in the working days of the evidence, by what holds it up", () => {
  const textOf = (given: Partial<WorkItem>) =>
    standingOf(item({ id: "a", stalled: true, ...given }), "2026-11-20", "UTC");
  expect(textOf({ idleDays: 10 })).toMatchObject({ text: "Stalled 10 days", about: "Stalled for 10 working days" });
  expect(textOf({ idleDays: 6, blockedDays: 5 }).about).toBe("Blocked for 5 working days");
});

test("the day on which it will count as stalled is said when it is near", () => {
  expect(standingOf(item({ id: "a", stallsOn: "2026-11-26" }), "2026-11-20", "UTC").note).toBe(
    "Counts as stalled on 26 Nov",
  );
  expect(standingOf(item({ id: "a", stallsOn: "2026-12-20" }), "2026-11-20", "UTC").note).toBeNull();
});
