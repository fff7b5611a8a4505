import { describe, expect, test } from "@jest/globals";
import { initiativeSearch, healthList, portfolioSearch, readSearch, signInSearch, writeSearch } from "./search.ts";

const read = (text: string) => portfolioSearch(readSearch(text));

describe("what an address may carry", () => {
  test("known parameters are kept", () => {
    expect(read("?health=red,amber&owner=p-1&q=net%20revenue&sort=due&open=G-1,G-2&work=none&at=2026-11-06")).toEqual({
      health: "red,amber",
      owner: "p-1",
      q: "net revenue",
      sort: "due",
      open: "G-1,G-2",
      work: "none",
      at: "2026-11-06",
    });
  });

  test("unknown and wrong ones are dropped, the rest stays", () => {
    const search = read("?health=purple&sort=colour&open=%3Cscript%3E&evil=1&owner=p-1&at=yesterday");
    expect(JSON.parse(JSON.stringify(search))).toEqual({ owner: "p-1" });
  });

  test("a way back after signing in stays on this site", () => {
    expect(signInSearch({ to: "/goals/G-1?at=2026-11-06" }).to).toBe("/goals/G-1?at=2026-11-06");
    expect(signInSearch({ to: "//evil.example" }).to).toBeUndefined();
    expect(signInSearch({ to: "https://evil.example" }).to).toBeUndefined();
    expect(signInSearch({ to: "/\\evil.example" }).to).toBeUndefined();
  });

  test("a moment in the past is a day or ISO 8601", () => {
    expect(initiativeSearch({ at: "2026-11-06T16:20:00Z" }).at).toBe("2026-11-06T16:20:00Z");
    expect(initiativeSearch({ at: "6 Nov" }).at).toBeUndefined();
  });
});

test("search is written as plain text, with commas", () => {
  expect(writeSearch({ health: "red,amber", q: undefined, owner: "" })).toBe("?health=red,amber");
  expect(writeSearch({})).toBe("");
});

test("a list of states", () => {
  expect(healthList("red,amber")).toEqual(["red", "amber"]);
  expect(healthList(undefined)).toEqual([]);
});
