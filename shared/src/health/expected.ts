import { type Day, dayNumber, type DayNumber } from "../calendar.ts";
import { atLeast, clampShare } from "./compare.ts";

export interface Period {
  start: DayNumber;
  due: DayNumber;
}

/** F3 */
export function elapsedShare({ start, due }: Period, t: DayNumber): number {
  return clampShare((t - start) / (due - start));
}

/** The first day on which a share of the period has passed. */
export function dayOfElapsed(period: Period, share: number): DayNumber {
  let day = period.start + Math.ceil(share * (period.due - period.start));
  while (!atLeast(elapsedShare(period, day), share)) day += 1;
  while (day > period.start && atLeast(elapsedShare(period, day - 1), share)) day -= 1;
  return day;
}

export type PlanLine = readonly { day: DayNumber; share: number }[];

export function planLine({ start, due }: Period, lag: number, plan: readonly (readonly [Day, number])[]): PlanLine {
  const points = plan.map(([day, share]) => ({ day: dayNumber(day), share })).sort((a, b) => a.day - b.day);
  return [{ day: start + lag, share: 0 }, ...points, { day: due, share: 1 }];
}

/** F2: the share of the way that the plan expects on a day. */
export function expectedShare(line: PlanLine, t: DayNumber): number {
  let before: PlanLine[number] | undefined;
  for (const point of line) {
    if (t <= point.day) {
      if (before === undefined || t === point.day) return point.share;
      return before.share + ((point.share - before.share) * (t - before.day)) / (point.day - before.day);
    }
    before = point;
  }
  return 1;
}
