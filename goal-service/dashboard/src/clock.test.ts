import { expect, test } from "@jest/globals";
import { anchorClock, dayIn, now, setToday } from "./clock.ts";

test("the service's date is now, moved by the whole days that a sandbox lies ahead", () => {
  anchorClock("Fri, 20 Nov 2026 12:00:00 GMT");
  setToday("2026-11-20", "UTC");
  expect(dayIn("UTC", now())).toBe("2026-11-20");
  setToday("2026-12-04", "UTC");
  expect(dayIn("UTC", now())).toBe("2026-12-04");
});

test("a reply without a date changes nothing", () => {
  anchorClock("Fri, 20 Nov 2026 12:00:00 GMT");
  setToday("2026-11-20", "UTC");
  anchorClock(null);
  anchorClock("not a date");
  expect(dayIn("UTC", now())).toBe("2026-11-20");
});
