import type { Goal } from "@throughline/shared/goals";
import type { KeyResult } from "@throughline/shared/key-results";
import { useQuery } from "@tanstack/react-query";
import { api } from "../api.ts";
import { Field, TextArea } from "../components/field.tsx";
import { FormDialog } from "../components/form-dialog.tsx";
import { useToast } from "../components/toast.tsx";
import { keyOf } from "../paths.ts";
import { keyResultsQuery } from "../queries.ts";
import { filled, useDraft } from "../use-draft.ts";
import { useSave } from "../use-save.ts";
import { measureDraft, type MeasureDraft, MeasureFields, measureOf } from "./measure-fields.tsx";

interface KeyResultDialogProps {
  goal: Goal;
  keyResultId: string | undefined;
  onClose: () => void;
}

const text = (amount: number | null) => (amount === null ? "" : String(amount));

const draftFrom = (keyResult: KeyResult | undefined): MeasureDraft =>
  keyResult === undefined
    ? measureDraft
    : {
        name: keyResult.name,
        direction: keyResult.direction,
        baseline: text(keyResult.baseline),
        target: text(keyResult.target),
        lo: text(keyResult.lo),
        hi: text(keyResult.hi),
        unit: keyResult.unit,
        cadence: String(keyResult.cadence),
        lag: String(keyResult.lag),
      };

const MOVING = ["baseline", "target", "lo", "hi"] as const;

/** A measure of the goal, new or changed; another baseline, target or band asks for its reason. */
export function KeyResultDialog({ goal, keyResultId, onClose }: KeyResultDialogProps) {
  const key = keyOf(goal.key);
  const say = useToast();
  const known = useQuery(keyResultsQuery(key)).data?.find(({ id }) => id === keyResultId);
  const before = draftFrom(known);
  const { draft, set } = useDraft<MeasureDraft & { reason: string }>({ ...before, reason: "" });
  const measure = measureOf(draft);
  const moved = known !== undefined && MOVING.some((field) => before[field] !== draft[field]);
  const reason = filled(draft.reason);
  const { save, saving, problem, issueOf } = useSave(
    (input: NonNullable<typeof measure>) =>
      known === undefined
        ? api.createKeyResult({ id: goal.id, ...input })
        : api.changeKeyResult({
            id: known.id,
            version: known.version,
            ...input,
            ...(reason === undefined ? {} : { reason }),
          }),
    {
      touches: [["goal", key], ["portfolio"]],
      onDone: () => {
        say("The key result is saved.");
        onClose();
      },
    },
  );
  return (
    <FormDialog
      title={known === undefined ? "Add a key result" : "Edit key result"}
      about="The number that says whether the goal is reached."
      submit={known === undefined ? "Add key result" : "Save"}
      saving={saving}
      problem={problem}
      disabled={measure === null || (moved && reason === undefined)}
      onSubmit={() => {
        if (measure !== null) save(measure);
      }}
      onClose={onClose}
    >
      <MeasureFields draft={draft} set={set} issueOf={issueOf} />
      {moved && (
        <Field label="Reason for the change" error={issueOf("reason")} hint="Kept in the history.">
          {(control) => <TextArea {...control} rows={2} {...set("reason")} />}
        </Field>
      )}
    </FormDialog>
  );
}
