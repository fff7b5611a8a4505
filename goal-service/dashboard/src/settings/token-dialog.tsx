import { useState } from "react";
import { api } from "../api.ts";
import { Copyable } from "../components/copyable.tsx";
import { Field, Input, Select } from "../components/field.tsx";
import { FormDialog } from "../components/form-dialog.tsx";
import { ShownOnceDialog } from "../components/shown-once-dialog.tsx";
import { now } from "../clock.ts";
import { filled, useDraft } from "../use-draft.ts";
import { useSave } from "../use-save.ts";

const LIVES = [
  { value: "30", label: "30 days" },
  { value: "90", label: "90 days" },
  { value: "365", label: "A year" },
  { value: "", label: "Until it is revoked" },
];
const DAY = 86_400_000;

/** A new token; its text is shown here and never again. */
export function TokenDialog({ onClose }: { onClose: () => void }) {
  const [made, setMade] = useState<{ name: string; token: string } | null>(null);
  const { draft, set, changed } = useDraft({ name: "", days: "90" });
  const name = filled(draft.name);
  const { save, saving, problem, issueOf, check } = useSave(
    (called: string) => {
      const expiresAt =
        draft.days === "" ? {} : { expiresAt: new Date(now() + Number(draft.days) * DAY).toISOString() };
      return api.createToken({ name: called, ...expiresAt });
    },
    { touches: [["tokens"]], onDone: setMade, missing: { name: name === undefined && "Say what will use it." } },
  );
  if (made !== null) {
    return (
      <ShownOnceDialog title={`The token ${made.name}`} about="Copy it now: it is shown this once." onClose={onClose}>
        <Copyable label="Token" text={made.token} />
        <p className="text-fg2">
          Send it as a header: <code className="font-mono text-xs">Authorization: Bearer …</code>
        </p>
      </ShownOnceDialog>
    );
  }
  return (
    <FormDialog
      title="New token"
      about="It acts as you, with your role, wherever it is shown."
      submit="Make the token"
      saving={saving}
      problem={problem}
      changed={changed}
      check={check}
      onSubmit={() => {
        if (name !== undefined) save(name);
      }}
      onClose={onClose}
    >
      <Field label="Name" error={issueOf("name")} hint="What will use it.">
        {(control) => <Input {...control} autoFocus maxLength={100} placeholder="Monthly report" {...set("name")} />}
      </Field>
      <Field label="Works for" error={issueOf("expiresAt")}>
        {(control) => <Select {...control} options={LIVES} {...set("days")} />}
      </Field>
    </FormDialog>
  );
}
