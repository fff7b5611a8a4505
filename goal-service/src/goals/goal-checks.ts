import type { endpoints } from "@throughline/shared/endpoints";
import type { ParsedInputOf } from "@throughline/shared/endpoint";
import type { Caller } from "../accounts/caller.ts";
import type { PrismaTx } from "../db.ts";
import { Refused, refusedField } from "../refusal.ts";
import { measureOf } from "./key-result-wire.ts";
import { checkMeasure } from "./measure.ts";
import { requireNamed } from "./references.ts";
import { type GoalRow, showGoal } from "./wire.ts";

type Change = ParsedInputOf<typeof endpoints.changeGoal>;

/** Changes of these want a reason, because work was planned on them. */
const REASONED = ["due", "priority", "state"] as const;

/** Whether this change may be made to the goal as it stands. */
export async function checkChange(
  tx: PrismaTx,
  caller: Caller,
  before: GoalRow,
  input: Change,
  period: { start: string; due: string },
): Promise<void> {
  if (before.state === "closed") throw new Refused("goal_closed", "This goal is closed. Reopen it first.");
  checkDates(period.start, period.due);
  checkReason(before, input);
  await checkMeasures(tx, before, period);
  await requireNamed(tx, caller.workspaceId, input);
}

export function checkDates(start: string, due: string): void {
  if (due <= start)
    throw refusedField(
      "due_before_start",
      "due",
      `The goal is due on ${due}; that must be after its start on ${start}.`,
    );
}

/** Plan points and lags were written for the period as it was; a new one must not make nonsense of them. */
async function checkMeasures(tx: PrismaTx, goal: GoalRow, period: { start: string; due: string }): Promise<void> {
  const rows = await tx.keyResult.findMany({
    where: { workspaceId: goal.workspaceId, goalId: goal.id, removedAt: null },
  });
  for (const row of rows) checkMeasure(measureOf(row), period);
}

function checkReason(before: GoalRow, input: Change): void {
  const now = showGoal(before);
  const changed = REASONED.filter((field) => input[field] !== undefined && input[field] !== now[field]);
  if (changed.length > 0 && !input.reason)
    throw refusedField("reason_missing", "reason", `Say why ${changed.join(" and ")} changes; people planned on it.`);
}

export async function refuseLoop(tx: PrismaTx, workspaceId: string, id: string, parentId: string): Promise<void> {
  const above = await tx.$queryRaw<{ id: string }[]>`
    WITH RECURSIVE up AS (
      SELECT id, parent_id FROM goal WHERE workspace_id = ${workspaceId}::uuid AND id = ${parentId}::uuid
      UNION SELECT g.id, g.parent_id FROM goal g JOIN up ON g.workspace_id = ${workspaceId}::uuid AND g.id = up.parent_id)
    SELECT id FROM up`;
  if (above.some((goal) => goal.id === id))
    throw refusedField("cascade_loop", "parentId", "A goal can't stand below itself. Choose another parent.");
}
