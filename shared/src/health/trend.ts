import type { DayNumber } from "../calendar.ts";
import { atLeast, below } from "./compare.ts";
import type { Settings } from "./settings.ts";
import type { Level } from "./states.ts";

/** A reading as a share of the way. */
export interface Point {
  day: DayNumber;
  p: number;
}

export interface Trend {
  pEnd: number;
  level: Level;
}

/** F6 over readings in order of date, none after t; null where they say too little. */
export function trendOf(
  points: readonly Point[],
  t: DayNumber,
  due: DayNumber,
  tau: number,
  settings: Settings,
): Trend | null {
  const window = points.slice(firstInWindow(points, t, settings));
  const first = window[0];
  const last = window.at(-1);
  if (first === undefined || last === undefined || window.length < settings.trendReadings) return null;
  if (last.day - first.day < settings.trendSpanDays) return null;
  const pEnd = last.p + medianSlope(window) * Math.max(0, due - last.day);
  const share = pEnd / tau;
  const level = atLeast(share, settings.trendGreen) ? "green" : atLeast(share, settings.trendAmber) ? "amber" : "red";
  return { pEnd, level };
}

export function firstInWindow(points: readonly Point[], t: DayNumber, settings: Settings): number {
  const from = t - settings.trendWindowDays;
  let index = points.length;
  while (index > 0 && (points[index - 1]?.day ?? from - 1) >= from) index -= 1;
  return index;
}

/** The median of all pairwise slopes (Theil and Sen): one odd reading does not turn it. */
function medianSlope(points: readonly Point[]): number {
  const slopes: number[] = [];
  for (const [index, later] of points.entries()) {
    for (let before = 0; before < index; before += 1) {
      const earlier = points[before];
      if (earlier !== undefined) slopes.push((later.p - earlier.p) / (later.day - earlier.day));
    }
  }
  slopes.sort((a, b) => a - b);
  const middle = Math.floor(slopes.length / 2);
  const upper = slopes[middle] ?? 0;
  return slopes.length % 2 === 1 ? upper : ((slopes[middle - 1] ?? upper) + upper) / 2;
}

/** F9: a reading from flatDays ago or earlier, at least one since, and nothing moved between them. */
export function isFlat(points: readonly Point[], t: DayNumber, settings: Settings): boolean {
  const base = points.findLastIndex(({ day }) => day <= t - settings.flatDays);
  if (base < 0 || base === points.length - 1) return false;
  const shares = points.slice(base).map(({ p }) => p);
  return below(Math.max(...shares) - Math.min(...shares), settings.flatRange);
}
