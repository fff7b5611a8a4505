// Radio buttons and boxes of an app's form.
import { type FieldProps, type Of } from "./form-field.tsx";

export function Choices({ field, value, set }: FieldProps<Of<"radio_button" | "checkbox">>) {
  const watched = field.is_watched === true;
  const chosen = Array.isArray(value) ? value.map(String) : typeof value === "string" ? [value] : [];
  return field.options.map((option) => (
    <label key={option.id} className="app-choice">
      <input
        type={field.type === "checkbox" ? "checkbox" : "radio"}
        name={field.id}
        checked={chosen.includes(option.id)}
        onChange={() => {
          if (field.type === "radio_button") set(field.id, option.id, watched);
          else if (chosen.includes(option.id))
            set(
              field.id,
              chosen.filter((id) => id !== option.id),
              watched,
            );
          else set(field.id, [...chosen, option.id], watched);
        }}
      />
      <span>
        {option.label}
        {"sub_label" in option && option.sub_label !== undefined ? <small>{option.sub_label}</small> : null}
      </span>
    </label>
  ));
}
