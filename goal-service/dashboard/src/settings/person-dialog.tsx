import type { Person } from "@throughline/shared/people";
import { api } from "../api.ts";
import { Field, Input } from "../components/field.tsx";
import { FormDialog } from "../components/form-dialog.tsx";
import { useToast } from "../components/toast.tsx";
import { filled, useDraft } from "../use-draft.ts";
import { useSave } from "../use-save.ts";

/** Another name or address for a person. */
export function PersonDialog({ person, onClose }: { person: Person; onClose: () => void }) {
  const say = useToast();
  const { draft, set, changed } = useDraft({ name: person.name, email: person.email ?? "" });
  const name = filled(draft.name);
  const email = filled(draft.email) ?? null;
  const { save, saving, problem, issueOf, check } = useSave(
    (called: string) =>
      api.updatePerson({
        id: person.id,
        version: person.version,
        name: called,
        ...(email === person.email ? {} : { email }),
      }),
    {
      touches: [["people"], ["me"], ["portfolio"], ["invitations"]],
      missing: { name: name === undefined && "Name the person." },
      onDone: (saved) => {
        say(`${saved.name} is saved.`);
        onClose();
      },
    },
  );
  return (
    <FormDialog
      title={`Change ${person.name}`}
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
      <Field
        label="E-mail"
        optional
        error={issueOf("email")}
        hint="The one that Jira and Asana know them by: what this account does there counts as theirs here."
      >
        {(control) => <Input {...control} type="email" maxLength={200} autoComplete="off" {...set("email")} />}
      </Field>
    </FormDialog>
  );
}
