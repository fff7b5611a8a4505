import { api } from "../api.ts";
import { Field, Input } from "../components/field.tsx";
import { FormDialog } from "../components/form-dialog.tsx";
import { useToast } from "../components/toast.tsx";
import { filled, useDraft } from "../use-draft.ts";
import { useSave } from "../use-save.ts";

/** Approves the installation that shows this code. */
export function PairDialog({ onClose }: { onClose: () => void }) {
  const say = useToast();
  const { draft, set, changed } = useDraft({ code: "", name: "" });
  const code = draft.code.trim().toUpperCase();
  const { save, saving, problem, issueOf, check } = useSave(
    () => {
      const name = filled(draft.name);
      return api.pairConnection({ code, ...(name === undefined ? {} : { name }) });
    },
    {
      touches: [["connections"], ["portfolio"]],
      missing: { code: code.length < 4 && "Type the code that the app's page in Jira shows." },
      onDone: (connection) => {
        say(`${connection.name} is connected. Choose the projects to read.`);
        onClose();
      },
    },
  );
  return (
    <FormDialog
      title="Pair with a code"
      about="The app's admin page in Jira shows a short code. It proves that the site is yours."
      submit="Pair"
      saving={saving}
      problem={problem}
      changed={changed}
      check={check}
      onSubmit={() => {
        save(undefined);
      }}
      onClose={onClose}
    >
      <Field label="Code" error={issueOf("code")}>
        {(control) => (
          <Input
            {...control}
            autoFocus
            autoComplete="off"
            spellCheck={false}
            maxLength={20}
            placeholder="ABCD-1234"
            className="h-10 font-mono text-lg tracking-[0.08em] uppercase"
            {...set("code")}
          />
        )}
      </Field>
      <Field label="Name" optional error={issueOf("name")} hint="How it is called here; the site's name by default.">
        {(control) => <Input {...control} maxLength={100} {...set("name")} />}
      </Field>
    </FormDialog>
  );
}
