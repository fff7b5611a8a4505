import { Role } from "@throughline/shared/vocabulary";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { api } from "../api.ts";
import { Field, Input, Select } from "../components/field.tsx";
import { FormDialog } from "../components/form-dialog.tsx";
import { teamsQuery } from "../queries.ts";
import { filled, useDraft } from "../use-draft.ts";
import { useSave } from "../use-save.ts";
import { AddressDialog } from "./address-dialog.tsx";
import { ROLE_OPTIONS } from "./role-words.ts";

type Made = Awaited<ReturnType<typeof api.createInvitation>>;

interface InviteDialogProps {
  /** Somebody who is known already and can't sign in yet. */
  known: { id: string; name: string } | null;
  onClose: () => void;
}

/** Whom to let in, as what; the answer is the address to send. */
export function InviteDialog({ known, onClose }: InviteDialogProps) {
  const [made, setMade] = useState<Made | null>(null);
  const teams = useQuery(teamsQuery).data ?? [];
  const { draft, set, changed } = useDraft({ name: "", email: "", role: "contributor", teamId: "" });
  const name = filled(draft.name);
  const { save, saving, problem, issueOf, check } = useSave(
    () => {
      const email = filled(draft.email);
      const teamId = filled(draft.teamId);
      return api.createInvitation({
        ...(known === null ? { name, ...(email === undefined ? {} : { email }) } : { personId: known.id }),
        role: Role.parse(draft.role),
        ...(teamId === undefined ? {} : { teamId }),
      });
    },
    {
      touches: [["invitations"], ["people"]],
      onDone: setMade,
      missing: { name: known === null && name === undefined && "Name the person." },
    },
  );
  if (made !== null) return <AddressDialog made={made} onClose={onClose} />;
  return (
    <FormDialog
      title={known === null ? "Invite a person" : `Invite ${known.name}`}
      about="You get an address to send. It works once, for seven days."
      submit="Make the address"
      saving={saving}
      problem={problem}
      changed={changed}
      check={check}
      onSubmit={() => {
        save(undefined);
      }}
      onClose={onClose}
    >
      {known === null && (
        <>
          <Field label="Name" error={issueOf("name")}>
            {(control) => <Input {...control} autoFocus maxLength={100} autoComplete="off" {...set("name")} />}
          </Field>
          <Field
            label="E-mail"
            optional
            error={issueOf("email")}
            hint="The one that Jira and Asana know them by. Nothing is sent to it."
          >
            {(control) => <Input {...control} type="email" maxLength={200} autoComplete="off" {...set("email")} />}
          </Field>
        </>
      )}
      <Field label="Role" error={issueOf("role")}>
        {(control) => <Select {...control} options={ROLE_OPTIONS} {...set("role")} />}
      </Field>
      {teams.length > 0 && (
        <Field label="Team" optional error={issueOf("teamId")} hint="They see what is private to this team.">
          {(control) => (
            <Select
              {...control}
              options={[
                { value: "", label: "No team" },
                ...teams.map((team) => ({ value: team.id, label: team.name })),
              ]}
              {...set("teamId")}
            />
          )}
        </Field>
      )}
    </FormDialog>
  );
}
