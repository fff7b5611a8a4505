import type { GoalReport } from "@throughline/shared/goal-report";
import type { Goal } from "@throughline/shared/goals";
import type { Portfolio } from "@throughline/shared/portfolio";
import { firstName } from "../format.ts";
import type { GoalDialog } from "./dialog-state.ts";

export interface Suggestion {
  label: string;
  dialog: GoalDialog;
}

type Cause = GoalReport["causes"][number];
type People = Portfolio["people"];

interface Known {
  report: GoalReport;
  people: People;
  /** Who has work of this goal: only they are asked to help. */
  helpers: ReadonlySet<string>;
}

const decision = (what: string, workItemId?: string, label = what): Suggestion => ({
  label,
  dialog: { kind: "decision", what, ...(workItemId === undefined ? {} : { workItemId }) },
});

/** Whoever works on this goal too and has most room left. */
function mostRoom(people: People, helpers: ReadonlySet<string>, without: string): People[string] | undefined {
  return Object.entries(people)
    .filter(([id, { doing, limit }]) => helpers.has(id) && id !== without && doing < limit)
    .map(([, person]) => person)
    .sort((a, b) => b.limit - b.doing - (a.limit - a.doing) || a.name.localeCompare(b.name))[0];
}

function ofCause({ cause, itemId, owner }: Cause, { report, people, helpers }: Known): Suggestion[] {
  const key = report.names.items[itemId]?.key ?? "the item";
  switch (cause) {
    case "no_owner":
      return [decision(`Find an owner for ${key}`, itemId)];
    case "blocked":
      return [decision(`Unblock ${key}`, itemId)];
    case "overdue":
      return [decision(`Finish ${key}, or give it another date`, itemId)];
    case "unknown":
      break;
  }
  if (owner === null) return [decision(`Ask what ${key} needs`, itemId)];
  const helper = owner.doing > owner.limit ? mostRoom(people, helpers, owner.personId) : undefined;
  const ask = decision(`Ask ${firstName(owner.name)} what ${key} needs`, itemId);
  if (helper === undefined) return [ask];
  const label = `Ask ${firstName(helper.name)} to take ${key}, ${helper.doing} in progress`;
  return [decision(`Ask ${helper.name} to take ${key}`, itemId, label), ask];
}

/** What a sign beside the colour asks for. */
function ofFlags(goal: Goal, report: GoalReport): Suggestion[] {
  const has = (flag: GoalReport["flags"][number]) => report.flags.includes(flag);
  const keyResultId = report.keyResults.find(({ level }) => level === "outdated")?.id;
  return [
    ...(has("THEME_NOT_GOAL") ? [{ label: "Add a key result", dialog: { kind: "key-result" } as const }] : []),
    ...(report.state === "outdated" && keyResultId !== undefined
      ? [{ label: "Add a reading", dialog: { kind: "reading", keyResultId } as const }]
      : []),
    ...(has("UNCOVERED") ? [{ label: "Add an initiative", dialog: { kind: "initiative" } as const }] : []),
    ...(has("NEEDS_CLOSING") ? [{ label: "Close it with its result", dialog: { kind: "close" } as const }] : []),
    ...(has("FALSE_POSITIVE") ? [decision("Ask whether this work moves the number")] : []),
    ...(has("NOTHING_LIVE") ? [{ label: "Add the next initiative", dialog: { kind: "initiative" } as const }] : []),
    ...(has("CHILDREN_RED") ? [decision("Decide on the goals below first")] : []),
    ...(goal.state === "paused" ? [decision("Stop or move the work that goes on")] : []),
  ];
}

const NEEDS = new Set<GoalReport["state"]>(["red", "amber", "outdated", "unmeasured"]);

/** At most two things we would do, then to accept it until a date. */
export function suggestionsFor(goal: Goal, known: Known): Suggestion[] {
  const { report } = known;
  if (goal.state === "closed" || goal.state === "draft") return [];
  const own = [...report.causes.flatMap((cause) => ofCause(cause, known)), ...ofFlags(goal, report)];
  const first = own.filter(({ label }, index) => own.findIndex((other) => other.label === label) === index).slice(0, 2);
  if (!NEEDS.has(report.state)) {
    return goal.state === "paused" ? first : first.filter(({ dialog }) => dialog.kind === "close");
  }
  const fallback = first.length === 0 ? [decision("Add work, or change the plan")] : first;
  return [
    ...fallback,
    { label: "Accept until a date, with a reason", dialog: { kind: "decision", what: "Accept", accept: true } },
  ];
}
