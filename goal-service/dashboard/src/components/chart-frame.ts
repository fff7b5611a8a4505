import { addDays, daysBetween } from "@throughline/shared/calendar";
import { metricText } from "@throughline/shared/health/metric-scale";
import { tickTexts } from "@throughline/shared/health/quantity";
import { scaleLinear } from "d3-scale";
import { monthName, shortDay } from "../format.ts";
import type { ChartModel } from "./chart-model.ts";
import { textWidth } from "./text-width.ts";

export interface Tick {
  at: number;
  label: string;
}

/** Where everything of a chart lies: the plot, the room around it for labels, and the ticks. */
export interface Frame {
  width: number;
  height: number;
  left: number;
  right: number;
  top: number;
  bottom: number;
  /** Whether what the lines lead to stands beside their ends; else it stands under the chart. */
  labelled: boolean;
  x: (day: string) => number;
  y: (value: number) => number;
  ticks: { x: Tick[]; y: Tick[] };
}

export const LABEL = 11;
export const END_LABEL = 11.5;
/** A line of labels above the plot. */
export const LINE = 17;

const PLOT = 206;
const BOTTOM = 28;
const WIDE = 560;
const LEAST = { left: 46, right: 132 };
const ROOM_PER_DAY_LABEL = 62;

/** The first days of months where there are enough, else every so many days; the year where it is not the last one said. */
function dayLabels(start: string, end: string, most: number): { day: string; label: string }[] {
  const days = Array.from({ length: daysBetween(start, end) + 1 }, (_, index) => addDays(start, index));
  const firsts = days.filter((day) => day.endsWith("-01"));
  const months = firsts.length >= 3;
  const all = months ? firsts : days;
  const step = Math.max(months ? 1 : 7, Math.ceil(all.length / Math.max(2, most)));
  const chosen = all.filter((_, index) => index % step === 0);
  if (!months) return chosen.map((day) => ({ day, label: shortDay(day) }));
  const oneYear = start.slice(0, 4) === end.slice(0, 4);
  return chosen.map((day, index) => {
    const same = day.slice(0, 4) === (chosen[index - 1] ?? (oneYear || index > 0 ? day : start)).slice(0, 4);
    return { day, label: same ? monthName(day) : `${monthName(day)} ${day.slice(0, 4)}` };
  });
}

/** Labels are moved inside the chart, and what would touch the one before it is left out. */
function daysApart(labels: readonly Tick[], width: number): Tick[] {
  const kept: Tick[] = [];
  let free = 0;
  for (const { at, label } of labels) {
    const half = textWidth(label, LABEL) / 2;
    const inside = Math.min(Math.max(at, half), width - half);
    if (inside - half < free) continue;
    kept.push({ at: inside, label });
    free = inside + half + 8;
  }
  return kept;
}

/** What the lines lead to, in words. */
export function endWords({ target, landing, scale }: ChartModel): { target: string | null; landing: string | null } {
  return {
    target: target === null ? null : `${metricText(target, scale)} target`,
    landing: landing === null ? null : `${metricText(landing.value, scale)} at this pace`,
  };
}

function rightOf(model: ChartModel, width: number): { right: number; labelled: boolean } {
  const { target, landing } = endWords(model);
  const needed = 12 + Math.max(...[target, landing].map((words) => textWidth(words ?? "", END_LABEL)));
  const labelled = width >= WIDE && needed <= width / 3;
  return { right: labelled ? Math.max(LEAST.right, needed) : 12, labelled };
}

/** `lines`: how many lines of labels stand above the plot. */
export function frameOf(model: ChartModel, width: number, lines: number): Frame {
  const top = 14 + lines * LINE;
  const height = top + PLOT + BOTTOM;
  const level = scaleLinear([model.low, model.high], [top + PLOT, top]);
  const values = level.ticks(5);
  const texts = tickTexts(values, model.scale.unit);
  const { right, labelled } = rightOf(model, width);
  const widest = Math.max(...texts.map((text) => textWidth(text, LABEL)));
  const left = Math.max(width >= WIDE ? LEAST.left : 40, widest + 10);
  const days = Math.max(1, daysBetween(model.start, model.end));
  const x = (day: string) => left + (daysBetween(model.start, day) / days) * (width - left - right);
  const most = Math.floor((width - left - right) / ROOM_PER_DAY_LABEL);
  const labels = dayLabels(model.start, model.end, most).map(({ day, label }) => ({ at: x(day), label }));
  return {
    width,
    height,
    left,
    right,
    top,
    bottom: BOTTOM,
    labelled,
    x,
    y: (value) => level(value),
    ticks: {
      x: daysApart(labels, width),
      y: values.map((value, index) => ({ at: level(value), label: texts[index] ?? "" })),
    },
  };
}
