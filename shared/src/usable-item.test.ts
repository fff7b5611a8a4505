import { expect, test } from "@jest/globals";
import fc from "fast-check";
import { ESSENTIAL, ItemRead } from "./page.ts";
import { usableItem } from "./usable-item.ts";

const GOOD = {
  ref: { container: "20112", id: "10007" },
  container: { key: "OPS", name: "Operations" },
  key: "OPS-7",
  title: "Audit top-10 at-risk accounts",
  url: "https://tool.example/OPS-7",
  type: "task",
  status: { name: "In Progress", category: "doing" },
  blocked: true,
  blockedSince: "2026-11-05T10:00:00Z",
  assignees: [
    { remoteId: "u1", name: "Dana Okafor", email: "dana@example.com" },
    { remoteId: "u2", name: "Lee" },
  ],
  labels: ["churn", "q4", "board"],
  due: "2026-12-04",
  estimate: { value: 3, unit: "points" },
  spentMinutes: 40,
  commits: 2,
  subitems: { done: 1, total: 4 },
  parent: { container: "20112", id: "10001" },
  mirrors: ["https://other.example/1", "https://other.example/2"],
  blockedBy: [{ url: "https://other.example/9", key: "X-9", due: "2026-12-01", done: false }],
  restricted: false,
  presence: "live",
  mark: { link: "0d9f4d3c-6f0e-4b6e-9a55-1f2f6f0c7a11", initiative: "INI-12", at: "2026-11-02T09:00:00Z" },
  createdAt: "2026-11-02T09:00:00Z",
  updatedAt: "2026-11-06T16:20:00Z",
  movedAt: "2026-11-06T16:20:00Z",
};
type Parts = Record<string, unknown>;

const whole = ItemRead.parse(GOOD);
const without = (item: Parts, ...names: string[]) =>
  Object.fromEntries(Object.entries(item).filter(([name]) => !names.includes(name)));

test("an item of which everything is usable is taken as it is", () => {
  expect(usableItem(GOOD)).toEqual({ item: whole, dropped: [] });
});

test.each<[string, Parts, unknown[], Parts]>([
  ["a year that nobody meant", { due: "26-11-29" }, [{ path: "due", value: "26-11-29" }], {}],
  ["a day that is no text", { due: 20261129 }, [{ path: "due", value: 20261129 }], {}],
  [
    "an estimate above a million",
    { estimate: { value: 1e6 + 1, unit: "points" } },
    [
      { path: "estimate.value", value: 1e6 + 1 },
      { path: "estimate", value: { unit: "points" } },
    ],
    {},
  ],
  ["a null in a list", { labels: ["a", null, "b"] }, [{ path: "labels.1", value: null }], { labels: ["a", "b"] }],
  [
    "two of three addresses that are not http",
    { mirrors: ["ftp://x", "https://ok.example", "javascript:alert(1)"] },
    [
      { path: "mirrors.2", value: "javascript:alert(1)" },
      { path: "mirrors.0", value: "ftp://x" },
    ],
    { mirrors: ["https://ok.example"] },
  ],
  [
    "an assignee without an id beside one with an odd address",
    { assignees: [{ name: "Nobody" }, { remoteId: "u2", email: 7 }] },
    [
      { path: "assignees.1.email", value: 7 },
      { path: "assignees.0", value: { name: "Nobody" } },
    ],
    { assignees: [{ remoteId: "u2" }] },
  ],
  ["a field of tomorrow", { sprint: { id: 4 } }, [{ path: "sprint", value: { id: 4 } }], {}],
  [
    "half a character in a label",
    { labels: ["\ud83d", "b"] },
    [{ path: "labels.0", value: "\ud83d" }],
    { labels: ["b"] },
  ],
  ["a mark of another making", { mark: { link: "x" } }, [{ path: "mark", value: { link: "x" } }], {}],
])("%s costs itself and is named", (_, odd, dropped, left) => {
  const names = Object.keys(odd);
  const expected = ItemRead.parse({ ...without(GOOD, ...names), ...left });
  expect(usableItem({ ...GOOD, ...odd })).toEqual({ item: expected, dropped });
});

test("null is the same as absent, and nothing is left out by it", () => {
  const optional = Object.keys(GOOD).filter((name) => !ESSENTIAL.includes(name));
  const nulls = Object.fromEntries(optional.map((name) => [name, null]));
  const usable = usableItem({ ...GOOD, ...nulls });
  expect(usable).toMatchObject({ item: { labels: [], blocked: false, due: null }, dropped: [] });
});

test("more than a list takes is cut, and said in one line", () => {
  const usable = usableItem({ ...GOOD, labels: Array(100_000).fill(1) });
  expect(usable.item?.labels).toEqual([]);
  expect(usable).toMatchObject({ dropped: expect.arrayContaining([{ path: "labels.200", value: "and 99800 more" }]) });
});

test.each(ESSENTIAL)("an odd %s costs the item, and says why", (name) => {
  const usable = usableItem({ ...GOOD, [name]: 7 });
  expect(usable).toMatchObject({ item: null, issues: [{ path: expect.stringContaining(name) }] });
});

const odd = fc.oneof(
  fc.constantFrom<unknown>(null, undefined, true, 0, -1, 1e308, "", " ", "\u0000", "\ud83d", [], {}, [[]], [null]),
  fc.string({ maxLength: 300 }),
  fc.array(fc.anything(), { maxLength: 3 }),
  fc.object({ maxDepth: 3 }),
);

/** Every place of an item, from its outside to its inside. */
const placesOf = (value: unknown): string[][] =>
  typeof value === "object" && value !== null
    ? Object.entries(value).flatMap(([step, part]) => [[step], ...placesOf(part).map((path) => [step, ...path])])
    : [];

function broken(path: readonly string[], value: unknown): Parts {
  const item = structuredClone(GOOD) as Parts;
  const inside = path.slice(0, -1).reduce<Parts>((parts, step) => parts[step] as Parts, item);
  inside[path.at(-1) ?? ""] = value;
  return item;
}

const RUNS = process.env["PROOF"] ? 20_000 : 1_500;

test("whatever is odd, wherever: an optional place never costs the item, and of the rest nothing changes", () => {
  const places = placesOf(GOOD);
  fc.assert(
    fc.property(fc.constantFrom(...places), odd, fc.boolean(), (path, value, extra) => {
      const [name = ""] = path;
      const usable = usableItem(broken(extra ? [...path.slice(0, -1), "surprise"] : path, value));
      if (!ESSENTIAL.includes(name)) expect(usable.item).not.toBeNull();
      if (usable.item !== null) expect(without(usable.item, name, "surprise")).toEqual(without(whole, name));
      else expect(usable).toMatchObject({ issues: expect.arrayContaining([expect.anything()]) });
    }),
    { numRuns: RUNS },
  );
});

test("what is no item at all is refused with a reason", () => {
  fc.assert(
    fc.property(fc.anything(), (value) => {
      expect(usableItem(value)).toMatchObject({ item: null, issues: expect.arrayContaining([expect.anything()]) });
    }),
    { numRuns: RUNS },
  );
});
