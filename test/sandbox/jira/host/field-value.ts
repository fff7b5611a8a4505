// What the controls of a form have in common, and what the app hears of them: a small object, no DOM event.
import { useEffect, useRef, useState } from "react";
import { aria, type Doc, text, yes } from "./doc.ts";

interface Told {
  type: string;
  target: Record<string, unknown>;
}
export const told = (kind: string, node: Doc, value: string): Told => ({
  type: "change",
  target: { type: kind, name: text(node, "name"), id: text(node, "id"), value },
});

/** The app may control the value; between its renders the keys just typed stay. */
export function useValue(node: Doc): [string, (value: string) => void] {
  const given = node.props["value"];
  const outside =
    given === undefined ? undefined : typeof given === "string" || typeof given === "number" ? String(given) : "";
  const [value, setValue] = useState(outside ?? text(node, "defaultValue") ?? "");
  useEffect(() => {
    if (outside !== undefined) setValue(outside);
  }, [outside]);
  return [value, setValue];
}

export function useFocus<T extends HTMLElement>(node: Doc) {
  const ref = useRef<T>(null);
  const wanted = yes(node, "autoFocus");
  useEffect(() => {
    if (wanted) ref.current?.focus();
  }, [wanted]);
  return ref;
}

export const common = (node: Doc) => ({
  id: text(node, "id"),
  name: text(node, "name"),
  disabled: yes(node, "isDisabled"),
  readOnly: yes(node, "isReadOnly"),
  required: yes(node, "isRequired"),
  placeholder: text(node, "placeholder"),
  ...aria(node),
});
