import { expect, test } from "@jest/globals";
import { addDays } from "@throughline/shared/calendar";
import fc from "fast-check";
import { createClock } from "./clock.ts";

const DAY = 86_400_000;
const clock = createClock();

test("it is the real time until days are set, then the same time of another day", () => {
  const moved = createClock();
  const real = clock.now().getTime();
  expect(moved.now().getTime()).toBeGreaterThanOrEqual(real);
  expect(moved.now().getTime()).toBeLessThan(real + DAY);
  moved.setDays(30);
  expect(moved.now().getTime()).toBeGreaterThanOrEqual(real + 30 * DAY);
  expect(moved.now().getTime()).toBeLessThan(real + 31 * DAY);
  moved.setDays(-2);
  expect(moved.days).toBe(-2);
  expect(clock.days).toBe(0);
});

test.each([0.5, Number.NaN, Infinity, 1e9])("%p days are refused and change nothing", (days) => {
  const moved = createClock();
  expect(() => {
    moved.setDays(days);
  }).toThrow(RangeError);
  expect(moved.days).toBe(0);
});

test.each([
  ["UTC", "2026-11-21T23:59:59.999Z", "2026-11-21"],
  ["Pacific/Auckland", "2026-11-21T11:00:00Z", "2026-11-22"],
  ["America/Los_Angeles", "2026-11-21T07:59:59Z", "2026-11-20"],
  ["Asia/Kathmandu", "2026-11-21T18:15:00Z", "2026-11-22"],
  ["Europe/Berlin", "2026-01-01T00:00:00Z", "2026-01-01"],
])("in %s the moment %s belongs to %s", (zone, moment, day) => {
  expect(clock.dayIn(zone, new Date(moment))).toBe(day);
});

test.each([
  ["UTC", "2026-11-21", "2026-11-21T23:59:59.999Z"],
  ["Europe/Berlin", "2026-03-29", "2026-03-29T21:59:59.999Z"],
  ["Europe/Berlin", "2026-10-25", "2026-10-25T22:59:59.999Z"],
  ["America/Santiago", "2026-09-05", "2026-09-06T03:59:59.999Z"],
  ["Pacific/Kiritimati", "2026-11-21", "2026-11-21T09:59:59.999Z"],
])("in %s the day %s ends at %s", (zone, day, end) => {
  expect(clock.endOfDay(zone, day).toISOString()).toBe(end);
});

const ZONES = ["UTC", "Europe/Berlin", "America/New_York", "America/Santiago", "Australia/Lord_Howe", "Asia/Kathmandu"];
const day = fc.date({ min: new Date("2026-01-01"), max: new Date("2031-12-31"), noInvalidDate: true });

test("in every zone, on every date, a day ends where the next begins: when clocks change, on leap days, at year's end", () => {
  const known = ["2028-02-29", "2026-03-29", "2026-10-25", "2026-03-08", "2026-11-01", "2026-12-31"].map((on) => [
    new Date(on),
  ]);
  fc.assert(
    fc.property(day, (any) => {
      const on = any.toISOString().slice(0, 10);
      for (const zone of ZONES) {
        const end = clock.endOfDay(zone, on).getTime();
        expect([zone, clock.dayIn(zone, new Date(end))]).toEqual([zone, on]);
        expect([zone, clock.dayIn(zone, new Date(end + 1))]).toEqual([zone, addDays(on, 1)]);
      }
    }),
    { examples: known as [Date][] },
  );
});

test("an unknown zone is an error, not a guess", () => {
  expect(() => clock.dayIn("Mars/Olympus", clock.now())).toThrow(RangeError);
});
