import * as z from "zod";
import { Day } from "../calendar.ts";
import { evaluate } from "./evaluate.ts";
import { GoalFacts } from "./facts.ts";
import { HealthReport } from "./report.ts";

const heading = {
  kind: z.literal("throughline.receipt", 'a receipt says kind "throughline.receipt"'),
  version: z.literal(1, "only receipts of version 1 are known"),
  name: z.string(),
  asOf: Day,
  facts: GoalFacts,
};

/** What reproduces one colour on any machine: the day, the facts as the evaluator read them, and the report it made. */
export const Receipt = z.strictObject({ ...heading, report: HealthReport });
export type Receipt = z.infer<typeof Receipt>;

/** A receipt as somebody hands it in: what was changed in its report is a difference to name, not a file to refuse. */
export const ClaimedReceipt = z.strictObject({
  ...heading,
  report: z.record(z.string(), z.unknown(), "a receipt holds the report that it stands for"),
});
export type ClaimedReceipt = z.infer<typeof ClaimedReceipt>;

/** One value that differs; what one side does not have is absent. */
export interface Difference {
  path: string;
  stored?: unknown;
  recomputed?: unknown;
}
export interface Verified {
  name: string;
  holds: boolean;
  differences: Difference[];
}

/** Computes the report anew from the receipt's facts: it holds when every value of it is the same. */
export function verifyReceipt({ name, asOf, facts, report }: ClaimedReceipt): Verified {
  const found = differences(report, evaluate(facts, asOf), []);
  return { name, holds: found.length === 0, differences: found };
}

function differences(stored: unknown, recomputed: unknown, path: string[]): Difference[] {
  if (hasParts(stored) && hasParts(recomputed) && Array.isArray(stored) === Array.isArray(recomputed)) {
    const names = new Set([...Object.keys(stored), ...Object.keys(recomputed)]);
    return [...names].flatMap((name) => differences(stored[name], recomputed[name], [...path, name]));
  }
  return stored === recomputed ? [] : [{ path: path.join("."), stored, recomputed }];
}

const hasParts = (value: unknown): value is Record<string, unknown> => typeof value === "object" && value !== null;
