import type { Tx } from "../db.ts";
import type { Ground } from "../ground.ts";
import { newId } from "../ids.ts";
import type { Into } from "./apply.ts";
import { differences } from "./difference.ts";
import { ITEM_SELECT, type ItemRow } from "./item-row.ts";
import { movementOf, type ReadPoint } from "./movement.ts";
import { meaningOf } from "./resolution.ts";
import { writeBatch } from "./write.ts";

const AT_ONCE = 500;

interface Group {
  container: string;
  resolution: string | null;
  name: string;
  category: string;
}

/**
 * Judges finished work anew, by what resolutions mean now: each item that means something else gets a new version. Done
 * twice it is the same as once, so that who was interrupted only has to ask again.
 */
export async function judgeEndings(tx: Tx, ground: Ground, into: Into): Promise<void> {
  const scope = [into.workspaceId, into.connection.id];
  const { rows: groups } = await tx.query<Group>(
    `SELECT DISTINCT container, resolution, status_name AS name, category FROM work_item
     WHERE workspace_id = $1 AND connection_id = $2 AND presence = 'live' AND category IN ('done', 'cancelled')`,
    scope,
  );
  for (const group of groups) {
    const category = meaningOf(group, into.connection.resolutions);
    if (category === group.category) continue;
    for (;;) {
      const { rows } = await tx.query<ItemRow>(
        `SELECT ${ITEM_SELECT} FROM work_item WHERE workspace_id = $1 AND connection_id = $2 AND presence = 'live'
         AND container = $3 AND resolution IS NOT DISTINCT FROM $4 AND status_name = $5 AND category = $6 ORDER BY id LIMIT ${AT_ONCE}`,
        [...scope, group.container, group.resolution, group.name, group.category],
      );
      if (rows.length === 0) break;
      await rewrite(tx, ground, into, rows, category);
    }
  }
}

async function rewrite(tx: Tx, ground: Ground, into: Into, before: readonly ItemRow[], category: string) {
  const now = ground.clock.now().toISOString();
  const after = before.map((row) => judged(ground, into, row, category));
  const events = after.flatMap((row, at) =>
    differences(before[at] ?? null, row).map((difference) => ({
      ...difference,
      id: newId(),
      item_id: row.id,
      at: now,
      seen_at: now,
      delivery_id: null,
    })),
  );
  const known = { items: new Map(before.map((row) => [row.remote_id, row])), initiatives: new Map() };
  const rows = new Map(after.map((row) => [row.remote_id, row]));
  await writeBatch(tx, ground, into, known, { rows, events, links: [], identities: new Map(), containers: new Map() });
}

/** What its last read means now; when it moved, as the reads show it then. */
function judged(ground: Ground, into: Into, row: ItemRow, category: string): ItemRow {
  const reads = (row.reads ?? []) as ReadPoint[];
  const points = reads.map((point, at) => {
    return at < reads.length - 1 ? point : { ...point, status: `${category} ${row.status_name}` };
  });
  const { movedAt, isGuess } = movementOf(points);
  const at = new Date(movedAt);
  const moved = { moved_at: at.toISOString(), moved_on: ground.clock.dayIn(into.zone, at), moved_is_guess: isGuess };
  return { ...row, ...moved, category, reads: points };
}
