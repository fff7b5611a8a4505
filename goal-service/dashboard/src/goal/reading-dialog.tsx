import type { Goal } from "@throughline/shared/goals";
import type { KeyResult } from "@throughline/shared/key-results";
import { metricText } from "@throughline/shared/health/metric-scale";
import { useQuery } from "@tanstack/react-query";
import { api } from "../api.ts";
import { unmistakable } from "@throughline/shared/typed-number";
import { DateField, Field, Input } from "../components/field.tsx";
import { FormDialog } from "../components/form-dialog.tsx";
import { NumberField, numberMissing, numberOf } from "../components/number-field.tsx";
import { useToast } from "../components/toast.tsx";
import { changeBetween, day } from "../format.ts";
import { keyOf } from "../paths.ts";
import { keyResultsQuery, meQuery } from "../queries.ts";
import { filled, useDraft } from "../use-draft.ts";
import { useSave } from "../use-save.ts";
import type { Corrected } from "./dialog-state.ts";
import { useFarOutside } from "./far-outside.ts";

interface ReadingDialogProps {
  goal: Goal;
  keyResultId: string;
  /** The reading that is put right; undefined for a new one. */
  corrects: Corrected | undefined;
  onClose: () => void;
}

function besideLast(value: number | null, keyResult: KeyResult | undefined): string {
  if (keyResult === undefined || keyResult.latest === null) return "This is the first reading.";
  const { latest } = keyResult;
  const last = `Last: ${metricText(latest.value, keyResult)} on ${day(latest.on)}.`;
  return value === null ? last : `${last} That is ${changeBetween(latest.value, value, keyResult)}.`;
}

const draftOf = (corrects: Corrected | undefined, today: string) =>
  corrects === undefined
    ? { value: "", on: today, note: "" }
    : { value: unmistakable(corrects.value), on: corrects.on, note: corrects.note ?? "" };

const dayMissing = (on: string, today: string): string | false =>
  on === "" ? "Say of which day it is." : on > today && `This day has not come yet: today is ${day(today)}.`;

/** One dated value; the same day again replaces it, both stay in history. */
export function ReadingDialog({ goal, keyResultId, corrects, onClose }: ReadingDialogProps) {
  const key = keyOf(goal.key);
  const say = useToast();
  const today = useQuery(meQuery).data?.workspace.today ?? "";
  const keyResult = useQuery(keyResultsQuery(key)).data?.find(({ id }) => id === keyResultId);
  const { draft, set, changed } = useDraft(draftOf(corrects, today));
  const value = numberOf(draft.value);
  const unit = keyResult?.unit ?? "";
  const { save, saving, problem, issueOf, check } = useSave(
    (amount: number) => {
      const note = filled(draft.note);
      if (corrects !== undefined)
        return api.correctReading({ id: corrects.id, on: draft.on, value: amount, note: note ?? null });
      return api.createReading({
        id: keyResultId,
        on: draft.on,
        value: amount,
        ...(note === undefined ? {} : { note }),
      });
    },
    {
      touches: [["goal", key], ["portfolio"]],
      missing: {
        value: numberMissing(draft.value, "Give the value."),
        on: dayMissing(draft.on, today),
      },
      onDone: () => {
        say("The reading is saved.");
        onClose();
      },
    },
  );
  const far = useFarOutside(keyResult === undefined ? [] : [keyResult]);
  const question = value === null ? undefined : far.question({ id: keyResultId, value }, unit);
  return (
    <FormDialog
      title={corrects === undefined ? "Add reading" : `Correct the reading of ${day(corrects.on)}`}
      about={keyResult?.name ?? goal.title}
      submit={question !== undefined ? "Save it all the same" : "Save reading"}
      saving={saving}
      problem={problem}
      changed={changed}
      check={check}
      onSubmit={() => {
        if (value !== null && far.isSettled([{ id: keyResultId, value }])) save(value);
      }}
      onClose={onClose}
    >
      <div className="grid grid-cols-2 gap-3">
        <NumberField
          label={unit === "" ? "Value" : `Value, ${unit}`}
          unit={unit}
          error={question ?? issueOf("value")}
          hint={besideLast(value, keyResult)}
          autoFocus
          {...set("value")}
        />
        <Field
          label="Day"
          error={issueOf("on")}
          hint={corrects === undefined ? "The same day again replaces it." : "Both stay in the history."}
        >
          {(control) => <DateField {...control} max={today} {...set("on")} />}
        </Field>
      </div>
      <Field label="Note" optional error={issueOf("note")}>
        {(control) => <Input {...control} placeholder="Where the number comes from" {...set("note")} />}
      </Field>
    </FormDialog>
  );
}
