import type { Goal } from "@throughline/shared/goals";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { api, problemOf } from "../api.ts";
import { Field, TextArea } from "../components/field.tsx";
import { FormDialog } from "../components/form-dialog.tsx";
import { useToast } from "../components/toast.tsx";
import { WaitingDialog } from "../components/waiting-dialog.tsx";
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
  const { draft, set, changed } = useDraft({ text: about.text ?? made.text });
  const text = filled(draft.text);
  const tool = toolWord(made.connection.tool);
  const { save, saving, problem, issueOf, check } = useSave(
    (words: string) => api.askQuestion({ id: goal.id, questionId, workItemId: about.workItemId, text: words }),
    {
      touches: [["goal", keyOf(goal.key)], ["portfolio"]],
      missing: { text: text === undefined && "Write the question." },
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
      changed={changed}
      check={check}
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
    <WaitingDialog
      title="Ask"
      label="Preparing the question"
      what="The question could not be prepared."
      error={draft.error}
      retry={() => void draft.refetch()}
      onClose={onClose}
    />
  );
}
