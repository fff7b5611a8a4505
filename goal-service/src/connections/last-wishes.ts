import type { Tx } from "../db.ts";

/** Of one kind for one thing: the wish that waits, and the last one that was done. */
export interface Told {
  waiting: { id: string } | undefined;
  done: { value: unknown; at: Date } | undefined;
}

interface Row {
  id: string;
  connection_id: string;
  kind: string;
  ref: string;
  state: string;
  value: Record<string, unknown>;
  done_at: Date | null;
}
interface Of {
  connectionId: string;
  kind: string;
  ref: string;
}

/** What was wished before for the same things, by their index: as many rows as there are wishes, whatever lies behind. */
export async function waitingOrDone(tx: Tx, workspaceId: string, of: readonly Of[]): Promise<(wish: Of) => Told> {
  const { rows } = await tx.query<Row>(
    `SELECT w.id, w.connection_id, w.kind, w.ref, w.state, w.value, w.done_at
     FROM jsonb_to_recordset($2::jsonb) AS x("connectionId" uuid, kind text, ref text)
     CROSS JOIN unnest(ARRAY['open', 'done']) AS s(state)
     CROSS JOIN LATERAL (
       SELECT * FROM wanted WHERE workspace_id = $1 AND connection_id = x."connectionId" AND kind = x.kind AND ref = x.ref AND state = s.state
       ORDER BY created_at DESC LIMIT 1) w`,
    [workspaceId, JSON.stringify(of.map(({ connectionId, kind, ref }) => ({ connectionId, kind, ref })))],
  );
  return (wish) => {
    const mine = rows.filter(
      (row) => row.connection_id === wish.connectionId && row.kind === wish.kind && row.ref === wish.ref,
    );
    const done = mine.find(({ state }) => state === "done");
    return {
      waiting: mine.find(({ state }) => state === "open"),
      done: done?.done_at ? { value: done.value, at: done.done_at } : undefined,
    };
  };
}
