import { itemList, type Names } from "./names.ts";
import { decimal, decimalsFor, differenceWords, plural, shortDay, withUnit } from "./quantity.ts";
import type { Evidence } from "./report.ts";
import { HealthState } from "./states.ts";
import { STATE_WORDS } from "./words.ts";

const SENTENCES: Record<Evidence["kind"], (part: Evidence, names: Names) => string> = {
  pace: paceSentence,
  trend: trendSentence,
  reading: readingSentence,
  stalled: (part, names) => `${itemList(part, names)} ${has(part)} not moved for ${workingDays(part)}`,
  blocked: (part, names) => `${itemList(part, names)} ${has(part)} been blocked for ${workingDays(part)}`,
  overdue: overdueSentence,
  quiet: (part) => `Nothing has moved for ${workingDays(part)}`,
  forecast: ({ observed }) =>
    `The chance that the open work is finished in time is ${decimal(100 * number(observed), 0)}%`,
  child: (part, names) => `${names.childName?.(part.child ?? "") ?? "A goal below it"} ${childState(part)}`,
  call: callSentence,
  facts: factsSentence,
  "false-positive": (part) => `Most of the work is done, but progress is ${points(part)} behind plan`,
};

/** One part of the evidence as a short plain sentence, without a full stop. */
export const evidenceSentence = (part: Evidence, names: Names): string => SENTENCES[part.kind](part, names);

function paceSentence(part: Evidence, names: Names): string {
  const subject = metric(part, names);
  const [observed, limit, difference] = values(part, names);
  switch (part.rule) {
    case "F1":
      return capital(bandSentence(part, subject, values(part, names)));
    case "F3":
      return tooEarly(part, subject);
    case "F7":
      if (part.level === "green") return capital(`${subject} has reached its target: ${observed} against ${limit}`);
      return capital(`${subject} is worse than where it started: ${observed} against ${limit}`);
    case "R1":
      return capital(`${subject} ended at ${observed} against a target of ${limit}`);
    default:
      if (part.level === "green") return capital(`${subject} is on plan: ${observed} against ${limit} expected`);
      return capital(`${subject} is ${difference} behind plan: ${observed} against ${limit} expected`);
  }
}

function trendSentence(part: Evidence, names: Names): string {
  const [landing, target] = values(part, names);
  return capital(`${metric(part, names)} is heading for ${landing} by the due date; the target is ${target}`);
}

function bandSentence(part: Evidence, subject: string, [observed, limit, difference]: Values): string {
  if (part.level === "green") return `${subject} is inside its range: ${observed}`;
  const low = number(part.observed) < number(part.limit);
  const side = low ? "below" : "above";
  return `${subject} is ${difference} ${side} its range: ${observed} against ${low ? "at least" : "at most"} ${limit}`;
}

function tooEarly({ observed, limit }: Evidence, subject: string): string {
  if (number(observed) >= number(limit)) {
    return `Too early to judge ${subject}: its plan had not begun at the last reading`;
  }
  return `Too early to judge ${subject}: ${decimal(100 * number(observed), 0)}% of the period has passed`;
}

function readingSentence(part: Evidence, names: Names): string {
  const name = names.keyResultName(part.keyResult ?? "");
  const every = number(part.limit) === 1 ? "every day" : `every ${decimal(number(part.limit), 0)}`;
  const of = name === undefined ? "" : ` of ${name}`;
  if (part.observed !== "never") {
    return `No reading${of} for ${plural(number(part.observed), "day")}; one is due ${every}`;
  }
  const days = number(part.limit) === 1 ? "" : " days";
  return `No reading${of} ${part.level === "early" ? "yet" : "so far"}; one is due ${every}${days}`;
}

function overdueSentence(part: Evidence, names: Names): string {
  const one = part.items?.length === 1 && part.since !== undefined;
  if (one) return `${itemList(part, names)} was due on ${shortDay(part.since ?? "", names.today)}`;
  return `${itemList(part, names)} are past their due dates`;
}

/** What can't be read, by the name that this reader knows it under, and what would be right. */
function factsSentence({ observed, limit, keyResult, items }: Evidence, names: Names): string {
  const subject = items ? itemList({ items }, names) : (names.keyResultName(keyResult ?? "") ?? "The goal");
  const field = String(observed)
    .split(".")
    .filter((name) => name !== keyResult && name !== items?.[0] && name in FIELD_WORDS);
  const what = FIELD_WORDS[field.at(-1) ?? ""] ?? "facts";
  return `${subject} can't be judged, its ${what} can't be read: ${limit}`;
}

const FIELD_WORDS: Record<string, string> = {
  readings: "reading",
  plan: "plan",
  due: "due date",
  start: "start",
  moved: "last movement",
  blockedSince: "block",
  size: "size",
  target: "target",
  baseline: "baseline",
  lo: "range",
  hi: "range",
  tolerance: "tolerance",
  weight: "weight",
  lag: "lag",
  holidays: "holidays",
  call: "call",
};

function callSentence({ observed, limit, since }: Evidence, { today }: Names): string {
  const on = since === undefined ? "" : ` on ${shortDay(since, today)}`;
  return `Called ${stateWord(observed)}${on}; computed as ${stateWord(limit)}`;
}

function childState({ observed }: Evidence): string {
  if (observed === "missed") return "missed its target";
  return observed === "outdated" || observed === "unmeasured"
    ? `has ${stateWord(observed)}`
    : `is ${stateWord(observed)}`;
}

type Values = [observed: string, limit: string, difference: string];

function values({ observed, limit, keyResult = "" }: Evidence, names: Names): Values {
  const [a, b] = [number(observed), number(limit)];
  const decimals = decimalsFor(a - b);
  const unit = names.unit(keyResult);
  const difference = differenceWords(decimal(Math.abs(a - b), decimals), unit);
  return [withUnit(decimal(a, decimals), unit), withUnit(decimal(b, decimals), unit), difference];
}

function metric({ keyResult = "" }: Evidence, names: Names): string {
  return names.keyResultName(keyResult) ?? "its metric";
}

const number = (value: number | string): number => (typeof value === "number" ? value : 0);
const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
const has = ({ items = [] }: Evidence): string => (items.length > 1 ? "have" : "has");
const workingDays = ({ observed }: Evidence): string => plural(number(observed), "working day");
const points = ({ observed }: Evidence): string => differenceWords(decimal(100 * number(observed), 0), "%");

function stateWord(state: number | string): string {
  const known = HealthState.safeParse(state);
  return known.success ? STATE_WORDS[known.data].toLowerCase() : String(state);
}
