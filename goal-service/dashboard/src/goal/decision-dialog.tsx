import { addDays } from "@throughline/shared/calendar";
import type { GoalReport } from "@throughline/shared/goal-report";
import type { Goal } from "@throughline/shared/goals";
import { useQuery } from "@tanstack/react-query";
import { ArrowUpRight } from "lucide-react";
import { useState } from "react";
import { api } from "../api.ts";
import { Button, buttonClass } from "../components/button.tsx";
import { Dialog, DialogBody, DialogFoot } from "../components/dialog.tsx";
import { DateField, Field, Input, TextArea } from "../components/field.tsx";
import { FormDialog } from "../components/form-dialog.tsx";
import { day } from "../format.ts";
import { given } from "../given.ts";
import { keyOf } from "../paths.ts";
import { healthQuery, meQuery } from "../queries.ts";
import { filled, useDraft } from "../use-draft.ts";
import { useSave } from "../use-save.ts";
import { toolWord } from "../words.ts";
import type { GoalDialog } from "./dialog-state.ts";

type About = Extract<GoalDialog, { kind: "decision" }>;
type Item = GoalReport["names"]["items"][string];

interface DecisionDialogProps {
  goal: Goal;
  about: About;
  onClose: () => void;
}

const ACCEPT_DAYS = 10;

/** After recording: the decision is kept, the change itself is made in the tool, by a person. */
function Recorded({ item, url, onClose }: { item: Item; url: string; onClose: () => void }) {
  const tool = toolWord(item.tool);
  return (
    <Dialog title="The decision is recorded" onClose={onClose}>
      <DialogBody>
        <p className="text-fg2">
          It is kept with the evidence of this moment. Throughline never changes status, owner or dates in {tool}: do
          that there.
        </p>
      </DialogBody>
      <DialogFoot>
        <Button className="h-8" look="ghost" onClick={onClose}>
          Done
        </Button>
        <a href={url} target="_blank" rel="noreferrer" onClick={onClose} className={buttonClass("main", "h-8")}>
          Open {item.key} in {tool}
          <ArrowUpRight size={14} aria-hidden />
        </a>
      </DialogFoot>
    </Dialog>
  );
}

interface FormProps extends DecisionDialogProps {
  today: string;
  onRecorded: () => void;
}

/** What is decided; to accept something needs a reason and a day on which it is looked at again. */
function DecisionForm({ goal, about, today, onRecorded, onClose }: FormProps) {
  const accept = about.accept === true;
  const { draft, set } = useDraft({
    what: accept ? "Accept it as it is" : about.what,
    reason: "",
    until: accept ? addDays(today, ACCEPT_DAYS) : "",
  });
  const what = filled(draft.what);
  const reason = filled(draft.reason);
  const until = filled(draft.until);
  const { save, saving, problem, issueOf } = useSave(
    (text: string) =>
      api.createDecision({ id: goal.id, what: text, ...given({ reason, until, workItemId: about.workItemId }) }),
    { touches: [["goal", keyOf(goal.key)], ["portfolio"]], onDone: onRecorded },
  );
  const later =
    until === undefined
      ? "Without a date the goal stays off the decision list until something changes."
      : `The goal comes back to the decision list after ${day(until)}.`;
  return (
    <FormDialog
      title={accept ? "Accept until a date" : "Record a decision"}
      about={goal.title}
      submit={accept ? "Accept" : "Record the decision"}
      saving={saving}
      problem={problem}
      disabled={what === undefined || (accept && (reason === undefined || until === undefined))}
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
        {(control) => <DateField {...control} min={today} className="max-w-44" {...set("until")} />}
      </Field>
    </FormDialog>
  );
}

export function DecisionDialog(props: DecisionDialogProps) {
  const { goal, about, onClose } = props;
  const [recorded, setRecorded] = useState(false);
  const report = useQuery(healthQuery(keyOf(goal.key))).data;
  const today = useQuery(meQuery).data?.workspace.today ?? report?.asOf ?? goal.start;
  const item = about.workItemId === undefined ? undefined : report?.names.items[about.workItemId];
  const url = item?.url ?? null;
  if (recorded && item !== undefined && url !== null) return <Recorded item={item} url={url} onClose={onClose} />;
  return (
    <DecisionForm
      {...props}
      today={today}
      onRecorded={() => {
        if (url === null) onClose();
        else setRecorded(true);
      }}
    />
  );
}
