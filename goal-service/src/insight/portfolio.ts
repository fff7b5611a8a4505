import { addDays, type Day } from "@throughline/shared/calendar";
import type { ParsedInputOf } from "@throughline/shared/endpoint";
import type { endpoints } from "@throughline/shared/endpoints";
import type { Portfolio, PortfolioRow } from "@throughline/shared/portfolio";
import { isRunning } from "@throughline/shared/vocabulary";
import type { Caller } from "../accounts/caller.ts";
import { byAttention } from "../goals/attention.ts";
import { latestReadings } from "../goals/latest-readings.ts";
import type { Ground } from "../ground.ts";
import { grouped } from "../grouped.ts";
import { type InitiativeWork, readWork } from "../initiatives/work.ts";
import { changedBetween, statesBefore } from "./changed.ts";
import { readClassesOver } from "./classes-over.ts";
import { type Board, decisionsOf } from "./decisions-due.ts";
import { readLinkedShares } from "./linked-share.ts";
import {
  type GoalData,
  readFreshness,
  readGoals,
  readInitiatives,
  readKeyResults,
  readWeeks,
} from "./portfolio-data.ts";
import { readPeople } from "./portfolio-people.ts";
import { readWords } from "./portfolio-words.ts";
import { rowOf, WEEKS } from "./portfolio-row.ts";
import { rowOrFault } from "./unshown-row.ts";

type Asked = ParsedInputOf<typeof endpoints.getPortfolio>;

/** The window of the alignment numbers (insight.md): four weeks. */
const WINDOW_DAYS = 28;

/** Every goal that exists for this caller, worst first, with what needs a decision: one query a table, however many goals. */
export async function readPortfolio(ground: Ground, caller: Caller, asked: Asked): Promise<Portfolio> {
  const now = ground.clock.now();
  const today = ground.clock.dayIn(caller.zone, now);
  const visible = await readGoals(ground, caller);
  const goals = visible.filter((goal) => isAsked(goal, asked));
  const { rows, board } = await readRows(ground, caller, visible, goals);
  const endOf = (day: Day) => ground.clock.endOfDay(caller.zone, day);
  const window = (day: Day) => ({ after: endOf(addDays(day, -WINDOW_DAYS)), until: endOf(day) });
  const shown = rows.filter((row) => hasHealth(row, asked.health));
  const since = addDays(today, -7);
  const before = await statesBefore(ground, caller, rows, since);
  const [linkedShare, linkedBefore] = await readLinkedShares(ground, caller, [window(today), window(since)]);
  const people = await readPeople(ground, caller, shown, board.work);
  const sum = (count: (row: PortfolioRow) => number) => shown.reduce((total, row) => total + count(row), 0);
  return {
    asOf: now.toISOString(),
    rows: shown,
    counts: countStates(rows.map(({ state }) => state)),
    ...(await decisionsOf(ground, caller, { ...board, rows: shown }, people)),
    classesOver: isFiltered(asked) ? [] : await readClassesOver(ground, caller, today),
    changed: {
      ...changedBetween(before, shown),
      since,
      counts: countStates(before.values()),
      linkedShare: linkedBefore ?? null,
    },
    numbers: {
      linkedShare: linkedShare ?? null,
      goalsWithoutWork: shown.filter((row) => row.doing === 0 && isRunning(row)).length,
      stalled: sum((row) => row.stalled),
      active: sum((row) => row.doing),
    },
    people: people.shown,
    freshness: await readFreshness(ground, caller),
  };
}

async function readRows(
  ground: Ground,
  caller: Caller,
  visible: readonly GoalData[],
  goals: readonly GoalData[],
): Promise<{ rows: PortfolioRow[]; board: Omit<Board, "rows"> }> {
  const today = ground.clock.dayIn(caller.zone, ground.clock.now());
  const ids = goals.map(({ id }) => id);
  const [keyResults, initiatives] = await Promise.all([
    readKeyResults(ground, caller, ids),
    readInitiatives(ground, caller, ids),
  ]);
  const measuresOf = grouped(keyResults, (row) => row.goalId);
  const effortsOf = grouped(initiatives, (row) => row.goalId);
  const firsts = [...measuresOf.values()].flatMap(([first]) => first?.id ?? []);
  const [latest, weeks, work] = await Promise.all([
    latestReadings(ground.db.prisma, caller.workspaceId, firsts),
    readWeeks(ground, caller, firsts, today, WEEKS),
    readWork(
      ground,
      caller,
      initiatives.map(({ id }) => id),
    ),
  ]);
  const weeksOf = grouped(weeks, (row) => row.id);
  const words = await readWords(ground, caller, goals, keyResults, visible);
  const known = new Set(visible.map(({ id }) => id));
  const rows = goals.map((goal) => {
    const measures = measuresOf.get(goal.id) ?? [];
    const weekly = weeksOf.get(measures[0]?.id ?? "") ?? [];
    return rowOrFault(ground, goal, () =>
      rowOf({
        goal,
        report: words.reports.get(goal.id) ?? null,
        because: words.because(goal),
        keyResults: measures,
        latest,
        weeks: new Map(weekly.map(({ week, value }) => [week, value])),
        initiatives: (effortsOf.get(goal.id) ?? []).map((row) => ({ row, work: work.get(row.id) ?? NO_WORK })),
        parentVisible: goal.parentId !== null && known.has(goal.parentId),
        today,
      }),
    );
  });
  return {
    rows: rows.sort(byAttention),
    board: { goals: new Map(goals.map((goal) => [goal.id, goal])), words, work, today },
  };
}

const NO_WORK: InitiativeWork = { mark: "uncovered", counts: { todo: 0, doing: 0, done: 0, stalled: 0 }, open: [] };

const isAsked = (goal: GoalData, { period, team, owner }: Asked) =>
  (period === undefined || goal.periodId === period) &&
  (team === undefined || goal.teamId === team) &&
  (owner === undefined || goal.ownerId === owner);

/** Work that serves no goal belongs to the whole portfolio, and to no part of it. */
const isFiltered = ({ period, team, owner, health }: Asked): boolean =>
  (period ?? team ?? owner ?? health) !== undefined;

const hasHealth = (row: PortfolioRow, health: string | undefined) =>
  health === undefined || health.split(",").includes(row.state);

/** Before the filter by health, because each count is that filter. */
function countStates(states: Iterable<string>): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const state of states) counts[state] = (counts[state] ?? 0) + 1;
  return counts;
}
