import { daysBetween } from "@throughline/shared/calendar";

/**
 * The service tells the time: its replies' Date header is the anchor, and the workspace's own day says how many whole days
 * a sandbox lies ahead. Everything here that needs "now" takes it from this file.
 */
const DAY = 86_400_000;
let anchored = { moment: performance.timeOrigin, at: 0 };
let daysAhead = 0;

const real = () => anchored.moment + performance.now() - anchored.at;

export function dayIn(zone: string, moment: number): string {
  const parts = new Intl.DateTimeFormat("en-CA", { timeZone: zone, year: "numeric", month: "2-digit", day: "2-digit" });
  return parts.format(moment);
}

export function anchorClock(dateHeader: string | null): void {
  const moment = dateHeader === null ? Number.NaN : Date.parse(dateHeader);
  if (!Number.isNaN(moment)) anchored = { moment, at: performance.now() };
}

export function setToday(today: string, zone: string): void {
  daysAhead = daysBetween(dayIn(zone, real()), today);
}

/** Now, in milliseconds since 1970, by the service's clock. */
export const now = (): number => real() + daysAhead * DAY;
