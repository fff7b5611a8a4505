import type { DayNumber } from "../calendar.ts";
import { round6 } from "./compare.ts";
import { expectedShare } from "./expected.ts";
import type { Judged } from "./key-result.ts";
import type { KeyResultReport } from "./report.ts";

export function keyResultReport({ keyResult, level, trend, age }: Judged, t: DayNumber): KeyResultReport {
  const { id, measure, last, line, pace } = keyResult;
  const named = id === undefined ? { level } : { id, level };
  if (measure === null) return named;
  const read = last === null || age === null ? {} : { p: round6(last.p), readingAge: age };
  const paced =
    pace === null ? {} : { q: pace.q === null ? null : round6(pace.q), gap: round6(pace.gap), pace: pace.level };
  const trending = trend === null ? {} : { trend: trend.level, pEnd: round6(trend.pEnd) };
  return { ...named, ...read, e: round6(expectedShare(line, t)), ...paced, ...trending };
}
