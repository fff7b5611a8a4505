import type { Goal } from "@throughline/shared/goals";
import type { KeyResult } from "@throughline/shared/key-results";
import type { Initiative } from "@throughline/shared/initiatives";
import { useQuery } from "@tanstack/react-query";
import { api } from "../api.ts";
import { DateField, Field, Input, Select, TextArea } from "../components/field.tsx";
import { FormDialog } from "../components/form-dialog.tsx";
import { PersonSelect } from "../components/person-select.tsx";
import { useToast } from "../components/toast.tsx";
import { keyOf } from "../paths.ts";
import { keyResultsQuery } from "../queries.ts";
import { filled, useDraft } from "../use-draft.ts";
import { useSave } from "../use-save.ts";

interface InitiativeDialogProps {
  goal: Goal;
  initiative?: Initiative;
  onClose: () => void;
}

const STATES = [
  { value: "proposed", label: "Proposed" },
  { value: "active", label: "Active" },
  { value: "done", label: "Done" },
  { value: "stopped", label: "Stopped" },
] as const;

const orNull = (text: string) => filled(text) ?? null;

/** What the form starts with: the initiative as it is, or what its goal suggests. */
function startOf(goal: Goal, initiative: Initiative | undefined, keyResults: readonly KeyResult[]) {
  if (initiative === undefined) {
    const only = keyResults.length === 1 ? keyResults[0] : undefined;
    return { title: "", hypothesis: "", keyResultId: only?.id ?? "", ownerId: "", due: goal.due, state: "active" };
  }
  const { title, hypothesis, keyResultId, ownerId, due, state } = initiative;
  return {
    title,
    hypothesis: hypothesis ?? "",
    keyResultId: keyResultId ?? "",
    ownerId: ownerId ?? "",
    due: due ?? "",
    state,
  };
}

type Draft = ReturnType<typeof startOf>;

const fieldsOf = (draft: Draft) => ({
  hypothesis: orNull(draft.hypothesis),
  keyResultId: orNull(draft.keyResultId),
  ownerId: orNull(draft.ownerId),
  due: orNull(draft.due),
  state: STATES.find(({ value }) => value === draft.state)?.value ?? ("active" as const),
});

/** The bet on a goal: what is done, by whom, and what it should change. */
export function InitiativeDialog({ goal, initiative, onClose }: InitiativeDialogProps) {
  const key = keyOf(goal.key);
  const say = useToast();
  const keyResults = useQuery(keyResultsQuery(key)).data ?? [];
  const { draft, set, changed } = useDraft<Draft>(startOf(goal, initiative, keyResults));
  const title = filled(draft.title);
  const { save, saving, problem, issueOf, check } = useSave(
    (called: string) =>
      initiative === undefined
        ? api.createInitiative({ goalId: goal.id, title: called, ...fieldsOf(draft) })
        : api.changeInitiative({ id: initiative.id, version: initiative.version, title: called, ...fieldsOf(draft) }),
    {
      touches: [["goal", key], ["portfolio"], ["initiative"]],
      missing: { title: title === undefined && "Name what is done." },
      onDone: () => {
        say("The initiative is saved.");
        onClose();
      },
    },
  );
  const proposed =
    initiative === undefined && draft.due === goal.due ? "Proposed: the goal's own due date." : undefined;
  const dueHint = draft.due > goal.due ? "After the goal is due." : proposed;
  const words =
    initiative === undefined
      ? { title: "New initiative", submit: "Add initiative" }
      : { title: "Edit initiative", submit: "Save" };
  return (
    <FormDialog
      title={words.title}
      about={`For ${goal.title}`}
      submit={words.submit}
      saving={saving}
      problem={problem}
      changed={changed}
      check={check}
      onSubmit={() => {
        if (title !== undefined) save(title);
      }}
      onClose={onClose}
    >
      <Field label="Title" error={issueOf("title")}>
        {(control) => (
          <Input {...control} maxLength={200} placeholder="Reduce churn in enterprise accounts" {...set("title")} />
        )}
      </Field>
      <Field
        label="Hypothesis"
        optional
        error={issueOf("hypothesis")}
        hint="If we do this, that number changes by so much, because …"
      >
        {(control) => (
          <TextArea
            {...control}
            placeholder="Every enterprise renewal we save is worth 0.4 points."
            {...set("hypothesis")}
          />
        )}
      </Field>
      {keyResults.length > 0 && (
        <Field label="Should move" optional>
          {(control) => (
            <Select
              {...control}
              options={[
                { value: "", label: "The goal as a whole" },
                ...keyResults.map(({ id, name }) => ({ value: id, label: name })),
              ]}
              {...set("keyResultId")}
            />
          )}
        </Field>
      )}
      <div className="grid gap-3 sm:grid-cols-3">
        <Field label="Owner">{(control) => <PersonSelect {...control} {...set("ownerId")} />}</Field>
        <Field label="Due" error={issueOf("due")} hint={dueHint}>
          {(control) => <DateField {...control} {...set("due")} />}
        </Field>
        <Field label="State">{(control) => <Select {...control} options={STATES} {...set("state")} />}</Field>
      </div>
    </FormDialog>
  );
}
