import { addDays } from "@throughline/shared/calendar";
import type { Goal } from "@throughline/shared/goals";
import { useQuery } from "@tanstack/react-query";
import { ArrowUpRight } from "lucide-react";
import { useState } from "react";
import { api } from "../api.ts";
import { Button, buttonClass } from "../components/button.tsx";
import { DateField, Field, Input, TextArea } from "../components/field.tsx";
import { Dialog, DialogBody, DialogFoot } from "../components/dialog.tsx";
import { FormDialog } from "../components/form-dialog.tsx";
import { day } from "../format.ts";
import { keyOf } from "../paths.ts";
import { healthQuery, meQuery } from "../queries.ts";
import { filled, useDraft } from "../use-draft.ts";
import { useSave } from "../use-save.ts";
import { toolWord } from "../words.ts";
import type { GoalDialog } from "./dialog-state.ts";

interface DecisionDialogProps {
  goal: Goal;
  about: Extract<GoalDialog, { kind: "decision" }>;
  onClose: () => void;
}

/** After recording: the decision is kept, the change itself is made in the tool, by a person. */
function Recorded({ url, name, tool, onClose }: { url: string; name: string; tool: string; onClose: () => void }) {
  return (
    <Dialog title="The decision is recorded" onClose={onClose}>
      <DialogBody>
        <p className="text-fg2">
          It is kept with the evidence of this moment. Throughline never changes status, owner or dates in {toolWord(tool)}: do
          that there.
        </p>
      </DialogBody>
      <DialogFoot>
        <Button className="h-8" look="ghost" onClick={onClose}>
          Done
        </Button>
        <a href={url} target="_blank" rel="noreferrer" onClick={onClose} className={buttonClass("main", "h-8")}>
          Open {name} in {toolWord(tool)}
          <ArrowUpRight size={14} aria-hidden />
        </a>
      </DialogFoot>
    </Dialog>
  );
}

export function DecisionDialog({ goal, about, onClose }: DecisionDialogProps) {
  const key = keyOf(goal.key);
  const [recorded, setRecorded] = useState(false);
  const today = useQuery(meQuery).data?.workspace.today ?? "";
  const names = useQuery(healthQuery(key)).data?.names.items ?? {};
  const accept = about.accept === true;
  const { draft, set } = useDraft({
    what: accept ? "Accept it as it is" : about.what,
    reason: "",
    until: accept && today !== "" ? addDays(today, 10) : "",
  });
  const item = about.workItemId === undefined ? undefined : names[about.workItemId];
  const { save, saving, problem, issueOf } = useSave(
    (what: string) => {
      const reason = filled(draft.reason);
      const until = filled(draft.until);
      return api.createDecision({
        id: goal.id,
        what,
        ...(reason === undefined ? {} : { reason }),
        ...(until === undefined ? {} : { until }),
        ...(about.workItemId === undefined ? {} : { workItemId: about.workItemId }),
      });
    },
    {
      touches: [["goal", key], ["portfolio"]],
      onDone: () => {
        if (item?.url == null) onClose();
        else setRecorded(true);
      },
    },
  );
  if (recorded && item?.url != null) {
    return <Recorded url={item.url} name={item.key} tool={item.tool} onClose={onClose} />;
  }
  const what = filled(draft.what);
  const missing = what === undefined || (accept && (filled(draft.reason) === undefined || draft.until === ""));
  const later = draft.until === "" ? "The goal stays off the decision list until something changes." : `The goal comes back to the decision list after ${day(draft.until)}.`;
  return (
    <FormDialog
      title={accept ? "Accept until a date" : "Record a decision"}
      about={goal.title}
      submit={accept ? "Accept" : "Record the decision"}
      saving={saving}
      problem={problem}
      disabled={missing}
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
      <Field label="Until" optional={!accept} error={issueOf("until")} hint={later} className="max-w-60">
        {(control) => <DateField {...control} min={today} {...set("until")} />}
      </Field>
    </FormDialog>
  );
}
