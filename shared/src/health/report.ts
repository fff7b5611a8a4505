import * as z from "zod";
import { Day } from "../calendar.ts";
import { Flag, HealthState, KeyResultLevel, Level, Outcome, RuleNumber, WorkLevel } from "./states.ts";

export const EvidenceKind = z.enum([
  "call",
  "false-positive",
  "reading",
  "pace",
  "trend",
  "child",
  "blocked",
  "stalled",
  "overdue",
  "quiet",
  "forecast",
  "facts",
]);
export type EvidenceKind = z.infer<typeof EvidenceKind>;

/**
 * One thing seen, in parts: words.ts makes the sentence on reading.
 * `rule` names the formula that sees it; under "pace": F5 against the plan, F7 reached or worse than the baseline,
 * F1 a band, F3 too early to judge, R1 at the end. Observed and limit there are values of the metric (F3: shares).
 */
export const Evidence = z.strictObject({
  kind: EvidenceKind,
  rule: z.string(),
  observed: z.union([z.number(), z.string()]),
  limit: z.union([z.number(), z.string()]),
  /** what it says alone; absent where it is only a sign beside the colour */
  level: z.enum([...Level.options, "early", "outdated"]).exactOptional(),
  since: Day.exactOptional(),
  items: z.array(z.string()).exactOptional(),
  keyResult: z.string().exactOptional(),
  child: z.string().exactOptional(),
});
export type Evidence = z.infer<typeof Evidence>;

export const KeyResultReport = z.strictObject({
  id: z.string().exactOptional(),
  level: KeyResultLevel,
  /** progress at the last reading, unclamped as in the rules */
  p: z.number().exactOptional(),
  /** expected on the day of the report, without tau; q and gap are taken at the last reading */
  e: z.number().exactOptional(),
  q: z.number().nullable().exactOptional(),
  gap: z.number().exactOptional(),
  pace: Level.exactOptional(),
  trend: Level.exactOptional(),
  pEnd: z.number().exactOptional(),
  readingAge: z.int().exactOptional(),
});
export type KeyResultReport = z.infer<typeof KeyResultReport>;

/** `because` is a code of because.ts. */
export const NextChange = z.strictObject({ on: Day, to: HealthState, because: z.string() });
export type NextChange = z.infer<typeof NextChange>;

export const SmallestFix = z.strictObject({ items: z.array(z.string()).min(1), to: HealthState });
export type SmallestFix = z.infer<typeof SmallestFix>;

/** A reading on the day of the report that would make the key result green; where the metric falls, at most this. */
export const Clearing = z.strictObject({
  items: z.array(z.string()).exactOptional(),
  reading: z.strictObject({ keyResult: z.string(), atLeast: z.number() }).exactOptional(),
});
export type Clearing = z.infer<typeof Clearing>;

export const HealthReport = z.strictObject({
  asOf: Day,
  state: HealthState,
  computed: HealthState,
  rule: RuleNumber,
  outcome: Outcome.nullable(),
  work: WorkLevel.nullable(),
  flags: z.array(Flag),
  progress: z.number().nullable(),
  expected: z.number().nullable(),
  keyResults: z.array(KeyResultReport),
  evidence: z.array(Evidence),
  nextChange: NextChange.nullable(),
  smallestFix: SmallestFix.nullable(),
  passed: z.array(z.string()),
  clears: z.array(Clearing),
  settings: z.record(z.string(), z.number()).exactOptional(),
  modelVersion: z.literal(1),
});
export type HealthReport = z.infer<typeof HealthReport>;
