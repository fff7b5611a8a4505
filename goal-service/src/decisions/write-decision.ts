import type { DecisionKind } from "@throughline/shared/judgements";
import type { z } from "zod";
import { type Caller, signed } from "../accounts/caller.ts";
import type { Tx } from "../db.ts";
import type { Ground } from "../ground.ts";
import { newId } from "../ids.ts";

/** A decision as it lies in the database. */
export interface DecisionRow {
  id: string;
  kind: z.output<typeof DecisionKind>;
  what: string;
  reason: string | null;
  until: string | null;
  workItemId: string | null;
  initiativeId: string | null;
  by: string | null;
  recordedAt: string;
  evidence: unknown;
}

export interface Said {
  kind: DecisionRow["kind"];
  what: string;
  reason?: string | undefined;
  until?: string | undefined;
  workItemId?: string | undefined;
  /** Where the item moves to. */
  initiativeId?: string | undefined;
}

interface Goal {
  id: string;
  private: boolean;
  version: number;
}

/**
 * Writes a decision in the transaction that does what was decided, with the goal's stored report of this moment frozen
 * beside it, so that later data never change why; and with it its version, its audit line and what open screens hear.
 */
export async function writeDecision(
  tx: Tx,
  ground: Ground,
  caller: Caller,
  goal: Goal,
  said: Said,
): Promise<DecisionRow> {
  const at = ground.clock.now();
  const body = {
    id: newId(),
    kind: said.kind,
    what: said.what,
    reason: said.reason ?? null,
    until: said.until ?? null,
    workItemId: said.workItemId ?? null,
    initiativeId: said.initiativeId ?? null,
    by: caller.person?.id ?? null,
    recordedAt: at.toISOString(),
  };
  const { rows } = await tx.query<{ evidence: unknown }>(STATEMENT, [
    caller.workspaceId,
    JSON.stringify({ ...body, goalId: goal.id }),
    at,
    JSON.stringify(signed(caller)),
    newId(),
    goal.private,
    goal.version,
  ]);
  return { ...body, evidence: rows[0]?.evidence ?? null };
}

const STATEMENT = `
WITH said AS (SELECT * FROM jsonb_to_record($2::jsonb) AS x(id uuid, "goalId" uuid, kind text, what text, reason text, until date,
  "workItemId" uuid, "initiativeId" uuid, "by" uuid)),
frozen AS (SELECT h.no, h.body || jsonb_build_object('since', to_char(h.since AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')) AS report
  FROM goal_health h JOIN said s ON h.workspace_id = $1::uuid AND h.goal_id = s."goalId"),
written AS (
  INSERT INTO decision (workspace_id, goal_id, id, kind, what, reason, until, work_item_id, initiative_id, person_id, recorded_at, evidence, health_no)
  SELECT $1::uuid, "goalId", id, kind, what, reason, until, "workItemId", "initiativeId", "by", $3::timestamptz, (SELECT report FROM frozen), (SELECT no FROM frozen) FROM said
  RETURNING id, goal_id, evidence, health_no),
history AS (
  INSERT INTO version (workspace_id, kind, id, no, recorded_at, by, body)
  SELECT $1::uuid, 'decision', id::text, 1, $3::timestamptz, $4::jsonb, $2::jsonb || jsonb_build_object('evidence', evidence, 'healthNo', health_no) FROM written),
audited AS (
  INSERT INTO audit (workspace_id, id, at, by, action, kind, ref, detail)
  SELECT $1::uuid, $5::uuid, $3::timestamptz, $4::jsonb, 'create', 'decision', s.id::text, jsonb_build_object('reason', s.reason)
  FROM written JOIN said s ON s.id = written.id),
told AS (
  INSERT INTO live_event (workspace_id, kind, ref, version, goal_id, at)
  SELECT $1::uuid, 'goal', goal_id::text, $7::int, CASE WHEN $6::boolean THEN goal_id END, $3::timestamptz FROM written)
SELECT evidence, pg_notify('throughline', 'live') FROM written`;
