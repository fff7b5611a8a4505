import { dayNumber, type Day, holidaysOf, workingDaysBetween } from "@throughline/shared/calendar";
import { SettingOverrides, settingsOf } from "@throughline/shared/health/settings";
import { initiativeMark } from "@throughline/shared/health/initiative-mark";
import { readyWork, stalledItems } from "@throughline/shared/health/work";
import type { WorkLevel } from "@throughline/shared/vocabulary";
import { z } from "zod";
import type { Ground } from "../ground.ts";
import { grouped } from "../grouped.ts";

/** An open, live, primary-linked item: what the model needs of it, and whose it is. */
export interface OpenItem {
  id: string;
  initiativeId: string;
  status: "todo" | "doing";
  moved: Day;
  due: Day | null;
  size: number | null;
  blockedSince: Day | null;
  syncedTo: Day | null;
  personId: string | null;
  stalled: boolean;
  /** Working days since it last moved. */
  idle: number;
}

export interface InitiativeWork {
  mark: WorkLevel;
  counts: { todo: number; doing: number; done: number; stalled: number };
  /** Open items only: what is finished is a count. */
  open: OpenItem[];
}

interface Finished {
  initiativeId: string;
  items: number;
  sized: number;
  size: number;
  last: Day;
}

const WorkSettings = z.object({
  holidays: z.array(z.string()).catch([]),
  thresholds: SettingOverrides.catch({}),
});

interface Where {
  workspaceId: string;
  zone: string;
}

/** The work behind each of these initiatives on this day, in two queries however many they are. */
export async function readWork(
  ground: Ground,
  where: Where,
  initiativeIds: readonly string[],
): Promise<Map<string, InitiativeWork>> {
  const today = ground.clock.dayIn(where.zone, ground.clock.now());
  const [open, finished, workspace] = await Promise.all([
    readOpen(ground, where, initiativeIds),
    readFinished(ground, where, initiativeIds),
    ground.db.prisma.workspace.findUniqueOrThrow({ where: { id: where.workspaceId }, select: { settings: true } }),
  ]);
  const settings = WorkSettings.parse(workspace.settings);
  const openOf = grouped(open, (item) => item.initiativeId);
  const finishedOf = new Map(finished.map((row) => [row.initiativeId, row]));
  return new Map(initiativeIds.map((id) => [id, judge(openOf.get(id) ?? [], finishedOf.get(id), settings, today)]));
}

function judge(
  open: OpenItem[],
  finished: Finished | undefined,
  settings: z.infer<typeof WorkSettings>,
  today: Day,
): InitiativeWork {
  const synced = open.flatMap(({ syncedTo }) => (syncedTo === null || syncedTo >= today ? [] : [syncedTo])).sort()[0];
  const t = synced ?? today;
  const facts = {
    items: open.map(factsOf),
    finished: finished
      ? [{ items: finished.items, sized: finished.sized, size: finished.size, last: finished.last }]
      : [],
  };
  const work = readyWork(facts, holidaysOf(settings.holidays), settingsOf(settings.thresholds));
  const stalled = new Set(stalledItems(work, dayNumber(t)).map(({ id }) => id));
  for (const item of open) {
    item.stalled = stalled.has(item.id);
    item.idle = workingDaysBetween(item.moved, t, settings.holidays);
  }
  const doing = open.filter(({ status }) => status === "doing").length;
  return {
    mark: initiativeMark({ ...facts, holidays: settings.holidays, settings: settings.thresholds, syncedTo: t }, today),
    counts: { todo: open.length - doing, doing, done: finished?.items ?? 0, stalled: stalled.size },
    open,
  };
}

function factsOf({ id, status, moved, due, size, blockedSince }: OpenItem) {
  return {
    id,
    status,
    moved,
    ...(due !== null && { due }),
    ...(size !== null && { size }),
    ...(blockedSince !== null && { blockedSince }),
  };
}

function readOpen(ground: Ground, { workspaceId, zone }: Where, ids: readonly string[]): Promise<OpenItem[]> {
  return ground.db.prisma.$queryRaw<OpenItem[]>`
    SELECT w.id, w.initiative_id AS "initiativeId", w.category AS status, w.moved_on::text AS moved, w.due::text AS due, w.size,
      CASE WHEN w.blocked THEN (w.blocked_since AT TIME ZONE ${zone})::date::text END AS "blockedSince",
      (c.behind_since AT TIME ZONE ${zone})::date::text AS "syncedTo", i.person_id AS "personId", false AS stalled, 0 AS idle
    FROM work_item w
    JOIN connection c ON c.workspace_id = w.workspace_id AND c.id = w.connection_id
    LEFT JOIN identity i ON i.workspace_id = w.workspace_id AND i.connection_id = w.connection_id AND i.remote_id = w.owner_remote
    WHERE w.workspace_id = ${workspaceId}::uuid AND w.initiative_id = ANY(${ids}::uuid[])
      AND w.category IN ('todo', 'doing') AND w.presence = 'live' AND w.mirror_of IS NULL`;
}

function readFinished(ground: Ground, { workspaceId }: Where, ids: readonly string[]): Promise<Finished[]> {
  return ground.db.prisma.$queryRaw<Finished[]>`
    SELECT initiative_id AS "initiativeId", sum(items)::int AS items, sum(sized)::int AS sized, sum(size)::float8 AS size, max(day)::text AS last
    FROM finished WHERE workspace_id = ${workspaceId}::uuid AND initiative_id = ANY(${ids}::uuid[])
    GROUP BY initiative_id HAVING sum(items) > 0`;
}
