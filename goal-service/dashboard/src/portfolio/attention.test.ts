import { expect, test } from "@jest/globals";
import { BAR_ORDER, sortRows } from "./attention.ts";
import { rowOf } from "./portfolio-row.test-kit.ts";

const ids = (rows: { id: string }[]) => rows.map(({ id }) => id);

test("rows stay in the service's order of attention; other orders fall back on it", () => {
  const rows = [
    rowOf({ id: "a", title: "A", due: "2026-12-31", state: "red" }),
    rowOf({ id: "c", title: "C", due: "2026-12-31" }),
    rowOf({ id: "b", title: "B", due: "2026-11-30", progress: 0.2, expected: 0.8 }),
  ];
  expect(ids(sortRows(rows, undefined))).toEqual(["a", "c", "b"]);
  expect(ids(sortRows(rows, "due"))).toEqual(["b", "a", "c"]);
  expect(ids(sortRows(rows, "title"))).toEqual(["a", "b", "c"]);
  expect(ids(sortRows(rows, "progress"))).toEqual(["b", "a", "c"]);
});

test("the bar knows every state once", () => {
  expect(new Set(BAR_ORDER).size).toBe(12);
});
