// The time in which the tests of a run live. A seed draws it, so that every weekday, month's end and leap day comes up in
// the long run and a red run can be repeated; the proof walks the days on which calendars are known to err.
import { pathToFileURL } from "node:url";
import path from "node:path";
import { root } from "./set-up.mjs";

const DAY = 86_400_000;
const FIRST = Date.UTC(2027, 0, 1);
const DAYS = 2 * 365 + 1;
/** A run does not go past midnight: within it today stays today. */
const HOURS = 20;

/** All weekdays, ends of months, both changes of the clock in Europe, a leap day, and the turn of the year. */
export const WALK = [
  "2026-11-30T09:00Z", // Monday, a month's end
  "2028-02-29T09:00Z", // Tuesday, the leap day
  "2027-06-30T09:00Z", // Wednesday, a quarter's end
  "2027-09-30T09:00Z", // Thursday, a quarter's end
  "2027-12-31T09:00Z", // Friday, the year's end
  "2028-01-01T00:05Z", // Saturday, the year's first minutes
  "2027-03-28T00:58Z", // Sunday, two minutes before clocks go forward
  "2027-10-31T00:58Z", // Sunday, two minutes before clocks go back
].map((moment) => Date.parse(moment));

export const drawSeed = () => Math.floor(Math.random() * DAYS * HOURS);

export const momentOf = (seed) => FIRST + (seed % DAYS) * DAY + (Math.floor(seed / DAYS) % HOURS) * 3_600_000;

export function named(moment) {
  const weekday = new Intl.DateTimeFormat("en", { weekday: "long", timeZone: "UTC" }).format(moment);
  return `${weekday}, ${new Date(moment).toISOString().slice(0, 16).replace("T", " ")} UTC`;
}

/** What puts a process, and all that it starts, into this time from now on (test/setup/given-time.js). */
export function livingAt(moment) {
  const preload = `--import=${pathToFileURL(path.join(root, "test/setup/given-time.js")).href}`;
  return {
    THROUGHLINE_TEST_AHEAD: String(moment - Date.now()),
    NODE_OPTIONS: [process.env.NODE_OPTIONS, preload].filter(Boolean).join(" "),
  };
}
