import { expect, test } from "@jest/globals";
import * as fc from "fast-check";
import { addDays, type Day, mondayOf } from "../calendar.ts";
import { evaluate } from "./evaluate.ts";
import type { KeyResultFacts, WorkItemFacts } from "./fact-shapes.ts";
import { type GoalFacts, parseFacts } from "./facts.ts";
import { factsKnownOn } from "./known-facts.ts";
import { type HealthCase, randomActive, randomFacts } from "./random-facts.test-kit.ts";
import { HealthReport } from "./report.ts";
import { sameStored } from "./stored.ts";
import { wakeOn } from "./wake-on.ts";

/** How often a property is tried: the short form warns, `npm run proof` is the long one. */
const RUNS = { numRuns: process.env["PROOF"] === undefined ? 200 : 5000 };

function holds<Value>(arbitrary: fc.Arbitrary<Value>, check: (value: Value) => void): void {
  fc.assert(fc.property(arbitrary, check), RUNS);
}
const report = ({ facts, asOf }: HealthCase) => evaluate(facts, asOf);

test("random facts are valid, and so is every report on them", () => {
  holds(randomFacts, ({ facts, asOf }) => {
    expect(parseFacts(facts)).toEqual({ ok: true, facts });
    const made = evaluate(facts, asOf);
    expect(HealthReport.parse(made)).toEqual(made);
    expect(made.flags).toEqual([...made.flags].sort());
  });
});

test("the order of items, key results, readings, plan points, children and weeks never matters", () => {
  const shuffled = randomFacts.chain(({ facts, asOf }) => mixed(facts).map((other) => ({ facts, other, asOf })));
  holds(shuffled, ({ facts, other, asOf }) => {
    expect(evaluate(other, asOf)).toEqual(evaluate(facts, asOf));
    expect(wakeOn(other, asOf)).toEqual(wakeOn(facts, asOf));
  });
});

function mixed(facts: GoalFacts): fc.Arbitrary<GoalFacts> {
  const mix = <Row>(rows: readonly Row[]) => fc.shuffledSubarray([...rows], { minLength: rows.length });
  const mixedReadings = (keyResult: KeyResultFacts) =>
    mix(keyResult.readings).map((readings): KeyResultFacts => ({ ...keyResult, readings }));
  return fc
    .tuple(
      fc.tuple(...facts.keyResults.map(mixedReadings)).chain(mix),
      mix(facts.items),
      mix(facts.finished ?? []),
      mix(facts.children ?? []),
      mix(facts.throughput ?? []),
      mix(facts.holidays ?? []),
    )
    .map(([keyResults, items, finished, children, throughput, holidays]) => ({
      ...facts,
      keyResults,
      items,
      ...(facts.finished === undefined ? {} : { finished }),
      ...(facts.children === undefined ? {} : { children }),
      ...(facts.throughput === undefined ? {} : { throughput }),
      ...(facts.holidays === undefined ? {} : { holidays }),
    }));
}

test("raising the latest reading of a metric that should rise never worsens its level", () => {
  const rank: Record<string, number> = { invalid: 0, outdated: 0, red: 1, amber: 2, early: 3, green: 3 };
  const raise = fc.constantFrom(0.000001, 0.1, 0.4, 1, 5, 40, 1000);
  holds(fc.tuple(randomActive, raise), ([{ facts, asOf }, by]) => {
    const known = factsKnownOn(facts, asOf);
    const named = known.keyResults.map((keyResult, index) => ({ ...keyResult, id: `K${index}` }));
    const raised = named.map((keyResult) => raisedBy(keyResult, by));
    const before = evaluate({ ...known, keyResults: named }, asOf).keyResults;
    const after = evaluate({ ...known, keyResults: raised }, asOf).keyResults;
    for (const [index, { level }] of before.entries()) {
      expect(rank[after[index]?.level ?? ""]).toBeGreaterThanOrEqual(rank[level] ?? 0);
    }
  });
});

function raisedBy(keyResult: KeyResultFacts, by: number): KeyResultFacts {
  const { direction, baseline = 0, target = 0, readings } = keyResult;
  if (direction === "maintain" || target <= baseline) return keyResult;
  const [latest] = [...readings].sort((a, b) => (a[0] < b[0] ? 1 : -1));
  return {
    ...keyResult,
    readings: readings.map(([day, value]) => [day, day === latest?.[0] ? value + by : value]),
  };
}

test("moving an open item to today never worsens the state", () => {
  const rank: Record<string, number> = { red: 0, amber: 1, warming: 2, green: 2 };
  holds(fc.tuple(randomActive, fc.nat()), ([{ facts, asOf }, pick]) => {
    const open = facts.items.filter(({ status }) => status === "todo" || status === "doing");
    const chosen = open[pick % Math.max(1, open.length)];
    const items = facts.items.map((item) => (item === chosen ? { ...item, moved: asOf } : item));
    const before = evaluate(facts, asOf).state;
    const after = evaluate({ ...facts, items }, asOf).state;
    if (before in rank || after in rank) expect(rank[after]).toBeGreaterThanOrEqual(rank[before] ?? 0);
    else expect(after).toBe(before);
  });
});

test("a cancelled item changes nothing", () => {
  holds(fc.tuple(randomFacts, fc.integer({ min: -90, max: 3 })), ([{ facts, asOf }, offset]) => {
    const moved = addDays(asOf, offset);
    const item: WorkItemFacts = { id: "gone", status: "cancelled", moved, due: moved, size: 50, blockedSince: moved };
    const kept = facts.items.filter(({ status }) => status !== "cancelled");
    expect(evaluate({ ...facts, items: [...facts.items, item] }, asOf)).toEqual(evaluate(facts, asOf));
    expect(evaluate({ ...facts, items: kept }, asOf)).toEqual(evaluate(facts, asOf));
  });
});

