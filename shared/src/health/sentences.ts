import { limitText, metricDifference, metricText } from "./metric-scale.ts";
import { itemList, type Names, scaleOf } from "./names.ts";
import { decimal, plural, shortDay } from "./quantity.ts";
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
  switch (part.rule) {
    case "F1":
      return capital(bandSentence(part, subject, values(part, names)));
    case "F3":
      return tooEarly(part, subject);
    case "F7":
      return capital(`${subject} ${reachedOrWorse(part, names)}`);
    case "R1":
      return capital(`${subject} ended at ${ending(part, names)}`);
    default:
      return capital(`${subject} is ${onPlanOrBehind(part, names)}`);
  }
}

/** What the plan asks of the day of the last reading; "expected" is said of today alone. */
function onPlanOrBehind(part: Evidence, names: Names): string {
  const [observed, limit, difference] = values(part, names);
  const by = part.since === names.today ? "today" : shortDay(part.since ?? names.today, names.today);
  const needed = observed === limit ? "" : ` against ${limit} needed by ${by}`;
  return `${part.level === "green" ? "on plan" : `${difference} behind plan`}: ${observed}${needed}`;
}

function reachedOrWorse(part: Evidence, names: Names): string {
  const [observed, limit] = values(part, names);
  if (part.level !== "green") return `is worse than where it started: ${observed} against ${limit}`;
  if (isTarget(part, names)) return `has reached its target: ${observed} against ${limit}`;
  return `has come far enough: ${observed}, and ${limit} is enough`;
}

function ending(part: Evidence, names: Names): string {
  const [observed, limit] = values(part, names);
  const scale = scaleOf(names, part.keyResult ?? "");
  if (scale.lo !== null && scale.hi !== null) {
    return `${observed}; its range is ${metricText(scale.lo, scale)} to ${metricText(scale.hi, scale)}`;
  }
  return isTarget(part, names) ? `${observed} against a target of ${limit}` : `${observed}; ${limit} was enough`;
}

function trendSentence(part: Evidence, names: Names): string {
  const [landing, limit] = values(part, names);
  const end = isTarget(part, names) ? `the target is ${limit}` : `${limit} is enough`;
  return capital(`${metric(part, names)} is heading for ${landing} by the due date; ${end}`);
}

/** Of an aspirational goal a part of the way is enough: that is not its target. Reports carry six decimals. */
function isTarget({ limit, keyResult = "" }: Evidence, names: Names): boolean {
  const { target } = scaleOf(names, keyResult);
  return target === null || Math.abs(number(limit) - target) <= 1e-6;
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
  const scale = scaleOf(names, keyResult);
  return [metricText(a, scale), limitText(b, a, scale), metricDifference(a, b, scale)];
}

function metric({ keyResult = "" }: Evidence, names: Names): string {
  return names.keyResultName(keyResult) ?? "its metric";
}

const number = (value: number | string): number => (typeof value === "number" ? value : 0);
const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
const has = ({ items = [] }: Evidence): string => (items.length > 1 ? "have" : "has");
const workingDays = ({ observed }: Evidence): string => plural(number(observed), "working day");
const points = ({ observed }: Evidence): string => plural(Math.round(100 * number(observed)), "point");

function stateWord(state: number | string): string {
  const known = HealthState.safeParse(state);
  return known.success ? STATE_WORDS[known.data].toLowerCase() : String(state);
}
