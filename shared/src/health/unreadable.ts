import * as z from "zod";
import { addDays, type Day, isDay } from "../calendar.ts";
import { byText } from "./compare.ts";
import { evaluate } from "./evaluate.ts";
import { type FactIssue, parseFacts } from "./facts.ts";
import type { Evidence, HealthReport } from "./report.ts";
import { wakeOn } from "./wake-on.ts";

/** The health of stored facts, whatever they hold: what can't be evaluated is said, never guessed at (health.md, Facts). */
export function evaluateStored(facts: unknown, asOf: Day): HealthReport {
  const parsed = parseFacts(facts);
  return parsed.ok ? evaluate(parsed.facts, asOf) : unreadableReport(facts, parsed.issues, asOf);
}

/** No day changes facts that can't be read; they are looked at again as seldom as anything is. */
export function wakeOnStored(facts: unknown, asOf: Day): Day | null {
  const parsed = parseFacts(facts);
  if (parsed.ok) return wakeOn(parsed.facts, asOf);
  return stateOf(facts) === "closed" ? null : addDays(asOf, 60);
}

/** R1 for a dropped goal and R2 stand; every other goal has no signal, and the one piece of evidence names the fact. */
function unreadableReport(facts: unknown, issues: readonly FactIssue[], asOf: Day): HealthReport {
  const state = stateOf(facts);
  const dropped = state === "closed" && (facts as { dropped?: unknown }).dropped === true;
  const resting = dropped ? "dropped" : state === "paused" || state === "draft" ? state : null;
  const shown = resting ?? "outdated";
  return {
    asOf,
    state: shown,
    computed: shown,
    rule: dropped ? "R1" : resting === null ? "R4" : "R2",
    outcome: null,
    work: null,
    flags: resting === null ? ["FACTS_UNREADABLE"] : [],
    progress: null,
    expected: null,
    keyResults: [],
    evidence: resting === null ? [strongest(facts, issues)] : [],
    nextChange: null,
    smallestFix: null,
    passed: [],
    clears: [],
    modelVersion: 1,
  };
}

function stateOf(facts: unknown): unknown {
  return typeof facts === "object" && facts !== null && "state" in facts ? facts.state : null;
}

/** Of several facts the first by name, so that their order never shows. */
function strongest(facts: unknown, issues: readonly FactIssue[]): Evidence {
  const parts = issues.map((issue) => evidenceFor(facts, issue));
  const key = ({ observed, limit }: Evidence) => `${observed} ${limit}`;
  const [first] = parts.sort((a, b) => byText(key(a), key(b)));
  return (
    first ?? { kind: "facts", rule: "R4", observed: "facts", limit: "give facts that hold together", level: "outdated" }
  );
}

const Named = z.object({ id: z.string().min(1) });

function evidenceFor(facts: unknown, { path, message }: FactIssue): Evidence {
  const names: string[] = [];
  let at: unknown = facts;
  let id: string | undefined;
  for (const step of path.split(".")) {
    at = typeof at === "object" && at !== null ? (at as Record<string, unknown>)[step] : undefined;
    if (!/^\d+$/.test(step)) names.push(step);
    const named = Named.safeParse(at).data?.id;
    if (named !== undefined) names.push((id = named));
    if (Array.isArray(at) && typeof at[0] === "string" && isDay(at[0])) names.push(at[0]);
  }
  const about = id === undefined ? {} : path.startsWith("items") ? { items: [id] } : { keyResult: id };
  const part = { kind: "facts", rule: "R4", observed: names.join(".") || "facts", limit: message } as const;
  return { ...part, level: "outdated", ...(path.startsWith("children") ? {} : about) };
}
