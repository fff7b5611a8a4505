import { useState } from "react";

/** The values of a form while it is filled in. */
export function useDraft<T extends Record<string, string>>(start: T) {
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
  return { draft, set, change };
}

export const filled = (text: string): string | undefined => (text.trim() === "" ? undefined : text.trim());
