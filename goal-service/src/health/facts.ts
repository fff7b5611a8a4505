import { addDays, daysBetween, isDay, mondayOf } from "@throughline/shared/calendar";
import { type FactIssue, type GoalFacts, parseFacts, StoredFacts } from "@throughline/shared/health/facts";
import type { Tx } from "../db.ts";
import { factsOf, syncedUpTo } from "../work-items/piece.ts";
import { type GoalRow, type KeyResultRow, readRows, type Rows } from "./read-rows.ts";

/** Whole weeks of finished work that the forecast draws from (health.md, Facts that age by themselves). */
const WEEKS = 12;

export interface GoalToEvaluate {
  row: GoalRow;
  facts: GoalFacts;
}

export interface Facts {
  goals: GoalToEvaluate[];
  /** What no edge should have let through: these are said to be unreadable, and keep no other from being evaluated. */
  unreadable: { row: GoalRow; facts: StoredFacts; issues: FactIssue[] }[];
}

/**
 * The facts of these goals on a day, read by index: key results with their readings, the open items of active initiatives,
 * and finished work as counts. Nothing else is looked at, so that a goal costs what is open behind it.
 */
export async function readFacts(
  tx: Tx,
  workspaceId: string,
  goalIds: readonly string[],
  today: (zone: string) => string,
): Promise<Facts> {
  const rows = await readRows(tx, workspaceId, goalIds);
  const read: Facts = { goals: [], unreadable: [] };
  for (const row of rows.goals) {
    const facts = goalFacts(row, rows, today(row.zone));
    const parsed = parseFacts(facts);
    if (parsed.ok) read.goals.push({ row, facts: parsed.facts });
    else read.unreadable.push({ row, facts: asStored(facts), issues: parsed.issues });
  }
  return read;
}

/** As they will lie in the database, so that whoever evaluates them there says the same: NaN is kept as null. */
const asStored = (facts: StoredFacts): StoredFacts => StoredFacts.parse(JSON.parse(JSON.stringify(facts)));

function goalFacts(goal: GoalRow, rows: Rows, asOf: string): StoredFacts {
  const mine = <T extends { goal_id: string }>(all: readonly T[]) => all.filter((row) => row.goal_id === goal.id);
  const items = mine(rows.items);
  const call = mine(rows.calls)[0];
  const { holidays, thresholds } = goal.settings;
  return {
    start: goal.start,
    due: goal.due,
    state: goal.state,
    ambition: goal.ambition,
    ...(goal.dropped && { dropped: true }),
    keyResults: mine(rows.keyResults).map(keyResultFacts),
    items: items.map(factsOf),
    finished: mine(rows.finished).map(({ items: count, sized, size, last }) => ({
      items: count,
      sized,
      size,
      ...(last && { last }),
    })),
    children: mine(rows.children).map(({ id, state, weight }) => ({ id, state, weight })),
    ...(call && { call: { at: call.at, level: call.level, ...(call.reason && { reason: call.reason }) } }),
    ...(holidays && { holidays }),
    ...(thresholds && { settings: thresholds }),
    ...syncedUpTo(items),
    throughput: throughput(goal, mine(rows.finishedDays), asOf),
  };
}

function keyResultFacts(row: KeyResultRow): unknown {
  const { id, direction, weight, cadence, lag, plan, readings } = row;
  const given = (name: "baseline" | "target" | "lo" | "hi" | "tolerance") =>
    row[name] === null ? {} : { [name]: row[name] };
  return {
    id,
    direction,
    weight,
    cadence,
    lag,
    resultLag: row.result_lag,
    readings,
    ...(plan.length > 0 && { plan }),
    ...given("baseline"),
    ...given("target"),
    ...given("lo"),
    ...given("hi"),
    ...given("tolerance"),
  };
}

/** Finished items per whole week, Monday to Sunday, oldest first; only weeks that lie within the goal's life. */
function throughput(goal: GoalRow, days: readonly { day: string; items: number }[], asOf: string): number[] {
  if (!isDay(goal.start)) return [];
  const thisWeek = mondayOf(asOf);
  const first = mondayOf(goal.start) === goal.start ? goal.start : addDays(mondayOf(goal.start), 7);
  const weeks = Math.min(WEEKS, Math.max(0, Math.floor(daysBetween(first, thisWeek) / 7)));
  return Array.from({ length: weeks }, (_, index) => {
    const monday = addDays(thisWeek, (index - weeks) * 7);
    const sunday = addDays(monday, 6);
    return days.filter(({ day }) => day >= monday && day <= sunday).reduce((sum, { items }) => sum + items, 0);
  });
}
