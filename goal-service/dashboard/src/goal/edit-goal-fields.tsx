import type { Goal } from "@throughline/shared/goals";
import { DateField, Field, Input, Select, TextArea } from "../components/field.tsx";
import { PersonSelect } from "../components/person-select.tsx";
import { TeamSelect } from "../components/team-select.tsx";
import { AudienceField } from "./audience-field.tsx";
import { ParentSelect } from "./parent-select.tsx";
import { AMBITIONS, type GoalDraft, LEVELS } from "./goal-draft.ts";
import { PRIORITY_OPTIONS } from "./priority-options.ts";

interface EditGoalFieldsProps {
  goal: Goal;
  draft: GoalDraft;
  /** As it is stored. */
  before: GoalDraft;
  set: (field: keyof GoalDraft) => { value: string; onChange: (event: { target: { value: string } }) => void };
  change: (changes: Partial<GoalDraft>) => void;
  issueOf: (field: string) => string | undefined;
  /** Another due date or priority: people planned on what stood there. */
  needsReason: boolean;
}

export function EditGoalFields({ goal, draft, before, set, change, issueOf, needsReason }: EditGoalFieldsProps) {
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
        <Field label="Team" optional error={issueOf("teamId")}>
          {(control) => <TeamSelect {...control} {...set("teamId")} />}
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
        <Field label="Under" error={issueOf("parentId")} hint="The goal that this one helps to reach.">
          {(control) => <ParentSelect {...control} goal={goal} {...set("parentId")} />}
        </Field>
        <Field label="Level">{(control) => <Select {...control} options={LEVELS} {...set("level")} />}</Field>
      </div>
      {needsReason && (
        <Field label="Reason for the change" error={issueOf("reason")} hint="Kept in the history.">
          {(control) => <TextArea {...control} rows={2} {...set("reason")} />}
        </Field>
      )}
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
