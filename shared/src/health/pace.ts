import { above, atLeast, atMost, below } from "./compare.ts";
import type { Settings } from "./settings.ts";
import type { Level } from "./states.ts";

export interface Pace {
  gap: number;
  /** null where nothing was expected yet */
  q: number | null;
  level: Level;
}

/** F4 and F5, at the date of the last reading: `expected` is the plan's share on that day. */
export function paceOf(p: number, expected: number, tau: number, settings: Settings): Pace {
  const due = expected * tau;
  const gap = due - p;
  const q = above(due, 0) ? p / due : null;
  return { gap, q, level: paceLevel(gap, q, settings) };
}

function paceLevel(gap: number, q: number | null, settings: Settings): Level {
  if (atMost(gap, settings.paceGap) || (q !== null && atLeast(q, settings.paceRatio))) return "green";
  const far = above(gap, settings.redPaceGap) && q !== null && below(q, settings.redPaceRatio);
  return far ? "red" : "amber";
}
