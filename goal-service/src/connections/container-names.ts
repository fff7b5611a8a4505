import type { Tx } from "../db.ts";

/** "Customer success (CS)", or as much of it as is known. */
export const nameFor = ({ key, name }: { key: string | null; name: string | null }): string | null =>
  name === null || key === null ? (name ?? key) : `${name} (${key})`;

/** What a tool calls these containers now, by their ids; nothing for one that nobody has named. */
export async function namesOf(
  tx: Tx,
  { workspaceId, connectionId }: { workspaceId: string; connectionId: string },
  ids: readonly string[],
): Promise<Map<string, string>> {
  const { rows } = await tx.query<{ remote_id: string; key: string | null; name: string | null }>(
    `SELECT remote_id, key, name FROM container WHERE workspace_id = $1 AND connection_id = $2 AND remote_id = ANY($3)`,
    [workspaceId, connectionId, [...ids]],
  );
  return new Map(rows.map((row) => [row.remote_id, nameFor(row) ?? row.remote_id]));
}
