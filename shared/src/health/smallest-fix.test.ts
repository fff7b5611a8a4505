import { expect, test } from "@jest/globals";
import * as fc from "fast-check";
import { evaluate } from "./evaluate.ts";
import type { WorkItemFacts } from "./fact-shapes.ts";
import type { GoalFacts } from "./facts.ts";
import { AS_OF, type HealthCase, randomActive } from "./random-facts.test-kit.ts";

const RANK: Record<string, number> = { red: 0, amber: 1, warming: 2, green: 2 };
const work = fc
  .array(
    fc.record({
      status: fc.constantFrom("todo" as const, "doing" as const),
      moved: fc.constantFrom("2026-09-20", "2026-10-12", "2026-11-02", "2026-11-04", "2026-11-18"),
      size: fc.constantFrom(1, 1, 3, 8),
    }),
    { minLength: 6, maxLength: 25 },
  )
  .map((rows) => rows.map((row, index): WorkItemFacts => ({ id: `W${index}`, ...row })));

function moveToday(facts: GoalFacts, ids: readonly string[]): GoalFacts {
  const items = facts.items.map((item) => {
    const { blockedSince: _blockedSince, ...rest } = item;
    return ids.includes(item.id) ? { ...rest, moved: AS_OF } : item;
  });
  return { ...facts, items };
}

test("the smallest fix improves the state, and the same items without the last of them do not", () => {
  const busy = fc.tuple(randomActive, work).map(([{ facts, asOf }, items]): HealthCase => {
    const { syncedTo: _behind, ...rest } = facts;
    return { facts: { ...rest, items }, asOf };
  });
  let found = 0;
  let several = 0;
  fc.assert(
    fc.property(busy, ({ facts, asOf }) => {
      const { state, smallestFix: fix } = evaluate(facts, asOf);
      if (fix === null) return;
      found += 1;
      if (fix.items.length > 1) several += 1;
      const rank = (ids: readonly string[]) => RANK[evaluate(moveToday(facts, ids), asOf).state] ?? 0;
      expect(rank(fix.items)).toBeGreaterThan(RANK[state] ?? 0);
      for (let count = 1; count < fix.items.length; count += 1) {
        expect(rank(fix.items.slice(0, count))).toBe(RANK[state]);
      }
    }),
    { numRuns: 500 },
  );
  expect(found).toBeGreaterThan(50);
  expect(several).toBeGreaterThan(20);
});
