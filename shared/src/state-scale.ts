import type { HealthState } from "./vocabulary.ts";

/** Best first (insight.md, better and worse); every other state is no judgement and compares with nothing. */
const PLACE: Partial<Record<HealthState, number>> = {
  green: 0,
  warming: 1,
  amber: 2,
  outdated: 3,
  unmeasured: 3,
  red: 4,
};

const isGood = (state: HealthState): boolean => state === "green" || state === "warming";
const isSilent = (state: HealthState): boolean => state === "outdated" || state === "unmeasured";

export interface Turn {
  better: boolean;
  worse: boolean;
  /** From at risk or lower to on track or warming up. */
  recovered: boolean;
  /** Into no signal, from wherever: worse, or sideways from off track. */
  lostSight: boolean;
}

/** What a goal's turn from one state to another is. */
export function turnBetween(before: HealthState, now: HealthState): Turn {
  const [from, to] = [PLACE[before], PLACE[now]];
  if (from === undefined || to === undefined)
    return { better: false, worse: false, recovered: false, lostSight: false };
  const lostSight = isSilent(now) && !isSilent(before);
  const better = to < from && !lostSight;
  return { better, worse: to > from, recovered: better && isGood(now) && !isGood(before), lostSight };
}

/** Whether a goal stands worse now; one that was paused or a draft does as soon as it is in trouble. */
export function isWorse(before: HealthState, now: HealthState): boolean {
  return PLACE[before] === undefined ? PLACE[now] !== undefined && !isGood(now) : turnBetween(before, now).worse;
}
