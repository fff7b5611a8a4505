import { setTimeout as sleep } from "node:timers/promises";
import type { Request } from "express";
import type { Caller } from "./accounts/caller.ts";
import type { Ground } from "./ground.ts";

const LOOK_MS = 40;
const LOOKS = 25;

/** Whether the answer to a change shall wait until what depends on it is known (RFC 7240, `Prefer: wait`). */
export const wantsSettled = (request: Request): boolean => /(?:^|[,\s])wait=[1-9]/.test(request.get("prefer") ?? "");

/**
 * Waits until the goals that were marked up to now have been evaluated, by whichever process, for a second at most: whoever
 * saves and reads again then sees the health as it is after their change.
 */
export async function settled({ db, clock }: Ground, { workspaceId }: Caller): Promise<void> {
  const until = clock.now();
  for (let looked = 0; looked < LOOKS; looked++) {
    const { rows } = await db.pool.query<{ waits: boolean }>(
      `SELECT EXISTS (SELECT 1 FROM goal_dirty WHERE workspace_id = $1 AND since <= $2) AS waits`,
      [workspaceId, until],
    );
    if (rows[0]?.waits !== true) return;
    await sleep(LOOK_MS);
  }
}
