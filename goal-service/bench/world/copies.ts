import type { Tx } from "../../src/db.ts";

/** An id of copy number `n`, the same wherever it stands. */
const id = (column: string) => `md5(${column}::text || ' ' || n)::uuid`;
const ids = (...columns: string[]) => Object.fromEntries(columns.map((column) => [column, id(column)]));
const name = (column: string) => ({ [column]: `${column} || '-' || n` });
const number = (table: string) => ({ no: `no + n * (SELECT max(no) FROM ${table} WHERE workspace_id = $1)` });

/** The tables of a workspace's goals and work, each with those of its columns that a copy has for itself. */
const COPIED: Record<string, Record<string, string>> = {
  person: { ...ids("id"), email: "NULL" },
  identity: { ...ids("person_id"), ...name("remote_id") },
  goal: { ...ids("id", "parent_id", "owner_id"), ...number("goal") },
  key_result: ids("id", "goal_id"),
  reading: ids("id", "key_result_id"),
  initiative: { ...ids("id", "goal_id", "owner_id"), ...number("initiative") },
  link: ids("id", "initiative_id", "item_id"),
  work_item: {
    ...ids("id", "initiative_id", "link_id"),
    ...name("remote_id"),
    ...name("key"),
    ...name("owner_remote"),
  },
  item_address: { ...ids("item_id"), ...name("address") },
  item_event: ids("id", "item_id"),
  finished: ids("initiative_id"),
  version: { id: `(${id("id")})::text` },
};

/**
 * Puts further copies of everything beside it, each with goals, people and items of its own: what came in through the
 * product's doors once is there a hundred times, in seconds.
 */
export async function addCopies(tx: Tx, workspaceId: string, copies: number): Promise<void> {
  for (const [table, own] of Object.entries(COPIED)) {
    const { rows } = await tx.query<{ name: string }>(
      `SELECT column_name AS name FROM information_schema.columns WHERE table_name = $1 AND is_generated = 'NEVER' ORDER BY ordinal_position`,
      [table],
    );
    const columns = rows.map((row) => `"${row.name}"`).join(", ");
    const values = rows.map((row) => own[row.name] ?? `"${row.name}"`).join(", ");
    await tx.query(
      `INSERT INTO ${table} (${columns}) SELECT ${values} FROM ${table}, generate_series(1, ${copies}) AS n WHERE workspace_id = $1`,
      [workspaceId],
    );
  }
  await tx.query(
    `INSERT INTO goal_dirty (workspace_id, goal_id, since) SELECT workspace_id, id, created_at FROM goal WHERE workspace_id = $1 ON CONFLICT DO NOTHING`,
    [workspaceId],
  );
}
