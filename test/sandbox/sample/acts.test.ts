import { expect, test } from "@jest/globals";
import { dayNumber, dayOf } from "@throughline/shared/calendar";
import { type Act, actsByDay, type Item } from "./acts.ts";
import { daysFrom } from "./calendar.ts";
import { LAST_DAY } from "./shapes.ts";

interface Done {
  day: number;
  at: number;
  act: Act;
}

/** Every act in the order in which it is done, for a sample that ends on this day. */
function sampleEndingOn(today: number): Done[] {
  const days = daysFrom(dayOf(today - LAST_DAY));
  return [...actsByDay(days)]
    .sort(([a], [b]) => a - b)
    .flatMap(([day, acts]) => acts.map((act) => ({ day, act })))
    .map((one, at) => ({ ...one, at }));
}

const MONDAY = dayNumber("2020-01-06");
// Four years hold a leap day, every month's end on several weekdays, and both changes of the clock.
const FIRST = dayNumber("2026-01-01");
const EVERY_DAY = Array.from({ length: 4 * 366 }, (_, index) => FIRST + index);

const atWeekend = (day: number) => (day - MONDAY) % 7 > 4;

test("on every date: made first, wholes before parts, attached on a later day than made, nobody works at weekends", () => {
  for (const today of EVERY_DAY) {
    const done = sampleEndingOn(today);
    const made = new Map<Item, Done>();
    const madeBy = new Map<string, Done>();
    const faults: string[] = [];
    for (const one of done) {
      const { item, kind } = one.act;
      if (kind === "make") {
        made.set(item, one);
        madeBy.set(item.title, one);
        for (const needed of [item.partOf, item.sameAs]) {
          if (needed !== undefined && !madeBy.has(needed)) faults.push(`${item.title} before ${needed}`);
        }
      } else if (!made.has(item)) faults.push(`${kind} of ${item.title} before it is made`);
      if (kind === "attach" && made.get(item)?.day === one.day) faults.push(`${item.title} attached when made`);
      if (one.day < 0 || one.day > LAST_DAY) faults.push(`${item.title} on day ${one.day}`);
      if (atWeekend(today - LAST_DAY + one.day)) faults.push(`${item.title} at a weekend`);
    }
    expect([dayOf(today), faults]).toEqual([dayOf(today), []]);
  }
});
