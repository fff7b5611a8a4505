// Text and dates of an app's form. What is typed is told to the app when the field is left, not with every key.
import { useRef } from "react";
import { type FieldProps, type Named, type Of } from "./form-field.tsx";

type Typed = "single_line_text" | "multi_line_text" | "rich_text" | "date" | "datetime";
const LONGEST = { single_line_text: 200, multi_line_text: 3000, rich_text: 3000, date: undefined, datetime: undefined };

/** A moment stands in the page without its zone, which is the workspace's: UTC. */
const shownIn = (type: Typed, value: unknown): string => {
  if (typeof value !== "string") return "";
  return type === "datetime" ? value.slice(0, 16) : value;
};
const kept = (type: Typed, text: string): string | null => {
  if (type === "date") return text === "" ? null : text;
  if (type === "datetime") return text === "" ? null : `${text}:00.000Z`;
  return text;
};

export function TextField({ field, value, set, named }: FieldProps<Of<Typed>> & { named: Named }) {
  const before = useRef<unknown>(value);
  const { type } = field;
  const dated = type === "date" || type === "datetime";
  const watched = field.is_watched === true;
  const common = {
    id: named.id,
    "aria-describedby": named.describedBy,
    "aria-invalid": named.invalid,
    maxLength: LONGEST[type],
    placeholder: field.placeholder,
    value: shownIn(type, value),
    onFocus: (): void => {
      before.current = value;
    },
    onChange: (event: { target: { value: string } }): void => {
      set(field.id, kept(type, event.target.value), watched && dated);
    },
    onBlur: (): void => {
      if (watched && !dated && before.current !== value) set(field.id, value, true);
    },
  };
  if (type === "multi_line_text" || type === "rich_text") return <textarea rows={4} {...common} />;
  return <input type={{ single_line_text: "text", date: "date", datetime: "datetime-local" }[type]} {...common} />;
}
