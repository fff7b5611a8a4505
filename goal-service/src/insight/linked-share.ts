import type { Caller } from "../accounts/caller.ts";
import { Prisma } from "../generated/prisma/client.ts";
import type { Ground } from "../ground.ts";
import { COUNTS } from "../work-items/piece.ts";

/** The items of a window: created after its first moment, and linked or not at its last. */
export interface Window {
  after: Date;
  until: Date;
}

interface Sizes {
  window: number;
  linked: boolean;
  items: number;
  sized: number;
  size: number;
}

/**
 * Share of the size of live items created in each window that had a primary link at its end (insight.md, Alignment; size
 * by F11); null where nothing was created. One pass over the items of all windows, by their creation, so that older ones
 * cost nothing; a link that was taken off since counts as never made.
 */
export async function readLinkedShares(
  ground: Ground,
  { workspaceId }: Caller,
  windows: readonly Window[],
): Promise<(number | null)[]> {
  const earliest = new Date(Math.min(...windows.map(({ after }) => after.getTime())));
  const rows = await ground.db.prisma.$queryRaw<Sizes[]>`
    SELECT n.no::int AS window, w.initiative_id IS NOT NULL AND w.linked_at <= n.until AS linked, count(*)::int AS items,
      count(*) FILTER (WHERE size > 0)::int AS sized, coalesce(sum(size) FILTER (WHERE size > 0), 0)::float8 AS size
    FROM work_item w
    JOIN unnest(${windows.map(({ after }) => after)}::timestamptz[], ${windows.map(({ until }) => until)}::timestamptz[])
      WITH ORDINALITY AS n(after, until, no) ON w.tool_created > n.after AND w.tool_created <= n.until
    WHERE w.workspace_id = ${workspaceId}::uuid AND w.tool_created > ${earliest} AND ${Prisma.raw(COUNTS)}
    GROUP BY 1, 2`;
  return windows.map((_, index) => linkedShare(rows.filter(({ window }) => window === index + 1)));
}

function linkedShare(rows: readonly Sizes[]): number | null {
  const sum = (of: (row: Sizes) => number, among = rows) => among.reduce((total, row) => total + of(row), 0);
  const [items, sized] = [sum((row) => row.items), sum((row) => row.sized)];
  if (items === 0) return null;
  const bySize = sized >= 0.8 * items;
  const mean = bySize ? sum((row) => row.size) / sized : 1;
  const sizeOf = (row: Sizes) => (bySize ? row.size + (row.items - row.sized) * mean : row.items);
  const linked = rows.filter((row) => row.linked);
  return sum(sizeOf, linked) / sum(sizeOf);
}
