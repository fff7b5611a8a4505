import type { Day } from "@throughline/shared/calendar";
import { HealthState } from "@throughline/shared/vocabulary";
import { z } from "zod";
import { isWorse } from "@throughline/shared/state-scale";

/** How a goal stood: its state, the rule that gave it, and what made it so first of all. */
export interface Standing {
  state: HealthState;
  rule: string;
  cause: string;
}

/** What is compared of a report, also of one that another version of the model made. */
const Report = z.object({
  state: HealthState,
  rule: z.string(),
  evidence: z.array(
    z.object({
      kind: z.string(),
      keyResult: z.string().optional(),
      child: z.string().optional(),
      items: z.array(z.string()).optional(),
    }),
  ),
});

/** How a goal stood by a report; null where there was none. What the strongest evidence is about counts, not its numbers. */
export function standingOf(report: unknown): Standing | null {
  const read = Report.safeParse(report);
  if (!read.success) return null;
  const { state, rule, evidence } = read.data;
  const [first] = evidence;
  const cause = first ? [first.kind, first.keyResult ?? first.child ?? first.items?.[0] ?? ""].join(" ") : "";
  return { state, rule, cause };
}

export interface Decided {
  /** The day on which the goal comes back to the list. */
  until: Day | null;
  /** How the goal stood when it was decided. */
  then: Standing;
}

/**
 * Whether a decision still keeps its goal off the list: through the day before its date, and until the state was worse on
 * any day since; without a date also only until the rule or the strongest cause was another one. `since`: how the goal
 * stood at the end of each day since then, and now.
 */
export function isCovered({ until, then }: Decided, since: readonly Standing[], today: Day): boolean {
  if (until !== null && until <= today) return false;
  if (since.some(({ state }) => isWorse(then.state, state))) return false;
  return until !== null || since.every(({ rule, cause }) => rule === then.rule && cause === then.cause);
}
