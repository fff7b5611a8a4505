import { expect, test } from "@jest/globals";
import * as fc from "fast-check";
import { addDays } from "../calendar.ts";
import { turnBetween } from "../state-scale.ts";
import { evaluate } from "./evaluate.ts";
import type { GoalFacts } from "./facts.ts";
import { daysAgo, goal, items, metric, TODAY } from "./half-way.test-kit.ts";
import { factsKnownOn } from "./known-facts.ts";
import { speaksOf } from "./last-cause.ts";
import { randomActive } from "./random-facts.test-kit.ts";

const RUNS = { numRuns: process.env["PROOF"] === undefined ? 200 : 5000 };

test("on the day that was foretold the first evidence is what was foretold", () => {
  let seen = 0;
  fc.assert(
    fc.property(randomActive, ({ facts, asOf }) => {
      const known = factsKnownOn(facts, asOf);
      const now = evaluate(known, asOf);
      if (now.nextChange === null) return;
      const { on, because } = now.nextChange;
      const then = evaluate(known, on);
      // What got better is told by what holds it now; a call speaks for itself, and where one ends the rest is as it was.
      if (then.rule === "R11" || because === "call") return;
      if (turnBetween(now.state, then.state).better) return;
      seen += 1;
      const [first] = then.evidence;
      expect({ because, first, told: first && speaksOf(first, because) }).toMatchObject({ told: true });
    }),
    RUNS,
  );
  expect(seen).toBeGreaterThan(50);
});

const kinds = (facts: GoalFacts, day: string) => evaluate(facts, day).evidence.map(({ kind }) => kind);

test("an overdue reading that turned a goal with stalled work off track comes first, then the work", () => {
  const facts = goal({ keyResults: [metric([[11, 55]])], items: items(1, { moved: daysAgo(18) }) });
  expect(evaluate(facts, daysAgo(1)).nextChange).toEqual({ on: TODAY, to: "red", because: "reading:K" });
  expect(kinds(facts, TODAY).slice(0, 2)).toEqual(["reading", "stalled"]);
  expect(kinds(facts, addDays(TODAY, 6)).slice(0, 2)).toEqual(["reading", "stalled"]);
});

test("work that stalled after the reading was overdue comes first, then the reading", () => {
  const facts = goal({ keyResults: [metric([[11, 55]])], items: items(1, { moved: daysAgo(11) }) });
  expect(kinds(facts, TODAY)).toEqual(["reading", "quiet"]);
  expect(evaluate(facts, TODAY).nextChange).toEqual({ on: daysAgo(-3), to: "red", because: "stalled:I0" });
  expect(kinds(facts, daysAgo(-3)).slice(0, 2)).toEqual(["stalled", "reading"]);
});

test("a measure that is behind plan, read after the work had stalled, comes before that work", () => {
  const facts = goal({ keyResults: [metric([[0, 42]])], items: items(1, { moved: daysAgo(30) }) });
  expect(evaluate(facts, TODAY)).toMatchObject({ rule: "R6", state: "red" });
  expect(kinds(facts, TODAY).slice(0, 2)).toEqual(["pace", "stalled"]);
});

test("a call in force comes before all else, and what it covers after it", () => {
  const facts = goal({
    keyResults: [metric([[11, 55]])],
    items: items(1, { moved: daysAgo(18) }),
    call: { at: TODAY, level: "amber", reason: "signed" },
  });
  expect(kinds(facts, TODAY).slice(0, 3)).toEqual(["call", "reading", "stalled"]);
});
