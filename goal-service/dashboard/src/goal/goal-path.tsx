import type { Goal } from "@throughline/shared/goals";
import { STATE_WORDS } from "@throughline/shared/health/words";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { ChevronRight } from "lucide-react";
import { HealthMark } from "../components/health-mark.tsx";
import { goalPath } from "../paths.ts";
import { portfolioQuery, teamsQuery } from "../queries.ts";

/** The goals above this one, as far as the reader may see them. */
export function GoalPath({ goal }: { goal: Goal }) {
  const rows = useQuery(portfolioQuery()).data?.rows ?? [];
  const teams = useQuery(teamsQuery).data ?? [];
  const above: (typeof rows)[number][] = [];
  for (let id = goal.parentId; id !== null && above.length < 6;) {
    const parent = rows.find((row) => row.id === id);
    if (parent === undefined) break;
    above.unshift(parent);
    id = parent.parentId;
  }
  const team = teams.find(({ id }) => id === goal.teamId)?.name;
  return (
    <nav aria-label="Breadcrumb" className="flex min-w-0 flex-1 flex-wrap items-center gap-1 text-fg3">
      <Link to="/" className="rounded-sm hover:text-fg">
        Portfolio
      </Link>
      {above.map((parent) => (
        <span key={parent.id} className="inline-flex min-w-0 items-center gap-1">
          <ChevronRight size={13} aria-hidden className="flex-none" />
          <a
            href={goalPath(parent.key, parent.title)}
            data-to
            className="inline-flex min-w-0 items-center gap-1.5 hover:text-fg"
          >
            <HealthMark health={parent.state} size={11} />
            <span className="sr-only">{STATE_WORDS[parent.state]}: </span>
            <span className="max-w-60 truncate">{parent.title}</span>
          </a>
        </span>
      ))}
      {team !== undefined && (
        <span className="inline-flex items-center gap-1">
          <ChevronRight size={13} aria-hidden />
          {team}
        </span>
      )}
    </nav>
  );
}
