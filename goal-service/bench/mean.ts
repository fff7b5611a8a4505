import type { Measures } from "./figures.ts";
import type { Cost } from "./meter.ts";

/** What one of several equal pieces of work cost: counts as their mean, time as its median, which noise moves less. */
export function meanOf(costs: readonly Cost[]): { measures: Measures; tables: Record<string, number> } {
  const mean = (of: (cost: Cost) => number) => costs.reduce((sum, cost) => sum + of(cost), 0) / costs.length;
  const names = [...new Set(costs.flatMap(({ tables }) => Object.keys(tables)))];
  return {
    measures: {
      statements: mean(({ statements }) => statements),
      rows: mean(({ rows }) => rows),
      pages: mean(({ pages }) => pages),
      ms: median(costs.map(({ ms }) => ms)),
    },
    tables: Object.fromEntries(names.map((name) => [name, mean(({ tables }) => tables[name] ?? 0)])),
  };
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? 0;
}
