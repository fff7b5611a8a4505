import type { Caller } from "../accounts/caller.ts";
import type { Tx } from "../db.ts";
import { isUuid, visibleGoal } from "../goals/visibility.ts";
import { Refused } from "../refusal.ts";
import type { ItemRow } from "./item-row.ts";

/**
 * Of these initiatives, those whose goals exist for this caller (product.md, rule 10). An id that names none is not among
 * them.
 */
export async function visibleInitiatives(tx: Tx, caller: Caller, ids: readonly string[]): Promise<Set<string>> {
  const uuids = [...new Set(ids.filter(isUuid))];
  if (uuids.length === 0) return new Set();
  const { text, values } = visibleGoal(caller);
  const { rows } = await tx.query<{ id: string }>(
    `SELECT i.id FROM goal g JOIN initiative i ON i.workspace_id = g.workspace_id AND i.goal_id = g.id
     WHERE ${text} AND i.id = ANY($${values.length + 1}::uuid[])`,
    [...values, uuids],
  );
  return new Set(rows.map(({ id }) => id));
}

/** Only somebody who may see the goal behind an item may take the item from it, or pair it with another. */
export async function refuseHidden(
  tx: Tx,
  caller: Caller,
  items: readonly Pick<ItemRow, "initiative_id">[],
): Promise<void> {
  const linked = items.flatMap(({ initiative_id }) => initiative_id ?? []);
  const visible = await visibleInitiatives(tx, caller, linked);
  if (linked.some((id) => !visible.has(id)))
    throw new Refused(
      "not_allowed",
      "This work item is linked to a goal that you may not see. Somebody who may see the goal can change its link.",
    );
}

interface Change {
  before: unknown;
  after: unknown;
}

/** An item's history for this caller: what names an initiative of a goal that they may not see is left out. */
export async function withoutHidden<T extends Change>(tx: Tx, caller: Caller, history: readonly T[]): Promise<T[]> {
  const named = history.flatMap(({ before, after }) => [...initiativesIn(before), ...initiativesIn(after)]);
  const visible = await visibleInitiatives(tx, caller, named);
  const shown = (value: unknown) => (initiativesIn(value).every((id) => visible.has(id)) ? value : null);
  return history.map((event) => ({ ...event, before: shown(event.before), after: shown(event.after) }));
}

/** `"<id>"` or `{initiative: "<id>"}`: the two forms in which an event of a link names its initiative. */
function initiativesIn(value: unknown): string[] {
  const id = typeof value === "object" && value !== null && "initiative" in value ? value.initiative : value;
  return typeof id === "string" && isUuid(id) ? [id] : [];
}
