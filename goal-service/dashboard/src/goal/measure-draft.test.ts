import { expect, test } from "@jest/globals";
import { atStart, lateStart, standsOn, underWay } from "./beginning.ts";
import { isMoved, measureDraft, measureMissing, newMeasureOf } from "./measure-draft.ts";

const move = { ...measureDraft, name: "Retention", baseline: "98", target: "110" };
const band = { ...measureDraft, name: "Uptime", direction: "maintain", lo: "99", hi: "100" };

test("where a new measure stands is its first reading", () => {
  expect(newMeasureOf(move, "2026-11-20")).toMatchObject({ baseline: 98, reading: { on: "2026-11-20", value: 98 } });
  expect(newMeasureOf({ ...band, now: "99.5" }, "2026-11-20")).toMatchObject({ reading: { value: 99.5 } });
  expect(newMeasureOf(band, "2026-11-20")).not.toHaveProperty("reading");
});

test("of a goal that starts in the past it stood there then; of one to come it stands there today", () => {
  expect(standsOn("2026-10-01", "2026-11-20")).toBe("2026-10-01");
  expect(standsOn("2026-12-01", "2026-11-20")).toBe("2026-11-20");
  expect(atStart("2026-10-01", "2026-11-20").baseline).toMatch(/^Stood at on .*Oct/);
  expect(atStart("2026-11-20", "2026-11-20").baseline).toBe("Stands at");
});

test("what is missing is said at its field", () => {
  expect(measureMissing({ ...move, name: " ", baseline: "", target: "1.234" })).toEqual({
    name: "Say what is measured.",
    lag: false,
    baseline: "Give the number as it stands.",
    target: "Choose which of the two is meant.",
  });
  expect(measureMissing({ ...move, target: "98", lag: "2.5" })).toMatchObject({
    target: "The same as where it stands.",
    lag: "Give whole days, 0 or more.",
  });
  expect(measureMissing({ ...band, lo: "100", hi: "99" })).toMatchObject({ hi: "This is below the lower end." });
});

test("a number written otherwise is no change that wants a reason; another number or direction is", () => {
  expect(isMoved(move, { ...move, baseline: "98,0" })).toBe(false);
  expect(isMoved(move, { ...move, target: "111" })).toBe(true);
  expect(isMoved(move, { ...move, direction: "maintain" })).toBe(true);
});

test("a measure added to a goal under way is proposed a plan from today; a start in the past is said to be late", () => {
  expect(underWay("2026-10-01", "2026-12-31", "2026-11-20").lag).toBe(50);
  expect(underWay("2026-11-20", "2026-12-31", "2026-11-20").lag).toBe(0);
  expect(underWay("2026-10-01", "2026-12-31", "2026-12-31").lag).toBe(0);
  expect(lateStart("2026-10-01", "2026-12-30", "2026-11-15")).toContain("50% of the way is expected today");
  expect(lateStart("2026-11-20", "2026-12-30", "2026-11-20")).toBeNull();
});
