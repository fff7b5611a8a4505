import type { Evidence, HealthReport, KeyResultReport } from "./report.ts";

/** A report without what only ages: no day counts, no expected share, no number that another day alone would change. */
export interface StoredReport extends Pick<
  HealthReport,
  | "state"
  | "computed"
  | "rule"
  | "outcome"
  | "work"
  | "flags"
  | "nextChange"
  | "smallestFix"
  | "passed"
  | "settings"
  | "modelVersion"
> {
  keyResults: Pick<KeyResultReport, "id" | "level" | "p" | "pace" | "trend">[];
  evidence: (Omit<Evidence, "observed"> & { observed?: string })[];
  /** which items and key results would lift the colour, without the value that each day asks anew */
  clears: string[][];
}

export function toStored(report: HealthReport): StoredReport {
  const { state, computed, rule, outcome, work, flags, nextChange, smallestFix, passed, settings, modelVersion } =
    report;
  return {
    state,
    computed,
    rule,
    outcome,
    work,
    flags,
    keyResults: report.keyResults.map(lastingLevels),
    evidence: report.evidence.map(({ observed, ...part }) => {
      return typeof observed === "string" ? { ...part, observed } : part;
    }),
    nextChange,
    smallestFix,
    passed,
    clears: report.clears.map(({ items = [], reading }) => (reading === undefined ? items : [reading.keyResult])),
    ...(settings === undefined ? {} : { settings }),
    modelVersion,
  };
}

function lastingLevels({ id, level, p, pace, trend }: KeyResultReport): StoredReport["keyResults"][number] {
  return {
    ...(id === undefined ? {} : { id }),
    level,
    ...(p === undefined ? {} : { p }),
    ...(pace === undefined ? {} : { pace }),
    ...(trend === undefined ? {} : { trend }),
  };
}

/** Whether two reports say the same in all that is stored: days that merely passed are no difference. */
export function sameStored(a: HealthReport, b: HealthReport): boolean {
  return canonical(toStored(a)) === canonical(toStored(b));
}

/** JSON with the names of every object in order, so that only what it says is compared. */
function canonical(value: unknown): string {
  return JSON.stringify(value, (_, part: unknown) => {
    if (typeof part !== "object" || part === null || Array.isArray(part)) return part;
    return Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)));
  });
}
