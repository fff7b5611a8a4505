import { expect, test } from "@jest/globals";
import { audienceText, audienceWords, isAmong, viewersOf } from "./audience.ts";

test("the same audience is the same text, whatever the order of its names", () => {
  expect(audienceText(["b", "a"])).toBe(audienceText(["a", "b"]));
  expect(viewersOf(audienceText(["b", "a"]))).toEqual(["a", "b"]);
  expect(viewersOf(audienceText([]))).toEqual([]);
  expect(viewersOf(audienceText(null))).toBeNull();
});

test("a person is among the audience as its owner, by name or by team", () => {
  const me = { id: "me", teamIds: ["t"] };
  expect(isAmong(audienceText(null), "p", me)).toBe(true);
  expect(isAmong(audienceText([]), "p", me)).toBe(false);
  expect(isAmong(audienceText([]), "me", me)).toBe(true);
  expect(isAmong(audienceText(["me"]), "p", me)).toBe(true);
  expect(isAmong(audienceText(["t"]), "p", me)).toBe(true);
});

test("an audience in words", () => {
  const names: Record<string, string> = { p: "Dana Okafor", t: "Revenue" };
  const words = (viewers: string[] | null) => audienceWords(audienceText(viewers), (id) => names[id] ?? "someone");
  expect(words(null)).toBe("Everybody");
  expect(words([])).toBe("Its owner");
  expect(words(["t", "p"])).toBe("Its owner, Dana Okafor, Revenue");
});
