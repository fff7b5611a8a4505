import { Field, Input } from "../components/field.tsx";
import { FormDialog } from "../components/form-dialog.tsx";
import { useToast } from "../components/toast.tsx";
import { filled, useDraft } from "../use-draft.ts";
import { useSave } from "../use-save.ts";

interface NameDialogProps {
  title: string;
  name: string;
  send: (name: string) => Promise<{ name: string }>;
  onClose: () => void;
}

/** Another name for the workspace or for oneself. */
export function NameDialog({ title, name: before, send, onClose }: NameDialogProps) {
  const say = useToast();
  const { draft, set, changed } = useDraft({ name: before });
  const name = filled(draft.name);
  const { save, saving, problem, issueOf, check } = useSave(send, {
    touches: [["me"], ["people"], ["portfolio"]],
    missing: { name: name === undefined && "A name is missing." },
    onDone: (saved) => {
      say(`The name is ${saved.name} now.`);
      onClose();
    },
  });
  return (
    <FormDialog
      title={title}
      submit="Save"
      saving={saving}
      problem={problem}
      changed={changed}
      check={check}
      onSubmit={() => {
        if (!changed) onClose();
        else if (name !== undefined) save(name);
      }}
      onClose={onClose}
    >
      <Field label="Name" error={issueOf("name")}>
        {(control) => <Input {...control} autoFocus maxLength={100} {...set("name")} />}
      </Field>
    </FormDialog>
  );
}
