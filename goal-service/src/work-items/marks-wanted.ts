import { Mark } from "@throughline/shared/link";
import { newId } from "../ids.ts";
import type { ItemRow } from "./item-row.ts";
import type { Known } from "./known.ts";

interface Wanted {
  id: string;
  ref: string;
  value: Mark;
}

/**
 * The mark that a tied item should carry, where the tool shows another or none. Never for what is merely inherited or mapped; and a
 * private goal is not named in any tool (product.md, rule 10), not even by its initiative's key.
 */
export function marksWanted(known: Pick<Known, "initiatives">, rows: readonly ItemRow[]): Wanted[] {
  return rows.flatMap((row) => {
    if (row.link_id === null || row.linked_at === null || row.presence !== "live" || isGiven(row.origin)) return [];
    const initiative = row.initiative_id === null ? undefined : known.initiatives.get(row.initiative_id);
    const key = initiative?.private ? "" : initiative?.key;
    if (row.class === null && key === undefined) return [];
    const target = row.class === null ? { initiative: key } : { class: row.class as Mark["class"] };
    const value: Mark = { v: 1, link: row.link_id, ...target, at: row.linked_at };
    return says(row.mark, value) ? [] : [{ id: newId(), ref: row.remote_id, value }];
  });
}

/** What comes from a parent or a container needs no mark of its own: it follows them. */
const isGiven = (origin: string | null): boolean => origin === "inherited" || origin === "mapped";

function says(shown: unknown, value: Mark): boolean {
  const { data: mark } = Mark.safeParse(shown);
  return mark?.link === value.link && mark.initiative === value.initiative && mark.class === value.class;
}
