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

/** A currency's sign, and what it counts in: "M€" and "€M" are one. */
const MONEY = /^(?:([kKmMbBT]|bn|tn)?\s*(\p{Sc})|(\p{Sc})\s*([kKmMbBT]|bn|tn))$/u;

function moneyOf(unit: string): { sign: string; counted: string } | null {
  const [, before = "", sign, first, after = ""] = MONEY.exec(unit.trim()) ?? [];
  const found = sign ?? first;
  return found === undefined ? null : { sign: found, counted: before + after };
}

/** Currencies stand before their number: "€1.57M". */
function withUnit(text: string, unit: string): string {
  const money = moneyOf(unit);
  if (money !== null) return `${money.sign}${text}${money.counted}`;
  if (unit === "" || unit === "%") return text + unit;
  return `${text} ${unit}`;
}

const MOST_DECIMALS = 12;

type Beside = readonly (number | null)[];

/** One above ten, two below, and what two digits need of a small value: 0.034. */
function usualDecimals(size: number): number {
  if (size >= 10) return 1;
  return size >= 0.1 || size === 0 ? 2 : Math.min(MOST_DECIMALS, Math.ceil(-Math.log10(size)) + 1);
}

const isWhole = (value: number, decimals: number): boolean =>
  Math.abs(Number(value.toFixed(decimals)) - value) <= Math.abs(value) * Number.EPSILON;

function decimalsOf(value: number, unit: string, beside: Beside, rounding: Rounding = "nearest"): number {
  let decimals = moneyOf(unit)?.counted === "" ? 2 : usualDecimals(Math.abs(value));
  const read = (amount: number) => decimal(amount, decimals, rounding);
  const isClear = beside.includes(value)
    ? () => isWhole(value, decimals)
    : () => [0, ...beside].every((other) => other === null || other === value || read(other) !== read(value));
  while (decimals < MOST_DECIMALS && !isClear()) decimals += 1;
  return decimals;
}

/**
 * A value of a metric: two decimals below ten and of money, one above, and more where it is small or where they tell it apart
 * from zero and from what stands beside it, so that what is not reached never reads reached. What it is measured against reads as it was typed.
 */
export function valueText(value: number, unit: string, beside: Beside = [], rounding: Rounding = "nearest"): string {
  return dressed(decimal(value, decimalsOf(value, unit, beside, rounding), rounding), unit);
}

function dressed(plain: string, unit: string): string {
  const cents = moneyOf(unit)?.counted === "" ? plain.replace(/\.\d$/, "$&0") : plain;
  return cents.startsWith("-") ? `−${withUnit(cents.slice(1), unit)}` : withUnit(cents, unit);
}

/** The values of an axis, as fine as their step; a unit that is a word is said beside the axis and not at every value. */
export function tickTexts(values: readonly number[], unit: string): string[] {
  const [first = 0, second = first + 1] = values;
  const decimals = Math.min(MOST_DECIMALS, Math.max(0, Math.ceil(-Math.log10(second - first) - 1e-9)));
  return values.map((value) => dressed(decimal(value, decimals), signOf(unit)));
}

/** What stands at every number; a unit that is a word is said once for several. */
export const signOf = (unit: string): string => (unit === "%" || moneyOf(unit) !== null ? unit : "");

/** The number that stands there for a value. */
export function asRead(value: number, unit: string, beside: Beside): number {
  const scale = 10 ** decimalsOf(value, unit, beside);
  return Math.round(value * scale) / scale;
}

/** How far two values are apart, as fine as they are read; percentages differ by points. */
export function differenceText(one: number, other: number, unit: string, beside: Beside): string {
  const apart = Math.abs(one - other);
  const scale = 10 ** Math.max(decimalsOf(one, unit, beside), decimalsOf(other, unit, beside));
  const read = Math.round(apart * scale) / scale;
  const text = read === 0 ? valueText(apart, pointsOr(unit)) : valueText(read, pointsOr(unit), [read]);
  return text === "1 points" ? "1 point" : text;
}

const pointsOr = (unit: string): string => (unit === "%" ? "points" : unit);
