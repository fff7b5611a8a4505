import { expect, test } from "@jest/globals";
import { audienceText } from "./audience.ts";
import { goalOf } from "./goal.test-kit.ts";
import { changesOf, differencesOf, draftOf, wantsReason } from "./goal-draft.ts";

const goal = goalOf({ ownerId: "p", viewers: ["b", "a"] });
const draft = draftOf(goal);

test("only what differs is sent; an audience in another order does not", () => {
  expect(changesOf(goal, draft)).toEqual({});
  expect(changesOf(goal, { ...draft, viewers: audienceText(["a", "b"]) })).toEqual({});
  expect(changesOf(goal, { ...draft, title: " New ", viewers: audienceText(["b"]) })).toEqual({
    title: "New",
    viewers: ["b"],
  });
});

test("a private goal that everybody may see again is sent as null, a public one made private as a list", () => {
  expect(changesOf(goal, { ...draft, viewers: "" })).toEqual({ viewers: null });
  expect(changesOf(goalOf(), { ...draftOf(goalOf()), viewers: audienceText([]) })).toEqual({ viewers: [] });
});

test("due date and priority want a reason, an audience does not", () => {
  expect(wantsReason(goal, { ...draft, viewers: "" })).toBe(false);
  expect(wantsReason(goal, { ...draft, priority: "4" })).toBe(true);
});

test("what differs from somebody else's change reads as names", () => {
  const names: Record<string, string> = { p: "Priya", q: "Dana", a: "Revenue", b: "Bea" };
  const theirs = draftOf(goalOf({ ownerId: "q", viewers: null }));
  expect(differencesOf(theirs, draft, (id) => names[id] ?? id)).toEqual([
    { field: "Owner", theirs: "Dana", mine: "Priya" },
    { field: "Who sees it", theirs: "Everybody", mine: "Its owner, Revenue, Bea" },
  ]);
});
