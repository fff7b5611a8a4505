import { expect, test } from "@jest/globals";
import { addDays } from "../calendar.ts";
import { nextChangeSentence, clearingSentence } from "./change-sentences.ts";
import type { GoalFacts } from "./facts.ts";
import { evaluate } from "./evaluate.ts";
import { daysAgo, goal, item, items, metric, TODAY } from "./half-way.test-kit.ts";
import type { Names } from "./names.ts";
import { evidenceSentence } from "./sentences.ts";
import { sameStored } from "./stored.ts";
import { wakeOn } from "./wake-on.ts";
import { FLAG_WORDS, KEY_RESULT_WORDS, MARK_WORDS, STATE_WORDS } from "./words.ts";

const GREEN = metric([[0, 50]]);
const report = (facts: Partial<GoalFacts>) => evaluate(goal({ keyResults: [GREEN], ...facts }), TODAY);
const PERCENT = { unit: "%", baseline: 0, target: 100, lo: null, hi: null };
const names: Names = {
  itemKey: (id) => (id === "secret" ? undefined : `CS-${id}`),
  keyResultName: () => undefined,
  scale: () => PERCENT,
  childName: (ref) => `Goal ${ref}`,
  today: TODAY,
};
const sentences = (facts: Partial<GoalFacts>, others: Partial<Names> = {}) =>
  report(facts).evidence.map((part) => evidenceSentence(part, { ...names, ...others }));

test("a goal with one stalled item is at risk and says which", () => {
  const { state, evidence, smallestFix, clears, passed } = report({
    items: [...items(3), item("412", { moved: daysAgo(14) })],
  });
  expect(state).toBe("amber");
  expect(evidence).toEqual([
    { kind: "stalled", rule: "F12", observed: 10, limit: 10, level: "amber", since: "2026-11-06", items: ["412"] },
  ]);
  expect(smallestFix).toEqual({ items: ["412"], to: "green" });
  expect(clears).toEqual([{ items: ["412"] }]);
  expect(passed).toEqual(["R3", "R4", "R5", "R6", "reading", "pace", "blocked", "quiet"]);
});

test("the smallest fix takes the larger item first, then the longer idle, then by id, until the state improves", () => {
  const old = { moved: daysAgo(21) };
  const late = { moved: daysAgo(14) };
  const facts = {
    items: [item("B", late), item("A", late), item("C", old), item("D", { ...late, size: 5 }), ...items(1)],
  };
  expect(report(facts).smallestFix).toEqual({ items: ["D", "C", "A", "B"], to: "green" });
  expect(report({ ...facts, keyResults: [metric([[0, 40]])] }).smallestFix).toEqual({ items: ["D", "C"], to: "amber" });
  expect(report({ items: items(2) }).smallestFix).toBeNull();
});

test("the next change names what causes it", () => {
  const because = (facts: Partial<GoalFacts>) => report(facts).nextChange?.because;
  expect(because({})).toBe("reading:K");
  expect(because({ items: [...items(2), item("7", { moved: daysAgo(11) })] })).toBe("stalled:7");
  expect(because({ items: [...items(2), item("7", { blockedSince: daysAgo(4) })] })).toBe("blocked:7");
  expect(because({ items: [item("1"), item("7", { due: TODAY })] })).toBe("overdue:7");
  expect(because({ items: items(2, { status: "todo", moved: daysAgo(11) }) })).toBe("quiet");
  expect(because({ start: daysAgo(14), due: daysAgo(-86), keyResults: [metric([[0, 0]])] })).toBe("early:K");
  expect(because({ keyResults: [metric([[0, 20]])], call: { at: daysAgo(9), level: "amber", reason: "x" } })).toBe(
    "call",
  );
  expect(
    because({ due: daysAgo(-21), keyResults: [metric([[0, 80]])], items: items(6), throughput: [2, 2, 2, 2, 2, 2] }),
  ).toBe("forecast");
  const finished = items(8, { status: "done", moved: daysAgo(12) });
  const flat = metric([
    [0, 84],
    [7, 84],
    [22, 84],
  ]);
  expect(because({ start: daysAgo(180), due: daysAgo(-20), keyResults: [flat], items: finished })).toBe("result");
  const trend = metric(
    [
      [0, 50],
      [10, 48],
      [20, 47],
      [41, 50],
    ],
    { cadence: 30 },
  );
  expect(because({ keyResults: [trend] })).toBe("trend:K");
});

