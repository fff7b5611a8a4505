import { expect, test } from "@jest/globals";
import { below, type Figure, flat, type Law, linear } from "./figures.ts";
import { judge } from "./gates.ts";

const figures = (...rows: [size: number, rows: number | undefined][]): Figure[] =>
  rows.map(([size, found]) => ({ scenario: "a read", size, measures: found === undefined ? {} : { rows: found } }));
const gate = (law: Law, found: Figure[]) => judge([{ name: "a read", laws: [law] }], found)[0];

test("what grows with the workspace though it should not fails its gate, by its name", () => {
  expect(gate(flat("rows", 1.5), figures([1_000, 50], [10_000, 60]))).toMatchObject({ worst: 1.2, holds: true });
  expect(gate(flat("rows", 1.5), figures([1_000, 50], [10_000, 500]))).toEqual({
    name: "a read: rows stay",
    worst: 10,
    limit: 1.5,
    holds: false,
  });
});

test("what grows faster than the size fails, also when a small beginning hides it", () => {
  const steady = figures([10, 900], [200, 1_000], [2_000, 10_000]);
  expect(gate(linear("rows", 1.5), steady)?.holds).toBe(true);
  const squared = figures([10, 900], [200, 1_000], [2_000, 90_000]);
  expect(gate(linear("rows", 1.5), squared)).toMatchObject({ worst: 9, holds: false });
});

test("a limit holds at every size", () => {
  expect(gate(below("rows", 100), figures([10, 99], [20, 100]))?.holds).toBe(true);
  expect(gate(below("rows", 100), figures([10, 101], [20, 100]))?.holds).toBe(false);
});

test("nothing growing out of nothing is no growth, something is", () => {
  expect(gate(flat("rows", 1.5), figures([10, 0], [100, 0.2]))?.holds).toBe(true);
  expect(gate(flat("rows", 1.5), figures([10, 0], [100, 40]))?.holds).toBe(false);
});

test.each([
  ["one size alone", figures([1_000, 50])],
  ["a size without the figure", figures([1_000, 50], [10_000, undefined])],
  ["no figure at all", []],
])("%s has shown nothing, and fails", (_what, found) => {
  expect(gate(flat("rows", 1.5), found)).toMatchObject({ worst: null, holds: false });
});
