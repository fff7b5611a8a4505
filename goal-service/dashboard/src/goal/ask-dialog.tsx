import type { Goal } from "@throughline/shared/goals";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { api, problemOf } from "../api.ts";
import { Button } from "../components/button.tsx";
import { Dialog, DialogBody, DialogFoot } from "../components/dialog.tsx";
import { ErrorBox } from "../components/error-box.tsx";
import { Field, TextArea } from "../components/field.tsx";
import { FormDialog } from "../components/form-dialog.tsx";
import { Skeleton } from "../components/skeleton.tsx";
import { useToast } from "../components/toast.tsx";
import { keyOf } from "../paths.ts";
import { questionDraftQuery } from "../queries.ts";
import { filled, useDraft } from "../use-draft.ts";
import { useSave } from "../use-save.ts";
import { toolWord } from "../words.ts";
import type { GoalDialog } from "./dialog-state.ts";

type About = Extract<GoalDialog, { kind: "ask" }>;
interface AskDialogProps {
  goal: Goal;
  about: About;
  onClose: () => void;
}
type Draft = Awaited<ReturnType<typeof api.draftQuestion>>;

/** The question, written into the tool as ours where the operator allows it; else to be taken there by hand. */
function AskForm({ goal, about, draft: made, onClose }: AskDialogProps & { draft: Draft }) {
  const say = useToast();
  const [questionId] = useState(() => crypto.randomUUID());
  const { draft, set } = useDraft({ text: about.text ?? made.text });
  const text = filled(draft.text);
  const tool = toolWord(made.connection.tool);
  const { save, saving, problem, issueOf } = useSave(
    (words: string) => api.askQuestion({ id: goal.id, questionId, workItemId: about.workItemId, text: words }),
    {
      touches: [["goal", keyOf(goal.key)], ["portfolio"]],
      onDone: () => {
        say(`The question is on its way into ${tool}.`);
        onClose();
      },
    },
  );
  const copy = (words: string) => {
    navigator.clipboard.writeText(words).then(
      () => {
        say(`Copied. Paste it into ${tool}.`);
        onClose();
      },
      (error: unknown) => {
        say(`It could not be copied: ${problemOf(error)}`);
      },
    );
  };
  const allowed = made.needs === null;
  return (
    <FormDialog
      title="Ask"
      about={allowed ? `Written into ${tool} as a comment by Throughline, signed with your name.` : goal.title}
      submit={allowed ? `Write it into ${tool}` : "Copy the question"}
      saving={saving}
      problem={problem}
      disabled={text === undefined}
      onSubmit={() => {
        if (text === undefined) return;
        if (allowed) save(text);
        else copy(text);
      }}
      onClose={onClose}
    >
      {!allowed && (
        <p role="status" className="rounded-md bg-nonebg px-3 py-2 text-fg2">
          Throughline may not write comments into {made.connection.name} yet. {made.needs}
        </p>
      )}
      <Field label="Question" error={issueOf("text")} hint={allowed ? `Below it: ${made.signature}` : undefined}>
        {(control) => <TextArea {...control} rows={4} maxLength={2000} {...set("text")} />}
      </Field>
    </FormDialog>
  );
}

export function AskDialog(props: AskDialogProps) {
  const { goal, about, onClose } = props;
  const draft = useQuery(questionDraftQuery(keyOf(goal.key), about.workItemId));
  if (draft.data !== undefined) return <AskForm {...props} draft={draft.data} />;
  return (
    <Dialog title="Ask" onClose={onClose}>
      <DialogBody>
        {draft.isError ? (
          <ErrorBox what="The question could not be prepared." error={draft.error} retry={() => void draft.refetch()} />
        ) : (
          <Skeleton className="h-24 w-full" />
        )}
      </DialogBody>
      <DialogFoot>
        <Button className="h-8" look="ghost" onClick={onClose}>
          Cancel
        </Button>
      </DialogFoot>
    </Dialog>
  );
}
