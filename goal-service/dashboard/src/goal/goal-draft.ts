import type { Goal } from "@throughline/shared/goals";

/** A goal as its form holds it: texts only. */
export type GoalDraft = Record<
  "title" | "why" | "ownerId" | "teamId" | "start" | "due" | "priority" | "ambition" | "reason",
  string
>;

export const LABELS = [
  { field: "title", label: "Title" },
  { field: "why", label: "Why" },
  { field: "ownerId", label: "Owner" },
  { field: "start", label: "Start" },
  { field: "due", label: "Due" },
  { field: "priority", label: "Priority" },
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
  reason: "",
});

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
    ...(differs("ambition")
      ? { ambition: draft.ambition === "aspirational" ? ("aspirational" as const) : ("committed" as const) }
      : {}),
  };
}
