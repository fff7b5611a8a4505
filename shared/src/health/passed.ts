import type { LiveAssessment } from "./assess.ts";
import type { Goal } from "./goal.ts";
import type { Evidence, EvidenceKind } from "./report.ts";
import type { RuleNumber } from "./states.ts";

const WARNING_RULES: readonly RuleNumber[] = ["R3", "R4", "R5", "R6"];

/**
 * What was checked and is fine: the rules that were asked before the one that decided (and that one, where the state is
 * a good one), then the kinds of evidence that were looked for and not found.
 */
export function passedOf(goal: Goal, now: LiveAssessment, evidence: readonly Evidence[]): string[] {
  return [...passedRules(now), ...passedChecks(goal, now, evidence)];
}

function passedRules({ verdict: { computed, computedRule } }: LiveAssessment): RuleNumber[] {
  if (computedRule === "R10") return [...WARNING_RULES, "R8"];
  const asked = WARNING_RULES.indexOf(computedRule);
  if (asked >= 0) return WARNING_RULES.slice(0, asked);
  if (computed === "green") return [...WARNING_RULES, computedRule, "R10"];
  return computed === "warming" ? [...WARNING_RULES, computedRule] : [...WARNING_RULES];
}

function passedChecks(goal: Goal, { judged, forecast }: LiveAssessment, evidence: readonly Evidence[]): EvidenceKind[] {
  const { valid, work, children } = goal;
  const open = work.open.length > 0;
  const measured = judged.some(({ keyResult }) => keyResult.last !== null);
  const checked: [EvidenceKind, boolean][] = [
    ["false-positive", measured && work.finished.items > 0],
    ["reading", valid.length > 0],
    ["pace", judged.some(({ ground }) => ground === "pace" || ground === "reached" || ground === "band")],
    ["trend", judged.some(({ trend }) => trend !== null)],
    ["child", children.some(({ vote }) => vote !== null)],
    ["blocked", open],
    ["stalled", open],
    ["overdue", work.open.some(({ due }) => due !== null)],
    ["quiet", open],
    ["forecast", forecast !== null && open],
  ];
  const adverse = new Set(
    evidence.filter(({ level }) => level !== "green" && level !== "early").map(({ kind }) => kind),
  );
  return checked.filter(([kind, applies]) => applies && !adverse.has(kind)).map(([kind]) => kind);
}
