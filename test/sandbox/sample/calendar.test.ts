import { expect, test } from "@jest/globals";
import { dayNumber, dayOf, weekday } from "@throughline/shared/calendar";
import fc from "fast-check";
import { daysFrom } from "./calendar.ts";

const firstDay = fc.integer({ min: dayNumber("2026-01-01"), max: dayNumber("2031-12-31") }).map(dayOf);
/** Days of one thing's steps, in order, with room before the first of them. */
const planned = fc
  .array(fc.integer({ min: 20, max: 70 }), { minLength: 1, maxLength: 8 })
  .map((days) => days.sort((a, b) => a - b));

test("steps are done in their order, on working days, none later than planned, and two days stay two days", () => {
  fc.assert(
    fc.property(firstDay, planned, (first, plan) => {
      const days = daysFrom(first);
      const done = days.workdays(plan);
      expect(done).toHaveLength(plan.length);
      for (const [index, day] of done.entries()) {
        expect(weekday(days.on(day))).toBeLessThan(5);
        expect(day).toBeLessThanOrEqual(plan[index] ?? 0);
        if (index > 0) expect(day > (done[index - 1] ?? 0)).toBe((plan[index] ?? 0) > (plan[index - 1] ?? 0));
      }
    }),
  );
});

test("what is planned for a Friday and the Sunday after it is done on the Thursday and the Friday", () => {
  expect(daysFrom("2026-11-20").workdays([7, 7, 9])).toEqual([6, 6, 7]);
});
