import { Field, Input, Select } from "../components/field.tsx";
import { NumberField } from "../components/number-field.tsx";
import type { MeasureDraft } from "./measure-draft.ts";

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

type Bound = (field: keyof MeasureDraft) => {
  value: string;
  onChange: (event: { target: { value: string } }) => void;
};

/** What a measure says of its beginning: made now, it is a reading; changed later, it is the baseline. */
export interface Beginning {
  baseline: string;
  hint?: string;
  asksNow: boolean;
  lagHint: string;
}

interface MeasureFieldsProps {
  draft: MeasureDraft;
  set: Bound;
  issueOf: (field: string) => string | undefined;
  beginning: Beginning;
}

function cadences(chosen: string) {
  return CADENCES.some(({ value }) => value === chosen)
    ? CADENCES
    : [...CADENCES, { value: chosen, label: `Every ${chosen} days` }];
}

export function MeasureFields({ draft, set, issueOf, beginning }: MeasureFieldsProps) {
  const number = (label: string, field: keyof MeasureDraft, hint?: string) => (
    <NumberField label={label} unit={draft.unit.trim()} hint={hint} error={issueOf(field)} {...set(field)} />
  );
  return (
    <>
      <Field label="What is measured" error={issueOf("name")}>
        {(control) => <Input {...control} maxLength={200} placeholder="Net revenue retention" {...set("name")} />}
      </Field>
      <Field label="It should">{(control) => <Select {...control} options={DIRECTIONS} {...set("direction")} />}</Field>
      <div className="grid grid-cols-2 gap-3 sm:grid-cols-[1fr_1fr_88px]">
        {draft.direction === "move" ? (
          <>
            {number(beginning.baseline, "baseline", beginning.hint)}
            {number("Should reach", "target")}
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
      {draft.direction === "maintain" && beginning.asksNow && (
        <NumberField
          label={beginning.baseline}
          unit={draft.unit.trim()}
          optional
          hint={beginning.hint}
          error={issueOf("now")}
          {...set("now")}
        />
      )}
      <div className="grid gap-3 sm:grid-cols-2">
        <Field label="A new reading is due" error={issueOf("cadence")}>
          {(control) => <Select {...control} options={cadences(draft.cadence)} {...set("cadence")} />}
        </Field>
        <Field label="Days before it can move" error={issueOf("lag")} hint={beginning.lagHint}>
          {(control) => <Input {...control} inputMode="numeric" className="num" {...set("lag")} />}
        </Field>
      </div>
    </>
  );
}
