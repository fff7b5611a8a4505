import type { Category } from "@throughline/shared/vocabulary";
import type { Meaning, Reach, ToolRead } from "../connector.ts";
import { guess } from "./status-words.ts";
import type { Task } from "./task.ts";
import { kept } from "./text.ts";

export interface State extends Meaning {
  /** Stays the same where somebody only gives the status another name. */
  id: string;
  name: string;
}

type Told = State & Required<Pick<ToolRead, "tick">>;

export type Rules = Pick<Reach, "statuses" | "today">;

const is = (category: Category, blocked = false): Meaning => ({ category, blocked });

/** An approval is ticked off by any answer; only one of them means that the work is done. */
const ANSWERED: Record<string, [name: string, category: Category]> = {
  approved: ["Approved", "done"],
  rejected: ["Rejected", "cancelled"],
  changes_requested: ["Changes requested", "doing"],
};

/** Asana's own name for "in no section of this project". */
const NO_SECTION = /^\(?(untitled section|no section)\)?$/i;

/**
 * What a task's status is called and what it means: an admin's rule for that name, else Asana's own tick, else the name
 * as teams use it, else whether it has begun. `waits`: something it depends on is not done.
 */
export function stateOf(task: Task, at: { container: string; waits: boolean }, rules: Rules): Told {
  const shown = shownStatus(task, at.container);
  const ruled = (name: string): Meaning | undefined =>
    rules.statuses.find((rule) => rule.container === at.container && rule.name === name);
  const meant = shown && (ruled(shown.name) ?? guess(shown.name));
  const begun = hasBegun(task, rules.today);
  const state = task.completed ? completed(task, shown, meant?.category) : open(shown, begun);
  const waiting = ({ category, blocked }: Meaning): Meaning => ({
    category,
    blocked: !isOver(category) && (blocked || at.waits),
  });
  const meaning = waiting(ruled(state.name) ?? state);
  const unruled = !task.completed && isOver(meaning.category) ? waiting(state) : null;
  return { ...state, ...meaning, tick: { done: task.completed, open: unruled } };
}

const isOver = (category: Category | undefined): boolean => category === "done" || category === "cancelled";

interface Shown {
  gid: string;
  name: string;
}

/** The status of its type, else where it stands in this project. */
function shownStatus(task: Task, container: string): Shown | null {
  const section = task.memberships.find(({ project }) => project?.gid === container)?.section;
  const status = task.custom_type_status_option ?? section;
  const name = kept(status?.name ?? "", 200);
  return !status || name === "" || NO_SECTION.test(name) ? null : { gid: kept(status.gid, 200), name };
}

function completed(task: Task, shown: Shown | null, meant: Category | undefined): State {
  const answered = task.approval_status ?? "";
  const answer = ANSWERED[answered];
  if (answer) return { id: answered, name: answer[0], ...is(answer[1]) };
  const type = task.custom_type_status_option !== null && task.custom_type_status_option !== undefined;
  // Ticked off where it stood: "In progress" would be a lie, and a rule for that section is not about this task.
  const name = shown === null || (!type && !isOver(meant)) ? "Completed" : shown.name;
  return { id: "completed", name, ...is(name !== "Completed" && meant === "cancelled" ? "cancelled" : "done") };
}

/** A section at the end of the board says that it has begun, but only the tick that it is over. */
function open(shown: Shown | null, begun: boolean): State {
  const first = is(begun ? "doing" : "todo");
  if (shown === null) return { id: "none", name: begun ? "Started" : "Not started", ...first };
  const guessed = guess(shown.name) ?? first;
  return { id: shown.gid, name: shown.name, ...(isOver(guessed.category) ? is("doing") : guessed) };
}

const hasBegun = (task: Task, today: string): boolean =>
  (task.start_on != null && task.start_on <= today) || (task.actual_time_minutes ?? 0) > 0;
