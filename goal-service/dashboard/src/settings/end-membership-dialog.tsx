import type { Person } from "@throughline/shared/people";
import { api } from "../api.ts";
import { Field, Select } from "../components/field.tsx";
import { FormDialog } from "../components/form-dialog.tsx";
import { filled, useDraft } from "../use-draft.ts";
import { useSave } from "../use-save.ts";

interface EndMembershipDialogProps {
  person: Person;
  others: readonly Person[];
  onDone: () => void;
  onClose: () => void;
}

/** Asks once more; who gets the private goals that nobody else may see is asked only where there are such. */
export function EndMembershipDialog({ person, others, onDone, onClose }: EndMembershipDialogProps) {
  const { draft, set, changed } = useDraft({ handOver: "" });
  const handOver = filled(draft.handOver);
  const { save, saving, problem, issueOf, check } = useSave(
    (to: string | undefined) => api.endMembership({ id: person.id, ...(to !== undefined && { handOver: to }) }),
    { touches: [["people"], ["me"], ["invitations"], ["goals"], ["portfolio"]], onDone },
  );
  const asked = issueOf("handOver");
  return (
    <FormDialog
      title={`End the membership of ${person.name}?`}
      about="Sessions, tokens and addresses that wait end at once, also those that this person made for others. Goals, work and history stay, under this name."
      submit="End it"
      saving={saving}
      problem={problem}
      changed={changed}
      check={check}
      onSubmit={() => {
        save(handOver);
      }}
      onClose={onClose}
    >
      {(asked !== undefined || handOver !== undefined) && (
        <Field label="New owner of those goals" error={asked}>
          {(control) => (
            <Select
              {...control}
              options={[
                { value: "", label: "Nobody chosen" },
                ...others.map(({ id, name }) => ({ value: id, label: name })),
              ]}
              {...set("handOver")}
            />
          )}
        </Field>
      )}
    </FormDialog>
  );
}
