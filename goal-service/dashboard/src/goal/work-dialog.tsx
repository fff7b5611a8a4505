import type { Goal } from "@throughline/shared/goals";
import type { WorkItem } from "@throughline/shared/work-items";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { api } from "../api.ts";
import { Field, Select, TextArea } from "../components/field.tsx";
import { FormDialog } from "../components/form-dialog.tsx";
import { ToolKey } from "../components/tool-key.tsx";
import { useToast } from "../components/toast.tsx";
import { count } from "../format.ts";
import { keyOf } from "../paths.ts";
import { goalItemsQuery, openInitiativesQuery } from "../queries.ts";
import { filled, useDraft } from "../use-draft.ts";
import { useSave } from "../use-save.ts";
import { isOver, sortItems } from "./item-order.ts";

/** What becomes of an item: nothing said yet, or keep, stop, or the initiative to which it moves. */
type Choice = "" | "keep" | "stop" | `to ${string}`;

interface RowProps {
  item: WorkItem;
  choice: Choice;
  targets: readonly { value: string; label: string }[];
  refused: string | undefined;
  onChoose: (choice: Choice) => void;
}

function Row({ item, choice, targets, refused, onChoose }: RowProps) {
  const elsewhere = targets.filter(({ value }) => value !== `to ${item.link?.initiativeId ?? ""}`);
  const options = [
    { value: "", label: "Not decided yet" },
    { value: "keep", label: "Keep" },
    { value: "stop", label: "Stop" },
    ...elsewhere,
  ];
  return (
    <li className="grid grid-cols-1 items-start gap-x-3 gap-y-1 py-2 sm:grid-cols-[minmax(0,1fr)_220px]">
      <div className="min-w-0">
        <p>{item.title}</p>
        <p className="flex flex-wrap items-center gap-x-2 text-xs text-fg3">
          <ToolKey tool={item.tool} itemKey={item.key} url={item.url} />
          {item.status.name}
          {item.owner !== null && `, ${item.owner.name}`}
        </p>
        {refused !== undefined && (
          <p role="alert" className="text-xs text-off">
            {refused}
          </p>
        )}
      </div>
      <Select
        aria-label={`What becomes of ${item.key ?? item.title}`}
        options={options}
        value={choice}
        onChange={(event) => {
          onChoose(event.target.value as Choice);
        }}
      />
    </li>
  );
}

const doneOf = (choice: Choice) =>
  choice === "keep" || choice === "stop"
    ? { do: choice }
    : { do: "move" as const, initiativeId: choice.slice("to ".length) };

/** Every open item behind the goal, each to be kept, moved or stopped; what is decided is done at once. */
export function WorkDialog({ goal, onClose }: { goal: Goal; onClose: () => void }) {
  const say = useToast();
  const items = sortItems((useQuery(goalItemsQuery(keyOf(goal.key))).data ?? []).filter((item) => !isOver(item)));
  const initiatives = useQuery(openInitiativesQuery).data ?? [];
  const targets = initiatives.map(({ id, key, title }) => ({ value: `to ${id}`, label: `Move to ${key} ${title}` }));
  const [choices, setChoices] = useState<Record<string, Choice>>({});
  const [refused, setRefused] = useState<Record<string, string>>({});
  const { draft, set, changed } = useDraft({ note: "" });
  const decided = items.filter(({ id }) => (choices[id] ?? "") !== "");
  const { save, saving, problem, check } = useSave(
    () => {
      const note = filled(draft.note);
      const work = decided.map(({ id }) => ({
        id,
        ...doneOf(choices[id] ?? "keep"),
        ...(note === undefined ? {} : { note }),
      }));
      return api.decideWork({ id: goal.id, work });
    },
    {
      touches: [["goal"], ["initiative"], ["portfolio"]],
      missing: { form: decided.length === 0 && "Choose for at least one item what becomes of it." },
      onDone: (reply) => {
        if (reply.done.length > 0) say(`${count(reply.done.length, "decision")} recorded and done.`);
        if (reply.refused.length === 0) onClose();
        setRefused(Object.fromEntries(reply.refused.map(({ id, message }) => [id, message])));
        setChoices((old) => Object.fromEntries(Object.entries(old).filter(([id]) => !reply.done.includes(id))));
      },
    },
  );
  return (
    <FormDialog
      wide
      title="Stop or move the work"
      about="Stop ends the link to this goal; in the tool nothing is changed. Each is kept as a decision with its evidence."
      submit={decided.length === 0 ? "Decide" : `Decide ${count(decided.length, "item")}`}
      saving={saving}
      problem={problem}
      changed={changed || decided.length > 0}
      check={check}
      onSubmit={() => {
        save(undefined);
      }}
      onClose={onClose}
    >
      <ul aria-label="Open work" className="divide-y divide-line">
        {items.map((item) => (
          <Row
            key={item.id}
            item={item}
            choice={choices[item.id] ?? ""}
            targets={targets}
            refused={refused[item.id]}
            onChoose={(choice) => {
              setChoices((old) => ({ ...old, [item.id]: choice }));
            }}
          />
        ))}
      </ul>
      <Field label="Reason" optional>
        {(control) => <TextArea {...control} rows={2} {...set("note")} />}
      </Field>
    </FormDialog>
  );
}
