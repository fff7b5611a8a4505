import { expect, test } from "@jest/globals";
import fc from "fast-check";
import { isTooDeep } from "./json-depth.ts";

const bytes = (text: string) => new TextEncoder().encode(text);
const nested = (levels: number) => "[".repeat(levels) + "]".repeat(levels);

test("fifty levels are read, and fifty-one are not", () => {
  expect([50, 51, 5000].map((levels) => isTooDeep(bytes(nested(levels))))).toEqual([false, true, true]);
  expect(isTooDeep(bytes('{"a":'.repeat(51)))).toBe(true);
});

test("brackets in a text are no levels, whatever is escaped there", () => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom("[", "{", '"', "\\", "]", "ü", "\n")), (parts) => {
      expect(isTooDeep(bytes(JSON.stringify({ text: "[".repeat(60) + parts.join("") })))).toBe(false);
    }),
  );
});

test("as many levels side by side are not deep", () => {
  expect(isTooDeep(bytes(`[${Array.from({ length: 200 }, () => nested(3)).join(",")}]`))).toBe(false);
});
