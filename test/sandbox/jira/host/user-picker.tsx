// UserPicker brings its own label and its own list of people; the app hears who was chosen.
import { useId, useState } from "react";
import { Combobox } from "./combobox.tsx";
import { tell, text, yes } from "./doc.ts";
import { Avatar } from "./feedback.tsx";
import { useHost } from "./host-context.ts";
import { type Component } from "./render.tsx";
import { type Item } from "./use-combobox.ts";

const UserPicker: Component = ({ node }) => {
  const { people } = useHost();
  const own = useId();
  const items: Item[] = people.map((person) => ({ label: person.name, value: person.accountId }));
  const multi = yes(node, "isMulti");
  const given = node.props["defaultValue"] ?? node.props["value"];
  const wanted: unknown[] = Array.isArray(given) ? given : [given];
  const [chosen, setChosen] = useState(items.filter((item) => wanted.includes(item.value)));
  const label = text(node, "label") ?? "";
  const toUser = (item: Item) => ({ id: item.value, type: "user", name: item.label });
  return (
    <div className="fk-field">
      {label === "" ? null : (
        <label className="fk-label" htmlFor={own}>
          {label}
          {yes(node, "isRequired") ? (
            <span className="fk-required" aria-hidden="true">
              *
            </span>
          ) : null}
        </label>
      )}
      <Combobox
        inputId={own}
        name={text(node, "name")}
        groups={[{ label: "", options: items }]}
        chosen={chosen}
        multi={multi}
        placeholder={text(node, "placeholder") ?? "Enter people"}
        searchable
        clearable={node.props["isClearable"] !== false}
        disabled={yes(node, "isDisabled")}
        loading={false}
        invalid={yes(node, "isInvalid")}
        autoFocus={yes(node, "autoFocus")}
        icon={(item) => <Avatar name={item.label} />}
        onType={() => undefined}
        onChoose={(next) => {
          setChosen(next);
          const [first] = next;
          tell(node, "onChange", multi ? next.map(toUser) : first ? toUser(first) : null);
        }}
        onBlur={() => {
          tell(node, "onBlur");
        }}
      />
      {text(node, "description") === undefined ? null : <div className="fk-note">{text(node, "description")}</div>}
    </div>
  );
};

export const userPickers: Record<string, Component> = { UserPicker };
