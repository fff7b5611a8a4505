import type { GoalReport } from "@throughline/shared/goal-report";
import { count, day, percent, value } from "../format.ts";
import { STATE_WORDS } from "../words.ts";

type Evidence = GoalReport["evidence"][number];
type Names = GoalReport["names"];

export interface EvidenceWords {
  title: string;
  detail: string;
  rule: string;
}

const listed = (names: readonly string[]): string =>
  names.length <= 2 ? names.join(" and ") : `${names[0] ?? ""} and ${names.length - 1} others`;

export const itemNames = (ids: readonly string[], names: Names): string =>
  ids.length === 0 ? "An item" : listed(ids.map((id) => names.items[id]?.key ?? "an item"));

const RULES: Record<Evidence["kind"], string> = {
  pace: "Behind plan",
  trend: "Trend of the last six weeks",
  reading: "Reading due",
  stalled: "Stalled item",
  blocked: "Blocked item",
  overdue: "Overdue work",
  quiet: "Quiet work",
  forecast: "Forecast",
  child: "Goal below",
  call: "A person's call",
  "false-positive": "Done, but not moved",
};

export function evidenceWords(evidence: Evidence, names: Names): EvidenceWords {
  const items = evidence.items ?? [];
  const who = itemNames(items, names);
  const has = items.length > 1 ? "have" : "has";
  const measure = evidence.keyResult === undefined ? undefined : names.keyResults[evidence.keyResult];
  const since = evidence.since === undefined ? "" : ` since ${day(evidence.since)}`;
  const number = (amount: number | string) =>
    typeof amount === "number" ? (measure === undefined ? String(amount) : value(amount, measure.unit)) : amount;
  const rule = RULES[evidence.kind];
  const words: Record<Evidence["kind"], [string, string]> = {
    stalled: [`${who} ${has} not moved${since}`, `No change of status, finished sub-item or logged work. The limit is ${evidence.limit} working days.`],
    blocked: [`${who} ${items.length > 1 ? "are" : "is"} blocked${since}`, `The limit is ${evidence.limit} working days.`],
    overdue: [`${who} ${items.length > 1 ? "are" : "is"} past due`, typeof evidence.limit === "number" ? `The limit is ${percent(evidence.limit)} of the open work.` : ""],
    quiet: ["Nothing has moved", `No item has moved for ${count(Number(evidence.observed), "working day")}. The limit is ${evidence.limit}.`],
    pace: [`${measure?.name ?? "The metric"} is behind plan`, `${number(evidence.observed)} against ${number(evidence.limit)} expected${evidence.since === undefined ? "" : ` on ${day(evidence.since)}`}.`],
    trend: [`${measure?.name ?? "The metric"} will not arrive at this pace`, `It would land at ${number(evidence.observed)}; ${number(evidence.limit)} is needed.`],
    reading: [`${measure?.name ?? "The metric"} has not been measured${since}`, `A reading is ${evidence.observed} days old; the limit is ${evidence.limit} days.`],
    forecast: ["The open work will hardly be done by the due date", `The chance is ${typeof evidence.observed === "number" ? percent(evidence.observed) : evidence.observed}, from the pace of the last weeks.`],
    child: [`${evidence.child === undefined ? "A goal below" : (names.children[evidence.child]?.title ?? "A goal below")} is in trouble`, ""],
    call: [`Called ${(STATE_WORDS[evidence.observed as keyof typeof STATE_WORDS] ?? String(evidence.observed)).toLowerCase()} by a person`, `Counts for 14 days${since}.`],
    "false-positive": ["The work is nearly done, the metric has not moved with it", ""],
  };
  const [title, detail] = words[evidence.kind];
  return { title, detail, rule };
}
