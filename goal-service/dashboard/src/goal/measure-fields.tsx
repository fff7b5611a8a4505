import { Field, Input, Select } from "../components/field.tsx";
import { NumberField, numberOf } from "../components/number-field.tsx";
import { filled } from "../use-draft.ts";

export type MeasureDraft = Record<
  "name" | "direction" | "baseline" | "target" | "lo" | "hi" | "unit" | "cadence" | "lag",
  string
>;

export const measureDraft: MeasureDraft = {
  name: "",
  direction: "move",
  baseline: "",
  target: "",
  lo: "",
  hi: "",
  unit: "%",
  cadence: "7",
  lag: "0",
};

const DIRECTIONS = [
  { value: "move", label: "Move from a baseline to a target" },
  { value: "maintain", label: "Stay within a range" },
];
const CADENCES = [
  { value: "1", label: "Every day" },
  { value: "7", label: "Every week" },
  { value: "14", label: "Every two weeks" },
  { value: "30", label: "Every month" },
  { value: "90", label: "Every quarter" },
];

/** What the service takes; null while something is missing. */
export function measureOf(draft: MeasureDraft) {
  const name = filled(draft.name);
  const lag = draft.lag.trim() === "" ? 0 : numberOf(draft.lag);
  if (name === undefined || lag === null) return null;
  const shared = { unit: draft.unit.trim(), cadence: Number(draft.cadence), lag };
  if (draft.direction === "maintain") {
    const lo = numberOf(draft.lo);
    const hi = numberOf(draft.hi);
    return lo === null || hi === null || lo > hi ? null : { name, direction: "maintain" as const, lo, hi, ...shared };
  }
  const baseline = numberOf(draft.baseline);
  const target = numberOf(draft.target);
  if (baseline === null || target === null || baseline === target) return null;
  return { name, direction: "move" as const, baseline, target, ...shared };
}

type Bound = (field: keyof MeasureDraft) => {
  value: string;
  onChange: (event: { target: { value: string } }) => void;
};

interface MeasureFieldsProps {
  draft: MeasureDraft;
  set: Bound;
  issueOf: (field: string) => string | undefined;
}

function cadences(chosen: string) {
  return CADENCES.some(({ value }) => value === chosen)
    ? CADENCES
    : [...CADENCES, { value: chosen, label: `Every ${chosen} days` }];
}

export function MeasureFields({ draft, set, issueOf }: MeasureFieldsProps) {
  const number = (label: string, field: keyof MeasureDraft, error?: string) => (
    <NumberField label={label} unit={draft.unit.trim()} error={error ?? issueOf(field)} {...set(field)} />
  );
  const same = draft.baseline !== "" && numberOf(draft.baseline) === numberOf(draft.target);
  return (
    <>
      <Field label="What is measured" error={issueOf("name")}>
        {(control) => <Input {...control} maxLength={200} placeholder="Net revenue retention" {...set("name")} />}
      </Field>
      <Field label="It should">{(control) => <Select {...control} options={DIRECTIONS} {...set("direction")} />}</Field>
      <div className="grid grid-cols-[1fr_1fr_88px] gap-3">
        {draft.direction === "move" ? (
          <>
            {number("Stands at", "baseline")}
            {number("Should reach", "target", same ? "The same as where it stands." : undefined)}
          </>
        ) : (
          <>
            {number("At least", "lo")}
            {number("At most", "hi")}
          </>
        )}
        <Field label="Unit" error={issueOf("unit")}>
          {(control) => <Input {...control} maxLength={20} {...set("unit")} />}
        </Field>
      </div>
      <div className="grid grid-cols-2 gap-3">
        <Field label="A new reading is due" error={issueOf("cadence")}>
          {(control) => <Select {...control} options={cadences(draft.cadence)} {...set("cadence")} />}
        </Field>
        <Field label="Days before it can move" error={issueOf("lag")} hint="The plan stays flat for so long.">
          {(control) => <Input {...control} inputMode="numeric" className="num" {...set("lag")} />}
        </Field>
      </div>
    </>
  );
}
