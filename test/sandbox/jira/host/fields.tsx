// A form, its parts and its controls.
import { Checkbox, RadioGroup, Toggle } from "./choice-fields.tsx";
import { tell, text } from "./doc.ts";
import { Children, type Component } from "./render.tsx";
import { DatePicker, TextArea, Textfield } from "./text-fields.tsx";

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
