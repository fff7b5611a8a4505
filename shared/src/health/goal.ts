import { dayNumber, type DayNumber, type Holidays, holidaysOf } from "../calendar.ts";
import { byText } from "./compare.ts";
import type { CallFacts, ChildFacts, KeyResultFacts } from "./fact-shapes.ts";
import type { GoalFacts } from "./facts.ts";
import { forecaster, type Forecaster } from "./forecast.ts";
import { type Frame, type KeyResult, readyKeyResult } from "./key-result.ts";
import { settingsOf } from "./settings.ts";
import { childVote, childVoters, voteOf } from "./vote.ts";
import { readyWork, type Work } from "./work.ts";
import type { HealthState, Vote } from "./states.ts";

interface Child {
  ref: string;
  state: HealthState;
  vote: Vote | null;
  weight: number;
}

/** A goal made ready once from the facts known on a day: it can then be judged on that day and on any later one. */
export interface Goal extends Frame {
  state: GoalFacts["state"];
  dropped: boolean;
  keyResults: readonly KeyResult[];
  /** those that measure something */
  valid: readonly KeyResult[];
  children: readonly Child[];
  childVote: Vote | null;
  work: Work;
  forecast: Forecaster;
  call: (Omit<CallFacts, "at"> & { at: DayNumber }) | null;
  holidays: Holidays;
  syncedTo: DayNumber | null;
}

export function readyGoal(facts: GoalFacts): Goal {
  const settings = settingsOf(facts.settings);
  const period = { start: dayNumber(facts.start), due: dayNumber(facts.due) };
  const tau = facts.ambition === "aspirational" ? settings.aspirationalTarget : 1;
  const frame = { period, tau, settings };
  const holidays = holidaysOf(facts.holidays);
  const keyResults = inOrder(facts.keyResults, keyOfKeyResult).map((keyResult, index) => {
    return readyKeyResult(keyResult, keyResult.id ?? `#${index + 1}`, frame);
  });
  const voters = childVoters(facts.children ?? []);
  const work = readyWork(facts, holidays, settings);
  return {
    ...frame,
    state: facts.state,
    dropped: facts.dropped ?? false,
    keyResults,
    valid: keyResults.filter(({ measure }) => measure !== null),
    children: readyChildren(facts.children ?? []),
    childVote: voters.length === 0 ? null : voteOf(voters, settings),
    work,
    forecast: forecaster(work.open.length, facts.throughput, settings),
    call: facts.call === undefined ? null : { ...facts.call, at: dayNumber(facts.call.at) },
    holidays,
    syncedTo: facts.syncedTo === undefined ? null : dayNumber(facts.syncedTo),
  };
}

function readyChildren(children: readonly ChildFacts[]): Child[] {
  const ordered = inOrder(children, ({ id, state, weight = 1 }) => id ?? `${state} ${weight}`);
  return ordered.map(({ id, state, weight = 1 }, index) => {
    return { ref: id ?? `#${index + 1}`, state, weight, vote: childVote(state) };
  });
}

/** One order for all, so that the order in which facts arrive never shows in a report: by id, the nameless by content. */
function inOrder<Row extends { id?: string }>(rows: readonly Row[], key: (row: Row) => string): readonly Row[] {
  if (rows.length < 2) return rows;
  const keyed = rows.map((row) => ({ row, named: row.id !== undefined, key: key(row) }));
  keyed.sort((a, b) => Number(b.named) - Number(a.named) || byText(a.key, b.key));
  return keyed.map(({ row }) => row);
}

function keyOfKeyResult(keyResult: KeyResultFacts): string {
  if (keyResult.id !== undefined) return keyResult.id;
  const { readings, plan = [], direction = "move", ...rest } = keyResult;
  const days = (rows: readonly (readonly [string, number])[]) => [...rows].sort((a, b) => byText(a[0], b[0]));
  const numbers = Object.entries(rest).sort((a, b) => byText(a[0], b[0]));
  return JSON.stringify([direction, numbers, days(plan), days(readings)]);
}
