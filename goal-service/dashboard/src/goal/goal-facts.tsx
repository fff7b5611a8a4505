import { daysBetween } from "@throughline/shared/calendar";
import type { Goal } from "@throughline/shared/goals";
import { useQuery } from "@tanstack/react-query";
import { Lock } from "lucide-react";
import { Person } from "../components/person.tsx";
import { count, shortDay } from "../format.ts";
import { peopleQuery, portfolioQuery, teamsQuery } from "../queries.ts";

const SHOWN = 3;

function dueWords(goal: Goal, today: string): string {
  const left = daysBetween(today, goal.due);
  if (goal.state === "closed" || today === "") return `Due ${shortDay(goal.due)}`;
  if (left < 0) return `Due ${shortDay(goal.due)}, ${count(-left, "day")} past`;
  return `Due ${shortDay(goal.due)}, ${left === 0 ? "today" : count(left, "day")}`;
}

/** Who sees a private goal, by name where there is room for it. */
function Audience({ viewers, names }: { viewers: readonly string[]; names: ReadonlyMap<string, string> }) {
  const named = viewers.map((id) => names.get(id) ?? "someone");
  const shown = named.length > SHOWN ? [...named.slice(0, SHOWN), `${named.length - SHOWN} more`] : named;
  const all = ["its owner", ...shown];
  return (
    <span className="inline-flex items-center gap-1.5" {...(named.length > SHOWN && { "data-tip": named.join(", ") })}>
      <Lock size={13} aria-hidden className="flex-none text-fg3" />
      Private: seen by {all.length < 2 ? "its owner alone" : `${all.slice(0, -1).join(", ")} and ${all.at(-1) ?? ""}`}
    </span>
  );
}

/** Who, how urgent, until when, how much work, and who may see it. */
export function GoalFacts({ goal, today }: { goal: Goal; today: string }) {
  const people = useQuery(peopleQuery).data ?? [];
  const teams = useQuery(teamsQuery).data ?? [];
  const row = useQuery(portfolioQuery()).data?.rows.find(({ id }) => id === goal.id);
  const lowered = row?.loweredFrom ?? null;
  const names = new Map([...people, ...teams].map(({ id, name }) => [id, name]));
  const total = row?.initiatives.reduce((sum, initiative) => sum + initiative.total, 0) ?? 0;
  return (
    <div className="mt-2 flex flex-wrap items-center gap-x-5 gap-y-1 text-fg2">
      <Person name={goal.ownerId === null ? null : (names.get(goal.ownerId) ?? "Someone")} />
      <span>
        Priority {goal.priority}
        {lowered !== null && `, lowered from ${lowered}`}
      </span>
      {goal.ambition === "aspirational" && <span data-tip="70% of the way counts as reached">Aspirational</span>}
      <span>{dueWords(goal, today)}</span>
      {row !== undefined && (
        <span>
          {row.initiatives.length === 0
            ? "No initiative yet"
            : `${count(row.initiatives.length, "initiative")}, ${count(total, "item")}, ${row.doing} active`}
        </span>
      )}
      {goal.viewers !== null && <Audience viewers={goal.viewers} names={names} />}
    </div>
  );
}