test("the waker comes on the next Monday where there is a forecast, and never to a closed goal", () => {
  const facts = goal({ keyResults: [metric([[0, 100]], { cadence: 90 })], items: [item("A", { status: "todo" })] });
  expect(wakeOn(facts, TODAY)).toBe("2026-11-27");
  expect(wakeOn({ ...facts, throughput: [0, 1] }, TODAY)).toBe("2026-11-23");
  expect(wakeOn({ ...facts, items: [], throughput: [0, 1] }, TODAY)).toBe(addDays(TODAY, 60));
  expect(wakeOn({ ...facts, state: "closed" }, TODAY)).toBeNull();
});

test("a reading to come, a block to come and a call to come wake on their own day", () => {
  const later = goal({
    keyResults: [
      metric([
        [0, 50],
        [-3, 0],
      ]),
    ],
  });
  expect(wakeOn(later, TODAY)).toBe(daysAgo(-3));
  expect(wakeOn(goal({ keyResults: [GREEN], call: { at: daysAgo(-2), level: "red" } }), TODAY)).toBe(daysAgo(-2));
  expect(evaluate(later, TODAY).nextChange?.on).toBe(daysAgo(-11));
});

test("a report that only grew older is the same in store, one with a new sign is not", () => {
  const facts = goal({ keyResults: [GREEN], items: [...items(3), item("7", { moved: daysAgo(14) })] });
  const today = evaluate(facts, TODAY);
  const tomorrow = evaluate(facts, daysAgo(-3));
  expect(tomorrow.evidence[0]?.observed).toBe(11);
  expect(sameStored(today, tomorrow)).toBe(true);
  expect(sameStored(today, evaluate(facts, daysAgo(-7)))).toBe(false);
  expect(sameStored(today, evaluate({ ...facts, keyResults: [metric([[0, 51]])] }, TODAY))).toBe(false);
});

test("evidence reads as short plain sentences", () => {
  expect(sentences({ items: [...items(3), item("412", { moved: daysAgo(14) })] })).toEqual([
    "CS-412 has not moved for 10 working days",
  ]);
  expect(sentences({ items: [...items(3), item("412", { blockedSince: daysAgo(7) })] })).toEqual([
    "CS-412 has been blocked for 5 working days",
  ]);
  expect(sentences({})).toEqual(["Its metric is on plan: 50%"]);
  const behind = metric([[0, 42.4]]);
  expect(sentences({ keyResults: [behind] })).toEqual([
    "Its metric is 7.6 points behind plan: 42.4% against 50% needed by today",
  ]);
  expect(sentences({ keyResults: [metric([[18, 50]])] })).toEqual(["No reading for 18 days; one is due every 7"]);
  expect(sentences({ keyResults: [metric([])] })).toEqual(["No reading so far; one is due every 7 days"]);
  expect(sentences({ keyResults: [metric([[0, 100]])] })).toEqual([
    "Its metric has reached its target: 100% against 100%",
  ]);
  expect(sentences({ keyResults: [metric([[0, -8]])] })).toEqual([
    "Its metric is worse than where it started: −8% against 0%",
  ]);
  expect(sentences({ start: daysAgo(10), due: daysAgo(-90) })).toEqual([
    "Too early to judge its metric: 10% of the period has passed",
  ]);
  expect(sentences({ state: "closed" })).toEqual(["Its metric ended at 50% against a target of 100%"]);
  expect(sentences({ keyResults: [], children: [{ id: "G-2", state: "red" }] })).toEqual(["Goal G-2 is off track"]);
  expect(sentences({ call: { at: daysAgo(2), level: "red" } })[0]).toBe(
    "Called off track on 18 Nov; computed as on track",
  );
  expect(sentences({ items: items(2, { status: "todo", moved: daysAgo(14) }) })).toEqual([
    "Nothing has moved for 10 working days",
  ]);
});

