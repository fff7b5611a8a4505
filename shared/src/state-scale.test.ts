import { expect, test } from "@jest/globals";
import { HealthState } from "./vocabulary.ts";
import { isWorse, turnBetween } from "./state-scale.ts";

/** insight.md, better and worse: best first; what stands together is equal. */
const SCALE: readonly (readonly HealthState[])[] = [
  ["green"],
  ["warming"],
  ["amber"],
  ["outdated", "unmeasured"],
  ["red"],
];
const NEITHER: readonly HealthState[] = ["paused", "draft", "achieved", "partial", "missed", "dropped"];
const place = (state: HealthState) => SCALE.findIndex((states) => states.includes(state));
const pairs = HealthState.options.flatMap((before) => HealthState.options.map((now) => [before, now] as const));

test.each(pairs)("from %s to %s is what the scale says", (before, now) => {
  const turn = turnBetween(before, now);
  const judged = !NEITHER.includes(before) && !NEITHER.includes(now);
  const intoSilence = place(now) === 3 && place(before) !== 3;
  expect(turn.worse).toBe(judged && place(now) > place(before));
  expect(turn.better).toBe(judged && place(now) < place(before) && !intoSilence);
  expect(turn.recovered).toBe(judged && place(before) >= place("amber") && place(now) <= place("warming"));
  expect(turn.lostSight).toBe(judged && intoSilence);
});

test("a goal that was paused stands worse as soon as it is in trouble, and not while it is fine", () => {
  expect(HealthState.options.filter((state) => isWorse("paused", state))).toEqual([
    "amber",
    "red",
    "outdated",
    "unmeasured",
  ]);
  expect(isWorse("red", "outdated")).toBe(false);
  expect(isWorse("amber", "outdated")).toBe(true);
  expect(isWorse("outdated", "unmeasured")).toBe(false);
  expect(isWorse("red", "paused")).toBe(false);
});
