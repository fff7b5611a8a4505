import type { GoalReport } from "@throughline/shared/goal-report";
import type { Goal } from "@throughline/shared/goals";
import type { KeyResult } from "@throughline/shared/key-results";
import { limitText, metricText } from "@throughline/shared/health/metric-scale";
import { KEY_RESULT_WORDS } from "@throughline/shared/health/words";
import { useQuery } from "@tanstack/react-query";
import clsx from "clsx";
import { Pencil } from "lucide-react";
import { lazy, Suspense } from "react";
import { chartModel } from "../components/chart-model.ts";
import type { ChartEvent } from "../components/chart-events.ts";
import { Button, IconButton } from "../components/button.tsx";
import { ErrorBox } from "../components/error-box.tsx";
import { Skeleton } from "../components/skeleton.tsx";
import { useFlash } from "../components/use-flash.ts";
import { WriteButton } from "../components/write-button.tsx";
import { day, shortDay } from "../format.ts";
import { keyOf } from "../paths.ts";
import { readingsQuery } from "../queries.ts";
import { MARK_CLASS, toneOf } from "../tone.ts";
import { useAt, useWriteBlock } from "../write-block.ts";
import { openDialog } from "./dialog-state.ts";
import { healthOf, type Level, levelOf } from "./level-health.ts";

const TrendChart = lazy(async () => ({ default: (await import("../components/trend-chart.tsx")).TrendChart }));

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
    <div
      aria-hidden
      className="flex flex-wrap gap-x-4 text-xs text-fg2 @max-2xl:order-last @max-2xl:basis-full @2xl:pb-1"
    >
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

/** What the number should be: a range to stay in, or where the plan puts it today. */
function ShouldBe({ keyResult, expected }: { keyResult: KeyResult; expected: number | null }) {
  const { lo, hi, latest } = keyResult;
  if (lo !== null && hi !== null) return `should stay ${metricText(lo, keyResult)} to ${metricText(hi, keyResult)}`;
  if (expected === null) return null;
  const words = limitText(expected, latest?.value ?? null, keyResult);
  return (
    <>
      expected today <span className="num font-medium text-fg">{words}</span>
    </>
  );
}

interface FigureProps {
  keyResult: KeyResult;
  level: Level | undefined;
  expected: number | null;
  closed: boolean;
}

/** The number as it is, beside what it should be. */
function Figure({ keyResult, level, expected, closed }: FigureProps) {
  const { latest, name } = keyResult;
  const flash = useFlash(latest?.value);
  const editable = useWriteBlock() === null && !closed;
  return (
    <div className="mr-auto min-w-0">
      <h2 id="measure" className="flex items-center gap-1 text-xs text-fg3">
        {name}
        {editable && (
          <IconButton
            label={`Edit ${name}`}
            className="noprint -my-2 size-6"
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
          {latest === null ? "–" : metricText(latest.value, keyResult)}
        </span>
        <span className="text-fg2">
          <ShouldBe keyResult={keyResult} expected={expected} />
        </span>
      </div>
      <p className="text-xs text-fg3">
        {level !== undefined && `${KEY_RESULT_WORDS[level]}, `}
        {latest === null ? "no reading yet" : `reading of ${day(latest.on)}`}
      </p>
    </div>
  );
}

/** One key result: the number as it is beside what it should be today, and how it came there. */
export function Measure({ goal, keyResult, report, today }: MeasureProps) {
  const readings = useQuery(readingsQuery(keyOf(goal.key), keyResult.id, useAt()));
  const level = levelOf(goal, report, keyResult.id);
  const health = healthOf(goal, level);
  const model = chartModel(keyResult, readings.data ?? [], goal);
  const closed = goal.state === "closed";
  return (
    <>
      <div className="flex flex-wrap items-end gap-x-6 gap-y-3">
        <Figure keyResult={keyResult} level={level} expected={model.expectedOn(today)} closed={closed} />
        <Legend health={health} landing={model.landing !== null} />
        {!closed && (
          <WriteButton
            className="noprint"
            onClick={() => {
              openDialog({ kind: "reading", keyResultId: keyResult.id });
            }}
          >
            Add reading
          </WriteButton>
        )}
        <Button
          look="ghost"
          className="noprint -mr-2.5"
          onClick={() => {
            openDialog({ kind: "readings", keyResultId: keyResult.id });
          }}
        >
          Readings
        </Button>
      </div>
      <div className="mt-3">
        {readings.isPending && <Skeleton className="h-[270px] w-full" />}
        {readings.isError && (
          <ErrorBox
            what="The readings could not be read."
            error={readings.error}
            retry={() => void readings.refetch()}
          />
        )}
        {readings.data !== undefined && (
          <Suspense fallback={<Skeleton className="h-[270px] w-full" />}>
            <TrendChart name={keyResult.name} health={health} model={model} events={eventsOf(report)} today={today} />
          </Suspense>
        )}
      </div>
    </>
  );
}
