import type { ToolRead } from "../connectors/connector.ts";
import type { ItemRow } from "./item-row.ts";

type TickColumns = Pick<ItemRow, "ticked" | "unticked_at">;

/** An untick counts for the status in which the item then stands: who moves it on, or ticks it, says something newer. */
export function tickOf(before: ItemRow | null, { tick, status, updatedAt }: ToolRead): TickColumns {
  if (tick === undefined) return { ticked: null, unticked_at: null };
  if (tick.done || before === null) return { ticked: tick.done, unticked_at: null };
  if (before.ticked === true) return { ticked: false, unticked_at: new Date(updatedAt).toISOString() };
  return { ticked: false, unticked_at: before.status_id === status.id ? before.unticked_at : null };
}

/** An admin's rule may end what nobody ticked, until somebody unticks it after the rules were saved. */
export function untickedOf(read: ToolRead, { unticked_at }: TickColumns, rulesSavedAt: string | null): ToolRead {
  const open = read.tick?.open;
  if (!open || unticked_at === null || (rulesSavedAt !== null && unticked_at <= rulesSavedAt)) return read;
  return { ...read, status: { ...read.status, category: open.category }, blocked: open.blocked };
}
