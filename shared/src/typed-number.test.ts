import { expect, test } from "@jest/globals";
import * as fc from "fast-check";
import { isFarOutside, readNumber, unmistakable } from "./typed-number.ts";

const value = (text: string, mark: "." | "," = ".") => {
  const typed = readNumber(text, mark);
  return typed.kind === "number" ? typed.value : typed.kind === "ambiguous" ? typed.readings : typed.kind;
};

test.each([
  ["3,5", 3.5],
  ["1.234,56", 1234.56],
  ["1,234.56", 1234.56],
  ["1 234,56", 1234.56],
  ["1’234.5", 1234.5],
  ["12,34,567.8", 1_234_567.8],
  ["\u22123", -3],
  ["−$4.50", -4.5],
  ["- 5", -5],
  ["− 1 234,5", -1234.5],
  ["$ 12", 12],
  ["106,9 %", 106.9],
  ["0.125", 0.125],
  ["1234.567", 1234.567],
  ["1.234.567", 1_234_567],
  [",5", 0.5],
  ["٣٫٥", 3.5],
  ["", "empty"],
  ["0x10", "unreadable"],
  ["1e5", "unreadable"],
  ["1e309", "unreadable"],
  ["Infinity", "unreadable"],
  ["NaN", "unreadable"],
  ["three", "unreadable"],
  ["1.57 M", "unreadable"],
  ["3 5", "unreadable"],
  ["1,23,4", "unreadable"],
  ["1.2,3.4", "unreadable"],
  ["--3", "unreadable"],
  ["2000000000000", "unreadable"],
])("%j is read as %j", (text, expected) => {
  expect(value(text)).toBe(expected);
  expect(value(text, ",")).toBe(expected);
});

test("where another reading is possible both are named, that of one's own locale first", () => {
  expect(value("1.234", ".")).toEqual([1.234, 1234]);
  expect(value("1.234", ",")).toEqual([1234, 1.234]);
  expect(value("1,234", ".")).toEqual([1234, 1.234]);
  expect(value("-1,234", ",")).toEqual([-1.234, -1234]);
});

const LOCALES = [
  "en-US",
  "de-DE",
  "de-CH",
  "fr-FR",
  "en-IN",
  "pt-BR",
  "sv-SE",
  "ar-EG",
  "fa-IR",
  "es-ES",
  "hi-IN",
  "pl-PL",
];

test("in every locale what is written is read back as the same value", () => {
  const number = fc.tuple(fc.integer({ min: -1e11, max: 1e11 }), fc.integer({ min: 0, max: 4 }));
  fc.assert(
    fc.property(fc.constantFrom(...LOCALES), number, fc.boolean(), (locale, [whole, places], useGrouping) => {
      const given = whole / 10 ** places + 0;
      const format = new Intl.NumberFormat(locale, { maximumFractionDigits: 4, useGrouping });
      const mark = /[,\u066b]/.test(format.formatToParts(1.5).find(({ type }) => type === "decimal")?.value ?? ".")
        ? ","
        : ".";
      const typed = readNumber(format.format(given), mark);
      const read = typed.kind === "ambiguous" ? typed.readings[0] : typed.kind === "number" ? typed.value : typed.kind;
      expect(read).toBe(given);
    }),
    { numRuns: 2000 },
  );
});

test("whatever is typed is a number within bounds or said not to be, and a chosen one is never asked again", () => {
  fc.assert(
    fc.property(
      fc.oneof(fc.string(), fc.stringMatching(/^[-+0-9.,' e]{0,12}$/)),
      fc.constantFrom<("." | ",")[]>(".", ","),
      (text, mark) => {
        const typed = readNumber(text, mark);
        if (typed.kind === "number") expect(Math.abs(typed.value)).toBeLessThanOrEqual(1e12);
        if (typed.kind !== "ambiguous") return;
        for (const reading of typed.readings)
          expect(readNumber(unmistakable(reading), mark)).toEqual({ kind: "number", value: reading });
      },
    ),
    { numRuns: 2000 },
  );
});

test("a value more than ten times outside everything recorded asks once more", () => {
  expect(isFarOutside(35, [3.1, 3.4])).toBe(true);
  expect(isFarOutside(34, [3.1, 3.4])).toBe(false);
  expect(isFarOutside(0.3, [3.1, 3.4])).toBe(true);
  expect(isFarOutside(0.31, [3.1, 3.4])).toBe(false);
  expect(isFarOutside(0, [3.1])).toBe(false);
  expect(isFarOutside(5, [])).toBe(false);
});
