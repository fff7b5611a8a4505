import { addDays } from "@throughline/shared/calendar";
import type { Goal } from "@throughline/shared/goals";
import { useQuery } from "@tanstack/react-query";
import { api } from "../api.ts";
import { DateField, Field, Input, TextArea } from "../components/field.tsx";
import { FormDialog } from "../components/form-dialog.tsx";
import { day } from "../format.ts";
import { given } from "../given.ts";
import { keyOf } from "../paths.ts";
import { meQuery } from "../queries.ts";
import { filled, useDraft } from "../use-draft.ts";
import { useSave } from "../use-save.ts";
import type { GoalDialog } from "./dialog-state.ts";

type About = Extract<GoalDialog, { kind: "decision" }>;

interface DecisionDialogProps {
  goal: Goal;
  about: About;
  onClose: () => void;
}

const ACCEPT_DAYS = 10;

/** What is decided; to accept something needs a reason and a day on which it is looked at again. */
export function DecisionDialog({ goal, about, onClose }: DecisionDialogProps) {
  const today = useQuery(meQuery).data?.workspace.today ?? goal.start;
  const accept = about.accept === true;
  const { draft, set, changed } = useDraft({
    what: accept ? "Accept it as it is" : about.what,
    reason: "",
    until: accept ? addDays(today, ACCEPT_DAYS) : "",
  });
  const what = filled(draft.what);
  const reason = filled(draft.reason);
  const until = filled(draft.until);
  const { save, saving, problem, issueOf, check } = useSave(
    (text: string) => api.createDecision({ id: goal.id, what: text, ...given({ reason, until }) }),
    {
      touches: [["goal", keyOf(goal.key)], ["portfolio"]],
      onDone: onClose,
      missing: {
        what: what === undefined && "Say what is decided.",
        reason: accept && reason === undefined && "Say why it is accepted.",
        until: accept && until === undefined && "Say when it is looked at again.",
      },
    },
  );
  const later =
    until === undefined
      ? "Without a date the goal is off the decision list until its state, its rule or its strongest cause changes."
      : `The goal comes back to the decision list on ${day(until)}, or before if it turns worse.`;
  return (
    <FormDialog
      title={accept ? "Accept until a date" : "Record a decision"}
      about={goal.title}
      submit={accept ? "Accept" : "Record the decision"}
      saving={saving}
      problem={problem}
      changed={changed}
      check={check}
      onSubmit={() => {
        if (what !== undefined) save(what);
      }}
      onClose={onClose}
    >
      <Field label="What is decided" error={issueOf("what")}>
        {(control) => <Input {...control} maxLength={200} {...set("what")} />}
      </Field>
      <Field label="Reason" optional={!accept} error={issueOf("reason")}>
        {(control) => <TextArea {...control} {...set("reason")} />}
      </Field>
      <Field label="Until" optional={!accept} error={issueOf("until")} hint={later}>
        {(control) => <DateField {...control} min={addDays(today, 1)} className="max-w-44" {...set("until")} />}
      </Field>
    </FormDialog>
  );
}
