import type { GoalReport } from "@throughline/shared/goal-report";
import type { Goal } from "@throughline/shared/goals";
import type { Initiative } from "@throughline/shared/initiatives";
import type { WorkItem } from "@throughline/shared/work-items";
import { useQuery } from "@tanstack/react-query";
import { Plus } from "lucide-react";
import { Empty } from "../components/empty.tsx";
import { ErrorBox } from "../components/error-box.tsx";
import { SkeletonRows } from "../components/skeleton.tsx";
import { WriteButton } from "../components/write-button.tsx";
import { keyOf } from "../paths.ts";
import { goalItemsQuery, initiativesQuery } from "../queries.ts";
import { useAt } from "../write-block.ts";
import { openDialog } from "./dialog-state.ts";
import { InitiativeBlock } from "./initiative-block.tsx";

interface GoalInitiativesProps {
  goal: Goal;
  report: GoalReport | undefined;
  today: string;
  zone: string;
}

const MARKS: Record<Initiative["mark"], number> = { red: 0, amber: 1, uncovered: 2, green: 3, finished: 4 };
const STATES: Record<Initiative["state"], number> = { active: 0, proposed: 1, done: 2, stopped: 3 };

function sortInitiatives(initiatives: readonly Initiative[]): Initiative[] {
  return [...initiatives].sort(
    (a, b) =>
      STATES[a.state] - STATES[b.state] || MARKS[a.mark] - MARKS[b.mark] || a.title.localeCompare(b.title, "en"),
  );
}

function groupItems(items: readonly WorkItem[]): Map<string, WorkItem[]> {
  const groups = new Map<string, WorkItem[]>();
  for (const item of items) {
    const id = item.link?.initiativeId ?? "";
    groups.set(id, [...(groups.get(id) ?? []), item]);
  }
  return groups;
}

const newInitiative = () => {
  openDialog({ kind: "initiative" });
};

/** The bets on this goal, and the work that carries each. */
export function GoalInitiatives({ goal, today, zone }: GoalInitiativesProps) {
  const at = useAt();
  const key = keyOf(goal.key);
  const initiatives = useQuery(initiativesQuery(key, at));
  const items = useQuery(goalItemsQuery(key, at));
  const groups = groupItems(items.data ?? []);
  return (
    <section aria-labelledby="initiatives" className="mt-8">
      <div className="flex items-center">
        <h2 id="initiatives" className="font-semibold">
          Initiatives and their work
        </h2>
        {goal.state !== "closed" && (
          <WriteButton className="ml-auto" onClick={newInitiative}>
            <Plus size={14} aria-hidden />
            Initiative
          </WriteButton>
        )}
      </div>
      {initiatives.isPending && <SkeletonRows rows={5} height={36} label="Loading the initiatives" />}
      {initiatives.isError && (
        <div className="mt-3">
          <ErrorBox
            what="The initiatives could not be read."
            error={initiatives.error}
            works="The metric and its health are fine."
            retry={() => void initiatives.refetch()}
          />
        </div>
      )}
      {items.isError && (
        <div className="mt-3">
          <ErrorBox what="The work items could not be read." error={items.error} retry={() => void items.refetch()} />
        </div>
      )}
      {initiatives.data?.length === 0 && (
        <div className="mt-3">
          <Empty
            title="No initiative yet"
            why="An initiative is the bet that should move the number: who does what, and what it should change. A goal without one stays a wish."
          >
            {goal.state !== "closed" && (
              <WriteButton look="main" onClick={newInitiative}>
                Add the first initiative
              </WriteButton>
            )}
          </Empty>
        </div>
      )}
      {sortInitiatives(initiatives.data ?? []).map((initiative) => (
        <InitiativeBlock
          key={initiative.id}
          initiative={initiative}
          items={items.isPending ? null : (groups.get(initiative.id) ?? [])}
          closed={goal.state === "closed"}
          today={today}
          zone={zone}
        />
      ))}
    </section>
  );
}
