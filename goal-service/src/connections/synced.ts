import { isEmpty, type Parsed } from "../connectors/connector.ts";
import type { Tx } from "../db.ts";
import { point } from "../points.ts";
import { noteHidden, noteSynced } from "./sync-state.ts";

interface Scope {
  workspaceId: string;
  connectionId: string;
}

/**
 * A reconcile moves the cursor: an event that came through says nothing of those before it that were lost. Its last page
 * has a cursor and no items; that, or the last page of a sweep of all that is read, shows that the sync works: a sweep of
 * one container says nothing of the next. Then a connection that was behind is trusted again. Where a chosen container is
 * hidden from who reads, the last page names it instead.
 */
export async function takeSync(tx: Tx, scope: Scope, pages: readonly Parsed[], now: Date): Promise<void> {
  const told = pages.filter(
    ({ cursor, sweep, hidden }) => cursor !== null || sweep?.last === true || hidden.length > 0,
  );
  if (told.length === 0) return;
  const containers = await takeCursor(tx, scope, newest(told));
  await point("intake: cursor moved, not synced");
  const hiddenIn = ({ hidden }: Parsed) => hidden.filter((one) => containers.length === 0 || containers.includes(one));
  const last = told.findLast((page) => hiddenIn(page).length > 0 || endsSync(page, containers));
  if (!last) return;
  const hidden = hiddenIn(last);
  if (hidden.length > 0) await noteHidden(tx, scope, hidden, now);
  else await noteSynced(tx, scope, undefined, now);
}

function endsSync(page: Parsed, containers: readonly string[]): boolean {
  if (page.cursor !== null && isEmpty(page)) return true;
  const { sweep } = page;
  return sweep?.last === true && containers.every((container) => sweep.containers.includes(container));
}

/** How far each container was read. */
function newest(pages: readonly Parsed[]): Record<string, string> {
  const cursor: Record<string, string> = {};
  for (const [container, at] of pages.flatMap((page) => Object.entries(page.cursor ?? {}))) {
    const iso = new Date(at).toISOString();
    if (iso > (cursor[container] ?? "")) cursor[container] = iso;
  }
  return cursor;
}

/** Says which containers are chosen. */
async function takeCursor(tx: Tx, scope: Scope, cursor: Record<string, string>): Promise<string[]> {
  const { rows } = await tx.query<{ containers: string[] }>(
    `UPDATE connection SET cursor = cursor || $3::jsonb WHERE workspace_id = $1 AND id = $2 RETURNING containers`,
    [scope.workspaceId, scope.connectionId, JSON.stringify(cursor)],
  );
  return rows[0]?.containers ?? [];
}
