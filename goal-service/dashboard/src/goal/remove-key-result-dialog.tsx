import type { Goal } from "@throughline/shared/goals";
import type { KeyResult } from "@throughline/shared/key-results";
import { useQuery } from "@tanstack/react-query";
import { api } from "../api.ts";
import { Field, TextArea } from "../components/field.tsx";
import { FormDialog } from "../components/form-dialog.tsx";
import { useToast } from "../components/toast.tsx";
import { count } from "../format.ts";
import { keyOf } from "../paths.ts";
import { initiativesQuery, keyResultsQuery, readingsQuery } from "../queries.ts";
import { filled, useDraft } from "../use-draft.ts";
import { useSave } from "../use-save.ts";

interface RemoveKeyResultDialogProps {
  goal: Goal;
  keyResultId: string;
  onClose: () => void;
}

/** What hangs below the measure, and what becomes of it. */
function HangsBelow({ goal, keyResult, last }: { goal: Goal; keyResult: KeyResult; last: boolean }) {
  const key = keyOf(goal.key);
  const readings = useQuery(readingsQuery(key, keyResult.id)).data;
  const initiatives = (useQuery(initiativesQuery(key)).data ?? []).filter(
    ({ keyResultId, predicted }) => keyResultId === keyResult.id || predicted?.keyResultId === keyResult.id,
  );
  return (
    <ul className="flex list-disc flex-col gap-1 pl-4 text-fg2">
      <li>
        {readings === undefined ? "Its readings" : count(readings.length, "reading")} no longer{" "}
        {readings?.length === 1 ? "counts" : "count"}; they stay in the history.
      </li>
      {initiatives.length > 0 && (
        <li>
          {initiatives.map(({ key: no, title }) => `${no} ${title}`).join(", ")}{" "}
          {initiatives.length === 1 ? "serves" : "serve"} the goal as a whole from then on, with what was predicted of
          this number gone.
        </li>
      )}
      {last && <li>It is the only key result: without one the goal is a theme, and no number says how far it is.</li>}
    </ul>
  );
}

/** Takes a measure from its goal, once it is said what hangs below it. */
export function RemoveKeyResultDialog({ goal, keyResultId, onClose }: RemoveKeyResultDialogProps) {
  const key = keyOf(goal.key);
  const say = useToast();
  const all = useQuery(keyResultsQuery(key)).data ?? [];
  const keyResult = all.find(({ id }) => id === keyResultId);
  const { draft, set, changed } = useDraft({ reason: "" });
  const reason = filled(draft.reason);
  const { save, saving, problem, issueOf, check } = useSave(
    ({ id, version, why }: { id: string; version: number; why: string }) =>
      api.removeKeyResult({ id, version, reason: why }),
    {
      touches: [["goal", key], ["portfolio"], ["initiative"]],
      missing: { reason: reason === undefined && "Say why; it is kept in the history." },
      onDone: ({ name }) => {
        say(`${name} is removed.`);
        onClose();
      },
    },
  );
  if (keyResult === undefined) return null;
  return (
    <FormDialog
      title={`Remove ${keyResult.name}?`}
      about="The goal is measured by it no more."
      submit="Remove the key result"
      saving={saving}
      problem={problem}
      changed={changed}
      check={check}
      onSubmit={() => {
        if (reason !== undefined) save({ id: keyResult.id, version: keyResult.version, why: reason });
      }}
      onClose={onClose}
    >
      <HangsBelow goal={goal} keyResult={keyResult} last={all.length === 1} />
      <Field label="Reason" error={issueOf("reason")} hint="Kept in the history.">
        {(control) => <TextArea {...control} rows={2} {...set("reason")} />}
      </Field>
    </FormDialog>
  );
}
