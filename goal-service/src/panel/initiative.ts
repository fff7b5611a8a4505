import type { Metric } from "@throughline/shared/health/metric-scale";
import type { PanelItem } from "@throughline/shared/panel";
import type { Caller } from "../accounts/caller.ts";
import type { Initiative } from "../generated/prisma/client.ts";
import { findGoal } from "../goals/goals.ts";
import { latestReadings } from "../goals/latest-readings.ts";
import { metricOf } from "../goals/metric.ts";
import { dayOf, type GoalRow, showGoal } from "../goals/wire.ts";
import type { Ground } from "../ground.ts";
import { readReport } from "../health/report.ts";
import { findInitiative } from "../initiatives/initiatives.ts";
import { keyOf } from "../initiatives/wire.ts";
import { type InitiativeWork, readWork } from "../initiatives/work.ts";
import { notFound } from "../refusal.ts";
import { behindInWords } from "./behind.ts";

type Line = Pick<PanelItem, "initiative" | "keyResult" | "goal" | "url">;

/** An initiative as the small surfaces show it: its work, its key result, its goal's health and why. */
export async function panelInitiative(ground: Ground, caller: Caller, id: string): Promise<Line> {
  const initiative = await findInitiative(ground.db.prisma, caller, id);
  const { own: _own, ...line } = await initiativeLine(ground, caller, initiative, caller.connection?.tool ?? "");
  return line;
}

/** `own`: the work behind the initiative, for whoever also lists it. */
export async function initiativeLine(
  ground: Ground,
  caller: Caller,
  initiative: Initiative,
  tool: string,
): Promise<Line & { own: InitiativeWork }> {
  const goal = await findGoal(ground, caller, initiative.goalId);
  const active = await activeInitiatives(ground, caller, goal.id);
  const work = await readWork(ground, caller, [...new Set([initiative.id, ...active])]);
  const own = work.get(initiative.id);
  if (!own) throw notFound("initiative");
  const behind = behindInWords(
    active.flatMap((other) => work.get(other) ?? []),
    caller.connection?.tool ?? tool,
  );
  const { todo, doing, done } = own.counts;
  const key = keyOf(initiative);
  return {
    own,
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
    url: `${ground.config.publicUrl}/initiatives/${key}`,
  };
}

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
  const where = { workspaceId, goalId: goal.id, removedAt: null, ...(id !== null && { id }) };
  const row = await ground.db.prisma.keyResult.findFirst({ where, orderBy: { id: "asc" } });
  if (!row) return null;
  const latest = await latestReadings(ground.db.prisma, workspaceId, [row.id]);
  const period = { start: dayOf(goal.start), due: dayOf(goal.due) };
  return metricOf(row, latest.get(row.id), period, ground.clock.dayIn(zone, ground.clock.now()));
}

async function goalLine(ground: Ground, caller: Caller, row: GoalRow, behind: string): Promise<PanelItem["goal"]> {
  const { id, key, title, priority, due } = showGoal(row);
  const { state, since, because } = await readReport(ground, caller, row);
  return { id, key, title, priority, due, state, private: row.private, since, because, behind };
}
