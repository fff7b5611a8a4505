import type { Portfolio, PortfolioRow } from "@throughline/shared/portfolio";
import clsx from "clsx";
import { ChevronRight } from "lucide-react";
import { HealthMark } from "../components/health-mark.tsx";
import { LoweredSign } from "../components/lowered-sign.tsx";
import { Person } from "../components/person.tsx";
import { PrivateMark } from "../components/private-mark.tsx";
import { ProgressVsPlan } from "../components/progress-vs-plan.tsx";
import { Spark } from "../components/spark.tsx";
import { useFlash } from "../components/use-flash.ts";
import { WorkBlocks } from "../components/work-blocks.tsx";
import { percent, shortDay, value } from "../format.ts";
import { goalPath } from "../paths.ts";
import { STATE_WORDS } from "@throughline/shared/health/words";

interface GoalCellsProps {
  row: PortfolioRow;
  level: number;
  open: boolean | undefined;
  people: Portfolio["people"];
  today: string;
}

/** Each level lies 26 px further in, under the mark of the one above. */
const inset = (level: number) => ({ paddingLeft: (level - 1) * 26 });

function Title({ row, level, open }: Pick<GoalCellsProps, "row" | "level" | "open">) {
  const flash = useFlash(row.state);
  return (
    <div role="gridcell" className="relative flex min-w-0 items-center gap-2 self-stretch pr-4" style={inset(level)}>
      {level > 1 && (
        <span aria-hidden className="absolute inset-y-0 w-px bg-line" style={{ left: (level - 2) * 26 + 34 }} />
      )}
      {open === undefined ? (
        <span className="w-5 flex-none" />
      ) : (
        <button
          type="button"
          tabIndex={-1}
          data-toggle
          aria-label={`${open ? "Close" : "Open"} ${row.title}`}
          className="relative -ml-1 grid size-6 flex-none place-items-center rounded-sm bg-bg text-fg3 hover:bg-sel pointer-coarse:size-9"
        >
          <ChevronRight
            size={14}
            aria-hidden
            className={clsx("transition-transform duration-120", open && "rotate-90")}
          />
        </button>
      )}
      <span key={flash.key} className={clsx("flex", flash.className)} data-tip={row.because ?? STATE_WORDS[row.state]}>
        <HealthMark health={row.state} />
        <span className="sr-only">{STATE_WORDS[row.state]}</span>
      </span>
      <a
        href={goalPath(row.key, row.title)}
        data-to
        tabIndex={-1}
        className="flex min-h-6 min-w-0 items-center font-medium"
      >
        <span className="line-clamp-2 leading-4 xl:line-clamp-1 xl:leading-[18px]">{row.title}</span>
      </a>
      {row.private && <PrivateMark />}
      <LoweredSign row={row} tight />
    </div>
  );
}

function Metric({ metric }: { metric: PortfolioRow["metric"] }) {
  const flash = useFlash(metric?.now);
  if (metric === null) return <span className="text-fg3">No measure</span>;
  return (
    <span key={flash.key} className={clsx("num whitespace-nowrap", flash.className)} data-tip={metric.name}>
      <span className="font-medium">
        {metric.now === null ? "–" : value(metric.now, metric.unit, [metric.target, metric.baseline])}
      </span>
      {metric.target !== null && <span className="text-fg3"> / {value(metric.target, metric.unit, [metric.now])}</span>}
    </span>
  );
}

const sparkLabel = (row: PortfolioRow): string =>
  row.progress === null
    ? "12 weeks, not measured yet"
    : `12 weeks, now ${percent(row.progress)} of the way, ${percent(row.expected ?? 0)} expected`;

/** The seven cells of a goal; which of them show is the grid's matter. */
export function GoalCells({ row, level, open, people, today }: GoalCellsProps) {
  const work = useFlash(`${row.doing} ${row.stalled}`);
  const owner = row.ownerId === null ? undefined : people[row.ownerId];
  const late = row.due < today && row.state !== "achieved" && row.state !== "partial" && row.state !== "dropped";
  return (
    <>
      <Title row={row} level={level} open={open} />
      <div role="gridcell" className="flex items-center gap-2.5 max-sm:hidden">
        <span className="lg:max-xl:hidden">
          <ProgressVsPlan health={row.state} progress={row.progress} expected={row.expected} />
        </span>
        <span className="hidden lg:inline xl:hidden">
          <ProgressVsPlan health={row.state} progress={row.progress} expected={row.expected} width={56} />
        </span>
        <span className="num text-fg2">{row.progress === null ? "" : percent(row.progress)}</span>
      </div>
      <div role="gridcell" className="max-lg:hidden">
        <Metric metric={row.metric} />
      </div>
      <div role="gridcell" className="sm:max-lg:hidden">
        <Spark health={row.state} trend={row.trend} plan={row.plan} label={sparkLabel(row)} />
      </div>
      <div role="gridcell" className="max-sm:hidden">
        <span key={work.key} className={work.className}>
          <WorkBlocks active={row.doing} stalled={row.stalled} />
        </span>
      </div>
      <div role="gridcell" className="min-w-0 pr-2 text-fg2 max-lg:hidden lg:max-xl:[&_.truncate]:sr-only">
        <Person name={owner?.name ?? null} short over={owner !== undefined && owner.doing > owner.limit} />
      </div>
      <div
        role="gridcell"
        className={clsx("num text-right whitespace-nowrap max-xl:hidden", late ? "text-off" : "text-fg2")}
      >
        {shortDay(row.due)}
        {late && <span className="sr-only"> past due</span>}
      </div>
    </>
  );
}
