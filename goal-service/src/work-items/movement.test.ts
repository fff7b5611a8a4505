import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { addPoint, movementOf, type ReadPoint } from "./movement.ts";

const T = (hours: number) => Date.parse("2026-11-01T00:00:00Z") + hours * 3600_000;
const point = (hours: number, over: Partial<ReadPoint> = {}): ReadPoint => ({
  t: T(hours),
  readAt: T(hours),
  status: "doing In Progress",
  subDone: 0,
  spent: 0,
  commits: 0,
  blocked: false,
  known: null,
  ...over,
});
const movement = (...points: ReadPoint[]) =>
  movementOf(points.reduce<ReadPoint[]>((all, next) => addPoint(all, next), []));

test("before anything moved, the first read's time stands in and is called a guess", () => {
  expect(movement(point(1), point(5))).toEqual({ movedAt: T(1), isGuess: true, blockedSince: null });
});

test("a tool that knows its last change of status is believed at first sight", () => {
  expect(movement(point(5, { known: T(2) }))).toMatchObject({ movedAt: T(2), isGuess: false });
});

test("the tool's own time of a change is taken where it is that of the change", () => {
  const started = point(3, { status: "doing In Progress", known: T(2) });
  expect(movement(point(1, { status: "todo To Do", known: T(0) }), started).movedAt).toBe(T(2));
});

test("a move within one category, which Jira does not date, is dated by the read that showed it", () => {
  const review = point(9, { status: "doing In Review", known: T(2) });
  expect(movement(point(3, { known: T(2) }), review)).toMatchObject({ movedAt: T(9), isGuess: false });
});

test("a status that means something else by a new rule is judged anew, and has not moved", () => {
  const before = point(1, { readAt: T(20) });
  const judged = point(1, { readAt: T(30), status: "done In Progress" });
  expect(movement(before, judged)).toMatchObject({ movedAt: T(1), isGuess: true });
});

test("a move that the tool counts as no change of the item is dated by when it was read", () => {
  const before = point(1, { readAt: T(20), statusId: "3" });
  const review = point(1, { readAt: T(30), status: "doing In Review", statusId: "4" });
  expect(movement(before, review)).toMatchObject({ movedAt: T(30) });
  expect(movement(before, point(1, { readAt: T(30), subDone: 1 }))).toMatchObject({ movedAt: T(30) });
  expect(movement(before, point(1, { readAt: T(30), blocked: true }))).toMatchObject({ blockedSince: T(30) });
});

test.each<[string, Partial<ReadPoint>, Partial<ReadPoint>]>([
  ["renamed", { statusId: "3" }, { statusId: "3", status: "doing In Arbeit" }],
  ["in a category of its own", { statusId: "3" }, { statusId: "3", status: "todo In Progress" }],
  ["known by name only, renamed", { t: T(7) }, { status: "doing In Arbeit" }],
  ["once without its id, in another language", { t: T(7), statusId: "3" }, { status: "doing In Arbeit" }],
  ["in another home", { home: "P", statusId: "3" }, { home: "Q", statusId: "9", status: "todo Backlog" }],
  ["known by name only, in another home", { home: "P" }, { home: "Q", status: "todo Backlog" }],
])("a status %s is no movement", (_, before, after) => {
  const reads = [point(1, before), point(7, { readAt: T(8), ...after })];
  expect(movement(...reads)).toMatchObject({ movedAt: before.t ?? T(1), isGuess: true });
});

test("work that ends in another home has moved, and so has an id that changed under one name", () => {
  const ended = point(7, { home: "Q", statusId: "9", status: "done Done" });
  expect(movement(point(1, { home: "P", statusId: "3" }), ended)).toMatchObject({ movedAt: T(7), isGuess: false });
  expect(movement(point(1, { statusId: "3" }), point(7, { statusId: "4" }))).toMatchObject({ movedAt: T(7) });
});

