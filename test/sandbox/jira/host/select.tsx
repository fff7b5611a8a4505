// Select: the app gives options, flat or in groups, and hears the whole option object.
import { useEffect, useState } from "react";
import { Combobox } from "./combobox.tsx";
import { type Doc, gave, tell, text, yes } from "./doc.ts";
import { type Component } from "./render.tsx";
import { type Group, type Item } from "./use-combobox.ts";

const isItem = (value: unknown): value is Item =>
  typeof value === "object" && value !== null && "label" in value && "value" in value;
const isGroup = (value: unknown): value is Group => typeof value === "object" && value !== null && "options" in value;

function groupsOf(given: unknown): Group[] {
  const list: unknown[] = Array.isArray(given) ? given : [];
  const loose = list.filter(isItem);
  return [...(loose.length > 0 ? [{ label: "", options: loose }] : []), ...list.filter(isGroup)];
}

const itemsOf = (value: unknown): Item[] =>
  Array.isArray(value) ? value.filter(isItem) : isItem(value) ? [value] : [];

/** Controlled when the app gives `value` (null is no choice), else it keeps its own. */
function useChosen(node: Doc): [Item[], (items: Item[]) => void] {
  const given = node.props["value"];
  const [chosen, setChosen] = useState<Item[]>(itemsOf(given ?? node.props["defaultValue"]));
  const outside = given === undefined ? undefined : JSON.stringify(given);
  useEffect(() => {
    if (outside !== undefined) setChosen(itemsOf(JSON.parse(outside)));
  }, [outside]);
  return [chosen, setChosen];
}

const Select: Component = ({ node }) => {
  const [chosen, setChosen] = useChosen(node);
  const multi = yes(node, "isMulti");
  return (
    <Combobox
      inputId={text(node, "inputId") ?? text(node, "id")}
      name={text(node, "name")}
      groups={groupsOf(node.props["options"])}
      chosen={chosen}
      multi={multi}
      placeholder={text(node, "placeholder") ?? "Select..."}
      searchable={node.props["isSearchable"] !== false}
      clearable={yes(node, "isClearable")}
      disabled={yes(node, "isDisabled")}
      loading={yes(node, "isLoading")}
      invalid={yes(node, "isInvalid") || yes(node, "aria-invalid")}
      autoFocus={yes(node, "autoFocus")}
      label={text(node, "aria-label") ?? text(node, "label")}
      labelledBy={text(node, "aria-labelledby")}
      onType={(typed, action) => {
        if (gave(node, "onInputChange")) tell(node, "onInputChange", typed, { action });
      }}
      onChoose={(items) => {
        setChosen(items);
        tell(node, "onChange", multi ? items : (items[0] ?? null), {
          action: items.length === 0 ? "clear" : "select-option",
        });
      }}
      onBlur={() => {
        tell(node, "onBlur");
      }}
    />
  );
};

export const selects: Record<string, Component> = { Select };
