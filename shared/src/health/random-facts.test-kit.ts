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

const maybe = <Value>(arbitrary: fc.Arbitrary<Value>, freq = 2) => fc.option(arbitrary, { nil: undefined, freq });
const past = (most: number) => fc.integer({ min: -most, max: 0 }).map(on);
const nearby = (most: number) => fc.integer({ min: -most, max: 4 }).map(on);
const weight = fc.constantFrom(0.1, 1, 1, 2, 3.5);

const readings = (value: (share: number) => number) =>
  fc
    .uniqueArray(fc.integer({ min: -70, max: 2 }), { maxLength: 8 })
    .chain((offsets) =>
      fc.tuple(...offsets.map((offset) => share.map((at): [Day, number] => [on(offset), value(at)]))),
    );
const share = fc.oneof(
  fc.constantFrom(-0.2, -0.05, 0, 0.3, 0.5, 0.7, 0.9, 1, 1.1),
  fc.double({ min: -0.1, max: 1.1, noNaN: true }),
);

const moving = fc
  .tuple(fc.constantFrom(0, 98, 14), fc.constantFrom(12, -11, 0.004, 5000, 12, 12, 0))
  .chain(([baseline, way]) =>
    readings((at) => baseline + at * way).map((rows) => ({ baseline, target: baseline + way, readings: rows })),
  );
const maintained = fc
  .tuple(fc.constantFrom(0, 5, 10), maybe(fc.constantFrom(0, 4, 10)))
  .chain(([width, tolerance]) =>
    readings((at) => 90 - 5 + at * (width + 10)).map((rows) =>
      compact<KeyResultFacts>({ direction: "maintain", lo: 90, hi: 90 + width, tolerance, readings: rows }),
    ),
  );

const keyResult = (id: string | undefined, start: Day, due: Day): fc.Arbitrary<KeyResultFacts> => {
  const length = daysBetween(start, due);
  const lag = fc.integer({ min: 0, max: Math.min(40, length - 1) });
  return fc
    .record({
      measure: fc.oneof({ weight: 4, arbitrary: moving }, { weight: 1, arbitrary: maintained }),
      weight: maybe(weight),
      cadence: maybe(fc.constantFrom(1, 7, 14, 30)),
      lag: maybe(lag, 4),
      resultLag: maybe(fc.constantFrom(0, 5, 14, 30)),
      plan: fc.uniqueArray(fc.tuple(fc.integer({ min: 1, max: length }), fc.constantFrom(0, 0.2, 0.5, 0.9, 1)), {
        maxLength: 2,
        selector: ([offset]) => offset,
      }),
    })
    .map(({ measure, plan, ...rest }) => {
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
      size: maybe(fc.constantFrom(0, 0.5, 1, 3, 8), 4),
      blockedSince: maybe(nearby(12), 4),
    })
    .map((drawn) => compact<WorkItemFacts>({ id, ...drawn }));

const finished: fc.Arbitrary<FinishedWork> = fc
  .record({ sized: fc.integer({ min: 0, max: 5 }), unsized: fc.integer({ min: 1, max: 8 }), last: past(40) })
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
      dropped: maybe(fc.boolean(), 4),
      keyResults: list(3, (index) => keyResult(named ? `K${index}` : undefined, start, due)),
      items: list(7, (index) => item(`W${index}`)),
      finished: maybe(fc.array(finished, { minLength: 1, maxLength: 2 })),
      children: maybe(list(3, child)),
      call: maybe(call),
      holidays: maybe(fc.array(fc.integer({ min: -40, max: 60 }).map(on), { maxLength: 6 })),
      syncedTo: maybe(nearby(10), 5),
      throughput: maybe(fc.array(fc.integer({ min: 0, max: 4 }), { maxLength: 12 })),
      settings: maybe(settings, 5),
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
