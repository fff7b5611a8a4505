import { useQuery } from "@tanstack/react-query";
import { DateField, Field, Select } from "../components/field.tsx";
import { PersonSelect } from "../components/person-select.tsx";
import { PRIORITY_OPTIONS } from "../goal/priority-options.ts";
import { portfolioQuery } from "../queries.ts";
import { LEVELS, type NewGoalDraft } from "./new-goal.ts";

interface NewGoalFieldsProps {
  draft: NewGoalDraft;
  set: (field: keyof NewGoalDraft) => { value: string; onChange: (event: { target: { value: string } }) => void };
  issueOf: (field: string) => string | undefined;
}

/** Owner, dates, priority and place in the cascade. */
export function NewGoalFields({ draft, set, issueOf }: NewGoalFieldsProps) {
  const rows = useQuery(portfolioQuery()).data?.rows ?? [];
  const above = [
    { value: "", label: "No goal above" },
    ...rows.map(({ id, key, title }) => ({ value: id, label: `${key} ${title}` })),
  ];
  const backwards = draft.due !== "" && draft.due <= draft.start ? "Due lies before the start." : undefined;
  return (
    <div className="grid grid-cols-2 gap-3 sm:grid-cols-3">
      <Field label="Owner">{(control) => <PersonSelect {...control} {...set("ownerId")} />}</Field>
      <Field label="Start" error={issueOf("start")}>
        {(control) => <DateField {...control} {...set("start")} />}
      </Field>
      <Field label="Due" error={issueOf("due") ?? backwards}>
        {(control) => <DateField {...control} min={draft.start} {...set("due")} />}
      </Field>
      <Field label="Priority">
        {(control) => <Select {...control} options={PRIORITY_OPTIONS} {...set("priority")} />}
      </Field>
      <Field label="Level">{(control) => <Select {...control} options={LEVELS} {...set("level")} />}</Field>
      <Field label="Under" error={issueOf("parentId")}>
        {(control) => <Select {...control} options={above} {...set("parentId")} />}
      </Field>
    </div>
  );
}
