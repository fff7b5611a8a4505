import * as fc from "fast-check";
import { addDays, type Day, daysBetween } from "../calendar.ts";
import type { CallFacts, ChildFacts, FinishedWork, KeyResultFacts, WorkItemFacts } from "./fact-shapes.ts";
import type { GoalFacts } from "./facts.ts";
import type { SettingOverrides } from "./settings.ts";
import { HealthState } from "./states.ts";

export interface HealthCase {
  facts: GoalFacts;
  asOf: Day;
}

/** Valid facts about the day AS_OF, of every kind and often close to a limit. For tests here and in the service. */
export const AS_OF: Day = "2026-11-20";
const on = (offset: number): Day => addDays(AS_OF, offset);

/** Leaves out what was not drawn: an absent fact is absent, never undefined. */
function compact<Row extends object>(row: { [Key in keyof Row]: Row[Key] | undefined }): Row {
  return Object.fromEntries(Object.entries(row).filter(([, value]) => value !== undefined)) as Row;
}

const maybe = <Value>(arbitrary: fc.Arbitrary<Value>) => fc.option(arbitrary, { nil: undefined, freq: 2 });
const rarely = <Value>(arbitrary: fc.Arbitrary<Value>) =>
  fc.oneof({ weight: 6, arbitrary: fc.constant(undefined) }, { weight: 1, arbitrary });
const past = (most: number) => fc.integer({ min: -most, max: 0 }).map(on);
const nearby = (most: number) => fc.integer({ min: -most, max: 4 }).map(on);
const weight = fc.constantFrom(0.1, 1, 1, 2, 3.5);

/** Readings as shares of the way: anywhere, on the plan or a steady part of it, or flat. */
const shares = (start: Day, due: Day): fc.Arbitrary<[Day, number][]> => {
  const elapsed = (offset: number) => (offset - daysBetween(AS_OF, start)) / daysBetween(start, due);
  const anywhere = fc.oneof(
    fc.constantFrom(-0.2, -0.05, 0, 0.3, 0.5, 0.7, 0.9, 1, 1.1),
    fc.double({ min: -0.1, max: 1.1, noNaN: true }),
  );
  const steady = fc.constantFrom(0.5, 0.75, 0.9, 0.95, 1, 1.1);
  const offsets = fc.oneof(
    fc.uniqueArray(fc.integer({ min: -70, max: 0 }), { maxLength: 8 }),
    fc.uniqueArray(fc.integer({ min: -70, max: 2 }), { maxLength: 8 }),
    fc.integer({ min: 0, max: 4 }).map((last) => [0, 7, 14, 21, 28].map((ago) => -ago - last)),
  );
  return offsets.chain((days) =>
    fc.oneof(
      fc.tuple(...days.map((offset) => anywhere.map((at): [Day, number] => [on(offset), at]))),
      steady.map((part) => days.map((offset): [Day, number] => [on(offset), part * elapsed(offset)])),
      anywhere.map((at) => days.map((offset): [Day, number] => [on(offset), at])),
    ),
  );
};
const readings = (rows: readonly (readonly [Day, number])[], value: (share: number) => number): [Day, number][] =>
  rows.map(([day, at]) => [day, value(at)]);

const moving = (rows: readonly (readonly [Day, number])[]) =>
  fc
    .record({ baseline: fc.constantFrom(0, 98, 14), way: fc.constantFrom(12, -11, 0.004, 5000, 12, 12, 0) })
    .map(({ baseline, way }) => {
      return { baseline, target: baseline + way, readings: readings(rows, (at) => baseline + at * way) };
    });
const maintained = (rows: readonly (readonly [Day, number])[]) =>
  fc
    .record({ width: fc.constantFrom(0, 5, 10), tolerance: maybe(fc.constantFrom(0, 4, 10)) })
    .map(({ width, tolerance }) => {
      const values = readings(rows, (at) => 85 + at * (width + 10));
      return compact<KeyResultFacts>({ direction: "maintain", lo: 90, hi: 90 + width, tolerance, readings: values });
    });
const measure = (start: Day, due: Day) =>
  shares(start, due).chain((rows) =>
    fc.oneof({ weight: 5, arbitrary: moving(rows) }, { weight: 1, arbitrary: maintained(rows) }),
  );

const keyResult = (id: string | undefined, start: Day, due: Day): fc.Arbitrary<KeyResultFacts> => {
  const length = daysBetween(start, due);
  return fc
    .record({
      measure: measure(start, due),
      weight: maybe(weight),
      cadence: maybe(fc.constantFrom(1, 7, 14, 30)),
      lag: rarely(fc.integer({ min: 0, max: Math.min(40, length - 1) })),
      resultLag: maybe(fc.constantFrom(0, 5, 14, 30)),
      plan: rarely(
        fc.uniqueArray(fc.tuple(fc.integer({ min: 1, max: length }), fc.constantFrom(0, 0.2, 0.5, 0.9, 1)), {
          maxLength: 2,
          selector: ([offset]) => offset,
        }),
      ),
    })
    .map(({ measure, plan = [], ...rest }) => {
      const from = rest.lag ?? 0;
      const points = plan.flatMap(([offset, at]): [Day, number][] => {
        return from + offset < length ? [[addDays(start, from + offset), at]] : [];
      });
      return compact<KeyResultFacts>({ id, ...rest, ...measure, plan: points.length > 0 ? points : undefined });
    });
};

