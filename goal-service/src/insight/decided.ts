import type { Day } from "@throughline/shared/calendar";
import type { Caller } from "../accounts/caller.ts";
import { wordsFor } from "../decisions/words.ts";
import type { Ground } from "../ground.ts";
import { grouped } from "../grouped.ts";
import { type Decided, type Standing, standingOf } from "./decision-cover.ts";

/** The latest decision on a goal, and how the goal stood at the end of each day since. */
export interface LatestDecision extends Decided {
  what: string;
  by: string | null;
  recordedAt: Date;
  since: Standing[];
}

interface DecisionRow {
  goalId: string;
  what: string;
  initiativeId: string | null;
  until: Day | null;
  by: string | null;
  recordedAt: Date;
  evidence: unknown;
  healthNo: number | null;
}

/** Of these goals, those on which somebody has decided; two queries, however many they are. */
export async function readDecided(
  ground: Ground,
  caller: Caller,
  goalIds: readonly string[],
): Promise<Map<string, LatestDecision>> {
  if (goalIds.length === 0) return new Map();
  const decisions = await ground.db.prisma.$queryRaw<DecisionRow[]>`
    SELECT DISTINCT ON (d.goal_id) d.goal_id AS "goalId", d.what, d.initiative_id AS "initiativeId", d.until::text AS until, p.name AS by, d.recorded_at AS "recordedAt", d.evidence, d.health_no AS "healthNo"
    FROM decision d LEFT JOIN person p ON p.workspace_id = d.workspace_id AND p.id = d.person_id
    WHERE d.workspace_id = ${caller.workspaceId}::uuid AND d.goal_id = ANY(${goalIds}::uuid[])
    ORDER BY d.goal_id, d.recorded_at DESC, d.id DESC`;
  if (decisions.length === 0) return new Map();
  const standings = grouped(await readSince(ground, caller, decisions), ({ goalId }) => goalId);
  const words = await wordsFor(ground, caller, decisions);
  return new Map(
    decisions.flatMap((decision) => {
      const { goalId, evidence, until, by, recordedAt } = decision;
      const frozen = standingOf(evidence);
      const since = (standings.get(goalId) ?? []).map(({ standing }) => standing);
      // Decided before the goal had a report: its first one is what was decided on.
      const then = frozen ?? since[0];
      return then === undefined ? [] : [[goalId, { what: words(decision), until, by, recordedAt, then, since }]];
    }),
  );
}

interface ReportRow {
  goalId: string;
  report: unknown;
}

/**
 * The last report of each day since the frozen one, by their numbers: an evaluation reads the time before it is visible, so
 * times don't tell which of the two the decision saw. Days without a new one stand as the day before.
 */
async function readSince(
  ground: Ground,
  { workspaceId, zone }: Caller,
  decisions: readonly DecisionRow[],
): Promise<{ goalId: string; standing: Standing }[]> {
  const ids = decisions.map(({ goalId }) => goalId);
  const from = decisions.map(({ healthNo }) => healthNo ?? 0);
  const rows = await ground.db.prisma.$queryRaw<ReportRow[]>`
    SELECT DISTINCT ON (id, day) id AS "goalId", report FROM (
      SELECT v.id, v.no, (v.recorded_at AT TIME ZONE ${zone})::date AS day, v.body->'report' AS report
      FROM unnest(${ids}::text[], ${from}::int[]) AS d(id, frozen)
      JOIN version v ON v.workspace_id = ${workspaceId}::uuid AND v.kind = 'health' AND v.id = d.id AND v.no > d.frozen) r
    ORDER BY id, day, no DESC`;
  return rows.flatMap(({ goalId, report }) => {
    const standing = standingOf(report);
    return standing === null ? [] : [{ goalId, standing }];
  });
}
