import type { GoalReport, NamedItem } from "@throughline/shared/goal-report";
import type { WorkItemFacts } from "@throughline/shared/health/fact-shapes";
import { parseFacts } from "@throughline/shared/health/facts";
import { HealthReport } from "@throughline/shared/health/report";
import type { Names } from "@throughline/shared/health/names";
import { sameStored } from "@throughline/shared/health/stored";
import { evaluateStored } from "@throughline/shared/health/unreadable";
import { evidenceSentence } from "@throughline/shared/health/sentences";
import type { WorkItem } from "@throughline/shared/work-items";
import type { Caller } from "../accounts/caller.ts";
import type { GoalRow } from "../goals/wire.ts";
import { visibleTo } from "../goals/visibility.ts";
import type { Ground } from "../ground.ts";
import { readLoads } from "../insight/load.ts";
import { showItemsById } from "../work-items/show.ts";
import { evaluateGoalNow } from "./evaluate.ts";
import { keyResultNames } from "./key-result-names.ts";

/**
 * The one call through which every surface reads a goal's health: the stored report, its ageing numbers computed by the
 * same function on the same facts for today, and the names that this reader may see.
 */
export async function readReport(ground: Ground, caller: Caller, goal: GoalRow): Promise<GoalReport> {
  const stored = await storedHealth(ground, goal);
  const today = ground.clock.dayIn(caller.zone, ground.clock.now());
  const report = aged(HealthReport.parse(stored.body), stored.facts, today);
  const known = parseFacts(stored.facts);
  const pieces = known.ok ? known.facts.items : [];
  const items = await showItemsById(ground, caller, [
    ...new Set([...pieces.map(({ id }) => id), ...report.evidence.flatMap((part) => part.items ?? [])]),
  ]);
  const names = {
    items: Object.fromEntries([...items].map(([id, item]) => [id, named(item)])),
    keyResults: await keyResultNames(ground, goal, today),
    children: await childNames(ground, caller, goal),
  };
  const base = { ...report, since: stored.since.toISOString(), names };
  const strongest = report.evidence[0];
  const because =
    strongest === undefined || report.state === "green" ? null : evidenceSentence(strongest, namesFor(names, today));
  return {
    ...base,
    because,
    causes: await causes(ground, caller, report, pieces, items, today),
    history: await history(ground, caller, goal),
  };
}

/** The names for this reader, as the words are made with them: what is restricted has none. */
export function namesFor(names: GoalReport["names"], today: string): Names {
  const measures = Object.keys(names.keyResults).length;
  return {
    itemKey: (id) => (names.items[id]?.url == null ? undefined : names.items[id].key),
    keyResultName: (id) => (measures === 1 ? undefined : names.keyResults[id]?.name),
    scale: (id) => names.keyResults[id],
    childName: (id) => names.children[id]?.title,
    today,
  };
}

/** What only ages is as of today; as soon as anything that is stored would differ, the stored report stands until the waker ran. */
export function aged(stored: HealthReport, facts: unknown, today: string): HealthReport {
  if (stored.asOf === today) return stored;
  const now = evaluateStored(facts, today);
  return sameStored(now, stored) ? now : stored;
}

export async function storedHealth(ground: Ground, goal: GoalRow) {
  const where = { workspaceId_goalId: { workspaceId: goal.workspaceId, goalId: goal.id } };
  const row = await ground.db.prisma.goalHealth.findUnique({ where });
  if (row) return row;
  await evaluateGoalNow(ground, goal.workspaceId, goal.id);
  return ground.db.prisma.goalHealth.findUniqueOrThrow({ where });
}

export function named(item: WorkItem): NamedItem {
  return {
    key: item.key ?? (item.url === null ? "1 restricted item" : item.title),
    title: item.title,
    url: item.url,
    tool: item.tool,
    owner: item.owner?.name ?? null,
    ownerId: item.owner?.personId ?? null,
    statusName: item.status.name,
    due: item.due,
    movedAt: item.movedAt,
    initiativeId: item.link?.initiativeId ?? null,
  };
}

export async function childNames(
  ground: Ground,
  caller: Caller,
  goal: GoalRow,
): Promise<GoalReport["names"]["children"]> {
  const rows = await ground.db.prisma.goal.findMany({
    where: { AND: [visibleTo(caller), { parentId: goal.id }] },
    select: { id: true, no: true, title: true },
  });
  return Object.fromEntries(rows.map((row) => [row.id, { key: `G-${row.no}`, title: row.title }]));
}

/** Root causes (health.md): the first that holds for each stalled item; owner load and the rest come with the leader's questions. */
async function causes(
  ground: Ground,
  caller: Caller,
  report: HealthReport,
  pieces: readonly WorkItemFacts[],
  items: Map<string, WorkItem>,
  today: string,
): Promise<GoalReport["causes"]> {
  const stalled = [
    ...new Set(
      report.evidence
        .filter(({ kind }) => kind === "stalled" || kind === "blocked")
        .flatMap((part) => part.items ?? []),
    ),
  ];
  const owners = stalled.flatMap((id) => items.get(id)?.owner?.personId ?? []);
  const loads = await readLoads(ground, caller, owners);
  return stalled.map((itemId) => {
    const item = items.get(itemId);
    const fact = pieces.find(({ id }) => id === itemId);
    const owner = item?.owner?.personId ? (loads.get(item.owner.personId) ?? null) : null;
    if (!item?.owner) return { itemId, cause: "no_owner" as const, owner };
    if (fact?.blockedSince !== undefined && fact.blockedSince <= today)
      return { itemId, cause: "blocked" as const, owner };
    if (item.due !== null && item.due < today) return { itemId, cause: "overdue" as const, owner };
    return { itemId, cause: "unknown" as const, owner };
  });
}

const SHOWN = 20;

async function history(ground: Ground, caller: Caller, goal: GoalRow): Promise<GoalReport["history"]> {
  const { rows } = await ground.db.pool.query<{ state: string; rule: string; since: Date; item: string | null }>(
    `SELECT body->>'state' AS state, body->>'rule' AS rule, recorded_at AS since, body->>'item' AS item FROM version
     WHERE workspace_id = $1 AND kind = 'turn' AND id = $2 ORDER BY no DESC LIMIT ${SHOWN}`,
    [goal.workspaceId, goal.id],
  );
  // What turned the goal then may be finished by now: it is named all the same.
  const items = await showItemsById(ground, caller, [...new Set(rows.flatMap(({ item }) => item ?? []))]);
  return rows.map((row) => {
    const item = items.get(row.item ?? "");
    return { ...row, since: row.since.toISOString(), key: item === undefined ? null : named(item).key };
  });
}
