import type { PrismaTx } from "../db.ts";
import type { LostBy } from "./events.ts";

/**
 * Says that something changed, in the transaction that changes it: `goals` are evaluated again, and open screens hear of
 * the rest. The database tells every replica; a poll is the truth (live.ts).
 */
export async function markDirty(
  tx: PrismaTx,
  workspaceId: string,
  goalIds: readonly (string | null | undefined)[],
  at: Date,
): Promise<void> {
  const goals = [...new Set(goalIds.filter((id): id is string => typeof id === "string"))].sort();
  for (const goalId of goals) {
    await tx.$executeRaw`INSERT INTO goal_dirty (workspace_id, goal_id, since) VALUES (${workspaceId}::uuid, ${goalId}::uuid, ${at})
      ON CONFLICT (workspace_id, goal_id) DO UPDATE SET since = excluded.since`;
  }
  if (goals.length > 0) await tx.$executeRaw`SELECT pg_notify('throughline', 'dirty')`;
}

export async function announce(
  tx: PrismaTx,
  event: {
    workspaceId: string;
    kind: "goal" | "item" | "connection";
    ref: string;
    version: number;
    goalId?: string | null;
    lostBy?: LostBy;
  },
  at: Date,
): Promise<void> {
  await tx.liveEvent.create({ data: { ...event, goalId: event.goalId ?? null, at } });
  await tx.$executeRaw`SELECT pg_notify('throughline', 'live')`;
}

/** Says that a session, token or membership ended: open streams ask at once whether they may still listen. */
export async function announceAccess(tx: PrismaTx): Promise<void> {
  await tx.$executeRaw`SELECT pg_notify('throughline', 'access')`;
}
