import type { PrismaTx } from "../db.ts";
import type { Latest } from "./key-result-wire.ts";

/** The reading of the latest day that counts, per key result. */
export async function latestReadings(
  tx: PrismaTx,
  workspaceId: string,
  keyResultIds: readonly string[],
): Promise<Map<string, Latest>> {
  const rows = await tx.$queryRaw<(Latest & { id: string })[]>`
    SELECT DISTINCT ON (key_result_id) key_result_id AS id, "on"::text AS "on", value
    FROM current_reading WHERE workspace_id = ${workspaceId}::uuid AND key_result_id = ANY(${keyResultIds}::uuid[])
    ORDER BY key_result_id, "on" DESC`;
  return new Map(rows.map(({ id, on, value }) => [id, { on, value }]));
}
