import { useState } from "react";

/** What a form still lacks, in words, by its field; "form" belongs to no field. */
export type Missing = Readonly<Record<string, string | false | undefined>>;

/** A form is never greyed out: pressing its button says at each field what is missing there. */
export function useMissing(missing: Missing) {
  const [tried, setTried] = useState(false);
  return {
    /** Whether the form can be sent; if not, its fields say from now on what they lack. */
    check: (): boolean => {
      const ready = Object.values(missing).every((words) => !words);
      setTried(!ready);
      return ready;
    },
    missingAt: (field: string): string | undefined => (tried && missing[field] ? missing[field] : undefined),
  };
}
