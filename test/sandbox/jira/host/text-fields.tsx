// Controls into which something is typed.
import { tell, text } from "./doc.ts";
import { common, told, useFocus, useValue } from "./field-value.ts";
import { type Component } from "./render.tsx";

export const Textfield: Component = ({ node }) => {
  const [value, setValue] = useValue(node);
  const ref = useFocus<HTMLInputElement>(node);
  const kind = text(node, "type") ?? "text";
  const length = Number(text(node, "maxLength"));
  return (
    <input
      ref={ref}
      className="fk-input"
      type={kind}
      {...common(node)}
      maxLength={length > 0 ? length : undefined}
      min={text(node, "min")}
      max={text(node, "max")}
      value={value}
      onChange={(event) => {
        setValue(event.target.value);
        tell(node, "onChange", told(kind, node, event.target.value));
      }}
      onBlur={() => {
        tell(node, "onBlur", told(kind, node, value));
      }}
      onFocus={() => {
        tell(node, "onFocus", told(kind, node, value));
      }}
    />
  );
};

export const TextArea: Component = ({ node }) => {
  const [value, setValue] = useValue(node);
  const ref = useFocus<HTMLTextAreaElement>(node);
  return (
    <textarea
      ref={ref}
      className="fk-input"
      rows={Number(text(node, "minimumRows") ?? 3)}
      {...common(node)}
      value={value}
      onChange={(event) => {
        setValue(event.target.value);
        tell(node, "onChange", told("textarea", node, event.target.value));
      }}
      onBlur={() => {
        tell(node, "onBlur", told("textarea", node, value));
      }}
    />
  );
};

export const DatePicker: Component = ({ node }) => {
  const [value, setValue] = useValue(node);
  return (
    <input
      className="fk-input"
      type="date"
      {...common(node)}
      min={text(node, "minDate")}
      max={text(node, "maxDate")}
      value={value}
      onChange={(event) => {
        setValue(event.target.value);
        tell(node, "onChange", event.target.value);
      }}
      onBlur={() => {
        tell(node, "onBlur");
      }}
    />
  );
};
