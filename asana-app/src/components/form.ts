import type { Choice, PanelItem, Warning } from "@throughline/shared/panel";
import { healthFields, note } from "./form-health.ts";
import { cut, LINE, PARAGRAPH } from "./limits.ts";
import { listItem } from "./initiatives.ts";
import type { Values } from "./requests.ts";
import type { Field, Form } from "./shapes.ts";

/** Everything that the form is drawn from. The same facts draw the same form: what was typed is always given back. */
export interface FormFacts {
  /** Our own address. */
  url: string;
  formId: string;
  values: Values;
  /** What the service knows of the initiative that was picked, or the class; null when none is, or it is no choice any more. */
  chosen: Choice | null;
  /** How the picked initiative and its goal stand. */
  line: Pick<PanelItem, "initiative" | "keyResult" | "goal"> | null;
  /** Most important first. */
  warnings: readonly Warning[];
  /** Whether the task at hand has an initiative or a class of its own. */
  tied: boolean;
  errors: Partial<Record<"initiative" | "titles" | "due" | "until" | "also", string>>;
}

/** The form makes work; that the task at hand is linked as well is asked last, and only where it is not linked yet. */
export function drawForm(facts: FormFacts): Form {
  const { url, formId, chosen, warnings, tied } = facts;
  const blocked = warnings.some(({ blocks }) => blocks);
  return {
    template: "form_metadata_v0",
    metadata: {
      title: "Create under an initiative",
      on_change_callback: `${url}/form/${formId}/change`,
      ...(!blocked && { on_submit_callback: `${url}/form/${formId}/submit` }),
      submit_button_text: chosen !== null && chosen.class !== null ? "Create" : "Create and link",
      fields: [...choiceFields(facts), ...taskFields(facts), ...(tied ? [] : [alsoField(facts)])],
    },
  };
}

function choiceFields({ url, chosen, line, warnings, values, errors }: FormFacts): Field[] {
  const worst = warnings[0];
  const error = errors.initiative ?? (worst?.blocks ? worst.long : undefined);
  const until: Field = {
    type: "date",
    id: "until",
    name: "Ends on (seven days if left empty)",
    ...(values.until && { value: values.until }),
    ...said(errors.until),
  };
  return [
    {
      type: "typeahead",
      id: "initiative",
      name: "Initiative, or a class if it serves no goal",
      is_required: true,
      is_watched: true,
      typeahead_url: `${url}/initiatives`,
      placeholder: "Two letters of an initiative or a goal",
      width: "full",
      ...(chosen && { value: listItem(url, chosen) }),
      ...said(error),
    },
    ...(line === null ? [] : healthFields(line)),
    ...(worst && !worst.blocks ? [note("warning", worst.short)] : []),
    ...(chosen?.class === "emergency" ? [until] : []),
  ];
}

const said = (error: string | undefined) => error !== undefined && { error: cut(error, LINE) };

function taskFields({ url, values, errors }: FormFacts): Field[] {
  return [
    {
      type: "multi_line_text",
      id: "titles",
      name: "Tasks, one per line, up to ten",
      is_required: true,
      placeholder: "One task per line",
      ...(values.titles !== "" && { value: values.titles.slice(0, PARAGRAPH) }),
      ...said(errors.titles),
    },
    {
      type: "typeahead",
      id: "owner",
      name: "Owner",
      is_watched: true,
      typeahead_url: `${url}/people`,
      placeholder: "Nobody yet: type a name",
      width: "full",
      ...(values.owner && { value: personItem(values.owner) }),
    },
    {
      type: "date",
      id: "due",
      name: "Due date",
      is_watched: true,
      ...(values.due && { value: values.due }),
      ...said(errors.due),
    },
  ];
}

/** As the list named them; a page that sends the account alone gets that back. */
const personItem = ({ title, value }: NonNullable<Values["owner"]>) => ({ title: cut(title, LINE) || value, value });

const alsoField = ({ values, errors }: FormFacts): Field => ({
  type: "checkbox",
  id: "also",
  name: "The task at hand",
  options: [{ id: ALSO, label: "Link this task to it as well" }],
  value: values.also.filter((id) => id === ALSO),
  ...said(errors.also),
});

const ALSO = "this";
export const linksThisTask = ({ also }: Values): boolean => also.includes(ALSO);

/** A form that only says something: without a submit address the button is dead. */
export function sayForm(texts: readonly string[]): Form {
  const fields = texts.map((text, index) => note(`line-${index}`, text));
  return { template: "form_metadata_v0", metadata: { title: "Throughline", fields } };
}
