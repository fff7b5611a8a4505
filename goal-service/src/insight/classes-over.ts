import { addDays, type Day } from "@throughline/shared/calendar";
import { byText } from "@throughline/shared/health/compare";
import type { Portfolio } from "@throughline/shared/portfolio";
import type { Caller } from "../accounts/caller.ts";
import { Prisma } from "../generated/prisma/client.ts";
import type { Ground } from "../ground.ts";
import { COUNTS } from "../work-items/piece.ts";
import { showItemsById } from "../work-items/show.ts";

type ClassOver = Portfolio["classesOver"][number];

/** For how many days a class is meant where nobody said until when (insight.md, unaligned work). */
const DAYS: Record<ClassOver["class"], number> = { emergency: 7, opportunity: 14 };

export interface Classed {
  class: ClassOver["class"];
  /** The day on which it was classed. */
  on: Day;
  until: Day | null;
  /** The latest decision that names it since: until when; null without a date. */
  decided: { until: Day | null } | null;
}

/** The last day for which an item is meant to serve no goal. */
export const lastDayOf = (item: Pick<Classed, "class" | "on" | "until">): Day =>
  item.until ?? addDays(item.on, DAYS[item.class]);

/** An emergency or opportunity holds through its last day; afterwards a decision that names it holds through the day before its date. */
export function isOver(item: Classed, today: Day): boolean {
  if (today <= lastDayOf(item)) return false;
  return item.decided === null || (item.decided.until !== null && item.decided.until <= today);
}

type Row = Omit<Classed, "decided"> & { id: string; decidedUntil: Day | null; isDecided: boolean };

/** Open emergencies and opportunities past their date, the longest past first. */
export async function readClassesOver(ground: Ground, caller: Caller, today: Day): Promise<ClassOver[]> {
  const rows = await ground.db.prisma.$queryRaw<Row[]>`
    SELECT w.id, w.class, (w.linked_at AT TIME ZONE ${caller.zone})::date::text AS "on", w.class_until::text AS until,
      d.id IS NOT NULL AS "isDecided", d.until::text AS "decidedUntil"
    FROM work_item w
    LEFT JOIN LATERAL (SELECT id, until FROM decision
      WHERE workspace_id = w.workspace_id AND work_item_id = w.id AND recorded_at >= w.linked_at
      ORDER BY recorded_at DESC, id DESC LIMIT 1) d ON true
    WHERE w.workspace_id = ${caller.workspaceId}::uuid AND w.class IN ('emergency', 'opportunity')
      AND w.category IN ('todo', 'doing') AND ${Prisma.raw(COUNTS)}`;
  const over = rows.filter((row) =>
    isOver({ ...row, decided: row.isDecided ? { until: row.decidedUntil } : null }, today),
  );
  const shown = await showItemsById(
    ground,
    caller,
    over.map(({ id }) => id),
  );
  return over
    .map((row) => ({ row, until: lastDayOf(row), item: shown.get(row.id) }))
    .flatMap(({ row, until, item }) =>
      item === undefined
        ? []
        : [{ id: row.id, key: item.key, title: item.title, url: item.url, tool: item.tool, class: row.class, until }],
    )
    .sort((a, b) => byText(a.until, b.until) || byText(a.id, b.id));
}