const item = (id: string): fc.Arbitrary<WorkItemFacts> =>
  fc
    .record({
      status: fc.constantFrom("todo", "doing", "doing", "done", "cancelled"),
      moved: nearby(45),
      due: maybe(fc.integer({ min: -20, max: 70 }).map(on)),
      size: maybe(fc.constantFrom(0, 0.5, 1, 3, 8)),
      blockedSince: rarely(nearby(12)),
    })
    .map((drawn) => compact<WorkItemFacts>({ id, ...drawn }));

/** One item in work that idles among fresh ones that wait. */
const oneIdle: fc.Arbitrary<WorkItemFacts[]> = fc
  .record({ fresh: fc.array(past(4), { minLength: 4, maxLength: 8 }), idle: fc.integer({ min: -34, max: -5 }).map(on) })
  .map(({ fresh, idle }) => [
    { id: "idle", status: "doing", moved: idle },
    ...fresh.map((moved, index): WorkItemFacts => ({ id: `W${index}`, status: "todo", moved })),
  ]);

const finished: fc.Arbitrary<FinishedWork> = fc
  .record({ sized: fc.integer({ min: 0, max: 5 }), unsized: fc.integer({ min: 1, max: 30 }), last: past(40) })
  .map(({ sized, unsized, last }) => ({ items: sized + unsized, sized, size: sized * 2.5, last }));

const child = (index: number): fc.Arbitrary<ChildFacts> =>
  fc
    .record({ state: fc.constantFrom(...HealthState.options), weight: maybe(weight), named: fc.boolean() })
    .map(({ named, ...rest }) => compact<ChildFacts>({ id: named ? `C${index}` : undefined, ...rest }));

const call: fc.Arbitrary<CallFacts> = fc
  .record({
    at: nearby(18),
    level: fc.constantFrom("green", "amber", "red"),
    reason: maybe(fc.constantFrom("", "signed, books in December")),
  })
  .map((drawn) => compact<CallFacts>(drawn));

const settings: fc.Arbitrary<SettingOverrides> = fc.constantFrom<SettingOverrides[]>(
  { stallDays: 3, blockedDays: 1 },
  { outdatedCadences: 1, readingGraceDays: 0 },
  { earlyShare: 0.4, falsePositiveElapsed: 0.05, flatDays: 7 },
  { trendReadings: 2, trendWindowDays: 20, trendSpanDays: 5 },
  { quietDays: 2, quietWeekDays: 1, callDays: 3, sizedShare: 0.4 },
);

const list = <Row>(most: number, make: (index: number) => fc.Arbitrary<Row>): fc.Arbitrary<Row[]> =>
  fc.integer({ min: 0, max: most }).chain((count) => fc.tuple(...Array.from({ length: count }, (_, n) => make(n))));

function goalFacts([start, due]: readonly [Day, Day], named: boolean): fc.Arbitrary<GoalFacts> {
  return fc
    .record({
      state: fc.constantFrom("active", "active", "active", "active", "active", "draft", "paused", "closed"),
      ambition: maybe(fc.constantFrom("committed", "aspirational")),
      dropped: rarely(fc.boolean()),
      keyResults: list(3, (index) => keyResult(named ? `K${index}` : undefined, start, due)),
      items: fc.oneof(
        { weight: 3, arbitrary: list(7, (index) => item(`W${index}`)) },
        { weight: 1, arbitrary: oneIdle },
      ),
      finished: maybe(fc.array(finished, { minLength: 1, maxLength: 2 })),
      children: rarely(list(3, child)),
      call: rarely(call),
      holidays: maybe(fc.array(fc.integer({ min: -40, max: 60 }).map(on), { maxLength: 6 })),
      syncedTo: rarely(nearby(10)),
      throughput: maybe(fc.array(fc.integer({ min: 0, max: 4 }), { maxLength: 12 })),
      settings: rarely(settings),
    })
    .map((drawn) => compact<GoalFacts>({ start, due, ...drawn }));
}

export const randomFacts: fc.Arbitrary<HealthCase> = fc
  .tuple(fc.integer({ min: -120, max: 5 }), fc.integer({ min: 10, max: 180 }), fc.boolean())
  .chain(([start, length, named]) => goalFacts([on(start), on(start + length)], named))
  .map((facts) => ({ facts, asOf: AS_OF }));

export const randomActive = randomFacts.map(({ facts, asOf }): HealthCase => ({
  facts: { ...facts, state: "active" },
  asOf,
}));
