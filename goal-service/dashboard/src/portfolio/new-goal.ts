import type { Me } from "@throughline/shared/people";
import { given } from "../given.ts";
import { viewersOf } from "../goal/audience.ts";
import { ambitionOf, dueMissing, levelOf } from "../goal/goal-draft.ts";
import { filled } from "../use-draft.ts";
import type { Missing } from "../use-missing.ts";

export interface Period {
  id: string;
  start: string;
  due: string;
}

export type NewGoalDraft = Record<
  "title" | "why" | "ownerId" | "teamId" | "start" | "due" | "priority" | "ambition" | "level" | "parentId" | "viewers",
  string
>;

/** The period that a goal made today is for: the one under way, unless it ends today. */
export const periodOf = (today: string, periods: readonly Period[]): Period | undefined =>
  periods.find(({ start, due }) => start <= today && today < due);

/**
 * The form's start: mine, from today to the end of the period under way. From the period's start a goal that is made
 * later would be behind at its first reading; whoever wants that says so.
 */
export function newGoalDraft(me: Me | undefined, periods: readonly Period[]): NewGoalDraft {
  const today = me?.workspace.today ?? "";
  return {
    title: "",
    why: "",
    ownerId: me?.person?.id ?? "",
    teamId: "",
    start: today,
    due: periodOf(today, periods)?.due ?? "",
    priority: "2",
    ambition: "committed",
    level: "company",
    parentId: "",
    viewers: "",
  };
}

/** What is missing before the goal can be made, by its field. */
export const goalMissing = (draft: NewGoalDraft): Missing => ({
  title: filled(draft.title) === undefined && "Say in words what will be different.",
  start: draft.start === "" && "Say when it starts.",
  due: dueMissing(draft),
});

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
    level: levelOf(draft.level),
    ambition: ambitionOf(draft.ambition),
    ...given({
      why: filled(draft.why),
      ownerId: filled(draft.ownerId),
      teamId: filled(draft.teamId),
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
