import type { PortfolioRow } from "@throughline/shared/portfolio";
import { useState } from "react";

interface Held {
  rules: string;
  ids: string[];
}

/**
 * The order never changes under the pointer: while someone is at the table, rows keep their places and a chip offers to
 * sort again. `rules` names sort and filters; when a person changes those, the new order counts at once.
 */
export function useHeldOrder(sorted: readonly PortfolioRow[], rules: string, busy: boolean) {
  const ids = sorted.map((row) => row.id);
  const [held, setHeld] = useState<Held>({ rules, ids });
  const moved = held.rules === rules ? ids.filter((id, index) => held.ids[index] !== id).length : ids.length;
  const fresh = held.rules !== rules || (moved > 0 && !busy) || held.ids.length === 0;
  if (fresh && moved > 0) setHeld({ rules, ids });
  const rank = new Map((fresh ? ids : held.ids).map((id, index) => [id, index]));
  const end = rank.size;
  const rows = [...sorted].sort((a, b) => (rank.get(a.id) ?? end) - (rank.get(b.id) ?? end));
  const sortAgain = () => {
    setHeld({ rules, ids });
  };
  return { rows, changes: fresh ? 0 : moved, sortAgain };
}
