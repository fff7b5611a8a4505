import type { UserPickerValue } from "@forge/react";
import type { Choice } from "@throughline/shared/panel";
import { useEffect, useRef, useState } from "react";
import type { ExtraField } from "../jira/create-meta.ts";
import type { CreateMeta, ItemView } from "../rpc.ts";
import { useChoices } from "./components/picker.tsx";
import { useWarning } from "./components/warning.tsx";
import { allChoices, choiceFor, sameTarget, targetOf } from "./options.ts";
import { recall, remember } from "./remember.ts";
import { invoke } from "./rpc.ts";
import { useAsked } from "./use-asked.ts";
import { type CreateWish, useCreate } from "./use-create.ts";
import type { Start } from "./use-start.ts";
import { numberProblem, typed } from "./words.ts";

/** The initiative of the issue at hand: as the service says, else as the issue's own mark says. */
function given(view: ItemView | null): Choice | null {
  const { link } = view?.panel?.item ?? {};
  if (link)
    return choiceFor(link.initiativeId, link.initiativeKey, {
      title: link.initiativeTitle,
      goal: view?.panel?.goal ?? null,
    });
  const key = view?.mark?.initiative;
  return key ? choiceFor(key, key) : null;
}

/** The initiative that the address names. */
const asked = ({ initiative: key }: Start) => (key === undefined ? null : choiceFor(key, key));

interface Missing {
  initiative: boolean;
  summary: boolean;
  extra: string[];
}
const NOTHING: Missing = { initiative: false, summary: false, extra: [] };

/** The project and type that the form is for; undefined where the resolver should choose. */
interface Place {
  project: string | undefined;
  type: string | undefined;
}

const NO_META: Pick<CreateMeta, "project" | "type" | "me" | "extra"> = {
  project: null,
  type: null,
  me: null,
  extra: [],
};

const askMeta = ({ project, type }: Place) =>
  invoke("createMeta", { ...(project === undefined ? {} : { project }), ...(type === undefined ? {} : { type }) });

const isUsable = ({ kind }: ExtraField, value: string): boolean =>
  value.trim() !== "" && (kind !== "number" || numberProblem(value) === null);

/** What the person set, `undefined` meaning untouched, else what is filled in. */
const setOr = (own: string | null | undefined, filledIn: string | null | undefined): string | null =>
  own === undefined ? (filledIn ?? null) : own;

/** Where the address says, else where the issue is, else where this person created last. */
function firstPlace(view: ItemView | null, brought: Start): Place {
  const used = recall();
  return { project: brought.project ?? view?.issue.project ?? used.project, type: used.type };
}

export function useForm(view: ItemView | null, looks: number[], brought: Start) {
  const [number, setNumber] = useState(0);
  const [chosen, setChosen] = useState<Choice | null>(() => given(view) ?? asked(brought));
  const [owner, setOwner] = useState<string | null | undefined>(undefined);
  const [ownDue, setOwnDue] = useState<string | null | undefined>(undefined);
  const [values, setValues] = useState<Record<string, string>>({});
  const [missing, setMissing] = useState<Missing>(NOTHING);
  const [place, setPlace] = useState<Place>(() => firstPlace(view, brought));
  const summary = useRef(brought.title ?? "");
  const last = useRef<CreateWish | null>(null);

  const meta = useAsked<CreateMeta>(`${place.project ?? ""} ${place.type ?? ""}`, () => askMeta(place));
  const { project, type, me, extra } = meta.value ?? NO_META;
  const picking = useChoices(project ?? place.project ?? null, type);
  const { creating, made, create } = useCreate(looks, brought.link);

  // The list knows more of the initiative (its goal, its due date) than the issue does, and a later list knows it better.
  useEffect(() => {
    setChosen((before) => {
      const target = before === null ? null : targetOf(before);
      if (before === null || target === null) return before;
      return allChoices(picking.choices).find((choice) => sameTarget(choice, target)) ?? before;
    });
  }, [picking.choices]);

  // Made: the form is ready for the next one under the same initiative.
  useEffect(() => {
    if (made === null) return;
    summary.current = "";
    setNumber((before) => before + 1);
    setOwner(undefined);
    setOwnDue(undefined);
    setValues({});
  }, [made]);

  const due = setOr(ownDue, chosen?.due);
  const ownerNow = setOr(owner, me);
  const target = chosen === null ? null : targetOf(chosen);
  const warning = useWarning(target, ownerNow, due);

  const submit = (): void => {
    const unusable = extra.filter((field) => !isUsable(field, values[field.id] ?? "")).map(({ id }) => id);
    const lacks: Missing = { initiative: target === null, summary: summary.current.trim() === "", extra: unusable };
    setMissing(lacks);
    if (target === null || project === null || type === null || lacks.summary || unusable.length > 0) return;
    remember({ project, type });
    last.current = { target, project, type, summary: summary.current.trim(), owner: ownerNow, due, values };
    void create(last.current);
  };

  return {
    number,
    firstSummary: brought.title ?? "",
    meta,
    picking,
    chosen,
    due,
    /** The date is the initiative's and nobody has set it: that is said beside it. */
    dueIsProposed: ownDue === undefined && due !== null,
    values,
    missing,
    warning,
    creating,
    made,
    blocked: warning?.blocks === true || (meta.value !== null && project === null),
    submit,
    again: () => {
      if (last.current !== null) void create(last.current);
    },
    choose: (choice: Choice | null) => {
      setChosen(choice);
      setMissing((before) => ({ ...before, initiative: false }));
    },
    changeSummary: (event: { target: { value?: unknown } }) => {
      summary.current = typed(event);
      setMissing((before) => (before.summary ? { ...before, summary: false } : before));
    },
    changeOwner: (user: UserPickerValue | null) => {
      setOwner(user?.id ?? null);
    },
    changeDue: (day: string) => {
      setOwnDue(day === "" ? null : day);
    },
    changeType: (id: string) => {
      setPlace((before) => ({ ...before, type: id }));
    },
    changeProject: (id: string) => {
      setPlace({ project: id, type: undefined });
    },
    changeValue: (id: string, value: string) => {
      setValues((before) => ({ ...before, [id]: value }));
      setMissing((before) => ({ ...before, extra: before.extra.filter((each) => each !== id) }));
    },
  };
}

export type CreateParts = ReturnType<typeof useForm>;
