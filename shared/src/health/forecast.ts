import type { DayNumber } from "../calendar.ts";
import { atLeast } from "./compare.ts";
import type { Settings } from "./settings.ts";
import type { Level } from "./states.ts";

export interface Forecast {
  /** the chance that the open items are finished by the due date */
  chance: number;
  level: Level;
}

/** F14, asked for a number of whole weeks; null where the history says too little. */
export type Forecaster = ((weeks: number) => Forecast) | null;

export function forecaster(open: number, history: readonly number[] | undefined, settings: Settings): Forecaster {
  if (history === undefined || history.length < settings.forecastWeeks) return null;
  if (history.reduce((sum, week) => sum + week, 0) < settings.forecastFinished) return null;
  const draws = drawsOf(history);
  const chances = [open === 0 ? 1 : 0];
  let unfinished = Float64Array.from({ length: open }, (_, finished) => (finished === 0 ? 1 : 0));
  return (weeks) => {
    // more weeks never lower the chance: once it is green there is no need to go on
    while (chances.length <= weeks && !atLeast(chances.at(-1) ?? 1, settings.forecastGreen)) {
      unfinished = afterOneWeek(unfinished, draws);
      chances.push(1 - unfinished.reduce((sum, share) => sum + share, 0));
    }
    const chance = chances[weeks] ?? chances.at(-1) ?? 1;
    return { chance, level: levelOf(chance, settings) };
  };
}

/** Whole weeks from t to the due date, none after it. */
export function weeksLeft(t: DayNumber, due: DayNumber): number {
  return Math.max(0, Math.floor((due - t) / 7));
}

function levelOf(chance: number, settings: Settings): Level {
  if (atLeast(chance, settings.forecastGreen)) return "green";
  return atLeast(chance, settings.forecastAmber) ? "amber" : "red";
}

interface Draw {
  finished: number;
  share: number;
}

function drawsOf(history: readonly number[]): Draw[] {
  const counts = new Map<number, number>();
  for (const week of history) counts.set(week, (counts.get(week) ?? 0) + 1);
  const draws = [...counts].map(([finished, count]) => ({ finished, share: count / history.length }));
  return draws.sort((a, b) => a.finished - b.finished);
}

/** The chances of each count finished so far that still leaves something open, one week on. */
function afterOneWeek(unfinished: Float64Array, draws: readonly Draw[]): Float64Array<ArrayBuffer> {
  const next = new Float64Array(unfinished.length);
  for (const { finished, share } of draws) {
    for (let count = finished; count < next.length; count += 1) {
      next[count] = (next[count] ?? 0) + share * (unfinished[count - finished] ?? 0);
    }
  }
  return next;
}
