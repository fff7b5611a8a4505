import { expect, test } from "@jest/globals";
import * as fc from "fast-check";
import { valueText } from "./quantity.ts";

const amount = fc.oneof(
  fc.double({ min: -1e6, max: 1e6, noNaN: true }).map((value) => Math.round(value * 1e6) / 1e6 + 0),
  fc.constantFrom(0, 99.95, 99.999, 100, 0.004, 0.0001, 1.999999, 2),
);
const unit = fc.constantFrom("%", "$", "€", "min", "");

test("a value never reads as its target, its baseline or zero unless it is", () => {
  fc.assert(
    fc.property(amount, amount, amount, unit, (value, target, baseline, unit) => {
      const read = valueText(value, unit, [target, baseline]);
      for (const other of [target, baseline, 0]) {
        if (other !== value) expect(read).not.toBe(valueText(other, unit, [value]));
      }
      expect(valueText(value, unit, [baseline, target])).toBe(read);
    }),
    { numRuns: 2000 },
  );
});

test.each([
  [99.99, "%", [100], "99.99%"],
  [99.999, "%", [100], "99.999%"],
  [0.004, "%", [0.008, 0], "0.004%"],
  [1_570_000, "€", [2_000_000], "€1,570,000"],
  [0.034, "", [], "0.034"],
  [3.3, "$", [4], "$3.30"],
  [-4, "$", [], "−$4"],
  [-0, "", [], "0"],
])("%d in %s beside %j reads %s", (value, unit, beside, words) => {
  expect(valueText(value, unit, beside)).toBe(words);
});
