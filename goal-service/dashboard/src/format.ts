import { metricDifference, type MetricScale } from "@throughline/shared/health/metric-scale";
import { differenceText, valueText } from "@throughline/shared/health/quantity";
import { now } from "./clock.ts";

const UTC = { timeZone: "UTC" } as const;
const dayFormat = new Intl.DateTimeFormat("en-GB", { ...UTC, weekday: "short", day: "numeric", month: "short" });
const shortFormat = new Intl.DateTimeFormat("en-GB", { ...UTC, day: "numeric", month: "short" });
const monthFormat = new Intl.DateTimeFormat("en-GB", { ...UTC, month: "short" });

const atNoon = (day: string) => new Date(`${day.slice(0, 10)}T12:00:00Z`);
const plain = (text: string) => text.replace(",", "").replace("Sept", "Sep");
const otherYear = (day: string) => day.slice(0, 4) !== new Date(now()).toISOString().slice(0, 4);
const withYear = (day: string, text: string) => (otherYear(day) ? `${text} ${day.slice(0, 4)}` : text);

/** "Fri 6 Nov"; with the year where it is not this one. */
export const day = (value: string): string => withYear(value, plain(dayFormat.format(atNoon(value))));

/** "6 Nov", for columns. */
export const shortDay = (value: string): string => withYear(value, plain(shortFormat.format(atNoon(value))));

/** "Nov" */
export const monthName = (value: string): string => plain(monthFormat.format(atNoon(value)));

/** "Mon 16 Nov, 16:21" in the workspace's zone; a bare day stays a day. */
export function moment(value: string, zone: string): string {
  if (value.length === 10) return day(value);
  const time = new Intl.DateTimeFormat("en-GB", { timeZone: zone, hour: "2-digit", minute: "2-digit" }).format(
    new Date(value),
  );
  return `${day(localDay(value, zone))}, ${time}`;
}

/** The calendar day of a moment in the workspace's zone. */
export function localDay(value: string, zone: string): string {
  if (value.length === 10) return value;
  return new Intl.DateTimeFormat("en-CA", { timeZone: zone }).format(new Date(value));
}

/** "12 s ago"; a day once it is more than 24 hours. */
export function ago(value: string): string {
  const seconds = Math.max(0, Math.round((now() - Date.parse(value)) / 1000));
  if (seconds < 60) return `${seconds} s ago`;
  if (seconds < 3600) return `${Math.floor(seconds / 60)} min ago`;
  if (seconds < 86_400) return `${Math.floor(seconds / 3600)} h ago`;
  return day(value);
}

/** A number as it was typed, with its unit: "106.9%", "$3.34", "168 min". */
export const typedAs = (value: number, unit: string): string => valueText(value, unit, [value]);

const sign = (amount: number) => (amount > 0 ? "+" : amount < 0 ? "−" : "");

/** "+0.6 points", "−13 min", "0": a change always carries its sign. */
export const change = (amount: number, unit: string): string => sign(amount) + differenceText(amount, 0, unit, []);

/** The change from one value of a metric to another, as fine as the two are read. */
export const changeBetween = (from: number, to: number, scale: MetricScale): string =>
  sign(to - from) + metricDifference(to, from, scale);

/** A share is cut, never rounded up to what is not reached: 99.95 % reads 99.9%, and little is never nothing. */
export function percent(share: number): string {
  const points = Math.abs(share * 100);
  const scale = points > 0 && (points < 1 || (points >= 99 && points < 100)) ? 10 : 1;
  const cut = Math.floor(points * scale + 1e-7) / scale;
  if (cut === 0 && points > 0) return "under 0.1%";
  return `${share < 0 && cut !== 0 ? "−" : ""}${cut}%`;
}

export const count = (amount: number, one: string, many = `${one}s`): string =>
  `${amount} ${amount === 1 ? one : many}`;

export const firstName = (name: string): string => name.split(" ")[0] ?? name;

export const initials = (name: string): string =>
  name
    .split(/\s+/)
    .filter((part) => /\p{L}/u.test(part))
    .map((part) => part[0]?.toUpperCase() ?? "")
    .filter((_, index, all) => index === 0 || index === all.length - 1)
    .join("");

/** "Net revenue retention" from a long title, for narrow places. */
export const slug = (title: string): string =>
  title
    .toLowerCase()
    .normalize("NFD")
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-|-$/g, "")
    .slice(0, 60);
