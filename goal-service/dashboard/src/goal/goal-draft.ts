import type { Goal } from "@throughline/shared/goals";
import { audienceText, audienceWords, viewersOf } from "./audience.ts";

/** A goal as its form holds it: texts only. */
export type GoalDraft = Record<
  | "title"
  | "why"
  | "ownerId"
  | "teamId"
  | "start"
  | "due"
  | "priority"
  | "ambition"
  | "parentId"
  | "level"
  | "viewers"
  | "reason",
  string
>;

export const AMBITIONS = [
  { value: "committed", label: "Committed" },
  { value: "aspirational", label: "Aspirational" },
] as const;

export const LEVELS = [
  { value: "company", label: "Company" },
  { value: "team", label: "Team" },
  { value: "person", label: "Person" },
] as const;

export const levelOf = (text: string) => LEVELS.find(({ value }) => value === text)?.value ?? "company";
export const ambitionOf = (text: string) => AMBITIONS.find(({ value }) => value === text)?.value ?? "committed";

/** What its due date lacks, in words. */
export function dueMissing({ start, due }: { start: string; due: string }): string | undefined {
  if (due === "") return "Say by when.";
  return start !== "" && due <= start ? "It must be due after its start." : undefined;
}

const LABELS = [
  { field: "title", label: "Title" },
  { field: "why", label: "Why" },
  { field: "ownerId", label: "Owner" },
  { field: "teamId", label: "Team" },
  { field: "start", label: "Start" },
  { field: "due", label: "Due" },
  { field: "priority", label: "Priority" },
  { field: "ambition", label: "Ambition" },
  { field: "parentId", label: "Under" },
  { field: "level", label: "Level" },
  { field: "viewers", label: "Who sees it" },
] as const;

export const draftOf = (goal: Goal): GoalDraft => ({
  title: goal.title,
  why: goal.why ?? "",
  ownerId: goal.ownerId ?? "",
  teamId: goal.teamId ?? "",
  start: goal.start,
  due: goal.due,
  priority: String(goal.priority),
  ambition: goal.ambition,
  parentId: goal.parentId ?? "",
  level: goal.level,
  viewers: audienceText(goal.viewers),
  reason: "",
});

/** What differs between theirs and mine, as people read it: a name, not an id. */
export function differencesOf(theirs: GoalDraft, mine: GoalDraft, nameOf: (id: string) => string) {
  const words = (field: keyof GoalDraft, text: string) => {
    if (field === "viewers") return audienceWords(text, nameOf);
    if (field === "ownerId" || field === "teamId" || field === "parentId") return text === "" ? "None" : nameOf(text);
    return text;
  };
  return LABELS.filter(({ field }) => theirs[field] !== mine[field]).map(({ field, label }) => ({
    field: label,
    theirs: words(field, theirs[field]),
    mine: words(field, mine[field]),
  }));
}

/** The service wants a reason when due date or priority change (api.md). */
export const wantsReason = (goal: Goal, draft: GoalDraft): boolean =>
  goal.due !== draft.due || String(goal.priority) !== draft.priority;

const orNull = (text: string) => (text.trim() === "" ? null : text.trim());

/** Only what differs is sent, so that two people who change different things do not undo each other. */
export function changesOf(goal: Goal, draft: GoalDraft) {
  const before = draftOf(goal);
  const differs = (field: keyof GoalDraft) => before[field] !== draft[field];
  return {
    ...(differs("title") ? { title: draft.title.trim() } : {}),
    ...(differs("why") ? { why: orNull(draft.why) } : {}),
    ...(differs("ownerId") ? { ownerId: orNull(draft.ownerId) } : {}),
    ...(differs("teamId") ? { teamId: orNull(draft.teamId) } : {}),
    ...(differs("start") ? { start: draft.start } : {}),
    ...(differs("due") ? { due: draft.due } : {}),
    ...(differs("priority") ? { priority: Number(draft.priority) } : {}),
    ...(differs("ambition") ? { ambition: ambitionOf(draft.ambition) } : {}),
    ...(differs("parentId") ? { parentId: orNull(draft.parentId) } : {}),
    ...(differs("level") ? { level: levelOf(draft.level) } : {}),
    ...(differs("viewers") ? { viewers: viewersOf(draft.viewers) } : {}),
  };
}
