import type { HealthState } from "@throughline/shared/vocabulary";
import { limitText, metricText } from "@throughline/shared/health/metric-scale";
import { type KeyboardEvent, type PointerEvent, useState } from "react";
import { day as dayWords } from "../format.ts";
import { TEXT_CLASS, toneOf } from "../tone.ts";
import { ChartAxes } from "./chart-axes.tsx";
import { ChartEventLines } from "./chart-event-lines.tsx";
import { type ChartEvent, placeEvents } from "./chart-events.ts";
import { endWords, type Frame, frameOf } from "./chart-frame.ts";
import { ChartLines } from "./chart-lines.tsx";
import { type ChartModel, valueOn } from "./chart-model.ts";
import { ChartReadout, readoutWords } from "./chart-readout.tsx";
import { ChartTable } from "./chart-table.tsx";
import { useWidth } from "./use-width.ts";

interface TrendChartProps {
  name: string;
  health: HealthState;
  model: ChartModel;
  events: readonly ChartEvent[];
  today: string;
}

function sentence({ name, model, today }: Pick<TrendChartProps, "name" | "model" | "today">): string {
  const { actual, band, landing, target, scale } = model;
  const last = actual.at(-1);
  const expected = model.expectedOn(today);
  const say = (value: number) => metricText(value, scale);
  return [
    last === undefined ? `${name} has no reading yet.` : `${name} is ${say(last.value)} on ${dayWords(last.day)}.`,
    expected === null ? "" : `The plan expects ${limitText(expected, last?.value ?? null, scale)} today.`,
    band === null ? "" : `The band is ${say(band.lo)} to ${say(band.hi)}.`,
    landing === null || target === null
      ? ""
      : `At the pace of the last four weeks it ends at ${say(landing.value)} against a target of ${say(target)}.`,
  ]
    .filter((part) => part !== "")
    .join(" ");
}

/** The chart's frame with what changed the health above its plot: at most two labels. */
function layoutOf(model: ChartModel, events: readonly ChartEvent[], width: number) {
  const { x } = frameOf(model, width, 0);
  const shown = events.filter(({ day }) => day >= model.start && day <= model.end).slice(0, 2);
  const placed = placeEvents(
    shown.map(({ day, label }) => ({ x: x(day), label })),
    width,
  );
  const frame = frameOf(model, width, Math.max(0, ...placed.map(({ line }) => line + 1)));
  const labels = placed.map((label, index) => {
    const value = valueOn(model.actual, shown[index]?.day ?? model.start);
    return { ...label, curve: value === null ? null : frame.y(value) };
  });
  return { frame, labels };
}

function nearest(model: ChartModel, frame: Frame, at: number): number {
  const distances = model.actual.map((point) => Math.abs(frame.x(point.day) - at));
  return distances.indexOf(Math.min(...distances));
}

/** Actual, expected, the last four weeks continued, and what changed the health; pointer and arrow keys read values. */
export function TrendChart(props: TrendChartProps) {
  const { name, health, model, events } = props;
  const [box, width] = useWidth<HTMLDivElement>();
  const [read, setRead] = useState<number | null>(null);
  const [table, setTable] = useState(false);
  const { frame, labels } = layoutOf(model, events, Math.max(width, 240));
  const ends = endWords(model);
  const count = model.actual.length;
  const onKeyDown = (event: KeyboardEvent) => {
    const step = { ArrowLeft: -1, ArrowRight: 1, Home: -count, End: count }[event.key];
    if (event.key === "Escape") setRead(null);
    if (step === undefined || count === 0) return;
    event.preventDefault();
    setRead(Math.max(0, Math.min(count - 1, (read ?? count) + step)));
  };
  const onPointerMove = (event: PointerEvent<SVGSVGElement>) => {
    if (count > 0) setRead(nearest(model, frame, event.clientX - event.currentTarget.getBoundingClientRect().left));
  };
  const point = read === null ? undefined : model.actual[read];
  return (
    <figure ref={box} className="m-0">
      {width > 0 && (
        <svg
          width={frame.width}
          height={frame.height}
          role="img"
          tabIndex={0}
          aria-label={sentence(props)}
          className="block max-w-full touch-pan-y text-fg3"
          onKeyDown={onKeyDown}
          onPointerMove={onPointerMove}
          onPointerLeave={() => {
            setRead(null);
          }}
          onBlur={() => {
            setRead(null);
          }}
        >
          <ChartAxes frame={frame} band={model.band} />
          <ChartLines frame={frame} model={model} health={health} />
          <ChartEventLines frame={frame} labels={labels} />
          {point !== undefined && <ChartReadout frame={frame} model={model} point={point} health={health} />}
        </svg>
      )}
      <p aria-live="polite" className="sr-only">
        {point !== undefined && readoutWords(model, point).join(", ")}
      </p>
      <figcaption className="mt-1 flex flex-wrap items-baseline gap-x-4 gap-y-1">
        <button
          type="button"
          aria-expanded={table}
          onClick={() => {
            setTable(!table);
          }}
          className="noprint rounded-sm text-xs text-fg3 underlined hover:text-fg"
        >
          {table ? "Hide the table" : "Show as table"}
        </button>
        {!frame.labelled && (
          <span className="num ml-auto flex min-w-0 flex-wrap gap-x-3 text-xs font-medium">
            {ends.target !== null && <span>{ends.target}</span>}
            {ends.landing !== null && <span className={TEXT_CLASS[toneOf(health)]}>{ends.landing}</span>}
          </span>
        )}
      </figcaption>
      {table && <ChartTable name={name} model={model} />}
    </figure>
  );
}
