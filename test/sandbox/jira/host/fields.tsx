// Controls of a form. What the app hears of them is what Atlassian's own host tells: a small object, no DOM event.
import { type ChangeEvent, useEffect, useId, useRef, useState } from "react";
import { aria, type Doc, tell, text, yes } from "./doc.ts";
import { Children, type Component } from "./render.tsx";

interface Told {
  type: string;
  target: Record<string, unknown>;
}
const told = (kind: string, node: Doc, value: string): Told => ({
  type: "change",
  target: { type: kind, name: text(node, "name"), id: text(node, "id"), value },
});

/** The app may control the value; between its renders the keys just typed stay. */
function useValue(node: Doc): [string, (value: string) => void] {
  const given = node.props["value"];
  const outside =
    given === undefined ? undefined : typeof given === "string" || typeof given === "number" ? String(given) : "";
  const [value, setValue] = useState(outside ?? text(node, "defaultValue") ?? "");
  useEffect(() => {
    if (outside !== undefined) setValue(outside);
  }, [outside]);
  return [value, setValue];
}

function useFocus<T extends HTMLElement>(node: Doc) {
  const ref = useRef<T>(null);
  const wanted = yes(node, "autoFocus");
  useEffect(() => {
    if (wanted) ref.current?.focus();
  }, [wanted]);
  return ref;
}

const common = (node: Doc) => ({
  id: text(node, "id"),
  name: text(node, "name"),
  disabled: yes(node, "isDisabled"),
  readOnly: yes(node, "isReadOnly"),
  required: yes(node, "isRequired"),
  placeholder: text(node, "placeholder"),
  ...aria(node),
});

const Textfield: Component = ({ node }) => {
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

const TextArea: Component = ({ node }) => {
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

const DatePicker: Component = ({ node }) => {
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

function useChecked(node: Doc): [boolean, (event: ChangeEvent<HTMLInputElement>) => void] {
  const given = node.props["isChecked"];
  const [checked, setChecked] = useState(typeof given === "boolean" ? given : yes(node, "defaultChecked"));
  useEffect(() => {
    if (typeof given === "boolean") setChecked(given);
  }, [given]);
  return [
    checked,
    (event) => {
      setChecked(event.target.checked);
      const target = {
        type: "checkbox",
        name: text(node, "name"),
        value: text(node, "value"),
        checked: event.target.checked,
      };
      tell(node, "onChange", { type: "change", target });
    },
  ];
}

const Checkbox: Component = ({ node }) => {
  const [checked, change] = useChecked(node);
  return (
    <label className="fk-check">
      <input
        type="checkbox"
        id={text(node, "id")}
        name={text(node, "name")}
        disabled={yes(node, "isDisabled")}
        checked={checked}
        onChange={change}
      />
      <span>{text(node, "label")}</span>
    </label>
  );
};

const Toggle: Component = ({ node }) => {
  const [checked, change] = useChecked(node);
  return (
    <input
      type="checkbox"
      role="switch"
      className="fk-toggle"
      id={text(node, "id")}
      name={text(node, "name")}
      disabled={yes(node, "isDisabled")}
      {...aria(node)}
      checked={checked}
      onChange={change}
    />
  );
};

interface Option {
  name?: string;
  label: string;
  value: string;
  isDisabled?: boolean;
}
const options = (node: Doc): Option[] =>
  Array.isArray(node.props["options"]) ? (node.props["options"] as Option[]) : [];

const RadioGroup: Component = ({ node }) => {
  const [value, setValue] = useValue(node);
  const own = useId();
  const name = text(node, "name") ?? own;
  return (
    <div
      role="radiogroup"
      className="fk-radios"
      id={text(node, "id")}
      aria-labelledby={text(node, "aria-labelledby")}
      {...aria(node)}
    >
      {options(node).map((option) => (
        <label key={option.value} className="fk-check">
          <input
            type="radio"
            name={name}
            value={option.value}
            disabled={option.isDisabled === true || yes(node, "isDisabled")}
            checked={value === option.value}
            onChange={() => {
              setValue(option.value);
              tell(node, "onChange", told("radio", node, option.value));
            }}
          />
          <span>{option.label}</span>
        </label>
      ))}
    </div>
  );
};

const Form: Component = ({ node }) => (
  <form
    className="fk-form"
    noValidate
    onSubmit={(event) => {
      event.preventDefault();
      tell(node, "onSubmit");
    }}
  >
    <Children of={node} />
  </form>
);

const section = (name: string): Component => {
  const Section: Component = ({ node }) => (
    <div className={name} data-align={text(node, "align")}>
      {text(node, "title") === undefined ? null : (
        <div className="fk-heading fk-heading-small">{text(node, "title")}</div>
      )}
      {text(node, "description") === undefined ? null : <p className="fk-text">{text(node, "description")}</p>}
      <Children of={node} />
    </div>
  );
  return Section;
};

export const fields: Record<string, Component> = {
  Textfield,
  TextArea,
  DatePicker,
  Checkbox,
  Toggle,
  RadioGroup,
  Form,
  FormSection: section("fk-section"),
  FormFooter: section("fk-footer"),
  FormHeader: section("fk-header"),
  Label: ({ node }) => (
    <label className="fk-label" htmlFor={text(node, "labelFor")} id={text(node, "id")}>
      <Children of={node} />
    </label>
  ),
  RequiredAsterisk: () => (
    <span className="fk-required" title="required" aria-hidden="true">
      *
    </span>
  ),
};
