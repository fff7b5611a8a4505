import type { GoalReport, Load } from "@throughline/shared/goal-report";
import type { Goal } from "@throughline/shared/goals";
import type { WorkItem } from "@throughline/shared/work-items";
import { useQuery } from "@tanstack/react-query";
import type { Portfolio } from "@throughline/shared/portfolio";
import type { LoadEntry } from "../components/load-list.tsx";
import { shortDay } from "../format.ts";
import { keyOf } from "../paths.ts";
import {
  connectionsQuery,
  decisionsQuery,
  goalItemsQuery,
  initiativesQuery,
  loadQuery,
  portfolioQuery,
  questionsQuery,
} from "../queries.ts";
import { useAt } from "../write-block.ts";
import { createsIn } from "../initiative/creates-in.ts";
import { AskedToStop } from "./asked-to-stop.tsx";
import { DecisionCard } from "./decision-card.tsx";
import { isOver } from "./item-order.ts";
import { Questions } from "./questions.tsx";
import { type Suggestion, suggestionsFor } from "./suggestions.ts";
import { useAskedDialog } from "./use-asked-dialog.ts";

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

/** What can be done about this goal, and whether all that it depends on is known. */
function useSuggestions(goal: Goal, report: GoalReport): { suggestions: Suggestion[]; ready: boolean } {
  const at = useAt();
  const portfolio = useQuery(portfolioQuery()).data;
  const connections = useQuery(connectionsQuery).data?.items;
  const initiatives = useQuery(initiativesQuery(keyOf(goal.key), at)).data;
  const items = useQuery(goalItemsQuery(keyOf(goal.key), at)).data;
  const ready = portfolio !== undefined && items !== undefined && initiatives !== undefined;
  const asked = portfolio === undefined ? [] : [...portfolio.decisions, ...portfolio.handled];
  const suggestions = suggestionsFor(goal, {
    report,
    reason: asked.find((one) => one.goalId === goal.id)?.reason ?? null,
    people: portfolio?.people ?? {},
    helpers: new Set((items ?? []).flatMap((item) => item.owner?.personId ?? [])),
    initiatives: initiatives ?? [],
    openItems: (items ?? []).filter((item) => !isOver(item)).length,
    tools: createsIn(connections ?? []),
  });
  return { suggestions, ready };
}

const noteOf = (accepted: { what: string; until: string | null } | undefined, today: string): string | null =>
  accepted === undefined ? null : `Decided: ${accepted.what}, until ${shortDay(accepted.until ?? today)}.`;

/** The person or thing in the way, what can be decided about it, and what was asked. */
export function Decide({ goal, report, today }: DecideProps) {
  const at = useAt();
  const { suggestions, ready } = useSuggestions(goal, report);
  useAskedDialog(suggestions, ready);
  const decisions = useQuery(decisionsQuery(keyOf(goal.key), at)).data ?? [];
  const questions = useQuery(questionsQuery(keyOf(goal.key), at)).data ?? [];
  const owner = report.causes.find((cause) => cause.owner !== null)?.owner ?? null;
  const load = useLoad(owner, goal.id);
  const accepted = decisions.find(({ until }) => until !== null && until > today);
  if (suggestions.length === 0 && questions.length === 0) return null;
  return (
    <DecisionCard owner={owner} load={load} actions={suggestions} note={noteOf(accepted, today)}>
      <Questions goal={goal} />
      <AskedToStop decisions={decisions} goalId={goal.id} />
    </DecisionCard>
  );
}
