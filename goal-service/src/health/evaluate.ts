import { HealthReport } from "@throughline/shared/health/report";
import { sameStored } from "@throughline/shared/health/stored";
import { evaluateStored, wakeOnStored } from "@throughline/shared/health/unreadable";
import { wishHealth } from "../connections/health-wishes.ts";
import { transaction } from "../database/transaction.ts";
import type { Tx } from "../db.ts";
import type { Ground } from "../ground.ts";
import { point } from "../points.ts";
import { readFacts } from "./facts.ts";
import type { GoalRow } from "./read-rows.ts";

/** How many goals one transaction takes. */
const AT_ONCE = 50;

/**
 * The one evaluator: takes goals marked dirty, reads their facts, runs the one pure function, stores a report only if it
 * differs, marks the parent. False when nothing was dirty. A goal marked again meanwhile stays marked, because whoever
 * marks it waits for our row and inserts it anew.
 */
export async function evaluateDirty(ground: Ground): Promise<boolean> {
  return transaction(ground.db, async (tx) => {
    const claimed = await claim(tx);
    if (claimed.length === 0) return false;
    for (const [workspaceId, goalIds] of byWorkspace(claimed)) {
      await point("health: claimed, not evaluated");
      await evaluateGoals(tx, ground, workspaceId, goalIds);
    }
    await point("health: written, not committed");
    return true;
  });
}

/** A goal that has no report yet, because nothing has looked at it since it was made. */
export async function evaluateGoalNow(ground: Ground, workspaceId: string, goalId: string): Promise<void> {
  await transaction(ground.db, (tx) => evaluateGoals(tx, ground, workspaceId, [goalId]));
}

interface Dirty {
  workspace_id: string;
  goal_id: string;
}

/** The first goal of every workspace before the second of any, so that one with thousands of them delays no other. */
async function claim(tx: Tx): Promise<Dirty[]> {
  const { rows } = await tx.query<Dirty>(
    `WITH placed AS (
       SELECT workspace_id, goal_id, row_number() OVER (PARTITION BY workspace_id ORDER BY since, goal_id) AS place FROM goal_dirty),
     x AS (
       SELECT g.workspace_id, g.goal_id FROM goal_dirty g JOIN placed USING (workspace_id, goal_id)
       ORDER BY place, g.workspace_id LIMIT ${AT_ONCE} FOR UPDATE OF g SKIP LOCKED)
     DELETE FROM goal_dirty d USING x WHERE d.workspace_id = x.workspace_id AND d.goal_id = x.goal_id
     RETURNING d.workspace_id, d.goal_id`,
  );
  return rows;
}

function byWorkspace(dirty: readonly Dirty[]): Map<string, string[]> {
  const groups = new Map<string, string[]>();
  for (const { workspace_id, goal_id } of dirty)
    groups.set(workspace_id, [...(groups.get(workspace_id) ?? []), goal_id].sort());
  return groups;
}

interface Stored {
  goal_id: string;
  no: number;
  state: string;
  since: Date;
  body: unknown;
}

async function evaluateGoals(tx: Tx, ground: Ground, workspaceId: string, goalIds: readonly string[]): Promise<void> {
  const now = ground.clock.now();
  const today = (zone: string) => ground.clock.dayIn(zone, now);
  const { goals, unreadable } = await readFacts(tx, workspaceId, goalIds, today);
  for (const { row, issues } of unreadable)
    ground.log.error({ goalId: row.id, issues }, "a goal's facts can't be evaluated; it says so");
  const { rows } = await tx.query<Stored>(
    `SELECT goal_id, no, state, since, body FROM goal_health WHERE workspace_id = $1 AND goal_id = ANY($2::uuid[])`,
    [workspaceId, goalIds],
  );
  const stored = new Map(rows.map((row) => [row.goal_id, row]));
  const results = [...goals, ...unreadable].map((goal) =>
    assess(goal, stored.get(goal.row.id), today(goal.row.zone), now),
  );
  await write(tx, workspaceId, now, results);
  await point("health: written, nothing wished");
  const news = results.filter(({ differs }) => differs);
  if (news.length === 0) return;
  await wishHealth(
    tx,
    ground,
    workspaceId,
    news.map(({ goal_id }) => goal_id),
  );
}

