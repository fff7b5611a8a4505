import { useState } from "react";

/** A changed value fades once. The key makes the browser start the fade anew. */
export function useFlash(value: unknown): { key: number; className: string } {
  const [seen, setSeen] = useState(value);
  const [changes, setChanges] = useState(0);
  if (!Object.is(seen, value)) {
    setSeen(value);
    setChanges(changes + 1);
  }
  return { key: changes, className: changes === 0 ? "" : "flash rounded-sm" };
}
