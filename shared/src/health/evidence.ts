import { dayOf } from "../calendar.ts";
import type { LiveAssessment } from "./assess.ts";
import { byText, round6 } from "./compare.ts";
import { keyResultParts, type Part } from "./evidence-key-result.ts";
import { workParts } from "./evidence-work.ts";
import type { Goal } from "./goal.ts";
import { lastCauseOf, speaksOf } from "./last-cause.ts";
import { type Evidence, EvidenceKind } from "./report.ts";

/** What made the colour, the reason of its rule first, then what is to be seen beside it. */
export function evidenceOf(goal: Goal, now: LiveAssessment): Evidence[] {
  const parts = [...ownParts(goal, now), ...childParts(goal, now), ...workParts(goal, now)];
  const cause = lastCauseOf(goal, now);
  return parts
    .filter((part) => keeps(part, now))
    .sort((a, b) => leads(b, cause) - leads(a, cause) || compare(a, b, now))
    .map(({ evidence }) => evidence);
}

/** A call in force comes first, then what time changed last, as it was foretold. */
function leads({ group, evidence }: Part, cause: string | null): number {
  if (group === "call") return 2;
  return cause !== null && speaksOf(evidence, cause) ? 1 : 0;
}

function ownParts(goal: Goal, now: LiveAssessment): Part[] {
  const parts = now.judged.flatMap((judged) => keyResultParts(judged, now.t, goal));
  return [...parts, ...callParts(goal, now), ...doubtParts(now)];
}

function callParts({ call }: Goal, { verdict }: LiveAssessment): Part[] {
  if (verdict.rule !== "R11" || call === null) return [];
  const { level, at } = call;
  const observed = { observed: level, limit: verdict.computed, level, since: dayOf(at) };
  return [{ group: "call", weight: 1, evidence: { kind: "call", rule: "R11", ...observed } }];
}

function doubtParts({ doubt }: LiveAssessment): Part[] {
  if (doubt === null || doubt.pending) return [];
  const { gap, limit, lastFinish } = doubt;
  const observed = { observed: round6(gap), limit, level: "amber" as const, since: dayOf(lastFinish) };
  return [{ group: "doubt", weight: 1, evidence: { kind: "false-positive", rule: "R10", ...observed } }];
}

/** Children speak where they are the outcome, or where their vote holds a goal with key results of its own. */
function childParts({ children, valid }: Goal, { grounds }: LiveAssessment): Part[] {
  if (valid.length > 0 && !grounds.childrenRed) return [];
  return children.flatMap(({ ref, state, vote, weight }): Part[] => {
    if (vote === null) return [];
    const observed = { observed: state, limit: "green", level: vote, child: ref };
    return [{ group: "child", weight, evidence: { kind: "child", rule: "F10", ...observed } }];
  });
}

const BAD = new Set<Evidence["level"]>(["amber", "red", "outdated"]);

/** A good sign is evidence for a good state; under any other it is listed as passed. */
function keeps({ evidence: { level } }: Part, { verdict }: LiveAssessment): boolean {
  if (level !== "green" && level !== "early") return true;
  return verdict.computed === "green" || verdict.computed === "warming" || verdict.rule === "R11";
}

function decides({ group, evidence: { level } }: Part, { verdict, grounds }: LiveAssessment): boolean {
  if (group === "call") return true;
  if (verdict.computedRule === "R10") return group === "doubt";
  const good = verdict.computed === "green" || verdict.computed === "warming";
  if (good) return level === "green" || level === "early";
  if (!BAD.has(level)) return false;
  const byWork = group === "work" && verdict.computedRule !== "R5" && verdict.computedRule !== "R4";
  const byChildren = group === "child";
  if (grounds.outcome === "green" || grounds.outcome === "early") return byWork || byChildren;
  const workTips = byWork && verdict.computed === "red";
  return group === "keyResult" || byChildren || workTips;
}

const SEVERITY: Record<NonNullable<Evidence["level"]>, number> = { red: 0, outdated: 1, amber: 2, green: 3, early: 4 };
const severityOf = ({ level }: Evidence) => (level === undefined ? 5 : SEVERITY[level]);
const kindOf = ({ kind }: Evidence) => EvidenceKind.options.indexOf(kind);
const subjectOf = ({ keyResult, child, items }: Evidence) => keyResult ?? child ?? items?.join() ?? "";

/** By what decides, then by severity, kind, weight and age: dates only, so that mere ageing never reorders it. */
function compare(a: Part, b: Part, now: LiveAssessment): number {
  return (
    Number(decides(b, now)) - Number(decides(a, now)) ||
    // R6 asks for the outcome first, and then for the work, which alone would not turn the goal red.
    Number(now.verdict.computedRule === "R6") * (Number(a.group === "work") - Number(b.group === "work")) ||
    severityOf(a.evidence) - severityOf(b.evidence) ||
    kindOf(a.evidence) - kindOf(b.evidence) ||
    b.weight - a.weight ||
    byText(a.evidence.since ?? "", b.evidence.since ?? "") ||
    byText(subjectOf(a.evidence), subjectOf(b.evidence))
  );
}
