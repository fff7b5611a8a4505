import { WorkClass } from "@throughline/shared/vocabulary";
import type { WorkItem } from "@throughline/shared/work-items";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { api } from "../api.ts";
import { Field, Select } from "../components/field.tsx";
import { useToast } from "../components/toast.tsx";
import { WriteButton } from "../components/write-button.tsx";
import { openInitiativesQuery } from "../queries.ts";
import { useSave } from "../use-save.ts";
import { nounOf } from "./noun.ts";
import { CLASS_WORDS, TOUCHED } from "./purpose.tsx";

interface PurposeFormProps {
  item: WorkItem;
  /** An initiative's key, or a class: what is offered first. */
  under: string | undefined;
}

/** Says what the item is for: an initiative or a class, in one click where it is known which. */
export function PurposeForm({ item, under }: PurposeFormProps) {
  const say = useToast();
  const initiatives = useQuery(openInitiativesQuery).data ?? [];
  const [picked, setPicked] = useState<string | null>(null);
  const noun = nounOf(item.tool);
  const choices = [
    ...initiatives
      .filter(({ id }) => id !== item.link?.initiativeId)
      .map(({ id, key, title }) => ({ value: id, label: `${key} ${title}`, offered: key === under })),
    ...WorkClass.options
      .filter((one) => one !== item.class?.class)
      .map((one) => ({ value: one, label: `Not for a goal: ${CLASS_WORDS[one]}`, offered: one === under })),
  ];
  const offered = choices.find((choice) => choice.offered)?.value ?? "";
  const value = picked ?? offered;
  const { save, saving, problem } = useSave(
    (to: string) => {
      const named = WorkClass.safeParse(to).data;
      return named === undefined
        ? api.linkWorkItem({ id: item.id, initiativeId: to })
        : api.classifyWorkItem({ id: item.id, class: named });
    },
    {
      touches: TOUCHED,
      onDone: ({ link }) => {
        say(link === null ? `This ${noun} is not for a goal.` : `This ${noun} is linked to ${link.initiativeKey}.`);
      },
    },
  );
  const linked = item.link !== null || item.class !== null;
  // What serves a goal that this reader may not see is not theirs to take away.
  if (item.link?.initiativeKey === "") return null;
  const isClass = WorkClass.safeParse(value).success;
  return (
    <form
      className="mt-6"
      onSubmit={(event) => {
        event.preventDefault();
      }}
    >
      <Field label={linked ? "It is for something else" : `What is this ${noun} for?`}>
        {(control) => (
          <Select
            {...control}
            options={[{ value: "", label: "An initiative, or why there is none" }, ...choices]}
            value={value}
            onChange={(event) => {
              setPicked(event.target.value);
            }}
          />
        )}
      </Field>
      <WriteButton
        look="main"
        className="mt-3"
        disabled={value === "" || saving}
        onClick={() => {
          if (value !== "") save(value);
        }}
      >
        {isClass ? "Say so" : linked ? `Link this ${noun} to it instead` : `Link this ${noun}`}
      </WriteButton>
      {problem !== null && (
        <p role="alert" className="mt-2 text-off">
          {problem}
        </p>
      )}
    </form>
  );
}
