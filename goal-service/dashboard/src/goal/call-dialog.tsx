import type { Goal } from "@throughline/shared/goals";
import { STATE_WORDS } from "@throughline/shared/health/words";
import { useQuery } from "@tanstack/react-query";
import clsx from "clsx";
import { api } from "../api.ts";
import { Field, TextArea } from "../components/field.tsx";
import { FormDialog } from "../components/form-dialog.tsx";
import { HealthMark } from "../components/health-mark.tsx";
import { useToast } from "../components/toast.tsx";
import { day } from "../format.ts";
import { keyOf } from "../paths.ts";
import { healthQuery } from "../queries.ts";
import { filled, useDraft } from "../use-draft.ts";
import { useSave } from "../use-save.ts";

const LEVELS = ["green", "amber", "red"] as const;
type Level = (typeof LEVELS)[number];
const RANK: Record<string, number> = { green: 0, amber: 1, red: 2 };

/** A person's differing judgement: visible, for 14 days; a better one needs a reason and lifts by one level at most. */
export function CallDialog({ goal, onClose }: { goal: Goal; onClose: () => void }) {
  const key = keyOf(goal.key);
  const say = useToast();
  const report = useQuery(healthQuery(key)).data;
  const { draft, set, change, changed } = useDraft({ level: "", reason: "" });
  const computed = report?.computed ?? "green";
  const level = LEVELS.find((other) => other === draft.level);
  const better = level !== undefined && (RANK[level] ?? 0) < (RANK[computed] ?? 0);
  const { save, saving, problem, issueOf, check } = useSave(
    (called: Level) => {
      const reason = filled(draft.reason);
      return api.createCall({ id: goal.id, level: called, ...(reason === undefined ? {} : { reason }) });
    },
    {
      touches: [["goal", key], ["portfolio"]],
      missing: {
        form: level === undefined && "Choose what it is in your judgement.",
        reason: better && filled(draft.reason) === undefined && "Say what the facts do not show.",
      },
      onDone: (call) => {
        say(`The call counts until ${day(call.until)}.`);
        onClose();
      },
    },
  );
  return (
    <FormDialog
      title="Call it differently"
      about={`Computed: ${STATE_WORDS[computed].toLowerCase()}. Your call is shown with your name and counts for a limited time.`}
      submit="Save the call"
      saving={saving}
      problem={problem}
      changed={changed}
      check={check}
      onSubmit={() => {
        if (level !== undefined) save(level);
      }}
      onClose={onClose}
    >
      <fieldset className="flex flex-wrap gap-2">
        <legend className="mb-1 text-xs font-medium text-fg2">In your judgement it is</legend>
        {LEVELS.map((option) => (
          <label
            key={option}
            className={clsx(
              "flex h-8 flex-1 items-center gap-2 rounded-md border px-2.5 has-focus-visible:outline-2 has-focus-visible:outline-accent",
              draft.level === option ? "border-ink font-medium" : "border-line2 text-fg2",
            )}
          >
            <input
              type="radio"
              name="level"
              value={option}
              checked={draft.level === option}
              onChange={() => {
                change({ level: option });
              }}
              className="sr-only"
            />
            <HealthMark health={option} />
            {STATE_WORDS[option]}
          </label>
        ))}
      </fieldset>
      <Field
        label="Reason"
        optional={!better}
        error={issueOf("reason")}
        hint={
          better
            ? "Better than computed needs a reason, and lifts it by one level at most."
            : "What the facts do not show yet."
        }
      >
        {(control) => <TextArea {...control} {...set("reason")} />}
      </Field>
    </FormDialog>
  );
}
