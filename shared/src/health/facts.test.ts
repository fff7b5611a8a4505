import { expect, test } from "@jest/globals";
import { parseFacts } from "./facts.ts";
import { goal, item, metric } from "./half-way.test-kit.ts";

function issuesOf(facts: object): string[] {
  const parsed = parseFacts(facts);
  return parsed.ok ? [] : parsed.issues.map(({ path, message }) => `${path}: ${message}`);
}

test("facts that hold together are taken as they are", () => {
  const facts = goal({ keyResults: [metric([[1, 50]], { plan: [["2026-12-01", 0.6]], lag: 5 })] });
  expect(parseFacts(facts)).toEqual({ ok: true, facts });
});

test("a goal that is due before it starts is refused with the day that would do", () => {
  expect(issuesOf(goal({ start: "2026-11-01", due: "2026-11-01" }))).toEqual([
    "due: due 2026-11-01 is not after start 2026-11-01: give a due day of 2026-11-02 or later",
  ]);
});

test("a lag as long as the period is refused, one a day shorter is taken", () => {
  expect(issuesOf(goal({ keyResults: [metric([], { lag: 200 })] }))[0]).toContain("give a shorter lag");
  expect(issuesOf(goal({ keyResults: [metric([], { lag: 199 })] }))).toEqual([]);
});

test("plan points lie strictly between start and lag, and the due date", () => {
  const withPlan = (day: string) => goal({ keyResults: [metric([], { lag: 10, plan: [[day, 0.5]] })] });
  expect(issuesOf(withPlan("2026-08-22"))[0]).toMatch(/^keyResults.0.plan.0.0: the plan point on 2026-08-22/);
  expect(issuesOf(withPlan("2026-08-23"))).toEqual([]);
  expect(issuesOf(withPlan("2027-02-27"))).toEqual([]);
  expect(issuesOf(withPlan("2027-02-28"))).toHaveLength(1);
});

test("two readings on one day are refused", () => {
  expect(
    issuesOf(
      goal({
        keyResults: [
          metric([
            [1, 50],
            [1, 60],
          ]),
        ],
      }),
    ),
  ).toEqual(["keyResults.0.readings.1.0: there is a second reading on 2026-11-19: keep the one recorded last"]);
});

test("a key result needs both ends of its way, or a band whose lower end is not the higher", () => {
  expect(issuesOf(goal({ keyResults: [{ readings: [], baseline: 3 }] }))).toEqual([
    "keyResults.0.target: a key result that moves needs a target: give a number",
  ]);
  expect(issuesOf(goal({ keyResults: [{ direction: "maintain", lo: 5, hi: 4, readings: [] }] }))).toEqual([
    "keyResults.0.lo: lo 5 is above hi 4: give lo at most 4",
  ]);
  expect(issuesOf(goal({ keyResults: [{ direction: "maintain", lo: 5, readings: [] }] }))[0]).toContain("give hi");
  expect(issuesOf(goal({ keyResults: [{ direction: "maintain", lo: 5, hi: 5, readings: [] }] }))).toEqual([]);
});

test("a weight of nothing, a day that is none, an unknown word and a number that is none are refused", () => {
  for (const weight of [0, 5e-324, 1e-10, -1])
    expect(issuesOf(goal({ keyResults: [metric([], { weight })] }))[0]).toContain("a weight must be above 0");
  expect(issuesOf(goal({ keyResults: [metric([], { weight: 1e-9 })] }))).toEqual([]);
  expect(issuesOf(goal({ items: [item("A", { moved: "2026-11-31" })] }))[0]).toContain("is not a calendar day");
  expect(issuesOf({ ...goal(), colour: "green" })).toHaveLength(1);
  expect(issuesOf(goal({ keyResults: [metric([[1, Number.NaN]])] }))).toHaveLength(1);
  expect(issuesOf(goal({ items: [item("A"), item("A")] }))[0]).toContain('the id "A" is there twice');
});

test("counts of finished work must be possible", () => {
  expect(issuesOf(goal({ finished: [{ items: 1, sized: 2, size: 3, last: "2026-11-01" }] }))).toHaveLength(1);
  expect(issuesOf(goal({ finished: [{ items: 1, sized: 0, size: 0 }] }))).toHaveLength(1);
  expect(issuesOf(goal({ finished: [{ items: 0, sized: 0, size: 0 }] }))).toEqual([]);
});

test("a threshold is refused when it is unknown, out of bounds, or turns the scale around", () => {
  expect(issuesOf(goal({ settings: { stallDays: 0 } }))[0]).toContain("give a whole number from 1 to 120");
  expect(issuesOf(goal({ settings: { stallDays: 2.5 } }))).toHaveLength(1);
  expect(issuesOf(goal({ settings: { stallDays: 30 } }))[0]).toContain("above longIdleDays at 20");
  expect(issuesOf(goal({ settings: { stallDays: 30, longIdleDays: 40 } }))).toEqual([]);
  expect(issuesOf({ ...goal(), settings: { patience: 3 } })).toHaveLength(1);
});
