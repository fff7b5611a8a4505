import { birthPromises } from "./birth-promises.ts";
import { listingPromises } from "./listing-promises.ts";
import { wirePromises } from "./wire-promises.ts";

/** What every connector promises, by name. */
export const promises = { ...wirePromises, ...birthPromises, ...listingPromises };

export type PromiseName = keyof typeof promises;
export const promiseNames = Object.keys(promises) as PromiseName[];

/** Lets days pass, silences the tool or ends the connection: tried in a world of its own. The others leave theirs as it was. */
export const needsOwnWorld = (name: PromiseName): boolean => name in listingPromises;
