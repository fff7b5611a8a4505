import { parseFacts } from "@throughline/shared/health/facts";
import { Refused } from "../refusal.ts";

/** What a key result says it measures, whole: what was given, over what was there. */
export interface Measure {
  direction: "move" | "maintain";
  baseline: number | null;
  target: number | null;
  lo: number | null;
  hi: number | null;
  tolerance: number | null;
  weight: number;
  cadence: number;
  lag: number;
  resultLag: number;
  plan: [string, number][];
}

export const DEFAULT_MEASURE: Measure = {
  direction: "move",
  baseline: null,
  target: null,
  lo: null,
  hi: null,
  tolerance: null,
  weight: 1,
  cadence: 7,
  lag: 0,
  resultLag: 14,
  plan: [],
};

const MOVE = ["baseline", "target"] as const;
const BAND = ["lo", "hi", "tolerance"] as const;

/** The measure as it would stand; a change of direction leaves the other kind's numbers behind. `at`: where it stands in what was sent. */
export function measureWith(before: Measure, change: Partial<Measure>, at = ""): Measure {
  const after = { ...before, ...change };
  const alien = after.direction === "maintain" ? MOVE : BAND;
  for (const field of alien) {
    if (typeof change[field] === "number")
      throw invalid(`${at}${field}`, `${field} does not belong to a key result that ${verb(after)}`);
    after[field] = null;
  }
  return after;
}

const verb = ({ direction }: Measure) =>
  direction === "maintain"
    ? "is maintained: give lo and hi, and a tolerance if you like"
    : "moves: give baseline and target";

/** Refuses what the health model would refuse, with the same words (health.md, Facts). */
export function checkMeasure(measure: Measure, goal: { start: string; due: string }, at = ""): void {
  const parsed = parseFacts({ ...goal, state: "active", items: [], keyResults: [asFacts(measure)] });
  if (parsed.ok) return;
  const issues = parsed.issues.map(({ path, message }) => ({ path: path.replace("keyResults.0.", at), message }));
  throw new Refused("invalid_measure", sentence(issues.map(({ message }) => message).join("; ")), { issues });
}

function asFacts({ plan, ...measure }: Measure): object {
  const known = Object.entries(measure).filter(([, value]) => value !== null);
  return { ...Object.fromEntries(known), plan, readings: [] };
}

const invalid = (path: string, message: string) =>
  new Refused("invalid_measure", sentence(message), { issues: [{ path, message }] });
const sentence = (words: string) => `${words.charAt(0).toUpperCase()}${words.slice(1)}.`;
