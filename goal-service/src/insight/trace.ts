import type { ParsedInputOf, ReplyOf } from "@throughline/shared/endpoint";
import type { endpoints } from "@throughline/shared/endpoints";
import type { WorkItem } from "@throughline/shared/work-items";
import type { Caller } from "../accounts/caller.ts";
import type { Initiative } from "../generated/prisma/client.ts";
import { shownState } from "../goals/attention.ts";
import { findGoal } from "../goals/goals.ts";
import { visibleTo } from "../goals/visibility.ts";
import type { Ground } from "../ground.ts";
import { grouped } from "../grouped.ts";
import { initiativesFor } from "../initiatives/initiatives.ts";
import { keyOf } from "../initiatives/wire.ts";
import { notFound } from "../refusal.ts";
import { COUNTS } from "../work-items/piece.ts";
import { showItemsById } from "../work-items/show.ts";
import { findItem } from "../work-items/work-items.ts";

type Up = ReplyOf<typeof endpoints.traceWorkItem>;
type Down = ReplyOf<typeof endpoints.traceGoal>;
type TraceGoal = Down["goal"];

/** A picture holds so many boxes; the rest is in the lists. */
const BOXES = 300;
/** A cascade is company, team, person; this only ends a loop that should not be there. */
const LEVELS = 20;

/** From the item up to the outcome. Where a goal may not be seen the trace ends, with nothing said of what lies above. */
export async function traceWorkItem(
  ground: Ground,
  caller: Caller,
  { id }: ParsedInputOf<typeof endpoints.traceWorkItem>,
): Promise<Up> {
  const found = await findItem(ground, caller, id);
  const item = (await showItemsById(ground, caller, [found.id])).get(found.id);
  if (!item) throw notFound("work item");
  const initiativeId = item.link?.initiativeId;
  const initiative = initiativeId
    ? await ground.db.prisma.initiative.findFirst({ where: { AND: [initiativesFor(caller), { id: initiativeId }] } })
    : null;
  if (!initiative) return { item: boxOf(item), initiative: null, keyResult: null, goals: [] };
  return {
    item: boxOf(item),
    initiative: { id: initiative.id, key: keyOf(initiative), title: initiative.title },
    keyResult: await keyResultOf(ground, initiative),
    goals: await upwards(ground, caller, initiative.goalId),
  };
}

async function keyResultOf(ground: Ground, { workspaceId, keyResultId }: Initiative): Promise<Up["keyResult"]> {
  if (keyResultId === null) return null;
  return ground.db.prisma.keyResult.findUnique({
    where: { workspaceId_id: { workspaceId, id: keyResultId } },
    select: { id: true, name: true },
  });
}

async function upwards(ground: Ground, caller: Caller, id: string | null): Promise<TraceGoal[]> {
  const goals: TraceGoal[] = [];
  for (let next = id; next !== null && goals.length < LEVELS;) {
    const [row] = await readGoals(ground, caller, { id: next });
    if (!row) break;
    goals.push(row.box);
    next = row.parentId;
  }
  return goals;
}

/** From the goal down to its work, as much of it as a picture can hold: stalled and moving items before finished ones. */
export async function traceGoal(
  ground: Ground,
  caller: Caller,
  { id }: ParsedInputOf<typeof endpoints.traceGoal>,
): Promise<Down> {
  const goal = await findGoal(ground, caller, id);
  const [own] = await readGoals(ground, caller, { id: goal.id });
  if (!own) throw notFound("goal");
  const children = await readGoals(ground, caller, { parentId: goal.id });
  const where = { workspaceId: caller.workspaceId, goalId: goal.id };
  const initiatives = await ground.db.prisma.initiative.findMany({ where, orderBy: { no: "asc" }, take: BOXES });
  const items = await readItems(
    ground,
    caller,
    initiatives.map((row) => row.id),
  );
  return {
    goal: own.box,
    children: children.map(({ box }) => box),
    initiatives: initiatives.map((row) => ({
      id: row.id,
      key: keyOf(row),
      title: row.title,
      keyResultId: row.keyResultId,
      items: (items.get(row.id) ?? []).map(boxOf),
    })),
  };
}

async function readGoals(
  ground: Ground,
  caller: Caller,
  which: { id: string } | { parentId: string },
): Promise<{ box: TraceGoal; parentId: string | null }[]> {
  const rows = await ground.db.prisma.goal.findMany({
    where: { AND: [visibleTo(caller), which] },
    include: { health: { select: { state: true } } },
    orderBy: { no: "asc" },
    take: BOXES,
  });
  return rows.map(({ id, no, title, priority, state, parentId, health }) => ({
    box: { id, key: `G-${no}`, title, priority, state: shownState(state, health?.state ?? null) },
    parentId,
  }));
}

async function readItems(ground: Ground, caller: Caller, initiativeIds: string[]): Promise<Map<string, WorkItem[]>> {
  const { rows } = await ground.db.pool.query<{ id: string }>(
    `SELECT w.id FROM work_item w WHERE w.workspace_id = $1 AND w.initiative_id = ANY($2::uuid[]) AND ${COUNTS}
     ORDER BY array_position(ARRAY['doing', 'todo', 'done', 'cancelled'], w.category), w.moved_on, w.id LIMIT ${BOXES}`,
    [caller.workspaceId, initiativeIds],
  );
  const shown = await showItemsById(
    ground,
    caller,
    rows.map(({ id }) => id),
  );
  const items = rows.flatMap(({ id }) => shown.get(id) ?? []).sort((a, b) => Number(b.stalled) - Number(a.stalled));
  return grouped(items, (item) => item.link?.initiativeId ?? "");
}

const boxOf = (item: WorkItem): Up["item"] => ({
  id: item.id,
  key: item.key,
  title: item.title,
  category: item.status.category,
  owner: item.owner?.name ?? null,
  stalled: item.stalled,
});
