import type { Goal } from "@throughline/shared/goals";
import { useState } from "react";
import { api } from "../api.ts";
import { Field, TextArea } from "../components/field.tsx";
import { FormDialog } from "../components/form-dialog.tsx";
import { useToast } from "../components/toast.tsx";
import { keyOf } from "../paths.ts";
import { filled, useDraft } from "../use-draft.ts";
import { useSave } from "../use-save.ts";
import type { GoalDialog } from "./dialog-state.ts";

type Life = Extract<GoalDialog, { kind: "pause" | "close" | "reopen" }>;

interface Words {
  title: string;
  about: string;
  submit: string;
  needsReason: boolean;
  done: string;
}

function wordsOf(about: Life, goal: Goal): Words {
  if (about.kind === "close") {
    return {
      title: "Close the goal",
      about: "Its result is reckoned from its key results: achieved, partly achieved or missed. It can be reopened.",
      submit: "Close the goal",
      needsReason: false,
      done: "The goal is closed.",
    };
  }
  if (about.kind === "reopen") {
    return {
      title: "Reopen the goal",
      about: "It becomes active again and is judged as before.",
      submit: "Reopen",
      needsReason: true,
      done: "The goal is open again.",
    };
  }
  if (about.to === "paused") {
    return {
      title: "Pause the goal",
      about: "A paused goal has no health and counts nowhere. Work that goes on under it is named on the portfolio.",
      submit: "Pause",
      needsReason: true,
      done: "The goal is paused.",
    };
  }
  const draft = goal.state === "draft";
  return {
    title: draft ? "Make the goal active" : "Resume the goal",
    about: "From now on its health is reckoned and shown.",
    submit: draft ? "Make active" : "Resume",
    needsReason: true,
    done: "The goal is active.",
  };
}

/** Pause, resume, close and reopen. */
export function LifeDialog({ goal, about, onClose }: { goal: Goal; about: Life; onClose: () => void }) {
  const say = useToast();
  const words = wordsOf(about, goal);
  const [dropped, setDropped] = useState(false);
  const { draft, set, changed } = useDraft({ reason: "" });
  const reason = filled(draft.reason);
  const given = reason === undefined ? {} : { reason };
  const needsReason = words.needsReason || dropped;
  const { save, saving, problem, issueOf, check } = useSave(
    () => {
      if (about.kind === "close") return api.closeGoal({ id: goal.id, dropped, ...given });
      if (about.kind === "reopen") return api.reopenGoal({ id: goal.id, reason: reason ?? "" });
      return api.changeGoal({ id: goal.id, version: goal.version, state: about.to, ...given });
    },
    {
      touches: [["goal", keyOf(goal.key)], ["portfolio"]],
      missing: { reason: needsReason && reason === undefined && "Say why; it is kept in the history." },
      onDone: () => {
        say(words.done);
        onClose();
      },
    },
  );
  return (
    <FormDialog
      title={words.title}
      about={words.about}
      submit={words.submit}
      saving={saving}
      problem={problem}
      changed={changed || dropped}
      check={check}
      onSubmit={() => {
        save(undefined);
      }}
      onClose={onClose}
    >
      {about.kind === "close" && (
        <label className="flex items-start gap-2">
          <input
            type="checkbox"
            checked={dropped}
            onChange={(event) => {
              setDropped(event.target.checked);
            }}
            className="mt-px size-4 flex-none accent-(--accent)"
          />
          <span>
            Drop it, without a result
            <span className="block text-xs text-fg3">For a goal that is not wanted any more.</span>
          </span>
        </label>
      )}
      <Field label="Reason" optional={!needsReason} error={issueOf("reason")}>
        {(control) => <TextArea {...control} {...set("reason")} />}
      </Field>
    </FormDialog>
  );
}
