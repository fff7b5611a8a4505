import { LARGEST } from "./numbers.ts";

export type DecimalMark = "." | ",";

/** What a person typed into a number field; of two possible readings the first is that of their own locale. */
export type Typed =
  | { kind: "empty" }
  | { kind: "number"; value: number }
  | { kind: "ambiguous"; readings: [number, number] }
  | { kind: "unreadable"; message: string };

const UNREADABLE = "Write a number in digits, for example 3.5 or 1,250.";
const TOO_LARGE = `Give a number from -${LARGEST} to ${LARGEST}.`;

/** Reads a number as people write it in any locale: signs, digits, group and decimal marks; never hex, exponents or words. */
export function readNumber(typed: string, mark: DecimalMark): Typed {
  const text = plain(typed);
  if (text === "") return { kind: "empty" };
  const parts = /^([+-]?) ?(\d[\d.,' ]*\d|\d|[.,]\d+)$/.exec(text);
  if (parts === null) return { kind: "unreadable", message: UNREADABLE };
  const [, sign = "", digits = ""] = parts;
  const readings = readingsOf(digits, mark).map((reading) => (sign === "-" ? 0 - Number(reading) : Number(reading)));
  const [first, second] = readings;
  if (first === undefined) return { kind: "unreadable", message: UNREADABLE };
  if (readings.some((value) => Math.abs(value) > LARGEST)) return { kind: "unreadable", message: TOO_LARGE };
  return second === undefined ? { kind: "number", value: first } : { kind: "ambiguous", readings: [first, second] };
}

/** Digits of any script, one minus, one space, one apostrophe; unit signs are not part of the number. */
function plain(typed: string): string {
  return typed
    .replace(/\p{Nd}/gu, (digit) => String(digitOf(digit)))
    .replace(/\u066b/g, ",")
    .replace(/[\u066c\u2019\u02bc]/g, "'")
    .replace(/[\u2212\u2012\u2013\ufe63\uff0d]/g, "-")
    .replace(/[\u200e\u200f\u061c]/g, "")
    .replace(/\s+/g, " ")
    .replace(/^([+-]?)\s*[$€£¥]\s*([+-]?)\s*/, "$1$2")
    .replace(/\s*[%٪$€£¥]$/, "")
    .trim();
}

function digitOf(digit: string): number {
  const code = digit.codePointAt(0) ?? 0;
  let zero = code;
  while (code - zero < 9 && /\p{Nd}/u.test(String.fromCodePoint(zero - 1))) zero -= 1;
  return code - zero;
}

/** Thousands in threes, or in twos above the first three as in India. */
const isGrouped = (text: string, mark: string): boolean => {
  const groups = text.split(mark);
  const [first = "", ...rest] = groups;
  const last = rest.at(-1) ?? "";
  const middle = rest.slice(0, -1);
  const even = (size: number) => middle.every(({ length }) => length === size) && first.length <= size;
  return last.length === 3 && first !== "" && !first.startsWith("0") && (even(3) || even(2));
};

/** The number as JavaScript writes it: one reading, two where a single mark may be either, none where the marks make no sense. */
function readingsOf(digits: string, own: DecimalMark): string[] {
  const spaced = /[' ]/.exec(digits)?.[0];
  const marks = digits.replace(/[^.,]/g, "");
  const last = marks.at(-1);
  if (spaced !== undefined) return ofSpaced(digits, spaced);
  if (last === undefined) return [digits];
  const single = marks.length === 1;
  if (single) return ofOneMark(digits, last, own);
  const whole = digits.slice(0, digits.lastIndexOf(last));
  if (new Set(marks).size === 1) return isGrouped(digits, last) ? [digits.replaceAll(last, "")] : [];
  const group = last === "." ? "," : ".";
  if (whole.includes(last) || !isGrouped(whole, group)) return [];
  return [`${whole.replaceAll(group, "")}.${digits.slice(whole.length + 1)}`];
}

/** "1 234,5": what parts the thousands can't be the decimal mark, so there is one reading. */
function ofSpaced(digits: string, spaced: string): string[] {
  const [whole = "", fraction = "0", ...more] = digits.split(/[.,]/);
  const sound = more.length === 0 && isGrouped(whole, spaced) && !/[' ]/.test(fraction);
  return sound ? [`${whole.replaceAll(spaced, "")}.${fraction}`] : [];
}

/** "3,5" has one reading in every locale; "1.234" has two. */
function ofOneMark(digits: string, mark: string, own: DecimalMark): string[] {
  const decimal = digits.replace(mark, ".").replace(/^\./, "0.");
  if (!isGrouped(digits, mark)) return [decimal];
  const grouped = digits.replace(mark, "");
  return mark === own ? [decimal, grouped] : [grouped, decimal];
}

/** Every digit of a value and no exponent: 1e-7 is 0.0000001. */
const DIGITS = new Intl.NumberFormat("en-US", { useGrouping: false, maximumFractionDigits: 20 });

/** The same value so that it has one reading only: what a field holds before it is changed, and once a person has chosen. */
export const unmistakable = (value: number): string => {
  const text = DIGITS.format(value);
  return /\.\d{3}$/.test(text) ? `${text}0` : text;
};

/** More than ten times outside everything recorded before: perhaps a slip of the decimal mark. */
export function isFarOutside(value: number, recorded: readonly number[]): boolean {
  const sizes = recorded.map(Math.abs).filter((size) => size > 0);
  if (sizes.length === 0 || value === 0) return false;
  const size = Math.abs(value);
  return size > 10 * Math.max(...sizes) || size < Math.min(...sizes) / 10;
}
