import { Count } from "@throughline/shared/numbers";
import { asUuid } from "./visibility.ts";

/** The number after which a page begins; a cursor that names none begins at the first. */
export function numberAfter(cursor: string | undefined): number {
  return Count.safeParse(Number(cursor ?? 0)).data ?? 0;
}

/** Pages of what is appended to a goal, newest first; ids grow with time, so the cursor is the last id shown. */
export function newestFirst(asked: { cursor?: string | undefined; limit: number }) {
  return {
    orderBy: { id: "desc" as const },
    take: asked.limit + 1,
    before: asked.cursor === undefined ? {} : { id: { lt: asUuid(asked.cursor) } },
  };
}

export function pageOf<Row extends { id: string }, Shown>(
  rows: readonly Row[],
  limit: number,
  show: (row: Row) => Shown,
): { items: Shown[]; next: string | null } {
  const shown = rows.slice(0, limit);
  return { items: shown.map(show), next: rows.length > limit ? (shown.at(-1)?.id ?? null) : null };
}
