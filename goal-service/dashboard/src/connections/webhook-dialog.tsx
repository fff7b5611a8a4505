import { useState } from "react";
import { api } from "../api.ts";
import { Copyable } from "../components/copyable.tsx";
import { Field, Input } from "../components/field.tsx";
import { FormDialog } from "../components/form-dialog.tsx";
import { ShownOnceDialog } from "../components/shown-once-dialog.tsx";
import { filled, useDraft } from "../use-draft.ts";
import { useSave } from "../use-save.ts";

interface Made {
  id: string;
  name: string;
  secret: string;
}

/** The secret is shown here and never again. */
function Secret({ made, onClose }: { made: Made; onClose: () => void }) {
  return (
    <ShownOnceDialog
      title={`${made.name} is connected`}
      about="Copy the secret now: it is shown this once."
      onClose={onClose}
    >
      <Copyable label="Address" text={`${location.origin}/hooks/${made.id}`} />
      <Copyable label="Secret" text={made.secret} />
      <p className="text-fg2">
        Sign each request as Standard Webhooks do: headers webhook-id, webhook-timestamp and webhook-signature, an
        HMAC-SHA256 over “id.timestamp.body”.
      </p>
    </ShownOnceDialog>
  );
}

/** A connection for any tool that can send a signed webhook. */
export function WebhookDialog({ onClose }: { onClose: () => void }) {
  const [made, setMade] = useState<Made | null>(null);
  const { draft, set, changed } = useDraft({ name: "" });
  const name = filled(draft.name);
  const { save, saving, problem, issueOf, check } = useSave(
    (called: string) => api.createConnection({ tool: "generic", name: called }),
    {
      touches: [["connections"], ["portfolio"]],
      missing: { name: name === undefined && "Give it a name." },
      onDone: (connection) => {
        setMade({ ...connection, secret: connection.secret ?? "" });
      },
    },
  );
  if (made !== null) return <Secret made={made} onClose={onClose} />;
  return (
    <FormDialog
      title="New webhook"
      about="For any tool that can send what changed, signed."
      submit="Create"
      saving={saving}
      problem={problem}
      changed={changed}
      check={check}
      onSubmit={() => {
        if (name !== undefined) save(name);
      }}
      onClose={onClose}
    >
      <Field label="Name" error={issueOf("name")}>
        {(control) => <Input {...control} autoFocus maxLength={100} placeholder="Incident desk" {...set("name")} />}
      </Field>
    </FormDialog>
  );
}
