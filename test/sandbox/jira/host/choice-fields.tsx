// Controls in which something is chosen.
import { type ChangeEvent, useEffect, useId, useState } from "react";
import { aria, type Doc, tell, text, yes } from "./doc.ts";
import { told, useValue } from "./field-value.ts";
import { type Component } from "./render.tsx";

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

export const Checkbox: Component = ({ node }) => {
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

export const Toggle: Component = ({ node }) => {
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

export const RadioGroup: Component = ({ node }) => {
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
