import { expect, test } from "@jest/globals";
import * as fc from "fast-check";
import { evaluate } from "./evaluate.ts";
import { parseFacts } from "./facts.ts";
import { daysAgo, goal, item, metric, TODAY } from "./half-way.test-kit.ts";
import type { Names } from "./names.ts";
import { randomFacts } from "./random-facts.test-kit.ts";
import { ClaimedReceipt } from "./receipt.ts";
import { HealthReport } from "./report.ts";
import { evidenceSentence } from "./sentences.ts";
import { sameStored } from "./stored.ts";
import { evaluateStored, wakeOnStored } from "./unreadable.ts";
import { verifyReceipt } from "./verify-receipt.ts";

const oddDay = fc.constantFrom("0026-11-29", "0000-01-01", "1899-12-31", "2200-01-01", "12026-01-01", "2026-02-30", "");
const oddNumber = fc.constantFrom<unknown>(1.1e12, -1e300, null, "3", "NaN");
const facts = goal({ keyResults: [metric([[3, 50]])], items: [item("live"), item("other")] });

/** One fact of a goal that no edge would have let through, beside what the evidence must call it. */
const spoilt = fc.oneof(
  oddDay.map((start) => ["start", { start }] as const),
  oddDay.map((due) => ["due", { due }] as const),
  oddNumber.map((target) => ["keyResults.K.target", { keyResults: [{ ...facts.keyResults[0], target }] }] as const),
  oddDay.map((moved) => ["items.live.moved", { items: [facts.items[1], { ...facts.items[0], moved }] }] as const),
  oddNumber.map((value) => {
    const keyResult = { ...facts.keyResults[0], readings: [["2026-11-17", value]] };
    return ["keyResults.K.readings.2026-11-17", { keyResults: [keyResult] }] as const;
  }),
  fc.constant(["keyResults.K.target", { keyResults: [{ ...facts.keyResults[0], target: 5e-10 }] }] as const),
);
const RUNS = { numRuns: process.env["PROOF"] === undefined ? 200 : 5000 };

test("facts that can't be evaluated show no colour: no signal by R4, with the fact and what would be right", () => {
  fc.assert(
    fc.property(spoilt, fc.constantFrom("active", "closed"), ([name, change], state) => {
      const report = evaluateStored({ ...facts, ...change, state }, TODAY);
      expect(HealthReport.parse(report)).toEqual(report);
      expect(report).toMatchObject({
        state: "outdated",
        computed: "outdated",
        rule: "R4",
        flags: ["FACTS_UNREADABLE"],
      });
      expect(report).toMatchObject({ outcome: null, work: null, nextChange: null, smallestFix: null });
      expect(report.evidence).toMatchObject([{ kind: "facts", observed: name }]);
      expect(String(report.evidence[0]?.limit)).toMatch(/give|write|expected|number is too/i);
    }),
    RUNS,
  );
});

test("a dropped, paused or draft goal stays what it is, whatever its facts hold", () => {
  fc.assert(
    fc.property(spoilt, ([, change]) => {
      const state = (more: object) => evaluateStored({ ...facts, ...change, ...more }, TODAY);
      expect(state({ state: "closed", dropped: true })).toMatchObject({ state: "dropped", rule: "R1", flags: [] });
      expect(state({ state: "paused" })).toMatchObject({ state: "paused", rule: "R2", evidence: [] });
      expect(state({ state: "draft" })).toMatchObject({ state: "draft", rule: "R2", outcome: null });
    }),
    RUNS,
  );
});

test("facts that hold together are evaluated as ever", () => {
  fc.assert(
    fc.property(randomFacts, ({ facts, asOf }) => {
      expect(evaluateStored(facts, asOf)).toEqual(evaluate(facts, asOf));
    }),
  );
});

test("the order of facts does not show, no day changes the report, and its receipt holds", () => {
  fc.assert(
    fc.property(spoilt, ([, change]) => {
      const stored = { ...facts, ...change };
      const mixed = { ...stored, items: [...stored.items].reverse() };
      const report = evaluateStored(stored, TODAY);
      expect(evaluateStored(mixed, TODAY)).toEqual(report);
      expect(sameStored(report, evaluateStored(stored, "2027-01-04"))).toBe(true);
      expect(wakeOnStored(stored, TODAY)).toBe("2027-01-19");
      const heading = { kind: "throughline.receipt", version: 1, name: "G-1", asOf: TODAY };
      const text = JSON.stringify({ ...heading, facts: stored, report });
      expect(verifyReceipt(ClaimedReceipt.parse(JSON.parse(text))).holds).toBe(true);
      expect(ClaimedReceipt.safeParse({ ...heading, facts: stored, report: { state: "green" } }).success).toBe(false);
    }),
    RUNS,
  );
});

test("the largest facts that are taken give a report of finite numbers", () => {
  const edge = fc.constantFrom(1e12, -1e12, 1e-9, -1e-9, 1e-300, 0, 1);
  fc.assert(
    fc.property(fc.array(edge, { minLength: 12, maxLength: 12 }), fc.boolean(), (n, maintained) => {
      const numbers = maintained
        ? {
            direction: "maintain",
            lo: Math.min(n[0] ?? 0, n[1] ?? 0),
            hi: Math.max(n[0] ?? 0, n[1] ?? 0),
            tolerance: Math.abs(n[2] ?? 0),
          }
        : { baseline: n[0], target: n[1] };
      const readings = [28, 21, 14, 7, 1].map((ago, at) => [daysAgo(ago), n[3 + at]]);
      const keyResult = { id: "K", ...numbers, weight: Math.abs(n[8] ?? 0) || 1, readings };
      const parsed = parseFacts({
        ...facts,
        keyResults: [keyResult],
        items: [item("A", { size: n[9] ?? 0 })],
        throughput: [1e12, 0, 1, 0, 3, 4],
      });
      if (!parsed.ok) return;
      const report = evaluate(parsed.facts, TODAY);
      expect(HealthReport.parse(report)).toEqual(report);
    }),
    { numRuns: 500 },
  );
});

test("the sentence names what the reader knows it by, and what would be right", () => {
  const names: Names = {
    itemKey: (id) => (id === "live" ? "CS-9" : undefined),
    keyResultName: (ref) => (ref === "K" ? "Net revenue retention" : undefined),
    scale: () => undefined,
    today: TODAY,
  };
  const said = (change: object) => {
    const [part] = evaluateStored({ ...facts, ...change }, TODAY).evidence;
    return part === undefined ? "" : evidenceSentence(part, names);
  };
  expect(said({ items: [item("live", { due: "0026-11-29" })] })).toBe(
    "CS-9 can't be judged, its due date can't be read: \"0026-11-29\" is out of range: give a day from 1900-01-01 to 2199-12-31",
  );
  expect(said({ keyResults: [metric([[1, 2e12]])] })).toMatch(/^Net revenue retention can't be judged, its reading/);
  expect(said({ due: "2026-01-01" })).toMatch(/^The goal can't be judged, its due date can't be read: due 2026-01-01/);
});
