import type { Me } from "@throughline/shared/people";
import { useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { Lightbulb } from "lucide-react";
import { useState } from "react";
import { api } from "../api.ts";
import { Field, Input, TextArea } from "../components/field.tsx";
import { FormDialog } from "../components/form-dialog.tsx";
import { AudienceField } from "../goal/audience-field.tsx";
import { measureDraft, MeasureFields, measureOf } from "../goal/measure-fields.tsx";
import { goalPath } from "../paths.ts";
import { meQuery, periodsQuery } from "../queries.ts";
import { useDraft } from "../use-draft.ts";
import { useSave } from "../use-save.ts";
import { coachWords, goalInput, newGoalDraft, type Period } from "./new-goal.ts";
import { NewGoalFields } from "./new-goal-fields.tsx";

/** What the title lacks, said while it is typed. */
function Coach({ words }: { words: string }) {
  return (
    <p role="status" className="flex gap-2 rounded-md bg-riskbg px-3 py-2 text-risk">
      <Lightbulb size={15} aria-hidden className="mt-px flex-none" />
      {words}
    </p>
  );
}

/** A new goal: an outcome in words, and in the same dialog the number that says whether it is reached. */
export function NewGoalDialog({ onClose }: { onClose: () => void }) {
  const me = useQuery(meQuery);
  const periods = useQuery(periodsQuery);
  if (me.isPending || periods.isPending) return null;
  return <NewGoalForm me={me.data} periods={periods.data ?? []} onClose={onClose} />;
}

interface NewGoalFormProps {
  me: Me | undefined;
  periods: readonly Period[];
  onClose: () => void;
}

function NewGoalForm({ me, periods, onClose }: NewGoalFormProps) {
  const navigate = useNavigate();
  const [measured, setMeasured] = useState(true);
  const goal = useDraft(newGoalDraft(me, periods));
  const measure = useDraft(measureDraft);
  const input = goalInput(goal.draft, periods);
  const started = measured && measure.draft.name.trim() !== "";
  const measureInput = started ? measureOf(measure.draft) : null;
  const coach = coachWords(goal.draft.title, started);
  const { save, saving, problem, issueOf } = useSave(
    async (fields: NonNullable<typeof input>) => {
      const made = await api.createGoal(fields);
      if (measureInput !== null) await api.createKeyResult({ id: made.id, ...measureInput });
      return made;
    },
    {
      touches: [["portfolio"]],
      onDone: (made) => {
        void navigate({ href: goalPath(made.key, made.title) });
      },
    },
  );
  return (
    <FormDialog
      title="New goal"
      about="An outcome, not an activity: what will be different, by when."
      submit="Create goal"
      saving={saving}
      problem={problem}
      disabled={input === null || (started && measureInput === null)}
      wide
      onSubmit={() => {
        if (input !== null) save(input);
      }}
      onClose={onClose}
    >
      <Field label="Title" error={issueOf("title")}>
        {(control) => (
          <Input
            {...control}
            autoFocus
            maxLength={200}
            placeholder="Increase net revenue retention from 98% to 110% by Q4"
            {...goal.set("title")}
          />
        )}
      </Field>
      {coach !== null && <Coach words={coach} />}
      <Field label="Why" optional error={issueOf("why")} hint="What gets better for whom when this is reached.">
        {(control) => <TextArea {...control} rows={2} {...goal.set("why")} />}
      </Field>
      <NewGoalFields draft={goal.draft} set={goal.set} issueOf={issueOf} />
      <AudienceField
        value={goal.draft.viewers}
        before=""
        ownerId={goal.draft.ownerId}
        error={issueOf("viewers")}
        onChange={(viewers) => {
          goal.change({ viewers });
        }}
      />
      <fieldset className="mt-1 flex flex-col gap-3.5 rounded-lg border border-line p-3.5">
        <legend className="sr-only">Key result</legend>
        <label className="flex items-center gap-2 font-medium">
          <input
            type="checkbox"
            checked={measured}
            onChange={(event) => {
              setMeasured(event.target.checked);
            }}
            className="size-4 accent-(--accent)"
          />
          With its first key result
        </label>
        {measured && <MeasureFields draft={measure.draft} set={measure.set} issueOf={issueOf} />}
      </fieldset>
    </FormDialog>
  );
}
