import type { GoalReport } from "@throughline/shared/goal-report";
import type { Names } from "@throughline/shared/health/names";

/** How the parts of this report are called for this reader; shared/health makes the sentences. */
export function namesOf({ names, asOf }: Pick<GoalReport, "names" | "asOf">): Names {
  const single = Object.keys(names.keyResults).length < 2;
  return {
    // What is restricted for this reader has no address, and is counted instead of named.
    itemKey: (id) => (names.items[id]?.url == null ? undefined : names.items[id].key),
    keyResultName: (ref) => (single ? undefined : names.keyResults[ref]?.name),
    scale: (ref) => names.keyResults[ref],
    childName: (ref) => names.children[ref]?.title,
    today: asOf,
  };
}
