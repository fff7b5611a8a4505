import { Inline, Label, RequiredAsterisk, Select, Stack, Text } from "@forge/react";
import { allChoices, CLASSES_ONLY, groupsOf, isClass, type Option, optionOf } from "../options.ts";
import { good, type Outcome } from "../../outcome.ts";
import type { Choice, Choices } from "@throughline/shared/panel";
import { useEffect, useRef, useState } from "react";
import { invoke } from "../rpc.ts";
import { type Asked, useAsked } from "../use-asked.ts";
import { short } from "../words.ts";
import { Health } from "./health.tsx";

interface Found {
  choices: Choices;
  /** What was typed when this was found: a later word must not make an earlier answer look like one to it. */
  q: string;
}

export interface Picking {
  choices: Choices;
  q: string;
  asked: Asked<Found>;
  search: (typed: string) => void;
}

const TYPING = 250;

/** The list of the picker. When it can't be loaded, the last one stays; before any, the classes still can be chosen. */
export function useChoices(project: string | null, type: string | null): Picking {
  const [q, setQ] = useState("");
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  const asked = useAsked<Found>(`${project ?? ""} ${q}`, async (): Promise<Outcome<Found>> => {
    const listed = await invoke("listChoices", {
      ...(project === null ? {} : { project }),
      ...(type === null ? {} : { type }),
      ...(q === "" ? {} : { q }),
    });
    return listed.ok ? good({ choices: listed.value, q }) : listed;
  });
  useEffect(
    () => () => {
      clearTimeout(timer.current);
    },
    [],
  );
  const search = (typed: string): void => {
    clearTimeout(timer.current);
    const wanted = typed.trim().length < 2 ? "" : typed.trim();
    timer.current = setTimeout(() => {
      setQ(wanted);
    }, TYPING);
  };
  return { choices: asked.value?.choices ?? CLASSES_ONLY, q: asked.value?.q ?? "", asked, search };
}

interface Props {
  id: string;
  label: string;
  picking: Picking;
  chosen: Choice | null;
  choose: (choice: Choice | null) => void;
  /** The goal that stands above already: it is not told a second time. */
  told?: string | undefined;
  missing?: boolean;
  autoFocus?: boolean;
}

/** "Not for a goal" is a choice like any other, in the last group. */
export function Picker({ id, label, picking, chosen, choose, told, missing = false, autoFocus = false }: Props) {
  const { choices, q, asked, search } = picking;
  return (
    <Stack space="space.050">
      <Label labelFor={id}>
        {label}
        <RequiredAsterisk />
      </Label>
      <Select
        inputId={id}
        name="initiative"
        options={groupsOf(choices, q)}
        value={chosen === null ? null : optionOf(chosen, q)}
        placeholder={asked.loading && asked.value === null ? "Loading initiatives" : "Search initiatives and goals"}
        isSearchable
        isClearable
        isInvalid={missing}
        isLoading={asked.loading}
        autoFocus={autoFocus}
        onInputChange={(typed: string) => {
          search(typed);
        }}
        onChange={(option: Option | null) => {
          const picked = allChoices(choices).find((choice) => optionOf(choice, q).value === option?.value);
          choose(picked ?? null);
        }}
      />
      <Serves choice={chosen} told={told} />
    </Stack>
  );
}

/** Under the initiative: its goal's health and name. */
function Serves({ choice, told }: { choice: Choice | null; told: string | undefined }) {
  if (isClass(choice)) return <Text size="small">Counted openly as work that serves no goal.</Text>;
  const goal = choice?.goal ?? null;
  if (goal === null || goal.key === told) return null;
  return (
    <Inline space="space.100" alignBlock="center">
      <Health state={goal.state} />
      <Text size="small">{short(goal.title, 80)}</Text>
    </Inline>
  );
}
