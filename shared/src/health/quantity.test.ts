import { expect, test } from "@jest/globals";
import * as fc from "fast-check";
import { limitText, metricDifference, metricText } from "./metric-scale.ts";
import { valueText } from "./quantity.ts";

const amount = fc.oneof(
  fc.double({ min: -1e6, max: 1e6, noNaN: true }).map((value) => Math.round(value * 1e6) / 1e6 + 0),
  fc.constantFrom(0, 99.95, 99.999, 100, 0.004, 0.0001, 1.999999, 2),
);
const unit = fc.constantFrom("%", "$", "€", "min", "");

test("a value never reads as its target, its baseline or zero unless it is", () => {
  fc.assert(
    fc.property(amount, amount, amount, unit, (value, target, baseline, unit) => {
      const scale = { unit, target, baseline, lo: null, hi: null };
      const read = metricText(value, scale);
      for (const other of [target, baseline, 0]) {
        if (other !== value) expect(read).not.toBe(metricText(other, scale));
      }
      for (const limit of [value + 0.043219, value + 1.23e-5]) expect(limitText(limit, value, scale)).not.toBe(read);
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
  [1.57, "M€", [2], "€1.57M"],
  [-12.57, "M€", [-40, 10], "−€12.6M"],
  [0.5, "£bn", [], "£0.5bn"],
  [1200, "k$", [], "$1,200k"],
  [70.5, "₹", [], "₹70.50"],
  [33.3333, "%", [33.3333], "33.3333%"],
  [1e12, "requests", [], "1,000,000,000,000 requests"],
  [0.0000004, "", [0], "0.0000004"],
])("%d in %s beside %j reads %s", (value, unit, beside, words) => {
  expect(valueText(value, unit, beside)).toBe(words);
});

test.each([
  [106.94, 109.27, "%", "2.3 points"],
  [42, 43, "%", "1 point"],
  [106.901, 106.92, "%", "0.019 points"],
  [9200, 12_000, "$", "$2,800"],
  [1.5, 4.25, "M€", "€2.75M"],
])("%d and %d in %s are %s apart", (one, other, unit, words) => {
  expect(metricDifference(one, other, { unit, baseline: null, target: null, lo: null, hi: null })).toBe(words);
});
