import { describe, expect, test } from "@jest/globals";
import { addDays } from "@throughline/shared/calendar";
import { HealthState } from "@throughline/shared/vocabulary";
import fc from "fast-check";
import { isCovered, type Standing, standingOf } from "./decision-cover.ts";

const TODAY = "2026-11-27";
const RUNS = { numRuns: process.env["PROOF"] === undefined ? 500 : 20_000 };
const then: Standing = { state: "amber", rule: "R8", cause: "stalled w1" };
const covered = (until: string | null, ...since: Partial<Standing>[]) =>
  isCovered(
    { until, then },
    since.map((standing) => ({ ...then, ...standing })),
    TODAY,
  );

/** The rule as one would tell it: day after day somebody looks whether the decision still stands. */
function plainlyCovered(until: string | null, at: Standing, since: readonly Standing[]): boolean {
  const scale = ["green", "warming", "amber", "outdated", "red"];
  const level = (state: string) => scale.indexOf(state === "unmeasured" ? "outdated" : state);
  for (const { state, rule, cause } of since) {
    const base = level(at.state) === -1 ? level("warming") : level(at.state);
    if (level(state) > base) return false;
    if (until === null && (rule !== at.rule || cause !== at.cause)) return false;
  }
  return until === null || Date.parse(TODAY) < Date.parse(until);
}

const standing = fc.record({
  state: fc.constantFrom(...HealthState.options),
  rule: fc.constantFrom("R5", "R8"),
  cause: fc.constantFrom("stalled w1", "pace k1"),
});

test("of random histories a decision covers what a plain day-by-day reading says", () => {
  const until = fc.option(fc.integer({ min: -2, max: 2 }).map((days) => addDays(TODAY, days)));
  fc.assert(
    fc.property(until, standing, fc.array(standing, { maxLength: 4 }), (date, at, since) => {
      expect(isCovered({ until: date, then: at }, since, TODAY)).toBe(plainlyCovered(date, at, since));
    }),
    RUNS,
  );
});

describe("boundaries", () => {
  test("with a date it covers through the day before, and no longer on it", () => {
    expect(covered("2026-11-28")).toBe(true);
    expect(covered(TODAY)).toBe(false);
    expect(covered("2026-11-26")).toBe(false);
  });

  test("a day of a worse state ends it, and a later recovery does not revive it", () => {
    expect(covered("2026-12-24", { state: "red" })).toBe(false);
    expect(covered("2026-12-24", { state: "red" }, { state: "amber" })).toBe(false);
    expect(covered("2026-12-24", { state: "outdated" })).toBe(false);
    expect(covered("2026-12-24", { state: "green" }, { state: "amber" })).toBe(true);
  });

  test("from off track to no signal is no worsening", () => {
    expect(
      isCovered({ until: "2026-12-24", then: { ...then, state: "red" } }, [{ ...then, state: "outdated" }], TODAY),
    ).toBe(true);
  });

  test("without a date another rule or another strongest cause ends it; with one neither does", () => {
    expect(covered(null)).toBe(true);
    expect(covered(null, {})).toBe(true);
    expect(covered(null, { rule: "R6" })).toBe(false);
    expect(covered(null, { cause: "stalled w2" }, {})).toBe(false);
    expect(covered("2026-12-24", { rule: "R6" }, { cause: "pace k1" })).toBe(true);
  });

  test("the strongest cause is what the first evidence is about, not its numbers", () => {
    const part = { kind: "stalled", rule: "F12", observed: 11, limit: 10, items: ["w1", "w2"] };
    const report = (evidence: object[]) => ({ state: "amber", rule: "R8", evidence, flags: [] });
    expect(standingOf(report([part]))?.cause).toBe(
      standingOf(report([{ ...part, observed: 12, items: ["w1"] }]))?.cause,
    );
    expect(standingOf(report([part]))?.cause).not.toBe(standingOf(report([{ ...part, items: ["w2"] }]))?.cause);
    expect(standingOf(report([]))).toEqual({ state: "amber", rule: "R8", cause: "" });
    expect(standingOf(null)).toBeNull();
  });
});
