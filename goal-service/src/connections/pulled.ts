import type { Caller } from "../accounts/caller.ts";
import { pullConnectorFor } from "../connectors/registry.ts";
import type { PrismaTx } from "../db.ts";
import type { Connection } from "../generated/prisma/client.ts";
import { Refused } from "../refusal.ts";
import { findConnection } from "./connections.ts";

/** A connection that we read ourselves, and that has not ended. */
export async function findPulled(tx: PrismaTx, caller: Caller, id: string): Promise<Connection> {
  const row = await findConnection(tx, caller, id);
  if (pullConnectorFor(row.tool) !== null && row.state !== "ended") return row;
  throw new Refused(
    "not_pulled",
    row.state === "ended"
      ? "This connection has ended. Connect the tool again."
      : "We don't read this tool ourselves: its app tells us what changes.",
  );
}

/** Who holds this name is alone with the connection at its tool, among all processes (deliveries/turn.ts). */
export const turnOf = (connectionId: string): string => `turn ${connectionId}`;

interface Scope {
  workspaceId: string;
  connectionId: string;
}

/**
 * Has every live item of these containers read: at once, or as one that was missed a first time, which is read in ten
 * minutes and is gone unless it turns up somewhere that we read.
 */
export async function touchItems(
  tx: PrismaTx,
  { workspaceId, connectionId }: Scope,
  containers: readonly string[],
  when: { now: Date; missed: boolean },
): Promise<void> {
  if (containers.length === 0) return;
  const due = new Date(when.now.getTime() + (when.missed ? 10 * 60_000 : 0));
  const missedSince = when.missed ? when.now : null;
  await tx.$executeRaw`
    INSERT INTO touch (workspace_id, connection_id, ref, since, due_at, missed_since)
    SELECT workspace_id, connection_id, remote_id, ${when.now}::timestamptz, ${due}::timestamptz, ${missedSince}::timestamptz FROM work_item
    WHERE workspace_id = ${workspaceId}::uuid AND connection_id = ${connectionId}::uuid AND container = ANY(${[...containers]}) AND presence = 'live'
    ORDER BY remote_id
    ON CONFLICT (workspace_id, connection_id, ref) DO UPDATE SET
      asked = touch.asked + 1, attempts = 0, error = NULL, due_at = LEAST(touch.due_at, excluded.due_at),
      missed_since = COALESCE(touch.missed_since, excluded.missed_since)`;
}
