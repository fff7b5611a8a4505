import type { KeyResult } from "@throughline/shared/key-results";
import { unmistakable } from "@throughline/shared/typed-number";
import { numberMissing, numberOf } from "../components/number-field.tsx";
import { filled } from "../use-draft.ts";
import type { Missing } from "../use-missing.ts";

/** `now`: where a measure that is kept in a range stands; one that moves stands at its baseline when it is made. */
export type MeasureDraft = Record<
  "name" | "direction" | "baseline" | "target" | "lo" | "hi" | "now" | "unit" | "cadence" | "lag",
  string
>;

export const measureDraft: MeasureDraft = {
  name: "",
  direction: "move",
  baseline: "",
  target: "",
  lo: "",
  hi: "",
  now: "",
  unit: "%",
  cadence: "7",
  lag: "0",
};

const text = (amount: number | null) => (amount === null ? "" : unmistakable(amount));

export const measureDraftOf = (keyResult: KeyResult): MeasureDraft => ({
  name: keyResult.name,
  direction: keyResult.direction,
  baseline: text(keyResult.baseline),
  target: text(keyResult.target),
  lo: text(keyResult.lo),
  hi: text(keyResult.hi),
  now: "",
  unit: keyResult.unit,
  cadence: String(keyResult.cadence),
  lag: String(keyResult.lag),
});

const isBand = ({ direction }: MeasureDraft): boolean => direction === "maintain";
const lagOf = ({ lag }: MeasureDraft): number | null => (lag.trim() === "" ? 0 : numberOf(lag));

/** What is missing before the measure can be stored, by its field. */
export function measureMissing(draft: MeasureDraft): Missing {
  const lag = lagOf(draft);
  const shared = {
    name: filled(draft.name) === undefined && "Say what is measured.",
    lag: (lag === null || !Number.isInteger(lag) || lag < 0) && "Give whole days, 0 or more.",
  };
  if (isBand(draft)) {
    const { lo, hi } = { lo: numberOf(draft.lo), hi: numberOf(draft.hi) };
    return {
      ...shared,
      lo: numberMissing(draft.lo, "Give the lower end of the range."),
      hi:
        numberMissing(draft.hi, "Give the upper end of the range.") ??
        (lo !== null && hi !== null && lo > hi && "This is below the lower end."),
      now: filled(draft.now) !== undefined && numberMissing(draft.now, ""),
    };
  }
  return {
    ...shared,
    baseline: numberMissing(draft.baseline, "Give the number as it stands."),
    target:
      numberMissing(draft.target, "Give the number to reach.") ??
      (numberOf(draft.baseline) === numberOf(draft.target) && "The same as where it stands."),
  };
}

/** What the service takes; null while something is missing. */
export function measureOf(draft: MeasureDraft) {
  const name = filled(draft.name);
  const lag = lagOf(draft);
  if (name === undefined || lag === null || Object.values(measureMissing(draft)).some(Boolean)) return null;
  const shared = { name, unit: draft.unit.trim(), cadence: Number(draft.cadence), lag };
  const [lo, hi] = [numberOf(draft.lo), numberOf(draft.hi)];
  if (isBand(draft)) return lo === null || hi === null ? null : { ...shared, direction: "maintain" as const, lo, hi };
  const [baseline, target] = [numberOf(draft.baseline), numberOf(draft.target)];
  return baseline === null || target === null ? null : { ...shared, direction: "move" as const, baseline, target };
}

/** The same for one that is made now: where it stands is its first reading, of the day on which it stands there. */
export function newMeasureOf(draft: MeasureDraft, on: string) {
  const measure = measureOf(draft);
  const value = numberOf(isBand(draft) ? draft.now : draft.baseline);
  if (measure === null) return null;
  return { ...measure, ...(value === null || on === "" ? {} : { reading: { on, value } }) };
}

const PLANNED = ["baseline", "target", "lo", "hi"] as const;

/** Whether what people planned on differs: the direction, the baseline, the target or the range. */
export const isMoved = (before: MeasureDraft, after: MeasureDraft): boolean =>
  before.direction !== after.direction || PLANNED.some((field) => numberOf(before[field]) !== numberOf(after[field]));
