import type { Goal } from "@throughline/shared/goals";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { api, isConflict } from "../api.ts";
import { ConflictNote } from "../components/conflict-note.tsx";
import { DateField, Field, Input, Select, TextArea } from "../components/field.tsx";
import { FormDialog } from "../components/form-dialog.tsx";
import { PersonSelect } from "../components/person-select.tsx";
import { useToast } from "../components/toast.tsx";
import { keyOf } from "../paths.ts";
import { goalQuery, teamsQuery } from "../queries.ts";
import { filled, useDraft } from "../use-draft.ts";
import { useSave } from "../use-save.ts";
import { PRIORITY_OPTIONS } from "./priority-options.ts";
import { changesOf, draftOf, type GoalDraft, LABELS, wantsReason } from "./goal-draft.ts";

/** The goal's own words, owner and dates; a change of due date or priority asks for its reason. */
export function EditGoalDialog({ goal: given, onClose }: { goal: Goal; onClose: () => void }) {
  const key = keyOf(given.key);
  const client = useQueryClient();
  const say = useToast();
  const [base, setBase] = useState(given);
  const [theirs, setTheirs] = useState<Goal | null>(null);
  const teams = useQuery(teamsQuery).data ?? [];
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
  const differing =
    theirs === null
      ? []
      : LABELS.filter(({ field }) => draftOf(theirs)[field] !== draft[field]).map(({ field, label }) => ({
          field: label,
          theirs: draftOf(theirs)[field],
          mine: draft[field],
        }));
  const conflict = theirs !== null && (
    <ConflictNote
      rows={differing}
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
      <Field label="Title" error={issueOf("title")}>
        {(control) => <Input {...control} maxLength={200} {...set("title")} />}
      </Field>
      <Field label="Why" optional error={issueOf("why")} hint="What gets better for whom when this is reached.">
        {(control) => <TextArea {...control} {...set("why")} />}
      </Field>
      <div className="grid gap-3 sm:grid-cols-2">
        <Field label="Owner" error={issueOf("ownerId")}>
          {(control) => <PersonSelect {...control} {...set("ownerId")} />}
        </Field>
        <Field label="Team" optional>
          {(control) => (
            <Select
              {...control}
              options={[{ value: "", label: "No team" }, ...teams.map(({ id, name }) => ({ value: id, label: name }))]}
              {...set("teamId")}
            />
          )}
        </Field>
        <Field label="Start" error={issueOf("start")}>
          {(control) => <DateField {...control} {...set("start")} />}
        </Field>
        <Field label="Due" error={issueOf("due")}>
          {(control) => <DateField {...control} min={draft.start} {...set("due")} />}
        </Field>
        <Field label="Priority">
          {(control) => <Select {...control} options={PRIORITY_OPTIONS} {...set("priority")} />}
        </Field>
        <Field label="Ambition" hint="Aspirational: 70% of the way counts as reached.">
          {(control) => (
            <Select
              {...control}
              options={[
                { value: "committed", label: "Committed" },
                { value: "aspirational", label: "Aspirational" },
              ]}
              {...set("ambition")}
            />
          )}
        </Field>
      </div>
      {needsReason && (
        <Field label="Reason for the change" error={issueOf("reason")} hint="Kept in the history.">
          {(control) => <TextArea {...control} rows={2} {...set("reason")} />}
        </Field>
      )}
    </FormDialog>
  );
}
