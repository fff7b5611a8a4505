// One field of an app's form, of every kind that there is.
import { type ReactNode, useId } from "react";
import { type Ask } from "../components/ask.ts";
import { type Field } from "../components/fields.ts";
import { Choices } from "./form-choices.tsx";
import { TextField } from "./form-text.tsx";
import { Typeahead } from "./typeahead.tsx";

export interface FieldProps<F extends Field = Field> {
  field: F;
  value: unknown;
  set: (id: string, value: unknown, watched: boolean) => void;
  search: (url: string, text: string) => Ask;
}
export type Of<T extends Field["type"]> = Extract<Field, { type: T }>;

export interface Named {
  id: string;
  describedBy: string | undefined;
  invalid: boolean;
}

export function FormField(props: FieldProps) {
  const { field } = props;
  const own = useId();
  if (field.type === "static_text")
    return field.style === "header" ? <h3 className="app-header">{field.name}</h3> : <p>{field.name}</p>;
  const { name = "", is_required: required = false, error } = field;
  const named: Named = {
    id: own,
    describedBy: error === undefined ? undefined : `${own}-error`,
    invalid: error !== undefined,
  };
  const label = (
    <>
      {name}
      {required ? <span aria-hidden="true"> *</span> : null}
      {required ? <span className="hidden"> (required)</span> : null}
    </>
  );
  const group = field.type === "radio_button" || field.type === "checkbox";
  const width = "width" in field ? field.width : undefined;
  return (
    <div className="app-field" data-width={width ?? "full"}>
      {group ? (
        <fieldset aria-describedby={named.describedBy}>
          <legend>{label}</legend>
          <Choices {...props} field={field} />
        </fieldset>
      ) : (
        <>
          <label htmlFor={own}>{label}</label>
          <Input {...props} named={named} />
        </>
      )}
      {error === undefined ? null : (
        <p className="app-error" id={`${own}-error`} role="alert">
          {error}
        </p>
      )}
    </div>
  );
}

function Input({ named, ...props }: FieldProps & { named: Named }): ReactNode {
  const { field, value, set } = props;
  switch (field.type) {
    case "dropdown":
      return (
        <select
          id={named.id}
          aria-describedby={named.describedBy}
          aria-invalid={named.invalid}
          value={typeof value === "string" ? value : ""}
          onChange={(event) => {
            const { value: next } = event.target;
            set(field.id, next === "" ? null : next, field.is_watched === true);
          }}
        >
          <option value="">Choose…</option>
          {field.options.map((option) => (
            <option key={option.id} value={option.id}>
              {option.label}
            </option>
          ))}
        </select>
      );
    case "typeahead":
      return <Typeahead {...props} field={field} named={named} />;
    case "single_line_text":
    case "multi_line_text":
    case "rich_text":
    case "date":
    case "datetime":
      return <TextField {...props} field={field} named={named} />;
    case "static_text":
    case "radio_button":
    case "checkbox":
      return null;
  }
}
