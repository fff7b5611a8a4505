import { expect, test } from "@jest/globals";
import fc from "fast-check";
import { likeness } from "./likeness.ts";

const word = fc.constantFrom(
  "fix",
  "the",
  "renewal",
  "reminder",
  "e-mails",
  "Überweisung",
  "für",
  "a",
  "8",
  "監査",
  "🎯",
);
const worded = fc.array(word, { maxLength: 8 }).map((words) => words.join(" "));
const title = fc.oneof(worded, fc.string({ maxLength: 30, unit: "grapheme" }));

test("likeness lies between 0 and 1, is the same both ways, and each title is wholly like itself", () => {
  fc.assert(
    fc.property(title, title, (a, b) => {
      const found = likeness(a, b);
      expect(found).toBeGreaterThanOrEqual(0);
      expect(found).toBeLessThanOrEqual(1);
      expect(likeness(b, a)).toBe(found);
      expect(likeness(a, a)).toBe(1);
    }),
  );
});

test("the order of words, letters in capitals and what stands between words don't matter", () => {
  fc.assert(
    fc.property(fc.array(word, { minLength: 1, maxLength: 8 }), title, (words, other) => {
      const found = likeness(words.join(" "), other);
      expect(likeness(words.toReversed().join(" – "), other)).toBe(found);
      expect(likeness(words.join("!  ").toUpperCase(), other)).toBe(found);
    }),
  );
});

test("a further word that the other lacks makes titles less alike, one that both have never does", () => {
  fc.assert(
    fc.property(worded, worded, (one, other) => {
      const found = likeness(one, other);
      expect(likeness(`${one} zzz`, `${other} zzz`)).toBeGreaterThanOrEqual(found);
      if (found > 0) expect(likeness(`${one} zzz`, other)).toBeLessThan(found);
    }),
  );
});

test("it equals a plain count: pairs are crossed out one against one", () => {
  const pairsOf = (one: string) =>
    Array.from({ length: Math.max(1, one.length - 1) }, (_, at) => one.slice(at, at + 2));
  const pairs = (text: string) => text.split(" ").flatMap(pairsOf);
  const plain = fc.array(fc.stringMatching(/^[a-c]{1,5}$/), { minLength: 1, maxLength: 5 }).map((all) => all.join(" "));
  fc.assert(
    fc.property(plain, plain, (a, b) => {
      const rest = pairs(a);
      const common = pairs(b).filter((pair) => {
        const at = rest.indexOf(pair);
        if (at >= 0) rest.splice(at, 1);
        return at >= 0;
      });
      expect(likeness(a, b)).toBeCloseTo((2 * common.length) / (pairs(a).length + pairs(b).length), 12);
    }),
  );
});

test.each([
  ["Fix renewal reminder emails", "SUP-8: Renewal reminder e-mails, fix"],
  ["Audit top-10 at-risk accounts", "Audit of the top 10 at risk accounts"],
  ["Überweisung prüfen", "Uberweisungen prufen"],
])("%s is the same work as %s", (a, b) => {
  expect(likeness(a, b)).toBeGreaterThanOrEqual(0.6);
});

test.each([
  ["Fix renewal reminder emails", "Audit top-10 at-risk accounts"],
  ["Migrate the billing database", "Write the billing documentation"],
  ["", "Audit"],
  ["!!!", "???"],
])("%s is other work than %s", (a, b) => {
  expect(likeness(a, b)).toBeLessThan(0.6);
});
