import type { Day } from "../calendar.ts";
import type { MetricScale } from "./metric-scale.ts";
import type { Evidence } from "./report.ts";

/** How the parts of a report are called for one reader. */
export interface Names {
  /** undefined where this reader may not know it */
  itemKey(id: string): string | undefined;
  /** undefined where the goal has only one: then it is "its metric" */
  keyResultName(ref: string): string | undefined;
  scale(ref: string): MetricScale | undefined;
  childName?(ref: string): string | undefined;
  today: Day;
}

const UNKNOWN: MetricScale = { unit: "", baseline: null, target: null, lo: null, hi: null };
export const scaleOf = (names: Names, ref: string): MetricScale => names.scale(ref) ?? UNKNOWN;

export const RESTRICTED = "1 restricted item";
const SHOWN_ITEMS = 3;

export function itemList({ items = [] }: Pick<Evidence, "items">, names: Names): string {
  const keys = items.flatMap((id) => names.itemKey(id) ?? []);
  const shown = keys.length > SHOWN_ITEMS ? keys.slice(0, SHOWN_ITEMS - 1) : keys;
  const more = keys.length - shown.length;
  const hidden = items.length - keys.length;
  const rest = [
    ...(more === 0 ? [] : [`${more} more`]),
    ...(hidden === 0 ? [] : [hidden === 1 ? RESTRICTED : `${hidden} restricted items`]),
  ];
  const all = [...shown, ...rest];
  return all.length < 2 ? all.join("") : `${all.slice(0, -1).join(", ")} and ${all.at(-1) ?? ""}`;
}
