import type { GoalReport } from "@throughline/shared/goal-report";
import { plural } from "@throughline/shared/health/quantity";
import { day, percent } from "../format.ts";

type Part = GoalReport["evidence"][number];

/** The name of the rule that sees it, and its number in the health model. */
const RULES: Record<Part["kind"], string> = {
  pace: "Against the plan",
  trend: "Trend of six weeks",
  reading: "Fresh readings",
  stalled: "Stalled item",
  blocked: "Blocked item",
  overdue: "Overdue work",
  quiet: "Quiet work",
  forecast: "Forecast",
  child: "Goals below",
  call: "A person's call",
  "false-positive": "Work without effect",
  facts: "Facts that can't be read",
};

const PACE_RULES: Record<string, string> = {
  F1: "Range",
  F3: "Too early to judge",
  F7: "Against the target",
  R1: "Result at the end",
};

export const ruleWords = ({ kind, rule }: Part): string =>
  `${(kind === "pace" ? PACE_RULES[rule] : undefined) ?? RULES[kind]}, ${rule}`;

const limitDays = ({ limit }: Part) => (typeof limit === "number" ? plural(limit, "working day") : limit);
const share = (amount: Part["limit"]) => (typeof amount === "number" ? percent(amount) : amount);
const since = (part: Part) => (part.since === undefined ? "" : ` since ${day(part.since)}`);
const lastReading = (part: Part) =>
  part.since === undefined || part.observed === "never" ? "" : `The last reading is of ${day(part.since)}.`;

/** What the sentence leaves out: since when, and the limit that was passed. */
const DETAILS: Record<Part["kind"], (part: Part) => string> = {
  stalled: (part) =>
    `No change of status, finished sub-item or logged work${since(part)}. The limit is ${limitDays(part)}.`,
  blocked: (part) => `Blocked${since(part)}. The limit is ${limitDays(part)}.`,
  overdue: (part) => `That is ${share(part.observed)} of the open work. The limit is ${share(part.limit)}.`,
  quiet: (part) => `No movement${since(part)}. The limit is ${limitDays(part)}.`,
  forecast: (part) => `Reckoned from the items finished each week. The limit is ${share(part.limit)}.`,
  trend: () => "The middle of all slopes between the readings of the last six weeks, continued.",
  pace: (part) => (part.rule === "F3" ? "" : lastReading(part)),
  reading: lastReading,
  call: () => "A call counts for 14 days; the computed state stays on record.",
  child: () => "",
  facts: (part) => `The fact is ${part.observed}.`,
  "false-positive": () => "Nearly all linked work is finished, and the metric does not show it.",
};

export const detailWords = (part: Part): string => DETAILS[part.kind](part);

/** Rules and checks that found nothing, as sentences. */
const PASSED: Record<string, string> = {
  R3: "The goal has a measure",
  R4: "The metric is known",
  R5: "The outcome is not off track",
  R6: "The outcome is not at risk",
  R7: "Every key result is reached",
  R8: "The outcome is on track",
  R9: "The work moves while it is too early to judge",
  R10: "The metric moves with the work",
  pace: "The metric keeps pace with its plan",
  trend: "The trend reaches the target",
  reading: "Readings are fresh",
  stalled: "No item stands still",
  blocked: "Nothing is blocked for long",
  overdue: "No work is past due",
  quiet: "Work has moved in the last days",
  forecast: "The open work fits the time left",
  child: "The goals below are fine",
  "false-positive": "Finished work shows in the metric",
};

export const passedWords = (rule: string): string => PASSED[rule] ?? rule;
