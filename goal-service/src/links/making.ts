import { setTimeout as sleep } from "node:timers/promises";
import type { Ground } from "../ground.ts";
import { point } from "../points.ts";
import { Refused } from "../refusal.ts";

/** Whoever makes a link's item says so for this long, and says it again while it lives (Link.makingUntil). */
const LEASE_MS = 15_000;
const AGAIN_MS = 5_000;
/** How long somebody else who wants the same item waits for it: as long as a form has. */
const LOOK_MS = 200;
const LOOKS = 40;

export interface Making {
  workspaceId: string;
  linkId: string;
  /** What we wrote last: as long as it stands there, nobody has taken over. */
  until: Date;
  /** Somebody began before us and did not end: what they made may be there. */
  begunBefore: boolean;
}

/** Either it is ours to make, or it is made; after eight seconds of somebody else's making, a conflict. */
export async function myTurn(
  ground: Ground,
  workspaceId: string,
  linkId: string,
): Promise<{ making: Making } | { itemId: string }> {
  for (let look = 0; look < LOOKS; look++) {
    const making = await take(ground, workspaceId, linkId);
    if (making) return { making };
    const where = { workspaceId_id: { workspaceId, id: linkId } };
    const { itemId } = await ground.db.prisma.link.findUniqueOrThrow({ where, select: { itemId: true } });
    if (itemId !== null) return { itemId };
    await sleep(LOOK_MS);
    await point("birth: somebody else's turn, not looked again");
  }
  throw stillBeingMade();
}

const stillBeingMade = () =>
  new Refused("conflict", "This is still being made. Ask again in some seconds: nothing is made twice.");

const leaseFrom = (ground: Ground): Date => new Date(ground.clock.now().getTime() + LEASE_MS);

async function take(ground: Ground, workspaceId: string, linkId: string): Promise<Making | null> {
  const until = leaseFrom(ground);
  const { rows } = await ground.db.pool.query<{ before: Date | null }>(
    `WITH held AS (SELECT making_until FROM link WHERE workspace_id = $1 AND id = $2 FOR UPDATE)
     UPDATE link SET making_until = $3 FROM held
     WHERE workspace_id = $1 AND id = $2 AND item_id IS NULL AND (held.making_until IS NULL OR held.making_until <= $4)
     RETURNING held.making_until AS before`,
    [workspaceId, linkId, until, ground.clock.now()],
  );
  const [row] = rows;
  return row ? { workspaceId, linkId, until, begunBefore: row.before !== null } : null;
}

/** Says it again, if nobody has taken over meanwhile: this process may have stood still for longer than its lease. */
async function extend(ground: Ground, making: Making): Promise<boolean> {
  const until = leaseFrom(ground);
  const { rowCount } = await ground.db.pool.query(
    `UPDATE link SET making_until = $3 WHERE workspace_id = $1 AND id = $2 AND making_until = $4`,
    [making.workspaceId, making.linkId, until, making.until],
  );
  if (rowCount === 1) making.until = until;
  return rowCount === 1;
}

/** Does `work`, which makes the item, and holds the turn as long as that takes. */
export async function whileMine<T>(ground: Ground, making: Making, work: () => Promise<T>): Promise<T> {
  if (!(await extend(ground, making))) throw stillBeingMade();
  await point("birth: turn held, not made");
  const again = setInterval(() => void extend(ground, making).catch(() => false), AGAIN_MS);
  try {
    return await work();
  } finally {
    clearInterval(again);
  }
}

/**
 * Ends the turn without an item. `inMs`: until when the tool may still be at it, so that nobody looks before. That it was
 * tried stays on record: whoever comes next looks for what may be there.
 */
export async function giveUp(ground: Ground, { workspaceId, linkId, until }: Making, inMs: number): Promise<void> {
  await ground.db.pool.query(
    `UPDATE link SET making_until = $3 WHERE workspace_id = $1 AND id = $2 AND making_until = $4`,
    [workspaceId, linkId, new Date(ground.clock.now().getTime() + inMs), until],
  );
}
