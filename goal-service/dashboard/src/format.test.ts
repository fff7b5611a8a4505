import { beforeEach, describe, expect, test } from "@jest/globals";
import { anchorClock, setToday } from "./clock.ts";
import { ago, change, count, day, initials, localDay, moment, percent, shortDay, slug, typedAs } from "./format.ts";

beforeEach(() => {
  anchorClock("Fri, 20 Nov 2026 12:00:00 GMT");
  setToday("2026-11-20", "UTC");
});

describe("days", () => {
  test.each([
    ["2026-11-06", "Fri 6 Nov"],
    ["2026-09-16", "Wed 16 Sep"],
    ["2027-03-31", "Wed 31 Mar 2027"],
  ])("%s reads %s", (given, words) => {
    expect(day(given)).toBe(words);
  });

  test("a column leaves the weekday out", () => {
    expect(shortDay("2026-12-31")).toBe("31 Dec");
    expect(shortDay("2027-01-31")).toBe("31 Jan 2027");
  });

  test("a moment is told in the workspace's zone, on its day there", () => {
    expect(moment("2026-11-16T23:30:00Z", "Europe/Berlin")).toBe("Tue 17 Nov, 00:30");
    expect(localDay("2026-11-16T23:30:00Z", "Europe/Berlin")).toBe("2026-11-17");
    expect(moment("2026-11-16", "Europe/Berlin")).toBe("Mon 16 Nov");
  });

  test.each([
    ["2026-11-20T11:59:48Z", "12 s ago"],
    ["2026-11-20T11:20:00Z", "40 min ago"],
    ["2026-11-20T03:00:00Z", "9 h ago"],
    ["2026-11-18T03:00:00Z", "Wed 18 Nov"],
    ["2026-11-20T12:00:30Z", "0 s ago"],
  ])("%s is %s", (given, words) => {
    expect(ago(given)).toBe(words);
  });
});

describe("numbers", () => {
  test.each([
    [106.9, "%", "106.9%"],
    [110, "%", "110%"],
    [3.34, "$", "$3.34"],
    [3.3, "$", "$3.30"],
    [12_000, "€", "€12,000"],
    [168, "min", "168 min"],
    [19, "", "19"],
    [1.85, "h", "1.85 h"],
    [-4, "$", "−$4"],
    [1234.5678, "", "1,234.5678"],
  ])("%d in %s reads %s", (amount, unit, words) => {
    expect(typedAs(amount, unit)).toBe(words);
  });

  test.each([
    [0.6, "%", "+0.6 points"],
    [1, "%", "+1 point"],
    [-13, "min", "−13 min"],
    [-0.02, "$", "−$0.02"],
    [0, "", "0"],
  ])("a change of %d in %s reads %s", (amount, unit, words) => {
    expect(change(amount, unit)).toBe(words);
  });

  test.each([
    [1, "100%"],
    [0.9995, "99.9%"],
    [0.99999, "99.9%"],
    [0.57, "57%"],
    [0.456, "45%"],
    [0.004, "0.4%"],
    [0.0001, "under 0.1%"],
    [0, "0%"],
  ])("a share of %d reads %s", (share, words) => {
    expect(percent(share)).toBe(words);
  });

  test("one and many", () => {
    expect(count(1, "goal")).toBe("1 goal");
    expect(count(3, "try", "tries")).toBe("3 tries");
  });
});

test("names and addresses", () => {
  expect(initials("Dana Okafor")).toBe("DO");
  expect(initials("Tomás de la Herrera")).toBe("TH");
  expect(initials("Prince")).toBe("P");
  expect(slug("Increase NRR from 98% to 110% by Q4")).toBe("increase-nrr-from-98-to-110-by-q4");
});