describe("a finished item", () => {
  const done = { status: "done Done", statusId: "5" };

  test("finished when it changed into done, whatever happens to it afterwards", () => {
    const before = [point(1), point(3, done)];
    const closed = { status: "done Closed", statusId: "6", known: T(9) };
    const later = [
      point(5, { ...done, spent: 60 }),
      point(9, { ...closed, spent: 60 }),
      point(12, { ...closed, subDone: 2 }),
    ];
    expect(movement(...before, ...later)).toMatchObject({ movedAt: T(3), isGuess: false });
  });

  test("finished when its tool says so, as it says it now", () => {
    expect(movement(point(5, { ...done, finished: T(2) }))).toMatchObject({ movedAt: T(2), isGuess: false });
    const again = point(9, { ...done, finished: T(8) });
    expect(movement(point(5, { ...done, finished: T(2) }), again)).toMatchObject({ movedAt: T(8) });
  });

  test("seen for the first time finished with its last change of status, or else when it was last changed", () => {
    expect(movement(point(5, { ...done, known: T(2) }), point(8, { ...done, known: T(2), spent: 60 }))).toMatchObject({
      movedAt: T(2),
    });
    expect(movement(point(5, done), point(8, { ...done, spent: 60 }))).toMatchObject({ movedAt: T(5), isGuess: true });
  });

  test("that is opened and finished again finished the last time", () => {
    expect(movement(point(1), point(3, done), point(5), point(7, done)).movedAt).toBe(T(7));
    expect(movement(point(1), point(3, done), point(5)).movedAt).toBe(T(5));
  });

  test("that an admin's word made one finished with its last movement", () => {
    const judged = point(3, { readAt: T(30), status: "done In Progress", statusId: "3" });
    expect(movement(point(1, { statusId: "2" }), point(3, { statusId: "3" }), judged).movedAt).toBe(T(3));
  });
});

test("a hundred later reads that show no movement, a block among them, change nothing", () => {
  const quiet = Array.from({ length: 100 }, (_, index) => point(10 + index, { blocked: true }));
  expect(movement(point(1), point(4, { blocked: true }), ...quiet)).toEqual({
    movedAt: T(1),
    isGuess: true,
    blockedSince: T(4),
  });
  const done = { status: "done Done" };
  const logged = Array.from({ length: 100 }, (_, index) => point(10 + index, { ...done, spent: index }));
  expect(movement(point(1), point(4, done), ...logged)).toMatchObject({ movedAt: T(4), isGuess: false });
});

test.each([
  ["a change of status", { status: "doing In Review" }],
  ["a finished sub-item", { subDone: 1 }],
  ["logged work", { spent: 30 }],
  ["a linked commit", { commits: 1 }],
])("%s is a movement", (_, change) => {
  expect(movement(point(1), point(7, change))).toMatchObject({ movedAt: T(7), isGuess: false });
});

test("an unblocking is a movement, a blocking is none", () => {
  expect(movement(point(1), point(4, { blocked: true }))).toEqual({ movedAt: T(1), isGuess: true, blockedSince: T(4) });
  expect(movement(point(1), point(4, { blocked: true }), point(9))).toEqual({
    movedAt: T(9),
    isGuess: false,
    blockedSince: null,
  });
});

test("a sub-item that is opened again is none", () => {
  expect(movement(point(1, { subDone: 2 }), point(7, { subDone: 1 })).movedAt).toBe(T(1));
});

/** Several reads of one state of the tool among them, each read at or after it. */
const times = fc
  .tuple(fc.integer({ min: 0, max: 40 }), fc.integer({ min: 0, max: 5 }))
  .map(([t, later]) => ({ t: T(t), readAt: T(t + later) }));
const rest = fc.record({
  status: fc.constantFrom("todo To Do", "doing In Progress", "done Done"),
  subDone: fc.nat(3),
  spent: fc.constant(0),
  commits: fc.constant(0),
  blocked: fc.boolean(),
  known: fc.constant(null),
});
const points = fc.uniqueArray(
  fc.tuple(times, rest).map(([when, what]): ReadPoint => ({ ...when, ...what })),
  { minLength: 1, maxLength: 30, selector: (read) => `${read.t} ${read.readAt}` },
);

test("the last movement is the same whatever the order of arrival, and however often a read comes", () => {
  fc.assert(
    fc.property(points, fc.infiniteStream(fc.nat()), (reads, keys) => {
      const order = new Map(reads.map((read) => [read, keys.next().value]));
      const shuffled = [...reads, ...reads].sort((a, b) => (order.get(a) ?? 0) - (order.get(b) ?? 0));
      expect(movement(...shuffled)).toEqual(movement(...reads));
    }),
    { numRuns: 300 },
  );
});

test("it equals the plain walk over the reads in the tool's own order", () => {
  fc.assert(
    fc.property(points, (reads) => {
      const sorted = [...reads].sort((a, b) => a.t - b.t || a.readAt - b.readAt);
      const seen: { moved?: number; finished?: number | undefined } = {};
      sorted.forEach((read, index) => {
        const before = sorted[index - 1];
        const at = before?.t === read.t ? read.readAt : read.t;
        const changed = before && before.t !== read.t && before.status !== read.status;
        const progressed = before && (read.subDone > before.subDone || (before.blocked && !read.blocked));
        if (changed || progressed) seen.moved = Math.max(at, seen.moved ?? at);
        if (read.status === "done Done" && before?.status !== "done Done") seen.finished = changed ? at : seen.moved;
      });
      const last = sorted.at(-1)?.status === "done Done" ? seen.finished : seen.moved;
      expect(movement(...reads).movedAt).toBe(last ?? sorted[0]?.t);
    }),
  );
});
