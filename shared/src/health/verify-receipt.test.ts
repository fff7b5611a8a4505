import { expect, test } from "@jest/globals";
import * as fc from "fast-check";
import { evaluate } from "./evaluate.ts";
import { goal, items, metric, TODAY } from "./half-way.test-kit.ts";
import { randomFacts } from "./random-facts.test-kit.ts";
import { ClaimedReceipt, Receipt } from "./receipt.ts";
import { verifyReceipt } from "./verify-receipt.ts";

const heading = { kind: "throughline.receipt", version: 1, name: "G-1", asOf: TODAY } as const;
const facts = goal({ keyResults: [metric([[3, 50]])], items: items(3, { moved: "2026-11-02" }) });
const receipt = { ...heading, facts, report: evaluate(facts, TODAY) };
const claim = (change: object) => verifyReceipt(ClaimedReceipt.parse({ ...receipt, ...change }));

test("the receipt of any report holds, also after a journey as text", () => {
  fc.assert(
    fc.property(randomFacts, ({ facts, asOf }) => {
      const made = Receipt.parse({ ...heading, asOf, facts, report: evaluate(facts, asOf) });
      const read = ClaimedReceipt.parse(JSON.parse(JSON.stringify(made)));
      expect(verifyReceipt(read)).toEqual({ name: "G-1", holds: true, differences: [] });
    }),
  );
});

test("a touched up colour is named, with what it was and what it is", () => {
  expect(receipt.report.state).toBe("amber");
  expect(claim({ report: { ...receipt.report, state: "green" } })).toEqual({
    name: "G-1",
    holds: false,
    differences: [{ path: "state", stored: "green", recomputed: "amber" }],
  });
});

test("a report that says more, less or something else than its facts does not hold, and each place is named", () => {
  const { rule: _rule, ...rest } = receipt.report;
  const [first, ...others] = receipt.report.evidence;
  const evidence = [{ ...first, items: ["I0", "I9"] }, ...others];
  const report = { ...rest, evidence, flags: "none", praise: "well done" };
  const { holds, differences } = claim({ report });
  expect(holds).toBe(false);
  expect(differences).toContainEqual({ path: "rule", recomputed: "R8" });
  expect(differences).toContainEqual({ path: "praise", stored: "well done" });
  expect(differences).toContainEqual({ path: "evidence.0.items.1", stored: "I9" });
  expect(differences).toContainEqual({ path: "flags", stored: "none", recomputed: receipt.report.flags });
});

test("touched up facts and another day do not hold either", () => {
  expect(claim({ facts: { ...facts, items: items(3) } }).holds).toBe(false);
  expect(claim({ asOf: "2026-11-19" }).differences).toContainEqual({
    path: "asOf",
    stored: TODAY,
    recomputed: "2026-11-19",
  });
});
