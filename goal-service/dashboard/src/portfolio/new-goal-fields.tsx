import { Button } from "../components/button.tsx";
import { DateField, Field, Select } from "../components/field.tsx";
import { PersonSelect } from "../components/person-select.tsx";
import { TeamSelect } from "../components/team-select.tsx";
import { day } from "../format.ts";
import { lateStart } from "../goal/beginning.ts";
import { AMBITIONS, LEVELS } from "../goal/goal-draft.ts";
import { ParentSelect } from "../goal/parent-select.tsx";
import { PRIORITY_OPTIONS } from "../goal/priority-options.ts";
import { type NewGoalDraft, type Period, periodOf } from "./new-goal.ts";

interface NewGoalFieldsProps {
  draft: NewGoalDraft;
  set: (field: keyof NewGoalDraft) => { value: string; onChange: (event: { target: { value: string } }) => void };
  change: (changes: Partial<NewGoalDraft>) => void;
  issueOf: (field: string) => string | undefined;
  today: string;
  periods: readonly Period[];
}

/** Whether the goal began with its period: then the plan runs from there, and it is judged by that. */
function LateStart({ draft, change, today, periods }: Omit<NewGoalFieldsProps, "set" | "issueOf">) {
  const period = periodOf(today, periods);
  const behind = lateStart(draft.start, draft.due, today);
  const earlier = draft.start === today && period !== undefined && period.start < today;
  if (!earlier && behind === null) return null;
  return (
    <p
      role="status"
      className="-mt-1 flex flex-wrap items-center gap-x-3 gap-y-1 rounded-md bg-nonebg px-3 py-2 text-fg2"
    >
      <span className="min-w-0 flex-1 basis-60">
        {behind ??
          `The plan runs from today. Its period began on ${day(period?.start ?? today)}: was it under way since then?`}
      </span>
      {earlier ? (
        <Button
          onClick={() => {
            change({ start: period.start });
          }}
        >
          Start on {day(period.start)}
        </Button>
      ) : (
        <Button
          onClick={() => {
            change({ start: today });
          }}
        >
          Start today
        </Button>
      )}
    </p>
  );
}

/** Owner and team, dates, priority, ambition and place in the cascade. */
export function NewGoalFields(props: NewGoalFieldsProps) {
  const { set, issueOf } = props;
  return (
    <>
      <div className="grid grid-cols-2 gap-3 sm:grid-cols-3">
        <Field label="Owner">{(control) => <PersonSelect {...control} {...set("ownerId")} />}</Field>
        <Field label="Start" error={issueOf("start")}>
          {(control) => <DateField {...control} {...set("start")} />}
        </Field>
        <Field label="Due" error={issueOf("due")}>
          {(control) => <DateField {...control} {...set("due")} />}
        </Field>
      </div>
      <LateStart {...props} />
      <div className="grid grid-cols-2 gap-3 sm:grid-cols-3">
        <Field label="Team" optional error={issueOf("teamId")}>
          {(control) => <TeamSelect {...control} {...set("teamId")} />}
        </Field>
        <Field label="Priority">
          {(control) => <Select {...control} options={PRIORITY_OPTIONS} {...set("priority")} />}
        </Field>
        <Field label="Ambition">{(control) => <Select {...control} options={AMBITIONS} {...set("ambition")} />}</Field>
        <Field label="Level">{(control) => <Select {...control} options={LEVELS} {...set("level")} />}</Field>
        <Field label="Under" error={issueOf("parentId")} className="sm:col-span-2">
          {(control) => <ParentSelect {...control} {...set("parentId")} />}
        </Field>
      </div>
    </>
  );
}
