import { type Day } from "../calendar.ts";
import type { GoalFacts } from "./facts.ts";

/** Whether some fact is dated after the day, so that it begins to exist by itself later. */
export function hasLaterFacts({ keyResults, items, call, syncedTo }: GoalFacts, asOf: Day): boolean {
  return (
    keyResults.some(({ readings }) => readings.some(([day]) => day > asOf)) ||
    items.some(({ blockedSince }) => blockedSince !== undefined && blockedSince > asOf) ||
    (call !== undefined && call.at > asOf) ||
    (syncedTo !== undefined && syncedTo >= asOf)
  );
}

/** The facts as they stood on a day: later readings, blocks and calls do not exist, and a source that is up to date stays so. */
export function factsKnownOn(facts: GoalFacts, asOf: Day): GoalFacts {
  if (!hasLaterFacts(facts, asOf)) return facts;
  const { call, syncedTo, ...rest } = facts;
  return {
    ...rest,
    keyResults: facts.keyResults.map((keyResult) => {
      return { ...keyResult, readings: keyResult.readings.filter(([day]) => day <= asOf) };
    }),
    items: facts.items.map((item) => {
      const { blockedSince, ...unblocked } = item;
      return blockedSince !== undefined && blockedSince > asOf ? unblocked : item;
    }),
    ...(call !== undefined && call.at <= asOf ? { call } : {}),
    ...(syncedTo !== undefined && syncedTo < asOf ? { syncedTo } : {}),
  };
}