interface Result {
  goal_id: string;
  parent_id: string | null;
  private: boolean;
  no: number;
  state: string;
  rule: string;
  since: string;
  body: HealthReport;
  facts: unknown;
  wake_on: string | null;
  differs: boolean;
  turned: boolean;
}

function assess(
  { row, facts }: { row: GoalRow; facts: unknown },
  before: Stored | undefined,
  today: string,
  now: Date,
): Result {
  const report = evaluateStored(facts, today);
  const known = HealthReport.safeParse(before?.body).data;
  const differs = known === undefined || !sameStored(known, report);
  const turned = before?.state !== report.state;
  return {
    goal_id: row.id,
    parent_id: row.parent_id,
    private: row.private,
    no: (before?.no ?? 0) + (differs ? 1 : 0),
    state: report.state,
    rule: report.rule,
    since: (turned ? now : before.since).toISOString(),
    body: differs ? report : known,
    facts,
    wake_on: wakeOnStored(facts, today),
    differs,
    turned,
  };
}

/**
 * Facts and the next waking day are kept fresh always; a report, its version and its news only where it differs. When the
 * state turns that is a version of its own, so that whoever asks when opens no reports.
 */
async function write(tx: Tx, workspaceId: string, now: Date, results: readonly Result[]): Promise<void> {
  await tx.query(STATEMENT, [workspaceId, now, JSON.stringify(results)]);
}

const STATEMENT = `
WITH input AS (SELECT * FROM jsonb_to_recordset($3::jsonb) AS x(goal_id uuid, parent_id uuid, private boolean, no int, state text, rule text,
  since timestamptz, body jsonb, facts jsonb, wake_on date, differs boolean, turned boolean)),
stored AS (
  INSERT INTO goal_health (workspace_id, goal_id, no, state, rule, since, body, facts, wake_on, recorded_at)
  SELECT $1, goal_id, no, state, rule, since, body, facts, wake_on, $2 FROM input ORDER BY goal_id
  ON CONFLICT (workspace_id, goal_id) DO UPDATE SET no = excluded.no, state = excluded.state, rule = excluded.rule, since = excluded.since,
    body = excluded.body, facts = excluded.facts, wake_on = excluded.wake_on, recorded_at = excluded.recorded_at),
history AS (
  INSERT INTO version (workspace_id, kind, id, no, recorded_at, by, body)
  SELECT $1, 'health', goal_id::text, no, $2, '{"system":"health"}', jsonb_build_object('report', body, 'facts', facts, 'since', since) FROM input WHERE differs
  ON CONFLICT DO NOTHING),
turn AS (
  INSERT INTO version (workspace_id, kind, id, no, recorded_at, by, body)
  SELECT $1, 'turn', goal_id::text, no, $2, '{"system":"health"}',
    jsonb_build_object('state', state, 'rule', rule, 'item', body->'evidence'->0->'items'->>0) FROM input WHERE turned
  ON CONFLICT DO NOTHING),
parent AS (
  INSERT INTO goal_dirty (workspace_id, goal_id, since) SELECT DISTINCT $1::uuid, parent_id, $2::timestamptz FROM input
  WHERE turned AND parent_id IS NOT NULL ORDER BY 2
  ON CONFLICT (workspace_id, goal_id) DO UPDATE SET since = excluded.since),
told AS (
  INSERT INTO live_event (workspace_id, kind, ref, version, goal_id, at)
  SELECT $1, 'goal', goal_id::text, no, CASE WHEN private THEN goal_id END, $2 FROM input WHERE differs RETURNING 1)
SELECT pg_notify('throughline', 'live') FROM told LIMIT 1`;
