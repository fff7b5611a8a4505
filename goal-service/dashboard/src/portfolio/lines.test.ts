import { describe, expect, test } from "@jest/globals";
import { HealthState } from "@throughline/shared/vocabulary";
import { isFiltered, linesOf, openAtFirst, passes } from "./lines.ts";
import { initiativeRow, rowOf } from "./portfolio-row.test-kit.ts";

const wide = { flat: false, room: "wide" as const };
const rows = [
  rowOf({ id: "g1", initiatives: [initiativeRow("i1"), initiativeRow("i2")] }),
  rowOf({ id: "g2" }),
  rowOf({ id: "g3", parentId: "g1", state: "red" }),
];

describe("the tree", () => {
  test("a closed goal is one line", () => {
    const lines = linesOf(rows, new Set(), wide);
    expect(lines.map(({ id, open }) => [id, open])).toEqual([
      ["g1", false],
      ["g2", undefined],
    ]);
  });

  test("an open goal shows its initiatives, then the goals below it, with place and parent", () => {
    const lines = linesOf(rows, new Set(["g1"]), wide);
    expect(lines.map(({ id, level, position, setSize, parent }) => [id, level, position, setSize, parent])).toEqual([
      ["g1", 1, 1, 2, null],
      ["i1", 2, 1, 3, "g1"],
      ["i2", 2, 2, 3, "g1"],
      ["g3", 2, 3, 3, "g1"],
      ["g2", 1, 2, 2, null],
    ]);
    expect(lines.filter(({ data }) => data.last).map(({ id }) => id)).toEqual(["g3", "g2"]);
  });

  test("a goal whose parent is not to be seen stands at the top", () => {
    expect(linesOf([rowOf({ id: "g9", parentId: "hidden" })], new Set(), wide)).toHaveLength(1);
  });

  test("under a filter every match is a line of its own", () => {
    expect(linesOf(rows, new Set(), { flat: true, room: "wide" })).toHaveLength(3);
  });

  test("at first the way to a goal in trouble is open", () => {
    expect([...openAtFirst(rows)]).toEqual(["g1"]);
  });
});

describe("filters", () => {
  const people = { p: { name: "Dana", doing: 5, limit: 3 } };
  const row = rowOf({ id: "g1", state: "amber", ownerId: "p", stalled: 1, initiatives: [initiativeRow("i1")] });

  test.each([
    [{ health: "amber,red" }, true],
    [{ health: "green" }, false],
    [{ owner: "p" }, true],
    [{ owner: "q" }, false],
    [{ work: "stalled" as const }, true],
    [{ work: "none" as const }, false],
    [{ work: "over" as const }, true],
    [{ q: "initiative i1" }, true],
    [{ q: "g1 nothing" }, false],
    [{}, true],
  ])("%j lets it through: %s", (search, through) => {
    expect(passes(row, search, people)).toBe(through);
  });

  test("no active work is asked of goals that somebody works towards, as the number above counts them", () => {
    const idle = (state: HealthState) => rowOf({ id: "g1", state, doing: 0 });
    const passing = HealthState.options.filter((state) => passes(idle(state), { work: "none" }, people));
    expect(passing).toEqual(["green", "amber", "red", "outdated", "unmeasured", "warming"]);
  });

  test("a sort or an open row is no filter", () => {
    expect(isFiltered({ sort: "due", open: "g1" })).toBe(false);
    expect(isFiltered({ q: "x" })).toBe(true);
  });
});
