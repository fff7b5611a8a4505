import type { Service } from "../setup/service.ts";

/** A row of any table, as JSON. */
export interface Row {
  table: string;
  row: Record<string, unknown>;
}

/** Every row that the service keeps, of one workspace or of all. */
export async function everyRow({ ground }: Service, workspaceId?: string): Promise<Row[]> {
  const { rows: tables } = await ground.db.pool.query<{ name: string }>(
    `SELECT table_name AS name FROM information_schema.columns
     WHERE table_schema = 'public' AND column_name = 'workspace_id' ORDER BY 1`,
  );
  const whose = workspaceId === undefined ? "true" : "workspace_id = $1";
  const selects = [
    ...tables.map(({ name }) => `SELECT '${name}' AS "table", to_jsonb(t) AS row FROM "${name}" t WHERE ${whose}`),
    `SELECT 'workspace', to_jsonb(t) FROM workspace t WHERE ${workspaceId === undefined ? "true" : "id = $1"}`,
  ];
  const { rows } = await ground.db.pool.query<Row>(
    selects.join(" UNION ALL "),
    workspaceId === undefined ? [] : [workspaceId],
  );
  return rows;
}

/** The rows of `after` that were not there, and those that are there no more; one that changed is in both. */
export function changedBetween(before: readonly Row[], after: readonly Row[]): { fresh: Row[]; old: Row[] } {
  const text = (row: Row) => JSON.stringify(row);
  const [was, is] = [new Set(before.map(text)), new Set(after.map(text))];
  return { fresh: after.filter((row) => !was.has(text(row))), old: before.filter((row) => !is.has(text(row))) };
}
