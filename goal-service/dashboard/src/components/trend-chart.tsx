import type { HealthState } from "@throughline/shared/vocabulary";
import { addDays, daysBetween } from "@throughline/shared/calendar";
import { scaleLinear } from "d3-scale";
import { type KeyboardEvent, type PointerEvent, useState } from "react";
import { day as dayWords, shortDay, value as valueWords } from "../format.ts";
import { TEXT_CLASS, toneOf } from "../tone.ts";
import { ChartAxes } from "./chart-axes.tsx";
import { ChartEvents, type ChartEvent } from "./chart-events.tsx";
import { ChartLines, ROOM_FOR_LABELS } from "./chart-lines.tsx";
import { type ChartModel, valueOn } from "./chart-model.ts";
import { ChartReadout } from "./chart-readout.tsx";
import { ChartTable } from "./chart-table.tsx";
import { useWidth } from "./use-width.ts";

interface TrendChartProps {
  name: string;
  unit: string;
  health: HealthState;
  model: ChartModel;
  events: readonly ChartEvent[];
  today: string;
}

export interface Frame {
  width: number;
  height: number;
  left: number;
  right: number;
  top: number;
  bottom: number;
  x: (day: string) => number;
  y: (value: number) => number;
  ticks: { x: { at: number; label: string }[]; y: number[] };
}

const HEIGHT = 248;
const ROOM_PER_LABEL = 62;

/** The first days of months where there are enough, else every so many days. */
function dayTicks(start: string, end: string, most: number): { day: string; label: string }[] {
  const days = Array.from({ length: daysBetween(start, end) + 1 }, (_, index) => addDays(start, index));
  const firsts = days.filter((day) => day.endsWith("-01"));
  if (firsts.length < 3) {
    const step = Math.max(7, Math.ceil(days.length / Math.max(2, most)));
    return days.filter((_, index) => index % step === 0).map((day) => ({ day, label: shortDay(day) }));
  }
  const step = Math.max(1, Math.ceil(firsts.length / Math.max(2, most)));
  return firsts
    .filter((_, index) => index % step === 0)
    .map((day) => ({ day, label: shortDay(day).split(" ")[1] ?? "" }));
}

function frameOf(model: ChartModel, width: number): Frame {
  const wide = width >= 560;
  const left = wide ? 46 : 40;
  const right = wide ? 132 : 10;
  const top = wide ? 14 : 24;
  const bottom = 28;
  const days = Math.max(1, daysBetween(model.start, model.end));
  const x = (day: string) => left + (daysBetween(model.start, day) / days) * (width - left - right);
  const level = scaleLinear([model.low, model.high], [HEIGHT - bottom, top]);
  return {
    width,
    height: HEIGHT,
    left,
    right,
    top,
    bottom,
    x,
    y: (value) => level(value),
    ticks: {
      x: dayTicks(model.start, model.end, Math.floor((width - left - right) / ROOM_PER_LABEL)).map(
        ({ day, label }) => ({
          at: x(day),
          label,
        }),
      ),
      y: level.ticks(5),
    },
  };
}

function sentence({ name, unit, model, today }: Pick<TrendChartProps, "name" | "unit" | "model" | "today">): string {
  const last = model.actual.at(-1);
  const expected = valueOn(model.expected, today);
  return [
    last === undefined
      ? `${name} has no reading yet.`
      : `${name} is ${valueWords(last.value, unit)} on ${dayWords(last.day)}.`,
    expected === null ? "" : `The plan expects ${valueWords(expected, unit)} today.`,
    model.band === null ? "" : `The band is ${valueWords(model.band.lo, unit)} to ${valueWords(model.band.hi, unit)}.`,
    model.landing === null || model.target === null
      ? ""
      : `At the pace of the last four weeks it ends at ${valueWords(model.landing.value, unit)} against a target of ${valueWords(model.target, unit)}.`,
  ]
    .filter((part) => part !== "")
    .join(" ");
}

function nearest(model: ChartModel, frame: Frame, at: number): number {
  const distances = model.actual.map((point) => Math.abs(frame.x(point.day) - at));
  return distances.indexOf(Math.min(...distances));
}

/** Actual, expected, the last four weeks continued, and what changed the health; pointer and arrow keys read values. */
export function TrendChart(props: TrendChartProps) {
  const { name, unit, health, model, events } = props;
  const [box, width] = useWidth<HTMLDivElement>();
  const [read, setRead] = useState<number | null>(null);
  const [table, setTable] = useState(false);
  const frame = frameOf(model, Math.max(width, 280));
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
  const expectedThen = point === undefined ? null : valueOn(model.expected, point.day);
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
          <ChartAxes frame={frame} unit={unit} band={model.band} />
          <ChartLines frame={frame} model={model} health={health} unit={unit} />
          <ChartEvents frame={frame} model={model} events={events} />
          {point !== undefined && (
            <ChartReadout frame={frame} point={point} expected={expectedThen} unit={unit} health={health} />
          )}
        </svg>
      )}
      <p aria-live="polite" className="sr-only">
        {point !== undefined &&
          `${dayWords(point.day)}: ${valueWords(point.value, unit)}${expectedThen === null ? "" : `, expected ${valueWords(expectedThen, unit)}`}`}
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
        {frame.right < ROOM_FOR_LABELS && (
          <span className="num ml-auto flex gap-3 text-xs font-medium">
            {model.target !== null && <span>{valueWords(model.target, unit)} target</span>}
            {model.landing !== null && (
              <span className={TEXT_CLASS[toneOf(health)]}>{valueWords(model.landing.value, unit)} at this pace</span>
            )}
          </span>
        )}
      </figcaption>
      {table && <ChartTable name={name} unit={unit} model={model} />}
    </figure>
  );
}
