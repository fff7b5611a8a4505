import type { Db } from "../../goal-service/src/db.ts";

/** How many statements `work` sends to the database over this pool, by whomever. */
export async function statementsOf(db: Db, work: () => Promise<unknown>): Promise<number> {
  const { Client } = db.pool as unknown as { Client: { prototype: { query: (...given: unknown[]) => unknown } } };
  const original = Object.getOwnPropertyDescriptor(Client.prototype, "query")?.value as (
    ...given: unknown[]
  ) => unknown;
  let count = 0;
  Client.prototype.query = function counted(this: unknown, ...given: unknown[]) {
    count++;
    return original.apply(this, given);
  };
  try {
    await work();
  } finally {
    Client.prototype.query = original;
  }
  return count;
}
