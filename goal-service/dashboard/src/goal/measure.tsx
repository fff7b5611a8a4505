import type { GoalReport } from "@throughline/shared/goal-report";
import type { Goal, KeyResult } from "@throughline/shared/goals";
import { KEY_RESULT_WORDS } from "@throughline/shared/health/words";
import { useQuery } from "@tanstack/react-query";
import clsx from "clsx";
import { Pencil } from "lucide-react";
import { chartModel, valueOn } from "../components/chart-model.ts";
import type { ChartEvent } from "../components/chart-events.tsx";
import { IconButton } from "../components/button.tsx";
import { ErrorBox } from "../components/error-box.tsx";
import { Skeleton } from "../components/skeleton.tsx";
import { TrendChart } from "../components/trend-chart.tsx";
import { useFlash } from "../components/use-flash.ts";
import { WriteButton } from "../components/write-button.tsx";
import { day, localDay, shortDay, value } from "../format.ts";
import { keyOf } from "../paths.ts";
import { readingsQuery } from "../queries.ts";
import { MARK_CLASS, toneOf } from "../tone.ts";
import { useAt } from "../write-block.ts";
import { openDialog } from "./dialog-state.ts";
import { LEVEL_HEALTH } from "./level-health.ts";

interface MeasureProps {
  goal: Goal;
  keyResult: KeyResult;
  report: GoalReport | undefined;
  today: string;
}

/** What changed the health: the last movement of what stands still, and when the state turned. */
function eventsOf(report: GoalReport | undefined): ChartEvent[] {
  if (report === undefined) return [];
  const still = report.evidence.flatMap(({ kind, items, since }) => {
    const key = report.names.items[items?.[0] ?? ""]?.key;
    if (since === undefined || key === undefined) return [];
    if (kind === "stalled") return [{ day: since, label: `${key} last moved ${shortDay(since)}` }];
    return kind === "blocked" ? [{ day: since, label: `${key} blocked ${shortDay(since)}` }] : [];
  });
  return still.slice(0, 2);
}

function Legend({ health, landing }: { health: Parameters<typeof toneOf>[0]; landing: boolean }) {
  const mark = MARK_CLASS[toneOf(health)];
  return (
    <div aria-hidden className="flex flex-wrap gap-x-4 pb-1 text-xs text-fg2 sm:ml-auto">
      <span className="inline-flex items-center gap-1.5">
        <span className={clsx("h-0.5 w-4 rounded bg-current", mark)} />
        Actual
      </span>
      <span className="inline-flex items-center gap-1.5">
        <span className="w-4 border-t border-dashed border-fg3" />
        Expected
      </span>
      {landing && (
        <span className="inline-flex items-center gap-1.5">
          <span className={clsx("w-4 border-t-2 border-dotted border-current", mark)} />
          Last 4 weeks, continued
        </span>
      )}
    </div>
  );
}

/** One key result: the number as it is beside what it should be today, and how it came there. */
export function Measure({ goal, keyResult, report, today }: MeasureProps) {
  const at = useAt();
  const readings = useQuery(readingsQuery(keyOf(goal.key), keyResult.id, at));
  const flash = useFlash(keyResult.latest?.value);
  const judged = report?.keyResults.find(({ id }) => id === keyResult.id);
  const health = judged === undefined ? "outdated" : LEVEL_HEALTH[judged.level];
  const model = chartModel(keyResult, readings.data ?? [], goal);
  const expected = report?.names.keyResults[keyResult.id]?.expected ?? valueOn(model.expected, today);
  const { latest, unit } = keyResult;
  return (
    <>
      <div className="flex flex-wrap items-end gap-x-8 gap-y-2">
        <div className="min-w-0">
          <h2 id="measure" className="flex items-center gap-1 text-xs text-fg3">
            {keyResult.name}
            {goal.state !== "closed" && (
              <IconButton
                label={`Edit ${keyResult.name}`}
                className="-my-2 size-6"
                onClick={() => {
                  openDialog({ kind: "key-result", keyResultId: keyResult.id });
                }}
              >
                <Pencil size={12} aria-hidden />
              </IconButton>
            )}
          </h2>
          <div className="mt-0.5 flex flex-wrap items-baseline gap-x-2.5">
            <span key={flash.key} className={clsx("num text-figure font-semibold", flash.className)}>
              {latest === null ? "–" : value(latest.value, unit)}
            </span>
            <span className="text-fg2">
              {keyResult.direction === "maintain" && keyResult.lo !== null && keyResult.hi !== null
                ? `should stay ${value(keyResult.lo, unit)} to ${value(keyResult.hi, unit)}`
                : expected !== null && (
                    <>
                      expected today <span className="num font-medium text-fg">{value(expected, unit)}</span>
                    </>
                  )}
            </span>
          </div>
          <p className="text-xs text-fg3">
            {judged !== undefined && `${KEY_RESULT_WORDS[judged.level]}, `}
            {latest === null ? "no reading yet" : `reading of ${day(localDay(latest.on, "UTC"))}`}
          </p>
        </div>
        <Legend health={health} landing={model.landing !== null} />
        {goal.state !== "closed" && (
          <WriteButton
            className="max-sm:w-full"
            onClick={() => {
              openDialog({ kind: "reading", keyResultId: keyResult.id });
            }}
          >
            Add reading
          </WriteButton>
        )}
      </div>
      <div className="mt-3">
        {readings.isPending ? (
          <Skeleton className="h-[248px] w-full" />
        ) : readings.isError ? (
          <ErrorBox what="The readings could not be read." error={readings.error} retry={() => void readings.refetch()} />
        ) : (
          <TrendChart
            name={keyResult.name}
            unit={unit}
            health={health}
            model={model}
            events={eventsOf(report)}
            today={today}
          />
        )}
      </div>
    </>
  );
}