test("evidence reads well where there are several: names, units, bands, dates, forecasts", () => {
  const named = {
    keyResultName: () => "Onboarding time",
    scale: () => ({ ...PERCENT, unit: "days", baseline: 14, target: 3 }),
  };
  const slow = metric([[0, 10]], { baseline: 14, target: 3 });
  expect(sentences({ keyResults: [slow] }, named)).toEqual([
    "Onboarding time is 1.5 days behind plan: 10 days against 8.5 days needed by today",
  ]);
  const band = metric([[0, 88]], { direction: "maintain", lo: 90, hi: 100, tolerance: 10 });
  expect(sentences({ keyResults: [band] })).toEqual([
    "Its metric is 2 points below its range: 88% against at least 90%",
  ]);
  const late = [item("1", { due: "2026-11-12" }), item("2"), item("3")];
  expect(sentences({ items: late })).toEqual(["CS-1 was due on 12 Nov"]);
  const five = ["1", "2", "3", "4", "secret"].map((id) => item(id, { due: daysAgo(400) }));
  expect(sentences({ items: five })).toEqual(["CS-1, CS-2, 2 more and 1 restricted item are past their due dates"]);
  expect(sentences({ items: [item("secret", { due: "2025-11-12" }), ...items(2)] })).toEqual([
    "1 restricted item was due on 12 Nov 2025",
  ]);
  const flat = metric([
    [0, 50],
    [7, 50],
    [14, 50],
    [21, 50],
  ]);
  expect(sentences({ keyResults: [flat] })).toEqual([
    "Its metric is heading for 50% by the due date; the target is 100%",
  ]);
  expect(
    sentences({
      due: daysAgo(-20),
      keyResults: [metric([[0, 100]])],
      items: items(9),
      throughput: [1, 1, 1, 0, 1, 1],
    })[1],
  ).toBe("The chance that the open work is finished in time is 0%");
  const revenue = metric([[0, 9200]], { target: 24000 });
  expect(sentences({ keyResults: [revenue] }, { scale: () => ({ ...PERCENT, unit: "$", target: 24000 }) })[0]).toBe(
    "Its metric is $2,800 behind plan: $9,200 against $12,000 needed by today",
  );
});

test("a plan is read at the day of the last reading, and a part of the way that is enough is no target", () => {
  expect(sentences({ keyResults: [metric([[3, 40]])] })).toEqual([
    "Its metric is 8.5 points behind plan: 40% against 48.5% needed by 17 Nov",
  ]);
  const ambitious = { ambition: "aspirational" as const };
  expect(sentences({ ...ambitious, keyResults: [metric([[0, 80]])] })).toEqual([
    "Its metric has come far enough: 80%, and 70% is enough",
  ]);
  expect(sentences({ ...ambitious, state: "closed" })).toEqual(["Its metric ended at 50%; 70% was enough"]);
});

test("a sentence reads values as the page does, however close they are", () => {
  const uptime = { scale: () => ({ ...PERCENT, baseline: 99, target: 100 }) };
  const close = metric([[0, 99.4]], { baseline: 99, target: 100 });
  expect(sentences({ keyResults: [close] }, uptime)).toEqual([
    "Its metric is 0.1 points behind plan: 99.4% against 99.5% needed by today",
  ]);
  const tiny = metric([[0, 0.0001]], { target: 0.0004 });
  expect(sentences({ keyResults: [tiny] }, { scale: () => ({ ...PERCENT, target: 0.0004 }) })).toEqual([
    "Its metric is 0.0001 points behind plan: 0.0001% against 0.0002% needed by today",
  ]);
});

test("what would lift the colour is said with a value that is enough", () => {
  const [clearing] = report({ keyResults: [metric([[0, 30]], { target: 99 })] }).clears;
  expect(clearing).toEqual({ reading: { keyResult: "K", atLeast: 44.55 } });
  expect(clearingSentence(clearing ?? {}, names)).toBe("A reading of at least 44.6% would lift it");
  const [falling] = report({ keyResults: [metric([[0, 14]], { baseline: 14, target: 3 })] }).clears;
  expect(
    clearingSentence(falling ?? {}, { ...names, scale: () => ({ ...PERCENT, unit: "", baseline: 14, target: 3 }) }),
  ).toBe("A reading of at most 9.05 would lift it");
  expect(clearingSentence({ items: ["1", "2"] }, names)).toBe("Movement of CS-1 and CS-2 would lift it");
  const { nextChange } = report({});
  expect(nextChange === null ? "" : nextChangeSentence(nextChange, names)).toBe(
    "At risk on 1 Dec if no new reading arrives",
  );
});

test("no word for people names a colour or shouts", () => {
  const all = [STATE_WORDS, MARK_WORDS, FLAG_WORDS, KEY_RESULT_WORDS].flatMap((words) => Object.values(words));
  for (const word of all) expect(word).toMatch(/^[A-Z](?!.*\b(amber|red|green)\b)[^!]*$/);
});
