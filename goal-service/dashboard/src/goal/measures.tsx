import type { GoalReport } from "@throughline/shared/goal-report";
import type { Goal } from "@throughline/shared/goals";
import type { KeyResult } from "@throughline/shared/key-results";
import { useQuery } from "@tanstack/react-query";
import clsx from "clsx";
import { Plus } from "lucide-react";
import { useState } from "react";
import { ErrorBox } from "../components/error-box.tsx";
import { HealthMark } from "../components/health-mark.tsx";
import { Skeleton } from "../components/skeleton.tsx";
import { WriteButton } from "../components/write-button.tsx";
import { keyOf } from "../paths.ts";
import { keyResultsQuery } from "../queries.ts";
import { useAt } from "../write-block.ts";
import { openDialog } from "./dialog-state.ts";
import { LEVEL_HEALTH, levelOf } from "./level-health.ts";
import { Measure } from "./measure.tsx";

interface MeasuresProps {
  goal: Goal;
  report: GoalReport | undefined;
  today: string;
}

interface SwitcherProps {
  goal: Goal;
  keyResults: readonly KeyResult[];
  chosen: string;
  report: GoalReport | undefined;
  onChoose: (id: string) => void;
}

/** Which key result is shown, each with its own level. */
function Switcher({ goal, keyResults, chosen, report, onChoose }: SwitcherProps) {
  return (
    <div role="group" aria-label="Key results" className="mb-4 flex flex-wrap gap-1.5">
      {keyResults.map(({ id, name }) => {
        const level = levelOf(goal, report, id);
        return (
          <button
            key={id}
            type="button"
            aria-pressed={id === chosen}
            onClick={() => {
              onChoose(id);
            }}
            className={clsx(
              "inline-flex h-7 max-w-full items-center gap-1.5 rounded-md border px-2.5 pointer-coarse:h-11",
              id === chosen ? "border-linein font-medium" : "border-line text-fg2 hover:bg-hover",
            )}
          >
            {level !== undefined && <HealthMark health={LEVEL_HEALTH[level]} size={11} />}
            <span className="truncate">{name}</span>
          </button>
        );
      })}
    </div>
  );
}

/** A goal without a measure is a theme: named so, with the one next step. */
function NoMeasure({ goal }: { goal: Goal }) {
  return (
    <section aria-labelledby="measure" className="rounded-xl border border-dashed border-line2 px-5 py-6">
      <h2 id="measure" className="font-semibold">
        A theme, not a goal yet
      </h2>
      <p className="mt-1 max-w-[60ch] text-fg2">
        Nothing says how far it is. Add a key result: what is measured, where it stands now and where it should be by
        the due date.
      </p>
      {goal.state !== "closed" && (
        <WriteButton
          look="main"
          className="mt-3"
          onClick={() => {
            openDialog({ kind: "key-result" });
          }}
        >
          <Plus size={14} aria-hidden />
          Add a key result
        </WriteButton>
      )}
    </section>
  );
}

/** The goal's numbers: one key result at a time, with its chart. */
export function Measures({ goal, report, today }: MeasuresProps) {
  const at = useAt();
  const query = useQuery(keyResultsQuery(keyOf(goal.key), at));
  const [chosenId, setChosenId] = useState<string | null>(null);
  if (query.isPending) return <Skeleton className="h-[300px] w-full" />;
  if (query.isLoadingError) {
    return (
      <ErrorBox what="The key results could not be read." error={query.error} retry={() => void query.refetch()} />
    );
  }
  const keyResults = query.data;
  const chosen = keyResults.find(({ id }) => id === chosenId) ?? keyResults[0];
  if (chosen === undefined) return <NoMeasure goal={goal} />;
  return (
    <section aria-labelledby="measure">
      {keyResults.length > 1 && (
        <Switcher goal={goal} keyResults={keyResults} chosen={chosen.id} report={report} onChoose={setChosenId} />
      )}
      <Measure key={chosen.id} goal={goal} keyResult={chosen} report={report} today={today} />
    </section>
  );
}
