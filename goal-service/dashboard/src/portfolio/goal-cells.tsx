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
import { percent, shortDay } from "../format.ts";
import { goalPath } from "../paths.ts";
import { falls, metricText } from "@throughline/shared/health/metric-scale";
import { STATE_WORDS } from "@throughline/shared/health/words";
import { MetricValues } from "./metric-values.tsx";

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
    <span key={flash.key} className={clsx("block", flash.className)} data-tip={metricTip(metric)}>
      <MetricValues metric={metric} unread="–" />
    </span>
  );
}

function metricTip(metric: NonNullable<PortfolioRow["metric"]>): string {
  const { name, now, target } = metric;
  const to = target === null ? "" : `, target ${metricText(target, metric)}`;
  return `${name}: ${now === null ? "no reading yet" : metricText(now, metric)}${to}`;
}

/** What the line shows: one metric on its way, in the direction of its own values. */
function sparkLabel({ metric, trend, plan }: PortfolioRow): string {
  if (metric === null) return "12 weeks, no measure";
  const { baseline, target, lo } = metric;
  const share = trend.at(-1) ?? null;
  const expected = plan.at(-1);
  if (share === null) return `${metric.name}, 12 weeks: not measured yet`;
  if (lo !== null) return `${metric.name}, 12 weeks: ${share === 1 ? "inside" : "outside"} its range`;
  const way =
    baseline === null || target === null
      ? ""
      : ` from ${metricText(baseline, metric)} to ${metricText(target, metric)}`;
  const by = expected === undefined ? "" : `, ${percent(expected)} expected by today`;
  return `${metric.name}, 12 weeks: ${percent(share)} of the way${way}${by}`;
}

/** A goal whose numbers can't be shown says so in its own row. */
function UnshownCells() {
  return (
    <>
      <div role="gridcell" className="text-fg2 max-sm:hidden">
        Can’t be shown
      </div>
      <div role="gridcell" className="max-lg:hidden" />
      <div role="gridcell" className="sm:max-lg:hidden">
        <span className="text-xs text-fg2 sm:hidden">Can’t be shown</span>
      </div>
      <div role="gridcell" className="max-sm:hidden" />
      <div role="gridcell" className="max-lg:hidden" />
      <div role="gridcell" className="max-xl:hidden" />
    </>
  );
}

/** The seven cells of a goal; which of them show is the grid's matter. */
export function GoalCells({ row, level, open, people, today }: GoalCellsProps) {
  const work = useFlash(`${row.doing} ${row.stalled}`);
  const owner = row.ownerId === null ? undefined : people[row.ownerId];
  const late = row.due < today && row.state !== "achieved" && row.state !== "partial" && row.state !== "dropped";
  if (row.fault !== null) {
    return (
      <>
        <Title row={row} level={level} open={open} />
        <UnshownCells />
      </>
    );
  }
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
      <div role="gridcell" className="min-w-0 pr-1 max-lg:hidden">
        <Metric metric={row.metric} />
      </div>
      <div role="gridcell" className="sm:max-lg:hidden">
        <Spark
          health={row.state}
          trend={row.trend}
          plan={row.plan}
          down={row.metric !== null && falls(row.metric)}
          label={sparkLabel(row)}
        />
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
