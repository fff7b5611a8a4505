/** Comparisons tolerate what adding up fractions in another order can change. */
const TOLERANCE = 1e-9;

export const atLeast = (a: number, b: number): boolean => a >= b - TOLERANCE;
export const atMost = (a: number, b: number): boolean => a <= b + TOLERANCE;
export const above = (a: number, b: number): boolean => a > b + TOLERANCE;
export const below = (a: number, b: number): boolean => a < b - TOLERANCE;

export const clampShare = (share: number): number => Math.min(1, Math.max(0, share));

/** Numbers in a report carry six decimals; the rules never read them back. */
export function round6(number: number): number {
  return Math.round(number * 1e6) / 1e6 + 0;
}

/** The weighted mean, or null of nothing. */
export function weightedMean(parts: readonly { weight: number; value: number }[]): number | null {
  let weight = 0;
  let sum = 0;
  for (const part of parts) {
    weight += part.weight;
    sum += part.weight * part.value;
  }
  return weight > 0 ? sum / weight : null;
}

export function byText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

export function rounded(number: number | null): number | null {
  return number === null ? null : round6(number);
}
