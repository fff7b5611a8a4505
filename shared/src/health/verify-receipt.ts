import type { ClaimedReceipt } from "./receipt.ts";
import { evaluateStored } from "./unreadable.ts";

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
  const found = differences(report, evaluateStored(facts, asOf), []);
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