test("finished work as counts says the same as its rows", () => {
  holds(randomFacts, ({ facts, asOf }) => {
    const counted = { ...facts, ...asCounts(facts) };
    expect(evaluate(counted, asOf)).toEqual(evaluate(facts, asOf));
    expect(wakeOn(counted, asOf)).toEqual(wakeOn(facts, asOf));
  });
});

function asCounts({ items, finished = [] }: GoalFacts): Pick<GoalFacts, "items" | "finished"> {
  const done = items.filter(({ status }) => status === "done");
  const sizes = done.flatMap(({ size = 0 }) => (size > 0 ? [size] : []));
  const last = done
    .map(({ moved }) => moved)
    .sort()
    .at(-1);
  const counts = { items: done.length, sized: sizes.length, size: sizes.reduce((sum, size) => sum + size, 0) };
  return {
    items: items.filter(({ status }) => status !== "done"),
    finished: [...finished, last === undefined ? counts : { ...counts, last }],
  };
}

test("nextChange equals the simulation day by day", () => {
  holds(randomFacts, ({ facts, asOf }) => {
    const { nextChange, state } = evaluate(facts, asOf);
    const found = nextChange === null ? null : { on: nextChange.on, to: nextChange.to };
    expect(found).toEqual(facts.state === "active" ? simulated(facts, asOf, state) : null);
  });
});

function simulated(facts: GoalFacts, asOf: Day, state: string): object | null {
  const known = factsKnownOn(facts, asOf);
  for (let days = 1; days <= 60; days += 1) {
    const day = addDays(asOf, days);
    const to = evaluate(known, day).state;
    if (to !== state) return { on: day, to };
  }
  return null;
}

test("wakeOn is the first day on which what is stored differs, next Monday where there is a forecast, or 60 days on", () => {
  holds(randomFacts, ({ facts, asOf }) => {
    const open = facts.items.some(({ status }) => status === "todo" || status === "doing");
    const forecasts = facts.state === "active" && facts.throughput !== undefined && open;
    const latest = forecasts ? addDays(mondayOf(asOf), 7) : addDays(asOf, 60);
    expect(wakeOn(facts, asOf)).toBe(facts.state === "closed" ? null : firstDifference(facts, asOf, latest));
  });
});

function firstDifference(facts: GoalFacts, asOf: Day, latest: Day): Day {
  const words = (day: Day) => {
    const { state, computed, rule, outcome, work, flags, keyResults } = evaluate(facts, day);
    const levels = keyResults.map(({ level, pace, trend }) => [level, pace, trend]);
    return JSON.stringify([state, computed, rule, outcome, work, flags, levels]);
  };
  const now = words(asOf);
  for (let day = addDays(asOf, 1); day < latest; day = addDays(day, 1)) if (words(day) !== now) return day;
  return latest;
}

test("the smallest fix, done today, has the effect it promises", () => {
  holds(randomActive, (one) => {
    const { smallestFix } = report(one);
    if (smallestFix === null) return;
    const items = one.facts.items.map((item): WorkItemFacts => {
      return smallestFix.items.includes(item.id) ? movedOn(item, one.asOf) : item;
    });
    expect(evaluate({ ...one.facts, items }, one.asOf).state).toBe(smallestFix.to);
  });
});

function movedOn({ id, status, due, size }: WorkItemFacts, moved: Day): WorkItemFacts {
  return { id, status, moved, ...(due === undefined ? {} : { due }), ...(size === undefined ? {} : { size }) };
}

test("a reading that is said to clear a key result makes it green, and a little less does not", () => {
  holds(randomActive, ({ facts, asOf }) => {
    const known = factsKnownOn(facts, asOf);
    const keyResults = known.keyResults.map((keyResult, index) => ({ ...keyResult, id: `K${index}` }));
    const clears = evaluate({ ...known, keyResults }, asOf).clears.flatMap(({ reading }) => reading ?? []);
    for (const { keyResult, atLeast } of clears) {
      const at = Number(keyResult.slice(1));
      const levelWith = (value: number) => {
        const changed = keyResults.map((one, index) => (index === at ? withReading(one, asOf, value) : one));
        return evaluate({ ...known, keyResults: changed }, asOf).keyResults[at]?.level;
      };
      expect(levelWith(atLeast)).toBe("green");
      const { direction, baseline = 0, target = 0 } = keyResults[at] ?? {};
      if (direction !== "maintain") expect(levelWith(atLeast - 1e-5 * Math.sign(target - baseline))).not.toBe("green");
    }
  });
});

function withReading(keyResult: KeyResultFacts, day: Day, value: number): KeyResultFacts {
  return { ...keyResult, readings: [...keyResult.readings.filter(([on]) => on !== day), [day, value]] };
}

test("a day that only passes is no difference in what is stored, unless a part of it joins or leaves", () => {
  holds(randomActive, ({ facts, asOf }) => {
    const known = factsKnownOn(facts, asOf);
    const tomorrow = addDays(asOf, 1);
    const [before, after] = [evaluate(known, asOf), evaluate(known, tomorrow)];
    const parts = ({ evidence, nextChange, smallestFix, passed, clears }: HealthReport) => {
      const subjects = evidence.map(({ kind, items, keyResult, child }) => [kind, items, keyResult, child]);
      return JSON.stringify([subjects, nextChange, smallestFix, passed, clears.length]);
    };
    if (tomorrow === wakeOn(known, asOf) || parts(before) !== parts(after)) return;
    expect(sameStored(before, after)).toBe(true);
  });
});
