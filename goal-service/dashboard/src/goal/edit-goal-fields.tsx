import { useQuery } from "@tanstack/react-query";
import { DateField, Field, Input, Select, TextArea } from "../components/field.tsx";
import { PersonSelect } from "../components/person-select.tsx";
import { teamsQuery } from "../queries.ts";
import { AudienceField } from "./audience-field.tsx";
import type { GoalDraft } from "./goal-draft.ts";
import { PRIORITY_OPTIONS } from "./priority-options.ts";

const AMBITIONS = [
  { value: "committed", label: "Committed" },
  { value: "aspirational", label: "Aspirational" },
];

interface EditGoalFieldsProps {
  draft: GoalDraft;
  /** As it is stored. */
  before: GoalDraft;
  set: (field: keyof GoalDraft) => { value: string; onChange: (event: { target: { value: string } }) => void };
  change: (changes: Partial<GoalDraft>) => void;
  issueOf: (field: string) => string | undefined;
}

export function EditGoalFields({ draft, before, set, change, issueOf }: EditGoalFieldsProps) {
  const teams = useQuery(teamsQuery).data ?? [];
  return (
    <>
      <Field label="Title" error={issueOf("title")}>
        {(control) => <Input {...control} maxLength={200} {...set("title")} />}
      </Field>
      <Field label="Why" optional error={issueOf("why")} hint="What gets better for whom when this is reached.">
        {(control) => <TextArea {...control} {...set("why")} />}
      </Field>
      <div className="grid gap-3 sm:grid-cols-2">
        <Field label="Owner" error={issueOf("ownerId")}>
          {(control) => <PersonSelect {...control} {...set("ownerId")} />}
        </Field>
        <Field label="Team" optional>
          {(control) => (
            <Select
              {...control}
              options={[{ value: "", label: "No team" }, ...teams.map(({ id, name }) => ({ value: id, label: name }))]}
              {...set("teamId")}
            />
          )}
        </Field>
        <Field label="Start" error={issueOf("start")}>
          {(control) => <DateField {...control} {...set("start")} />}
        </Field>
        <Field label="Due" error={issueOf("due")}>
          {(control) => <DateField {...control} min={draft.start} {...set("due")} />}
        </Field>
        <Field label="Priority">
          {(control) => <Select {...control} options={PRIORITY_OPTIONS} {...set("priority")} />}
        </Field>
        <Field label="Ambition" hint="Aspirational: 70% of the way counts as reached.">
          {(control) => <Select {...control} options={AMBITIONS} {...set("ambition")} />}
        </Field>
      </div>
      <AudienceField
        value={draft.viewers}
        before={before.viewers}
        ownerId={draft.ownerId}
        error={issueOf("viewers")}
        onChange={(viewers) => {
          change({ viewers });
        }}
      />
    </>
  );
}
