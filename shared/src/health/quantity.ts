import type { Day } from "../calendar.ts";

const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/** "6 Nov", with the year where it is not this one. */
export function shortDay(day: Day, today: Day): string {
  const month = MONTHS[Number(day.slice(5, 7)) - 1] ?? "";
  const year = day.slice(0, 4) === today.slice(0, 4) ? "" : ` ${day.slice(0, 4)}`;
  return `${Number(day.slice(8, 10))} ${month}${year}`;
}

export function plural(count: number, one: string, many = `${one}s`): string {
  return `${decimal(count, 1)} ${count === 1 ? one : many}`;
}

/** How many decimals tell two values apart: one for ordinary ones, more where they are close or small. */
export function decimalsFor(difference: number): number {
  const size = Math.abs(difference);
  if (size >= 0.1 || size === 0) return 1;
  return Math.min(6, Math.ceil(-Math.log10(size)) + 1);
}

export type Rounding = "nearest" | "up" | "down";

/** A number as people write it: 12,000 and 106.9. */
export function decimal(value: number, decimals: number, rounding: Rounding = "nearest"): string {
  const scale = 10 ** decimals;
  const scaled = Math.round(value * scale * 1e6) / 1e6;
  const whole = { nearest: Math.round, up: Math.ceil, down: Math.floor }[rounding](scaled);
  const [left = "0", right = ""] = (Math.abs(whole) / scale).toFixed(decimals).split(".");
  const fraction = right.replace(/0+$/, "");
  const sign = whole < 0 ? "-" : "";
  return `${sign}${left.replace(/\B(?=(\d{3})+$)/g, ",")}${fraction === "" ? "" : `.${fraction}`}`;
}

const PREFIXED = new Set(["$", "€", "£", "¥"]);

export function withUnit(text: string, unit: string | undefined): string {
  if (unit === undefined || unit === "") return text;
  if (unit === "%") return `${text}%`;
  return PREFIXED.has(unit) ? `${unit}${text}` : `${text} ${unit}`;
}

const MOST_DECIMALS = 12;

/**
 * A value of a metric, the same in table, chart, panel and card: two decimals below ten and of money, one above, and more
 * where it is small or where they tell it apart from zero and from what it is measured against, so that what is not reached never reads reached.
 */
export function valueText(value: number, unit: string, beside: readonly (number | null)[] = []): string {
  const money = PREFIXED.has(unit);
  const others = [0, ...beside].filter((other) => other !== null && other !== value);
  let decimals = money ? 2 : usualDecimals(Math.abs(value));
  const reads = (amount: number | null) => decimal(amount ?? 0, decimals);
  while (decimals < MOST_DECIMALS && others.some((other) => reads(other) === reads(value))) decimals += 1;
  const plain = reads(Math.abs(value));
  const text = money ? plain.replace(/\.\d$/, "$&0") : plain;
  return `${value < 0 && plain !== "0" ? "−" : ""}${withUnit(text, unit)}`;
}

/** One above ten, two below, and what two digits need of a small value: 0.034. */
function usualDecimals(size: number): number {
  if (size >= 10) return 1;
  return size >= 0.1 || size === 0 ? 2 : Math.min(MOST_DECIMALS, Math.ceil(-Math.log10(size)) + 1);
}

/** A difference of two values: percentages differ by points. */
export function differenceWords(text: string, unit: string | undefined): string {
  if (unit === "%") return text === "1" ? "1 point" : `${text} points`;
  return withUnit(text, unit);
}
