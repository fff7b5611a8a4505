import * as z from "zod";

/** No number of ours is larger, either way: sums and squares of them stay finite, and every column holds them. */
export const LARGEST = 1e12;
/** What an integer column holds. */
export const LARGEST_COUNT = 2_147_483_647;

/** Closer than this, a target and its baseline tell nothing apart. */
const APART = 1e-9;

/** A number that a person or a tool gives: finite, within LARGEST, never minus zero. */
export const Amount = z
  .number(`a number is missing: give one from -${LARGEST} to ${LARGEST}`)
  .min(-LARGEST, `this number is too small: give -${LARGEST} or more`)
  .max(LARGEST, `this number is too large: give ${LARGEST} or less`)
  .overwrite((value) => value + 0);

/** How many of something, as an integer column holds it. */
export const Count = z
  .int("give a whole number")
  .min(0, "give 0 or more")
  .max(LARGEST_COUNT, `give ${LARGEST_COUNT} or less`);

/** Whether two ends of a way are one, or far enough apart to tell progress between them; what rounding blurs is forgiven. */
export function areTellable(baseline: number, target: number): boolean {
  const apart = Math.abs(target - baseline);
  const blur = Number.EPSILON * Math.max(Math.abs(baseline), Math.abs(target));
  return apart === 0 || apart >= APART - blur;
}

/** How much one counts beside the others of its goal; the least that a share still shows. */
export const Weight = z
  .number()
  .min(0.001, "a weight is from 0.001 to 1000: give 1 for an ordinary one")
  .max(1000, "a weight is from 0.001 to 1000: give 1 for an ordinary one");
