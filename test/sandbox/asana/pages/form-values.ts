// What a form holds. A field that was never touched and has no value is absent; one that was emptied is null.
import { type Form } from "../components/answers.ts";
import { type Field } from "../components/fields.ts";

export type Values = Record<string, unknown>;

/** The app's answer replaces the whole form: what it does not give back is gone. */
export const valuesOf = (form: Form): Values =>
  Object.fromEntries(
    form.metadata.fields.flatMap((field) =>
      "value" in field && field.value !== undefined ? [[field.id, field.value]] : [],
    ),
  );

const isEmpty = (value: unknown): boolean =>
  value === undefined || value === null || value === "" || (Array.isArray(value) && value.length === 0);

export const isFilled = (field: Field, values: Values): boolean =>
  field.type === "static_text" || field.is_required !== true || !isEmpty(values[field.id]);
