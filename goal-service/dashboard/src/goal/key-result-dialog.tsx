import type { Goal } from "@throughline/shared/goals";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { api } from "../api.ts";
import { Button } from "../components/button.tsx";
import { Field, TextArea } from "../components/field.tsx";
import { FormDialog } from "../components/form-dialog.tsx";
import { useToast } from "../components/toast.tsx";
import { keyOf } from "../paths.ts";
import { keyResultsQuery, meQuery } from "../queries.ts";
import { filled, useDraft } from "../use-draft.ts";
import { useSave } from "../use-save.ts";
import { KNOWN, underWay } from "./beginning.ts";
import { openDialog } from "./dialog-state.ts";
import {
  isMoved,
  measureDraft,
  type MeasureDraft,
  measureDraftOf,
  measureMissing,
  measureOf,
  newMeasureOf,
} from "./measure-draft.ts";
import { MeasureFields } from "./measure-fields.tsx";

interface KeyResultDialogProps {
  goal: Goal;
  keyResultId: string | undefined;
  onClose: () => void;
}

/** A measure of the goal, new or changed; another baseline, target or band asks for its reason. */
export function KeyResultDialog({ goal, keyResultId, onClose }: KeyResultDialogProps) {
  const key = keyOf(goal.key);
  const say = useToast();
  const today = useQuery(meQuery).data?.workspace.today ?? goal.start;
  const now = useQuery(keyResultsQuery(key)).data?.find(({ id }) => id === keyResultId);
  // Removed meanwhile by somebody else, it stays what it was here: an edit never turns into a new one.
  const [opened] = useState(now);
  const known = now ?? opened;
  const fresh = underWay(goal.start, goal.due, today);
  const before = known === undefined ? { ...measureDraft, lag: String(fresh.lag) } : measureDraftOf(known);
  const { draft, set, changed } = useDraft<MeasureDraft & { reason: string }>({ ...before, reason: "" });
  const moved = known !== undefined && isMoved(before, draft);
  const reason = filled(draft.reason);
  const { save, saving, problem, issueOf, check } = useSave(
    async () => {
      const measure = measureOf(draft);
      const made = newMeasureOf(draft, today);
      if (measure === null || made === null) return;
      if (known === undefined) await api.createKeyResult({ id: goal.id, ...made });
      else {
        const { id, version } = known;
        await api.changeKeyResult({ id, version, ...measure, ...(reason === undefined ? {} : { reason }) });
      }
    },
    {
      touches: [["goal", key], ["portfolio"]],
      missing: {
        ...measureMissing(draft),
        reason: moved && reason === undefined && "Say why; readings are judged against it.",
      },
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
      changed={changed}
      check={check}
      onSubmit={() => {
        if (known !== undefined && !changed) onClose();
        else save(undefined);
      }}
      onClose={onClose}
    >
      <MeasureFields
        draft={draft}
        set={set}
        issueOf={issueOf}
        beginning={known === undefined ? fresh.beginning : KNOWN}
      />
      {moved && (
        <Field label="Reason for the change" error={issueOf("reason")} hint="Kept in the history.">
          {(control) => <TextArea {...control} rows={2} {...set("reason")} />}
        </Field>
      )}
      {known !== undefined && !changed && (
        <Button
          look="danger"
          className="self-start"
          onClick={() => {
            openDialog({ kind: "remove-key-result", keyResultId: known.id });
          }}
        >
          Remove this key result
        </Button>
      )}
    </FormDialog>
  );
}
