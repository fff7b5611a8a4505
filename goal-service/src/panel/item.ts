import type { ParsedInputOf } from "@throughline/shared/endpoint";
import type { endpoints } from "@throughline/shared/endpoints";
import type { PanelItem } from "@throughline/shared/panel";
import type { Caller } from "../accounts/caller.ts";
import type { Initiative } from "../generated/prisma/client.ts";
import { findGoal } from "../goals/goals.ts";
import { latestReadings } from "../goals/latest-readings.ts";
import { type Metric, metricOf } from "../goals/metric.ts";
import { asUuid } from "../goals/visibility.ts";
import { dayOf, type GoalRow, showGoal } from "../goals/wire.ts";
import type { Ground } from "../ground.ts";
import { readReport } from "../health/report.ts";
import { initiativesFor } from "../initiatives/initiatives.ts";
import { keyOf } from "../initiatives/wire.ts";
import { readWork } from "../initiatives/work.ts";
import { Refused } from "../refusal.ts";
import { showItemsById } from "../work-items/show.ts";
import { behindInWords } from "./behind.ts";
import { readSiblings } from "./siblings.ts";

type Asked = ParsedInputOf<typeof endpoints.getPanelItem>;

/** The goal line of one item. What serves a goal that the reader may not see reads as linked, with nothing named. */
export async function panelItem(ground: Ground, caller: Caller, asked: Asked): Promise<PanelItem> {
  const row = await findItem(ground, caller, asked);
  const item = (await showItemsById(ground, caller, [row.id])).get(row.id);
  if (!item) throw notMirrored();
  const initiative = row.initiativeId === null ? null : await initiativeFor(ground, caller, row.initiativeId);
  if (!initiative) return { item, initiative: null, keyResult: null, goal: null, siblings: [], url: null };

  const goal = await findGoal(ground, caller, initiative.goalId);
  const active = await activeInitiatives(ground, caller, goal.id);
  const work = await readWork(ground, caller, [...new Set([initiative.id, ...active])]);
  const own = work.get(initiative.id);
  if (!own) throw notMirrored();
  const behind = behindInWords(
    active.flatMap((id) => work.get(id) ?? []),
    caller.connection?.tool ?? item.tool,
  );
  const { todo, doing, done } = own.counts;
  const key = keyOf(initiative);
  return {
    item,
    initiative: {
      id: initiative.id,
      key,
      title: initiative.title,
      hypothesis: initiative.hypothesis,
      mark: own.mark,
      done,
      total: todo + doing + done,
      doing,
    },
    keyResult: await keyResultLine(ground, caller, goal, initiative.keyResultId),
    goal: await goalLine(ground, caller, goal, behind),
    siblings: await readSiblings(ground, caller, own, row.id),
    url: `${ground.config.publicUrl}/initiatives/${key}`,
  };
}

const notMirrored = () =>
  new Refused(
    "not_mirrored",
    "This item is not known yet. It appears within seconds of its next change, or name its project under Connections.",
  );

async function findItem(
  ground: Ground,
  caller: Caller,
  { id, connectionId: given }: Asked,
): Promise<{ id: string; initiativeId: string | null }> {
  const connectionId = caller.connection?.id ?? given;
  if (connectionId === undefined) {
    throw new Refused("invalid_input", "Say which connection the item belongs to: give connectionId.");
  }
  const { workspaceId } = caller;
  const where = {
    workspaceId_connectionId_remoteId: { workspaceId, connectionId: asUuid(connectionId), remoteId: id },
  };
  const row = await ground.db.prisma.workItem.findUnique({ where, select: { id: true, initiativeId: true } });
  if (!row) throw notMirrored();
  return row;
}

const initiativeFor = (ground: Ground, caller: Caller, id: string): Promise<Initiative | null> =>
  ground.db.prisma.initiative.findFirst({ where: { AND: [initiativesFor(caller), { id }] } });

async function activeInitiatives(ground: Ground, { workspaceId }: Caller, goalId: string): Promise<string[]> {
  const rows = await ground.db.prisma.initiative.findMany({
    where: { workspaceId, goalId, state: "active" },
    select: { id: true },
  });
  return rows.map(({ id }) => id);
}

/** The key result that the initiative works towards, else the goal's first. */
async function keyResultLine(
  ground: Ground,
  { workspaceId, zone }: Caller,
  goal: GoalRow,
  id: string | null,
): Promise<Metric | null> {
  const where = { workspaceId, goalId: goal.id, ...(id !== null && { id }) };
  const row = await ground.db.prisma.keyResult.findFirst({ where, orderBy: { id: "asc" } });
  if (!row) return null;
  const latest = await latestReadings(ground.db.prisma, workspaceId, [row.id]);
  const period = { start: dayOf(goal.start), due: dayOf(goal.due) };
  return metricOf(row, latest.get(row.id), period, ground.clock.dayIn(zone, ground.clock.now()));
}

async function goalLine(ground: Ground, caller: Caller, row: GoalRow, behind: string): Promise<PanelItem["goal"]> {
  const { id, key, title, priority, due } = showGoal(row);
  const { state, since, because } = await readReport(ground, caller, row);
  return { id, key, title, priority, due, state, since, because, behind };
}
