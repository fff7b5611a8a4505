import { useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { Lightbulb } from "lucide-react";
import { useState } from "react";
import { api } from "../api.ts";
import { DateField, Field, Input, Select, TextArea } from "../components/field.tsx";
import { FormDialog } from "../components/form-dialog.tsx";
import { PersonSelect } from "../components/person-select.tsx";
import { PRIORITY_OPTIONS } from "../goal/edit-goal-dialog.tsx";
import { measureDraft, MeasureFields, measureOf } from "../goal/measure-fields.tsx";
import { goalPath } from "../paths.ts";
import { meQuery, periodsQuery, portfolioQuery } from "../queries.ts";
import { filled, useDraft } from "../use-draft.ts";
import { useSave } from "../use-save.ts";

const LEVELS = [
  { value: "company", label: "Company" },
  { value: "team", label: "Team" },
  { value: "person", label: "Person" },
] as const;

/** A number, a currency or a per cent in the title: it belongs in the key result. */
export const hasNumber = (title: string): boolean => /\d/.test(title);

/** A new goal: an outcome in words, and in the same dialog the number that says whether it is reached. */
export function NewGoalDialog({ onClose }: { onClose: () => void }) {
  const navigate = useNavigate();
  const me = useQuery(meQuery).data;
  const rows = useQuery(portfolioQuery()).data?.rows ?? [];
  const today = me?.workspace.today ?? "";
  const period = (useQuery(periodsQuery).data ?? []).find(({ start, due }) => start <= today && today <= due);
  const [measured, setMeasured] = useState(true);
  const { draft, set } = useDraft({
    ...measureDraft,
    title: "",
    why: "",
    ownerId: me?.person?.id ?? "",
    start: period?.start ?? today,
    due: period?.due ?? "",
    priority: "2",
    level: "company",
    parentId: "",
  });
  const measure = measured ? measureOf(draft) : null;
  const started = measured && draft.name.trim() !== "";
  const { save, saving, problem, issueOf } = useSave(
    async (title: string) => {
      const why = filled(draft.why);
      const ownerId = filled(draft.ownerId);
      const parentId = filled(draft.parentId);
      const goal = await api.createGoal({
        title,
        start: draft.start,
        due: draft.due,
        priority: Number(draft.priority),
        level: LEVELS.find(({ value }) => value === draft.level)?.value ?? "company",
        ...(why === undefined ? {} : { why }),
        ...(ownerId === undefined ? {} : { ownerId }),
        ...(parentId === undefined ? {} : { parentId }),
        ...(period !== undefined && draft.due <= period.due ? { periodId: period.id } : {}),
      });
      if (measure !== null) await api.createKeyResult({ id: goal.id, ...measure });
      return goal;
    },
    {
      touches: [["portfolio"]],
      onDone: (goal) => {
        void navigate({ href: goalPath(goal.key, goal.title) });
      },
    },
  );
  const title = filled(draft.title);
  const incomplete = title === undefined || draft.start === "" || draft.due === "" || (started && measure === null);
  return (
    <FormDialog
      title="New goal"
      about="An outcome, not an activity: what will be different, by when."
      submit="Create goal"
      saving={saving}
      problem={problem}
      disabled={incomplete}
      wide
      onSubmit={() => {
        if (title !== undefined) save(title);
      }}
      onClose={onClose}
    >
      <Field label="Title" error={issueOf("title")}>
        {(control) => (
          <Input {...control} maxLength={200} placeholder="Increase net revenue retention from 98% to 110% by Q4" {...set("title")} />
        )}
      </Field>
      <Field label="Why" optional error={issueOf("why")} hint="What gets better for whom when this is reached.">
        {(control) => <TextArea {...control} rows={2} {...set("why")} />}
      </Field>
      <div className="grid grid-cols-2 gap-3 sm:grid-cols-3">
        <Field label="Owner">{(control) => <PersonSelect {...control} {...set("ownerId")} />}</Field>
        <Field label="Start" error={issueOf("start")}>
          {(control) => <DateField {...control} {...set("start")} />}
        </Field>
        <Field label="Due" error={issueOf("due")}>
          {(control) => <DateField {...control} min={draft.start} {...set("due")} />}
        </Field>
        <Field label="Priority">
          {(control) => <Select {...control} options={PRIORITY_OPTIONS} {...set("priority")} />}
        </Field>
        <Field label="Level">{(control) => <Select {...control} options={LEVELS} {...set("level")} />}</Field>
        <Field label="Under" error={issueOf("parentId")}>
          {(control) => (
            <Select
              {...control}
              options={[
                { value: "", label: "No goal above" },
                ...rows.map(({ id, key, title: name }) => ({ value: id, label: `${key} ${name}` })),
              ]}
              {...set("parentId")}
            />
          )}
        </Field>
      </div>
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
        {measured && <MeasureFields draft={draft} set={set} issueOf={issueOf} />}
      </fieldset>
      {!started && title !== undefined && (
        <p role="status" className="flex gap-2 rounded-md bg-riskbg px-3 py-2 text-risk">
          <Lightbulb size={15} aria-hidden className="mt-px flex-none" />
          {hasNumber(title)
            ? "The number in the title belongs in a key result: only there it can be measured."
            : "This is a theme, not a goal yet: nothing says when it is reached. Give it a key result, now or later."}
        </p>
      )}
    </FormDialog>
  );
}
