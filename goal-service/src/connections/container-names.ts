import type { ContainerLabel } from "@throughline/shared/connections";
import { containerName } from "@throughline/shared/container-name";
import type { Tx } from "../db.ts";

interface Scope {
  workspaceId: string;
  connectionId: string;
}

/** What a tool calls these containers now; nothing for one that nobody has named. */
export async function labelsOf(
  tx: Tx,
  { workspaceId, connectionId }: Scope,
  ids: readonly string[],
): Promise<ContainerLabel[]> {
  const { rows } = await tx.query<ContainerLabel>(
    `SELECT remote_id AS id, key, name FROM container
     WHERE workspace_id = $1 AND connection_id = $2 AND remote_id = ANY($3) ORDER BY remote_id`,
    [workspaceId, connectionId, [...new Set(ids)]],
  );
  return rows;
}

/** The same as one name for each that has one. */
export async function namesOf(tx: Tx, scope: Scope, ids: readonly string[]): Promise<Map<string, string>> {
  const labels = await labelsOf(tx, scope, ids);
  return new Map(labels.map(({ id }) => [id, containerName(labels, id)]));
}

/** The same for what everybody reads: of a container in which all is restricted, the name is not told either. */
export async function openNamesOf(tx: Tx, scope: Scope, ids: readonly string[]): Promise<Map<string, string>> {
  const { rows } = await tx.query<{ container: string }>(
    `SELECT container FROM work_item WHERE workspace_id = $1 AND connection_id = $2 AND container = ANY($3)
     GROUP BY container HAVING bool_and(restricted)`,
    [scope.workspaceId, scope.connectionId, [...new Set(ids)]],
  );
  const secret = new Set(rows.map(({ container }) => container));
  return namesOf(
    tx,
    scope,
    ids.filter((id) => !secret.has(id)),
  );
}
