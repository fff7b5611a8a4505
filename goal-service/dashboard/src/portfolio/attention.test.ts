import { expect, test } from "@jest/globals";
import { BAR_ORDER, sortRows } from "./attention.ts";
import { rowOf } from "./portfolio-row.test-kit.ts";

const ids = (rows: { id: string }[]) => rows.map(({ id }) => id);

test("worst first, then by priority, then by due date", () => {
  const rows = [
    rowOf({ id: "achieved", state: "achieved" }),
    rowOf({ id: "green", state: "green" }),
    rowOf({ id: "paused-at-work", state: "paused", doing: 6 }),
    rowOf({ id: "paused", state: "paused", doing: 0 }),
    rowOf({ id: "silent", state: "outdated" }),
    rowOf({ id: "amber-low", state: "amber", priority: 3 }),
    rowOf({ id: "amber-later", state: "amber", priority: 1, due: "2027-01-31" }),
    rowOf({ id: "amber-soon", state: "amber", priority: 1 }),
    rowOf({ id: "theme", state: "unmeasured" }),
    rowOf({ id: "red", state: "red", priority: 4 }),
    rowOf({ id: "warming", state: "warming" }),
  ];
  const expected = "red amber-soon amber-later amber-low silent theme paused-at-work warming green paused achieved";
  expect(ids(sortRows(rows, undefined))).toEqual(expected.split(" "));
});

test("other orders fall back on attention", () => {
  const rows = [
    rowOf({ id: "b", title: "B", due: "2026-11-30", progress: 0.2, expected: 0.8 }),
    rowOf({ id: "a", title: "A", due: "2026-12-31", state: "red" }),
    rowOf({ id: "c", title: "C", due: "2026-12-31" }),
  ];
  expect(ids(sortRows(rows, "due"))).toEqual(["b", "a", "c"]);
  expect(ids(sortRows(rows, "title"))).toEqual(["a", "b", "c"]);
  expect(ids(sortRows(rows, "progress"))).toEqual(["b", "a", "c"]);
});

test("the bar knows every state once", () => {
  expect(new Set(BAR_ORDER).size).toBe(12);
});
