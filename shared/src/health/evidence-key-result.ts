import { dayOf, type DayNumber } from "../calendar.ts";
import { round6 } from "./compare.ts";
import { elapsedShare } from "./expected.ts";
import type { Frame, Judged, LastReading } from "./key-result.ts";
import { type BandMeasure, type MoveMeasure, valueAt } from "./progress.ts";
import type { Evidence } from "./report.ts";
import { isLevel, type Level, severity } from "./states.ts";

/** Evidence with what is needed to put it in order. */
export interface Part {
  group: "call" | "doubt" | "keyResult" | "child" | "work";
  weight: number;
  evidence: Evidence;
}

export function keyResultParts(judged: Judged, t: DayNumber, frame: Frame): Part[] {
  const { ref, weight } = judged.keyResult;
  return [...levelParts(judged, t, frame), ...overdueParts(judged)].map((evidence): Part => {
    return { group: "keyResult", weight, evidence: { ...evidence, keyResult: ref } };
  });
}

function levelParts({ keyResult, ground, level, trend }: Judged, t: DayNumber, frame: Frame): Evidence[] {
  const { last, measure, cadence } = keyResult;
  const { period, tau, settings } = frame;
  const start = dayOf(period.start);
  if (measure === null) return [];
  if (last === null) {
    const missing = level === "early" ? "early" : "outdated";
    return [{ kind: "reading", rule: "F8", observed: "never", limit: cadence, level: missing, since: start }];
  }
  if (ground === "outdated") {
    const age = t - last.day;
    return [{ kind: "reading", rule: "F8", observed: age, limit: cadence, level: "outdated", since: dayOf(last.day) }];
  }
  if (measure.kind === "maintain") return [bandPart(measure, last, settings.maintainAmber)];
  const observed = { observed: round6(last.value), since: dayOf(last.day) };
  if (ground === "reached") {
    return [{ kind: "pace", rule: "F7", ...observed, limit: round6(valueAt(measure, tau)), level: "green" }];
  }
  if (ground === "worse") {
    return [{ kind: "pace", rule: "F7", ...observed, limit: round6(measure.baseline), level: "red" }];
  }
  if (ground === "early") {
    const elapsed = round6(elapsedShare(period, t));
    return [{ kind: "pace", rule: "F3", observed: elapsed, limit: settings.earlyShare, level: "early", since: start }];
  }
  return paceParts({ keyResult, level, trend }, measure, last, frame);
}

function paceParts(
  { keyResult, level, trend }: Pick<Judged, "keyResult" | "level" | "trend">,
  measure: MoveMeasure,
  last: LastReading,
  { tau }: Frame,
): Evidence[] {
  const since = dayOf(last.day);
  const limit = round6(valueAt(measure, last.expected * tau));
  const atMost = (part: Level): Level => (isLevel(level) && severity(part) > severity(level) ? level : part);
  const paceLevel = atMost(keyResult.pace?.level ?? "green");
  const parts: Evidence[] = [
    { kind: "pace", rule: "F5", observed: round6(last.value), limit, level: paceLevel, since },
  ];
  if (trend !== null && trend.level !== "green") {
    const landing = { observed: round6(valueAt(measure, trend.pEnd)), limit: round6(valueAt(measure, tau)) };
    parts.push({ kind: "trend", rule: "F6", ...landing, level: atMost(trend.level), since });
  }
  return parts;
}

function bandPart({ lo, hi }: BandMeasure, { value, p, day }: LastReading, amber: number): Evidence {
  const limit = value < lo || value - lo < hi - value ? lo : hi;
  const level = p >= 1 ? "green" : p >= amber - 1e-9 ? "amber" : "red";
  return { kind: "pace", rule: "F1", observed: round6(value), limit: round6(limit), level, since: dayOf(day) };
}

function overdueParts({ keyResult: { last, cadence }, overdue, level, age }: Judged): Evidence[] {
  if (!overdue || last === null || age === null) return [];
  const part: Evidence = { kind: "reading", rule: "F8", observed: age, limit: cadence, since: dayOf(last.day) };
  // a level that is early or reached stays what it is: then the age is only a sign beside it
  return [level === "amber" || level === "red" ? { ...part, level: "amber" } : part];
}
