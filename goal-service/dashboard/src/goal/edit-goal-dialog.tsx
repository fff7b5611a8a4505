import type { Goal } from "@throughline/shared/goals";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { api, isConflict } from "../api.ts";
import { ConflictNote } from "../components/conflict-note.tsx";
import { Field, TextArea } from "../components/field.tsx";
import { FormDialog } from "../components/form-dialog.tsx";
import { useToast } from "../components/toast.tsx";
import { keyOf } from "../paths.ts";
import { goalQuery, peopleQuery, teamsQuery } from "../queries.ts";
import { filled, useDraft } from "../use-draft.ts";
import { useSave } from "../use-save.ts";
import { EditGoalFields } from "./edit-goal-fields.tsx";
import { changesOf, differencesOf, draftOf, type GoalDraft, wantsReason } from "./goal-draft.ts";

/** The goal's own words, owner and dates; a change of due date or priority asks for its reason. */
export function EditGoalDialog({ goal: given, onClose }: { goal: Goal; onClose: () => void }) {
  const key = keyOf(given.key);
  const client = useQueryClient();
  const say = useToast();
  const [base, setBase] = useState(given);
  const [theirs, setTheirs] = useState<Goal | null>(null);
  const named = [...(useQuery(peopleQuery).data ?? []), ...(useQuery(teamsQuery).data ?? [])];
  const nameOf = (id: string) => named.find((one) => one.id === id)?.name ?? "someone";
  const { draft, set, change } = useDraft<GoalDraft>(draftOf(given));
  const needsReason = wantsReason(base, draft);
  const { save, saving, problem, issueOf } = useSave(
    async (version: number) => {
      const reason = filled(draft.reason);
      try {
        return await api.changeGoal({
          id: base.id,
          version,
          ...changesOf(base, draft),
          ...(reason === undefined ? {} : { reason }),
        });
      } catch (error) {
        if (isConflict(error)) setTheirs(await client.query({ ...goalQuery(key), staleTime: 0 }));
        throw error;
      }
    },
    {
      touches: [["goal", key], ["portfolio"]],
      onDone: () => {
        say("The goal is saved.");
        onClose();
      },
    },
  );
  const conflict = theirs !== null && (
    <ConflictNote
      rows={differencesOf(draftOf(theirs), draft, nameOf)}
      onTakeTheirs={() => {
        setBase(theirs);
        change(draftOf(theirs));
        setTheirs(null);
      }}
      onKeepMine={() => {
        setTheirs(null);
        save(theirs.version);
      }}
    />
  );
  return (
    <FormDialog
      title="Edit goal"
      about={given.key}
      submit="Save"
      saving={saving}
      problem={conflict === false ? problem : conflict}
      disabled={
        theirs !== null || filled(draft.title) === undefined || (needsReason && filled(draft.reason) === undefined)
      }
      wide
      onSubmit={() => {
        save(base.version);
      }}
      onClose={onClose}
    >
      <EditGoalFields draft={draft} set={set} change={change} before={draftOf(base)} issueOf={issueOf} />
      {needsReason && (
        <Field label="Reason for the change" error={issueOf("reason")} hint="Kept in the history.">
          {(control) => <TextArea {...control} rows={2} {...set("reason")} />}
        </Field>
      )}
    </FormDialog>
  );
}
