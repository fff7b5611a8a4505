import type { Me } from "@throughline/shared/people";
import { given } from "../given.ts";
import { viewersOf } from "../goal/audience.ts";
import { filled } from "../use-draft.ts";

export interface Period {
  id: string;
  start: string;
  due: string;
}

export const LEVELS = [
  { value: "company", label: "Company" },
  { value: "team", label: "Team" },
  { value: "person", label: "Person" },
] as const;

export type NewGoalDraft = Record<
  "title" | "why" | "ownerId" | "start" | "due" | "priority" | "level" | "parentId" | "viewers",
  string
>;

/** The form's start: mine, for the period that today lies in. */
export function newGoalDraft(me: Me | undefined, periods: readonly Period[]): NewGoalDraft {
  const today = me?.workspace.today ?? "";
  const period = periods.find(({ start, due }) => start <= today && today <= due);
  return {
    title: "",
    why: "",
    ownerId: me?.person?.id ?? "",
    start: period?.start ?? today,
    due: period?.due ?? "",
    priority: "2",
    level: "company",
    parentId: "",
    viewers: "",
  };
}

/** What the service takes; null while something is missing. */
export function goalInput(draft: NewGoalDraft, periods: readonly Period[]) {
  const title = filled(draft.title);
  const { start, due } = draft;
  if (title === undefined || start === "" || due === "" || due <= start) return null;
  return {
    title,
    start,
    due,
    priority: Number(draft.priority),
    level: LEVELS.find(({ value }) => value === draft.level)?.value ?? ("company" as const),
    ...given({
      why: filled(draft.why),
      ownerId: filled(draft.ownerId),
      parentId: filled(draft.parentId),
      viewers: viewersOf(draft.viewers) ?? undefined,
      periodId: periods.find((period) => period.start <= start && due <= period.due)?.id,
    }),
  };
}

/** A theme is named as one while its title is typed; a number in the title is asked into a key result. */
export function coachWords(title: string, measured: boolean): string | null {
  if (measured || title.trim() === "") return null;
  return /\d/.test(title)
    ? "The number in the title belongs in a key result: only there can it be measured."
    : "This is a theme, not a goal yet: nothing says when it is reached. Give it a key result, now or later.";
}
