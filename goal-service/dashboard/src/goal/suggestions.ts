import type { GoalReport } from "@throughline/shared/goal-report";
import type { Goal } from "@throughline/shared/goals";
import type { Evidence } from "@throughline/shared/health/report";
import type { Initiative } from "@throughline/shared/initiatives";
import type { DecisionReason, Portfolio } from "@throughline/shared/portfolio";
import { firstName } from "../format.ts";
import { goalPath } from "../paths.ts";
import { toolWord } from "../words.ts";
import type { GoalDialog } from "./dialog-state.ts";

/** What can be done about it: something here, or the way to where it is done. */
export type Suggestion = { label: string } & ({ dialog: GoalDialog } | { href: string });

type Cause = GoalReport["causes"][number];
type People = Portfolio["people"];

export interface Known {
  report: GoalReport;
  /** Why the portfolio asks for a decision; null where it does not. */
  reason: DecisionReason | null;
  people: People;
  /** Who has work of this goal: only they are asked to help. */
  helpers: ReadonlySet<string>;
  initiatives: readonly Initiative[];
  /** How many items are open behind the goal: what could be stopped or moved. */
  openItems: number;
  /** The tools in which work can be created from here. */
  tools: readonly string[];
}

/** Whoever works on this goal too and has most room left. */
function mostRoom(people: People, helpers: ReadonlySet<string>, without: string): People[string] | undefined {
  return Object.entries(people)
    .filter(([id, { doing, limit }]) => helpers.has(id) && id !== without && doing < limit)
    .map(([, person]) => person)
    .sort((a, b) => b.limit - b.doing - (a.limit - a.doing) || a.name.localeCompare(b.name))[0];
}

/** Of what a tool hides nothing is asked: who may see it asks. */
function ofItem({ cause, itemId, owner }: Cause, { report, people, helpers }: Known): Suggestion[] {
  const item = report.names.items[itemId];
  if (item?.url == null) return [];
  const { key, url, tool } = item;
  const ask = (label: string, text?: string): Suggestion => ({
    label,
    dialog: { kind: "ask", workItemId: itemId, ...(text === undefined ? {} : { text }) },
  });
  if (cause === "no_owner") {
    return [{ label: `Find an owner for ${key} in ${toolWord(tool)}`, href: url }, ask(`Ask who takes ${key}`)];
  }
  const who = item.owner === null ? "" : ` ${firstName(item.owner)}`;
  if (cause === "blocked") return [ask(`Ask${who} what blocks ${key}`)];
  const helper = owner !== null && owner.doing > owner.limit ? mostRoom(people, helpers, owner.personId) : undefined;
  const needs = ask(`Ask${who} what ${key} needs`);
  if (owner === null || helper === undefined) return [needs];
  const label = `Ask ${firstName(helper.name)} to take ${key}, ${helper.doing} in progress`;
  return [ask(label, `${firstName(helper.name)}, could you take this over from ${firstName(owner.name)}?`), needs];
}

/** More work where the bet has least of it; without a bet, a bet. */
function grow({ initiatives, tools }: Known): Suggestion[] {
  const active = initiatives.filter(({ state }) => state === "active");
  const [idlest] = active.sort((a, b) => a.counts.doing - b.counts.doing || a.title.localeCompare(b.title, "en"));
  const [tool] = tools;
  if (idlest === undefined) return [{ label: "Add an initiative", dialog: { kind: "initiative" } }];
  if (tool === undefined) return [];
  return [{ label: `Add work to “${idlest.title}”`, dialog: { kind: "work", initiativeId: idlest.id, tool } }];
}

type OfEvidence = (part: Evidence, known: Known) => Suggestion[];

const ofItems: OfEvidence = (part, known) =>
  known.report.causes.filter(({ itemId }) => part.items?.includes(itemId)).flatMap((cause) => ofItem(cause, known));

const ofGrowth: OfEvidence = (_part, known) => grow(known);

/** What one piece of the evidence asks for. */
const OF_EVIDENCE: Partial<Record<Evidence["kind"], OfEvidence>> = {
  reading: ({ keyResult }) =>
    keyResult === undefined ? [] : [{ label: "Add a reading", dialog: { kind: "reading", keyResultId: keyResult } }],
  stalled: ofItems,
  blocked: ofItems,
  overdue: ofItems,
  child: (part, { report }) => {
    const child = report.names.children[part.child ?? ""];
    return child === undefined
      ? []
      : [{ label: `See to “${child.title}” first`, href: goalPath(child.key, child.title) }];
  },
  pace: ofGrowth,
  trend: ofGrowth,
  quiet: ofGrowth,
  forecast: ofGrowth,
};

/** What a sign beside the colour asks for. */
function ofSigns(goal: Goal, known: Known): Suggestion[] {
  const { report, reason, openItems } = known;
  const has = (flag: GoalReport["flags"][number]) => report.flags.includes(flag);
  const unread = report.keyResults.find(({ level }) => level === "outdated")?.id;
  const left = goal.state === "paused" || reason === "lowered";
  return [
    ...(has("THEME_NOT_GOAL") ? [{ label: "Add a key result", dialog: { kind: "key-result" } as const }] : []),
    ...(report.state === "outdated" && unread !== undefined
      ? [{ label: "Add a reading", dialog: { kind: "reading", keyResultId: unread } as const }]
      : []),
    ...(has("NEEDS_CLOSING") ? [{ label: "Close it with its result", dialog: { kind: "close" } as const }] : []),
    ...(left && openItems > 0 ? [{ label: "Stop or move the work", dialog: { kind: "stop-or-move" } as const }] : []),
    ...(has("UNCOVERED") || has("NOTHING_LIVE") || reason === "starving" ? grow(known) : []),
  ];
}

const NEEDS = new Set<GoalReport["state"]>(["red", "amber", "outdated", "unmeasured"]);
const keyOf = (suggestion: Suggestion) => suggestion.label;

/** At most two things we would do, the one that fits the strongest evidence first; then to decide otherwise. */
export function suggestionsFor(goal: Goal, known: Known): Suggestion[] {
  const { report, reason } = known;
  if (goal.state === "closed" || goal.state === "draft") return [];
  const needs = NEEDS.has(report.state);
  const level = report.evidence.filter((part) => part.level !== "green" && part.level !== "early");
  const own = [
    ...(needs ? level.flatMap((part) => OF_EVIDENCE[part.kind]?.(part, known) ?? []) : []),
    ...ofSigns(goal, known),
  ];
  const first = own.filter((one, index) => own.findIndex((other) => keyOf(other) === keyOf(one)) === index).slice(0, 2);
  if (!needs && reason === null) return first.filter((one) => "dialog" in one && one.dialog.kind === "close");
  return [
    ...first,
    { label: "Record another decision", dialog: { kind: "decision", what: "" } },
    ...(needs
      ? [
          {
            label: "Accept until a date, with a reason",
            dialog: { kind: "decision", what: "Accept", accept: true } as const,
          },
        ]
      : []),
  ];
}
