import type { KeyResult } from "@throughline/shared/key-results";
import { describe, expect, test } from "@jest/globals";
import { chartModel, valueOn } from "./chart-model.ts";

const keyResult: KeyResult = {
  id: "k",
  goalId: "g",
  name: "Net revenue retention",
  direction: "move",
  baseline: 100,
  target: 200,
  lo: null,
  hi: null,
  tolerance: null,
  unit: "%",
  weight: 1,
  cadence: 7,
  lag: 0,
  resultLag: 14,
  plan: [],
  latest: null,
  version: 1,
};
const goal = { start: "2026-01-01", due: "2026-04-11" };
const reading = (on: string, value: number) => ({ id: on, on, value, note: null, by: null, recordedAt: on });

describe("the plan", () => {
  test("is straight from baseline to target", () => {
    const { expectedOn } = chartModel(keyResult, [], goal);
    expect(expectedOn("2026-02-20")).toBeCloseTo(150);
    expect(expectedOn("2026-05-01")).toBe(200);
  });

  test("is flat through the lag and goes by its points", () => {
    const planned = { ...keyResult, lag: 10, plan: [["2026-02-20", 0.2]] as [string, number][] };
    const { expected, expectedOn } = chartModel(planned, [], goal);
    expect(["2026-01-11", "2026-02-20", "2026-04-11"].map(expectedOn)).toEqual([100, 120, 200]);
    expect(valueOn(expected, "2026-01-05")).toBe(100);
  });

  test("of a range is none: the range is drawn", () => {
    const kept = { ...keyResult, direction: "maintain" as const, baseline: null, target: null, lo: 70, hi: 90 };
    expect(chartModel(kept, [reading("2026-02-01", 78)], goal)).toMatchObject({
      expected: [],
      band: { lo: 70, hi: 90 },
    });
  });
});

describe("the last four weeks, continued", () => {
  test("land where their slope leads", () => {
    const readings = [reading("2026-01-01", 100), reading("2026-02-10", 110), reading("2026-03-02", 120)];
    expect(chartModel(keyResult, readings, goal).landing).toEqual({ day: "2026-04-11", value: 140 });
  });

  test("need two readings, and time that is left", () => {
    expect(chartModel(keyResult, [reading("2026-03-02", 120)], goal).landing).toBeNull();
    const late = [reading("2026-04-01", 110), reading("2026-04-20", 120)];
    expect(chartModel(keyResult, late, goal)).toMatchObject({ landing: null, end: "2026-04-20" });
  });
});
