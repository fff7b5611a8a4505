import type { Goal } from "@throughline/shared/goals";
import { useQuery } from "@tanstack/react-query";
import { api } from "../api.ts";
import { DateField, Field, Input } from "../components/field.tsx";
import { FormDialog } from "../components/form-dialog.tsx";
import { useToast } from "../components/toast.tsx";
import { change, day, value as valueWords } from "../format.ts";
import { keyOf } from "../paths.ts";
import { keyResultsQuery, meQuery } from "../queries.ts";
import { filled, numberOf, useDraft } from "../use-draft.ts";
import { useSave } from "../use-save.ts";

interface ReadingDialogProps {
  goal: Goal;
  keyResultId: string;
  onClose: () => void;
}

/** One dated value; the same day again replaces it, both stay in history. */
export function ReadingDialog({ goal, keyResultId, onClose }: ReadingDialogProps) {
  const key = keyOf(goal.key);
  const say = useToast();
  const today = useQuery(meQuery).data?.workspace.today ?? "";
  const keyResult = useQuery(keyResultsQuery(key)).data?.find(({ id }) => id === keyResultId);
  const { draft, set } = useDraft({ value: "", on: today, note: "" });
  const value = numberOf(draft.value);
  const unit = keyResult?.unit ?? "";
  const { save, saving, problem, issueOf } = useSave(
    (amount: number) => {
      const note = filled(draft.note);
      return api.createReading({
        id: keyResultId,
        on: draft.on,
        value: amount,
        ...(note === undefined ? {} : { note }),
      });
    },
    {
      touches: [["goal", key], ["portfolio"]],
      onDone: () => {
        say("The reading is saved.");
        onClose();
      },
    },
  );
  const latest = keyResult?.latest ?? null;
  const last =
    latest === null ? "This is the first reading." : `Last: ${valueWords(latest.value, unit)} on ${day(latest.on)}.`;
  const difference = value === null || latest === null ? "" : ` That is ${change(value - latest.value, unit)}.`;
  return (
    <FormDialog
      title="Add reading"
      about={keyResult?.name ?? goal.title}
      submit="Save reading"
      saving={saving}
      problem={problem}
      disabled={value === null}
      onSubmit={() => {
        if (value !== null) save(value);
      }}
      onClose={onClose}
    >
      <div className="grid grid-cols-2 gap-3">
        <Field label={unit === "" ? "Value" : `Value, ${unit}`} error={issueOf("value")} hint={last + difference}>
          {(control) => (
            <Input {...control} inputMode="decimal" autoComplete="off" autoFocus className="num" {...set("value")} />
          )}
        </Field>
        <Field label="Day" error={issueOf("on")} hint="The same day again replaces it.">
          {(control) => <DateField {...control} max={today} {...set("on")} />}
        </Field>
      </div>
      <Field label="Note" optional error={issueOf("note")}>
        {(control) => <Input {...control} placeholder="Where the number comes from" {...set("note")} />}
      </Field>
    </FormDialog>
  );
}
