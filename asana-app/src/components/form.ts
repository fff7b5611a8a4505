import type { Choice, Warning } from "@throughline/shared/panel";
import { cut, LABEL, LINE, OPTION, PARAGRAPH } from "./limits.ts";
import { listItem } from "./initiatives.ts";
import type { Values } from "./requests.ts";
import type { Field, Form } from "./shapes.ts";
import { CLASSES } from "./words.ts";

/** Everything that the form is drawn from. The same facts draw the same form: what was typed is always given back. */
export interface FormFacts {
  /** Our own address. */
  url: string;
  formId: string;
  values: Values;
  /** What the service knows of the initiative that was picked; null when none is, or it is no choice any more. */
  chosen: Choice | null;
  /** Most important first. */
  warnings: readonly Warning[];
  errors: Partial<Record<"initiative" | "titles" | "class" | "due" | "until", string>>;
}

const WAYS = [
  { id: "create", label: "New tasks under an initiative", sub_label: "One or several, in this project" },
  { id: "link", label: "Link this task to an initiative", sub_label: "This task already serves it" },
  { id: "create_class", label: "New tasks that serve no goal", sub_label: "Said openly, with a reason" },
  { id: "link_class", label: "This task serves no goal", sub_label: "Said openly, with a reason" },
];

const BUTTON: Record<Values["what"], string> = {
  create: "Create and link",
  link: "Link this task",
  create_class: "Create tasks",
  link_class: "Save",
};

export const creates = ({ what }: Values): boolean => what === "create" || what === "create_class";
export const servesGoal = ({ what }: Values): boolean => what === "create" || what === "link";

export function drawForm(facts: FormFacts): Form {
  const { url, formId, values, warnings } = facts;
  const blocked = servesGoal(values) && warnings.some(({ blocks }) => blocks);
  return {
    template: "form_metadata_v0",
    metadata: {
      title: "Throughline: what is this work for?",
      on_change_callback: `${url}/form/${formId}/change`,
      ...(!blocked && { on_submit_callback: `${url}/form/${formId}/submit` }),
      submit_button_text: BUTTON[values.what],
      fields: [
        {
          type: "radio_button",
          id: "what",
          name: "What would you like to do?",
          is_required: true,
          is_watched: true,
          options: WAYS,
          value: values.what,
        },
        ...(servesGoal(values) ? initiativeFields(facts) : classFields(facts)),
        ...(creates(values) ? taskFields(facts) : []),
      ],
    },
  };
}

function initiativeFields({ url, chosen, warnings, errors }: FormFacts): Field[] {
  const worst = warnings[0];
  const error = errors.initiative ?? (worst?.blocks ? worst.long : undefined);
  return [
    {
      type: "typeahead",
      id: "initiative",
      name: "Initiative",
      is_required: true,
      is_watched: true,
      typeahead_url: `${url}/initiatives`,
      placeholder: "Two letters of an initiative or a goal",
      width: "full",
      ...(chosen && { value: listItem(url, chosen) }),
      ...(error !== undefined && { error: cut(error, LINE) }),
    },
    ...(worst && !worst.blocks ? [note("warning", worst.short)] : []),
  ];
}

const note = (id: string, text: string): Field => ({ type: "static_text", id, name: cut(text, LABEL) });

function classFields({ values, errors }: FormFacts): Field[] {
  const until: Field = {
    type: "date",
    id: "until",
    name: "Ends on (seven days if left empty)",
    ...(values.until && { value: values.until }),
    ...(errors.until !== undefined && { error: cut(errors.until, LINE) }),
  };
  return [
    {
      type: "radio_button",
      id: "class",
      name: "Not for a goal, because it is",
      is_required: true,
      is_watched: true,
      options: CLASSES.map((one) => ({ ...one, sub_label: cut(one.sub_label, OPTION) })),
      ...(values.class && { value: values.class }),
      ...(errors.class !== undefined && { error: errors.class }),
    },
    ...(values.class === "emergency" ? [until] : []),
  ];
}

function taskFields({ values, errors }: FormFacts): Field[] {
  return [
    {
      type: "multi_line_text",
      id: "titles",
      name: "Tasks, one per line, up to ten",
      is_required: true,
      placeholder: "One task per line",
      ...(values.titles !== "" && { value: values.titles.slice(0, PARAGRAPH) }),
      ...(errors.titles !== undefined && { error: cut(errors.titles, LINE) }),
    },
    {
      type: "checkbox",
      id: "mine",
      name: "Owner",
      is_watched: true,
      options: [{ id: "me", label: "Assign to me" }],
      value: values.mine,
    },
    {
      type: "date",
      id: "due",
      name: "Due date",
      is_watched: true,
      ...(values.due && { value: values.due }),
      ...(errors.due !== undefined && { error: cut(errors.due, LINE) }),
    },
  ];
}

/** A form that only says something: without a submit address the button is dead. */
export function sayForm(lines: readonly string[]): Form {
  const fields = lines.map((line, index) => note(`line-${index}`, line));
  return { template: "form_metadata_v0", metadata: { title: "Throughline", fields } };
}
