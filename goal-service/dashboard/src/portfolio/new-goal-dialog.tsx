import type { Me } from "@throughline/shared/people";
import { useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { Lightbulb } from "lucide-react";
import { useState } from "react";
import { api } from "../api.ts";
import { Field, Input, TextArea } from "../components/field.tsx";
import { FormDialog } from "../components/form-dialog.tsx";
import { AudienceField } from "../goal/audience-field.tsx";
import { atStart, standsOn } from "../goal/beginning.ts";
import { measureDraft, measureMissing, newMeasureOf } from "../goal/measure-draft.ts";
import { MeasureFields } from "../goal/measure-fields.tsx";
import { goalPath } from "../paths.ts";
import { meQuery, periodsQuery } from "../queries.ts";
import { useDraft } from "../use-draft.ts";
import type { Missing } from "../use-missing.ts";
import { useSave } from "../use-save.ts";
import { coachWords, goalInput, goalMissing, newGoalDraft, type Period } from "./new-goal.ts";
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

/** Where the fields of the first key result stand in what is sent. */
const AT = "keyResults.0.";

const underKeyResult = (missing: Missing): Missing =>
  Object.fromEntries(Object.entries(missing).map(([field, words]) => [`${AT}${field}`, words]));

interface NewGoalFormProps {
  me: Me | undefined;
  periods: readonly Period[];
  onClose: () => void;
}

function NewGoalForm({ me, periods, onClose }: NewGoalFormProps) {
  const navigate = useNavigate();
  const today = me?.workspace.today ?? "";
  const [measured, setMeasured] = useState(true);
  const goal = useDraft(newGoalDraft(me, periods));
  const measure = useDraft(measureDraft);
  const started = measured && measure.changed;
  const coach = coachWords(goal.draft.title, started);
  const { save, saving, problem, issueOf, check } = useSave(
    async () => {
      const input = goalInput(goal.draft, periods);
      const first = started ? newMeasureOf(measure.draft, standsOn(goal.draft.start, today)) : null;
      if (input === null) return null;
      return api.createGoal({ ...input, ...(first === null ? {} : { keyResults: [first] }) });
    },
    {
      touches: [["portfolio"]],
      missing: { ...goalMissing(goal.draft), ...(started ? underKeyResult(measureMissing(measure.draft)) : {}) },
      onDone: (made) => {
        if (made !== null) void navigate({ href: goalPath(made.key, made.title), ignoreBlocker: true });
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
      changed={goal.changed || measure.changed}
      check={check}
      wide
      onSubmit={() => {
        save(undefined);
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
      <NewGoalFields
        draft={goal.draft}
        set={goal.set}
        change={goal.change}
        issueOf={issueOf}
        today={today}
        periods={periods}
      />
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
        {measured && (
          <MeasureFields
            draft={measure.draft}
            set={measure.set}
            issueOf={(field) => issueOf(`${AT}${field}`)}
            beginning={atStart(goal.draft.start, today)}
          />
        )}
      </fieldset>
    </FormDialog>
  );
}
