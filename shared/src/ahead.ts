import type { Dropped, ItemRead } from "./page.ts";

/** How far a tool's clock may be ahead of ours (api.md, The page of work items). */
export const AHEAD_MS = 5 * 60_000;

const MOMENTS = ["createdAt", "updatedAt", "movedAt", "finishedAt", "blockedSince"] as const;

type Taken = Pick<Dropped, "path" | "value">;

/**
 * A moment more than five minutes ahead is taken as the moment of receipt, and named: left as it is, an `updatedAt` of 2099
 * would make every later truth look old.
 */
export function withoutFuture(item: ItemRead, receipt: Date): { item: ItemRead; ahead: Taken[] } {
  const latest = receipt.getTime() + AHEAD_MS;
  const isAhead = (moment: string | null | undefined): moment is string =>
    moment != null && Date.parse(moment) > latest;
  const ahead: Taken[] = MOMENTS.flatMap((path) => (isAhead(item[path]) ? [{ path, value: item[path] }] : []));
  const { mark } = item;
  const marked = typeof mark === "object" && mark !== null && isAhead(mark.at) ? mark : null;
  if (marked) ahead.push({ path: "mark.at", value: marked.at });
  if (ahead.length === 0) return { item, ahead };
  const at = receipt.toISOString();
  const moments = Object.fromEntries(MOMENTS.flatMap((path) => (isAhead(item[path]) ? [[path, at]] : [])));
  return { item: { ...item, ...moments, ...(marked && { mark: { ...marked, at } }) }, ahead };
}
