import type { Goal } from "@throughline/shared/goals";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { api, isConflict } from "../api.ts";
import { ConflictNote } from "../components/conflict-note.tsx";
import { FormDialog } from "../components/form-dialog.tsx";
import { useToast } from "../components/toast.tsx";
import { keyOf } from "../paths.ts";
import { goalQuery, peopleQuery, portfolioQuery, teamsQuery } from "../queries.ts";
import { filled, useDraft } from "../use-draft.ts";
import { useSave } from "../use-save.ts";
import { EditGoalFields } from "./edit-goal-fields.tsx";
import { changesOf, differencesOf, draftOf, dueMissing, type GoalDraft, wantsReason } from "./goal-draft.ts";

/** The goal's own words, owner and dates; a change of due date or priority asks for its reason. */
export function EditGoalDialog({ goal: given, onClose }: { goal: Goal; onClose: () => void }) {
  const key = keyOf(given.key);
  const client = useQueryClient();
  const say = useToast();
  const [base, setBase] = useState(given);
  const [theirs, setTheirs] = useState<Goal | null>(null);
  const goals = (useQuery(portfolioQuery()).data?.rows ?? []).map(({ id, key: no, title }) => ({
    id,
    name: `${no} ${title}`,
  }));
  const named = [...(useQuery(peopleQuery).data ?? []), ...(useQuery(teamsQuery).data ?? []), ...goals];
  const nameOf = (id: string) => named.find((one) => one.id === id)?.name ?? "someone";
  const { draft, set, change, changed, begin } = useDraft<GoalDraft>(draftOf(given));
  const needsReason = wantsReason(base, draft);
  const { save, saving, problem, issueOf, check } = useSave(
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
      touches: [["goal"], ["portfolio"]],
      missing: {
        form: theirs !== null && "Choose first whose changes count.",
        title: filled(draft.title) === undefined && "Give the goal a title.",
        start: draft.start === "" && "Say when it starts.",
        due: dueMissing(draft),
        reason: needsReason && filled(draft.reason) === undefined && "Say why; people planned on it.",
      },
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
        begin(draftOf(theirs));
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
      changed={changed}
      check={check}
      wide
      onSubmit={() => {
        if (changed) save(base.version);
        else onClose();
      }}
      onClose={onClose}
    >
      <EditGoalFields
        goal={base}
        draft={draft}
        set={set}
        change={change}
        before={draftOf(base)}
        issueOf={issueOf}
        needsReason={needsReason}
      />
    </FormDialog>
  );
}
