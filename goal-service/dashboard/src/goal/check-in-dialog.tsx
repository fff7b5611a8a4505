import type { Goal } from "@throughline/shared/goals";
import { metricText } from "@throughline/shared/health/metric-scale";
import { STATE_WORDS } from "@throughline/shared/health/words";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { api } from "../api.ts";
import { DateField, Field, Select, TextArea } from "../components/field.tsx";
import { FormDialog } from "../components/form-dialog.tsx";
import { useToast } from "../components/toast.tsx";
import { day } from "../format.ts";
import { keyOf } from "../paths.ts";
import { healthQuery, keyResultsQuery, meQuery } from "../queries.ts";
import { NumberField, numberMissing, numberOf } from "../components/number-field.tsx";
import { filled, useDraft } from "../use-draft.ts";
import { useSave } from "../use-save.ts";
import { useFarOutside } from "./far-outside.ts";

const CONFIDENCE = [
  { value: "", label: "Not said" },
  { value: "0.9", label: "High, nine of ten" },
  { value: "0.7", label: "Good, seven of ten" },
  { value: "0.5", label: "Even" },
  { value: "0.3", label: "Low, three of ten" },
];

/** A dated note, and the new value of the measures where there is one; both in one go. */
export function CheckInDialog({ goal, onClose }: { goal: Goal; onClose: () => void }) {
  const key = keyOf(goal.key);
  const say = useToast();
  const today = useQuery(meQuery).data?.workspace.today ?? "";
  const keyResults = useQuery(keyResultsQuery(key)).data ?? [];
  const state = useQuery(healthQuery(key)).data?.state;
  const { draft, set, changed } = useDraft({ note: "", on: today, confidence: "" });
  const [values, setValues] = useState<Record<string, string>>({});
  const readings = keyResults.flatMap(({ id }) => {
    const value = numberOf(values[id] ?? "");
    return value === null ? [] : [{ id, value }];
  });
  /** A value that is no number yet, or may be one of two, is not left out silently. */
  const unread = Object.fromEntries(
    keyResults.map(({ id }) => [id, filled(values[id] ?? "") !== undefined && numberMissing(values[id] ?? "", "")]),
  );
  const nothing = readings.length === 0 && filled(draft.note) === undefined;
  const { save, saving, problem, issueOf, check } = useSave(
    async () => {
      for (const { id, value } of readings) await api.createReading({ id, on: draft.on, value });
      const confidence = numberOf(draft.confidence);
      const note = filled(draft.note);
      if (note === undefined) return;
      await api.createCheckIn({ id: goal.id, note, on: draft.on, ...(confidence === null ? {} : { confidence }) });
    },
    {
      touches: [["goal", key], ["portfolio"]],
      missing: {
        ...unread,
        note: nothing && "Write a note, or give a new value above.",
        on: draft.on === "" && "Say of which day it is.",
      },
      onDone: () => {
        say("The check-in is saved.");
        onClose();
      },
    },
  );
  const far = useFarOutside(keyResults);
  const questions = new Map(
    readings.map((reading) => [
      reading.id,
      far.question(reading, keyResults.find(({ id }) => id === reading.id)?.unit ?? ""),
    ]),
  );
  const asks = [...questions.values()].some((question) => question !== undefined);
  return (
    <FormDialog
      title="Check in"
      about={state === undefined ? goal.title : `${goal.title} is ${STATE_WORDS[state].toLowerCase()} now.`}
      submit={asks ? "Save it all the same" : "Save check-in"}
      saving={saving}
      problem={problem}
      changed={changed || Object.values(values).some((text) => filled(text) !== undefined)}
      check={check}
      onSubmit={() => {
        if (far.isSettled(readings)) save(undefined);
      }}
      onClose={onClose}
    >
      {keyResults.map(({ id, name, unit, latest, ...scale }) => (
        <NumberField
          key={id}
          label={`${name}${unit === "" ? "" : `, ${unit}`}`}
          unit={unit}
          optional
          hint={
            latest === null
              ? "The first reading."
              : `Last: ${metricText(latest.value, { unit, ...scale })} on ${day(latest.on)}.`
          }
          error={questions.get(id) ?? issueOf(id)}
          value={values[id] ?? ""}
          onChange={(event) => {
            setValues((old) => ({ ...old, [id]: event.target.value }));
          }}
        />
      ))}
      <Field
        label="Note"
        optional={readings.length > 0}
        error={issueOf("note")}
        hint="What happened, what you expect next."
      >
        {(control) => <TextArea {...control} {...set("note")} />}
      </Field>
      <div className="grid grid-cols-2 gap-3">
        <Field label="Day" error={issueOf("on")}>
          {(control) => <DateField {...control} max={today} {...set("on")} />}
        </Field>
        <Field label="Confidence" optional>
          {(control) => <Select {...control} options={CONFIDENCE} {...set("confidence")} />}
        </Field>
      </div>
    </FormDialog>
  );
}
