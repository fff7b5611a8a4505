/** What a scenario found at one size. */
export interface Figure {
  scenario: string;
  size: number;
  measures: Measures;
  tables?: Record<string, number>;
}

export type Measures = Partial<Record<Measure, number>>;
export type Measure = "statements" | "rows" | "planned" | "pages" | "bytes" | "ms" | "perSecond";

/**
 * What a measure must keep to: not grow from one size to a larger one, or no faster than the size, with `limit` as the room
 * left; or stay below a limit at every size.
 */
export interface Law {
  measure: Measure;
  kind: "flat" | "linear" | "below";
  limit: number;
}

/** Something that is run at several sizes; `per` says what the sizes count. */
export interface Scenario<On> {
  name: string;
  per: string;
  laws: Law[];
  run: (on: On, size: number) => Promise<{ measures: Measures; tables?: Record<string, number> }>;
}

export const flat = (measure: Measure, limit: number): Law => ({ measure, kind: "flat", limit });
export const linear = (measure: Measure, limit: number): Law => ({ measure, kind: "linear", limit });
export const below = (measure: Measure, limit: number): Law => ({ measure, kind: "below", limit });

/** The same statements and rows whatever surrounds them; pages may double, because the trees of larger indexes are deeper. */
export const touchesTheSame: Law[] = [flat("statements", 1.05), flat("rows", 1.5), flat("pages", 2)];
