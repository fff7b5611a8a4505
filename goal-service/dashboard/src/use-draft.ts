import { useState } from "react";

/** The values of a form while it is filled in, and whether anybody has changed one of them. */
export function useDraft<T extends Record<string, string>>(start: T) {
  const [begun, setBegun] = useState(start);
  const [draft, setDraft] = useState(start);
  const set = (field: keyof T) => ({
    value: draft[field],
    onChange: (event: { target: { value: string } }) => {
      setDraft((old) => ({ ...old, [field]: event.target.value }));
    },
  });
  const change = (changes: Partial<T>) => {
    setDraft((old) => ({ ...old, ...changes }));
  };
  const begin = (again: T) => {
    setBegun(again);
    setDraft(again);
  };
  const changed = Object.keys(draft).some((field) => draft[field] !== begun[field]);
  return { draft, set, change, changed, begin };
}

export const filled = (text: string): string | undefined => (text.trim() === "" ? undefined : text.trim());
