import type { GoalReport, Load } from "@throughline/shared/goal-report";
import type { Goal } from "@throughline/shared/goals";
import type { WorkItem } from "@throughline/shared/work-items";
import { useQuery } from "@tanstack/react-query";
import type { Portfolio } from "@throughline/shared/portfolio";
import { DecisionCard } from "../components/decision-card.tsx";
import type { LoadEntry } from "../components/load-list.tsx";
import { shortDay } from "../format.ts";
import { keyOf } from "../paths.ts";
import { decisionsQuery, goalItemsQuery, loadQuery, portfolioQuery } from "../queries.ts";
import { useAt } from "../write-block.ts";
import { openDialog } from "./dialog-state.ts";
import { suggestionsFor } from "./suggestions.ts";

interface DecideProps {
  goal: Goal;
  report: GoalReport;
  today: string;
}

/** What a person has in progress, counted by goal; goals that the reader may not see are one line. */
export function loadByGoal(items: readonly WorkItem[], rows: Portfolio["rows"], goalId: string): LoadEntry[] {
  const counts = new Map<string, number>();
  for (const { link } of items) counts.set(link?.goalId ?? "", (counts.get(link?.goalId ?? "") ?? 0) + 1);
  return [...counts]
    .map(([id, count]): LoadEntry => {
      const row = rows.find((other) => other.id === id);
      const title = id === "" ? "Not linked to any goal" : (row?.title ?? "Another goal");
      return { id, title, health: row?.state ?? null, count, here: id === goalId };
    })
    .sort((a, b) => b.count - a.count || a.title.localeCompare(b.title, "en"));
}

function useLoad(owner: Load | null, goalId: string): LoadEntry[] {
  const rows = useQuery(portfolioQuery()).data?.rows ?? [];
  const items = useQuery({ ...loadQuery(owner?.personId ?? ""), enabled: owner !== null });
  return items.data === undefined ? [] : loadByGoal(items.data, rows, goalId);
}

/** The person or thing in the way, and what can be decided about it. */
export function Decide({ goal, report, today }: DecideProps) {
  const at = useAt();
  const people = useQuery(portfolioQuery()).data?.people ?? {};
  const items = useQuery(goalItemsQuery(keyOf(goal.key), at)).data ?? [];
  const helpers = new Set(items.flatMap((item) => item.owner?.personId ?? []));
  const decisions = useQuery(decisionsQuery(keyOf(goal.key), at)).data ?? [];
  const owner = report.causes.find((cause) => cause.owner !== null)?.owner ?? null;
  const load = useLoad(owner, goal.id);
  const suggestions = suggestionsFor(goal, { report, people, helpers });
  const accepted = decisions.find(({ until }) => until !== null && until >= today);
  if (suggestions.length === 0) return null;
  return (
    <DecisionCard
      owner={owner}
      load={load}
      actions={suggestions.map(({ label, dialog }) => ({
        label,
        run: () => {
          openDialog(dialog);
        },
      }))}
      note={accepted === undefined ? null : `Decided: ${accepted.what}, until ${shortDay(accepted.until ?? today)}.`}
    />
  );
}
