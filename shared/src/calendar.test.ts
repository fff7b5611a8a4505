import { expect, test } from "@jest/globals";
import * as fc from "fast-check";
import {
  addDays,
  Day,
  dayNumber,
  daysBetween,
  holidaysOf,
  isDay,
  mondayOf,
  weekday,
  workingDayAfter,
  workingDaysBetween,
} from "./calendar.ts";

const anyDay = fc.integer({ min: -400, max: 400 }).map((offset) => addDays("2026-11-20", offset));
const anyHolidays = fc.array(anyDay, { maxLength: 30 });

test("only a real calendar day is a day", () => {
  expect(isDay("2028-02-29")).toBe(true);
  for (const text of ["2026-02-29", "2026-13-01", "2026-1-1", "20261120", "2026-11-20T00:00", ""]) {
    expect(isDay(text)).toBe(false);
  }
  const refused = Day.safeParse("2026-02-30");
  expect(refused.error?.issues[0]?.message).toBe(
    '"2026-02-30" is not a calendar day: write YYYY-MM-DD, for example 2026-11-20',
  );
});

test("a week begins on Monday, also before 1970", () => {
  expect(weekday("2026-11-20")).toBe(4);
  expect(mondayOf("2026-11-20")).toBe("2026-11-16");
  expect(mondayOf("2026-11-16")).toBe("2026-11-16");
  expect(mondayOf("1969-12-31")).toBe("1969-12-29");
  expect(daysBetween("2026-12-31", "2027-01-01")).toBe(1);
});

test("working days after a movement leave out weekends and holidays, each holiday once", () => {
  expect(workingDaysBetween("2026-11-06", "2026-11-20")).toBe(10);
  expect(workingDaysBetween("2026-11-20", "2026-11-22")).toBe(0);
  expect(workingDaysBetween("2026-11-20", "2026-11-06")).toBe(0);
  const holidays = ["2026-11-11", "2026-11-11", "2026-11-14"];
  expect(workingDaysBetween("2026-11-06", "2026-11-20", holidays)).toBe(9);
});

test("working days are what counting them one by one gives", () => {
  const counted = (from: Day, to: Day, holidays: Day[]) => {
    let count = 0;
    for (let day = addDays(from, 1); day <= to; day = addDays(day, 1)) {
      if (weekday(day) < 5 && !holidays.includes(day)) count += 1;
    }
    return count;
  };
  fc.assert(
    fc.property(anyDay, fc.integer({ min: 0, max: 60 }), anyHolidays, (from, length, holidays) => {
      const to = addDays(from, length);
      expect(workingDaysBetween(from, to, holidays)).toBe(counted(from, to, holidays));
    }),
  );
});

test("the day on which so many working days have passed is the first such day", () => {
  fc.assert(
    fc.property(anyDay, fc.integer({ min: 1, max: 40 }), anyHolidays, (from, count, holidays) => {
      const day = workingDayAfter(dayNumber(from), count, holidaysOf(holidays));
      const found = addDays("1970-01-01", day);
      expect(workingDaysBetween(from, found, holidays)).toBe(count);
      expect(workingDaysBetween(from, addDays(found, -1), holidays)).toBe(count - 1);
    }),
  );
});
