import { keyInText, Mark } from "@throughline/shared/link";
import { INITIATIVE_FIELD } from "./fields.ts";
import type { CustomField, Task } from "./task.ts";

/** A field that we may fill in: a person's own text, not a formula, not one that Asana or another app keeps. */
export const isInitiativeField = (field: CustomField): boolean =>
  field.name.trim().toLowerCase() === INITIATIVE_FIELD.toLowerCase() &&
  (field.representation_type ?? field.type) === "text";

export const isWritable = (field: CustomField): boolean =>
  field.enabled !== false && field.is_formula_field !== true && field.is_value_read_only !== true;

/** The mark that our app left on the task; other apps have an `external` of their own, which we never see. */
export function ownMark(task: Task): Mark | null {
  try {
    const mark = Mark.safeParse(JSON.parse(task.external?.data ?? "null"));
    return mark.success ? mark.data : null;
  } catch {
    return null;
  }
}

/** A claim, to be judged by whoever knows the links: our mark, else what a person wrote where everybody can. */
export function claimOf(task: Task): Mark | string | null {
  const field = task.custom_fields.find(isInitiativeField)?.text_value ?? "";
  const inField = /(?<![\w-])INI-\d{1,9}(?![\w-])/i.exec(field)?.[0].toUpperCase() ?? null;
  const key = inField ?? keyInText(task.notes?.split("\n", 1)[0] ?? "");
  return ownMark(task) ?? (key === null ? null : `[${key}]`);
}

export const externalOf = (mark: Mark) => ({ gid: mark.link, data: JSON.stringify({ ...mark, v: 1 }) });
