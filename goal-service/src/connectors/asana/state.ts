import type { Category } from "@throughline/shared/vocabulary";
import type { Reach } from "../connector.ts";
import { guess, type Meaning } from "./status-words.ts";
import type { Task } from "./task.ts";
import { kept } from "./text.ts";

export interface State extends Meaning {
  name: string;
}

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
export function stateOf(task: Task, at: { container: string; waits: boolean }, rules: Rules): State {
  const shown = shownName(task, at.container);
  const ruled = (name: string): Meaning | undefined =>
    rules.statuses.find((rule) => rule.container === at.container && rule.name === name);
  const known = (name: string | null): Meaning | null => (name === null ? null : (ruled(name) ?? guess(name)));

  const { name, category, blocked } = task.completed
    ? completed(task, shown, known(shown)?.category)
    : open(shown, known(shown), hasBegun(task, rules.today));
  const rule = ruled(name);
  const finalCategory = rule?.category ?? category;
  const over = finalCategory === "done" || finalCategory === "cancelled";
  return { name, category: finalCategory, blocked: !over && ((rule?.blocked ?? blocked) || at.waits) };
}

/** The status of its type, else where it stands in this project. */
function shownName(task: Task, container: string): string | null {
  const section = task.memberships.find(({ project }) => project?.gid === container)?.section?.name;
  const name = kept(task.custom_type_status_option?.name ?? section ?? "", 200);
  return name === "" || NO_SECTION.test(name) ? null : name;
}

function completed(task: Task, shown: string | null, meant: Category | undefined): State {
  const answer = ANSWERED[task.approval_status ?? ""];
  if (answer) return { name: answer[0], ...is(answer[1]) };
  const type = task.custom_type_status_option !== null && task.custom_type_status_option !== undefined;
  // Ticked off where it stood: "In progress" would be a lie, and a rule for that section is not about this task.
  if (shown === null || (!type && meant !== "done" && meant !== "cancelled"))
    return { name: "Completed", ...is("done") };
  return { name: shown, ...is(meant === "cancelled" ? "cancelled" : "done") };
}

function open(shown: string | null, meant: Meaning | null, begun: boolean): State {
  const guessed = is(begun ? "doing" : "todo");
  if (shown === null) return { name: begun ? "Started" : "Not started", ...guessed };
  return { name: shown, ...(meant ?? guessed) };
}

const hasBegun = (task: Task, today: string): boolean =>
  (task.start_on != null && task.start_on <= today) || (task.actual_time_minutes ?? 0) > 0;
