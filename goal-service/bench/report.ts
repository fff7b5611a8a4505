import type { Figure, Measure } from "./figures.ts";
import type { Gate } from "./gates.ts";
import type { Outcome } from "./run.ts";

const COLUMNS: Measure[] = ["statements", "rows", "planned", "pages", "bytes", "ms", "perSecond"];
const NAMES: Partial<Record<Measure, string>> = { planned: "as planned", perSecond: "a second" };

const LEGEND =
  "rows and pages: what has to be touched, with the planner held to indexes; as planned: the rows that PostgreSQL read by its own choice";

/** What a person reads: every figure, then what was promised and whether it holds. */
export function table({ figures, gates, failed }: Outcome): string {
  const head = ["scenario", "size", ...COLUMNS.map((column) => NAMES[column] ?? column)];
  const lines = figures.map((figure) => [
    figure.scenario,
    String(figure.size),
    ...COLUMNS.map((at) => cell(figure, at)),
  ]);
  const verdict =
    failed.length === 0 ? "All gates hold." : `Failed:\n${failed.map((name) => `  - ${name}`).join("\n")}`;
  return [
    aligned([head, ...lines]),
    LEGEND,
    "",
    aligned([["gate", "worst", "limit", ""], ...gates.map(gateLine)]),
    "",
    verdict,
  ]
    .join("\n")
    .concat("\n");
}

const cell = ({ measures }: Figure, measure: Measure) => {
  const value = measures[measure];
  return value === undefined ? "" : shortNumber(value);
};

/** Three digits are enough to compare, and more would claim too much. */
const shortNumber = (value: number) =>
  value >= 100 ? String(Math.round(value)) : String(Number(value.toPrecision(3)));

const gateLine = ({ name, worst, limit, holds }: Gate) => [
  name,
  worst === null ? "not measured" : shortNumber(worst),
  shortNumber(limit),
  holds ? "holds" : "FAILED",
];

function aligned(lines: string[][]): string {
  const widths = (lines[0] ?? []).map((_, column) => Math.max(...lines.map((line) => (line[column] ?? "").length)));
  const pad = (text: string, column: number) =>
    column === 0 ? text.padEnd(widths[0] ?? 0) : text.padStart(widths[column] ?? 0);
  return lines.map((line) => line.map(pad).join("  ").trimEnd()).join("\n");
}
