import { addDays, type Day } from "@throughline/shared/calendar";
import { clampShare, round6, weightedMean } from "@throughline/shared/health/compare";
import type { HealthReport } from "@throughline/shared/health/report";
import type { PortfolioRow } from "@throughline/shared/portfolio";
import type { Initiative, KeyResult } from "../generated/prisma/client.ts";
import { shownState } from "../goals/attention.ts";
import type { Latest } from "../goals/key-result-wire.ts";
import { metricOf, plannedShare, shareAt } from "../goals/metric.ts";
import { keyOf } from "../initiatives/wire.ts";
import type { InitiativeWork } from "../initiatives/work.ts";
import type { GoalData } from "./portfolio-data.ts";

export const WEEKS = 12;

/** Everything that a row is made of, read for all rows at once. */
export interface RowParts {
  goal: GoalData;
  report: HealthReport | null;
  because: string | null;
  keyResults: readonly KeyResult[];
  latest: ReadonlyMap<string, Latest>;
  weeks: ReadonlyMap<number, number>;
  initiatives: readonly { row: Initiative; work: InitiativeWork }[];
  parentVisible: boolean;
  today: Day;
}

export function rowOf(parts: RowParts): PortfolioRow {
  const { goal, report, keyResults, latest, today } = parts;
  const first = keyResults[0];
  const active = parts.initiatives.filter(({ row }) => row.state === "active");
  const sum = (count: (work: InitiativeWork) => number) => active.reduce((total, { work }) => total + count(work), 0);
  return {
    id: goal.id,
    key: `G-${goal.no}`,
    title: goal.title,
    parentId: parts.parentVisible ? goal.parentId : null,
    level: goal.level,
    priority: goal.priority,
    due: goal.due,
    ownerId: goal.ownerId,
    teamId: goal.teamId,
    private: goal.private,
    loweredFrom: loweredFrom(goal),
    state: shownState(goal.lifeCycle, goal.stored),
    since: goal.since?.toISOString() ?? null,
    because: parts.because,
    fault: null,
    flags: report?.flags ?? [],
    progress: report?.progress ?? null,
    expected: expectedOf(goal, keyResults, today),
    metric: first ? metricOf(first, latest.get(first.id), goal, today) : null,
    trend: first ? trendOf(first, parts.weeks) : [],
    plan: first ? daysOf(today).map((day) => round6(plannedShare(first, goal, day))) : [],
    open: sum(({ open }) => open.length),
    doing: sum(({ counts }) => counts.doing),
    stalled: sum(({ counts }) => counts.stalled),
    initiatives: parts.initiatives.map(initiativeOf),
  };
}

/** Priority 1 is the most urgent: a higher number than the one it was planned with is less. */
const loweredFrom = ({ priority, plannedPriority }: GoalData): number | null =>
  plannedPriority !== null && priority > plannedPriority ? plannedPriority : null;

/** Weighted, today, over the key results that measure something: as the model's own report has it. */
function expectedOf(goal: GoalData, keyResults: readonly KeyResult[], today: Day): number | null {
  const valid = keyResults.filter((row) => shareAt(row, 0) !== null);
  const expected = weightedMean(valid.map((row) => ({ weight: row.weight, value: plannedShare(row, goal, today) })));
  return expected === null ? null : round6(clampShare(expected));
}

/** The days on which the last twelve weeks end, the last one today. */
const daysOf = (today: Day): Day[] =>
  Array.from({ length: WEEKS }, (_, week) => addDays(today, 7 * (week - WEEKS + 1)));

/** A week without a reading shows the value of the week before. */
function trendOf(row: KeyResult, weeks: ReadonlyMap<number, number>): (number | null)[] {
  let known: number | null = null;
  return Array.from({ length: WEEKS }, (_, week) => {
    const value = weeks.get(week);
    if (value !== undefined) known = shareAt(row, value);
    return known === null ? null : round6(known);
  });
}

function initiativeOf({ row, work }: { row: Initiative; work: InitiativeWork }): PortfolioRow["initiatives"][number] {
  const { todo, doing, done, stalled } = work.counts;
  return {
    id: row.id,
    key: keyOf(row),
    title: row.title,
    mark: work.mark,
    state: row.state,
    ownerId: row.ownerId,
    done,
    total: todo + doing + done,
    doing,
    stalled,
  };
}
