import { transaction } from "../database/transaction.ts";
import type { Tx } from "../db.ts";
import { errorCode } from "../error-code.ts";
import type { Ground } from "../ground.ts";
import { point } from "../points.ts";
import { type Board, matchPairs } from "./match-pairs.ts";
import {
  type Held,
  holdConnections,
  mirrorEvents,
  readItems,
  readMirrors,
  writeMirrors,
  writeSides,
} from "./mirror-rows.ts";

/** How many items one transaction takes. */
const AT_ONCE = 100;
/** Whoever imports may hold a connection for long: nobody waits for that, the next round tries again. */
const PATIENCE_MS = 500;
const LOCK_NOT_AVAILABLE = "55P03";

interface Due {
  workspace_id: string;
  item_id: string;
  looks: boolean;
}

/**
 * Settles the mirrored pairs of items that changed: finds the other side where an address is new, decides anew at which side
 * the pair counts, and lets that side carry the other's movement. Intake itself writes one connection only (docs/decisions
 * 005); both sides together are written here, before a goal is evaluated. False when nothing waits.
 */
export async function settleMirrors(ground: Ground): Promise<boolean> {
  try {
    return await transaction(ground.db, (tx) => settle(tx, ground));
  } catch (error) {
    if (errorCode(error) === LOCK_NOT_AVAILABLE) return false;
    throw error;
  }
}

/** Any workspace: one with many pairs, or with a pair that can't be settled, must not keep all others waiting. */
async function settle(tx: Tx, ground: Ground): Promise<boolean> {
  const { rows: due } = await tx.query<Due>(
    `SELECT workspace_id, item_id, looks FROM mirror_dirty
     WHERE workspace_id = (SELECT workspace_id FROM mirror_dirty GROUP BY workspace_id ORDER BY random() LIMIT 1) ORDER BY item_id LIMIT ${AT_ONCE}`,
  );
  const workspaceId = due[0]?.workspace_id;
  if (workspaceId === undefined) return false;
  const ids = due.map((row) => row.item_id);
  const looks = due.some((row) => row.looks);
  await tx.query(`SET LOCAL lock_timeout = ${PATIENCE_MS}`);
  // An item that is being told of at this moment can't be found yet: who looks holds everybody, and then it can.
  const held = await holdConnections(tx, workspaceId, looks ? null : await connectionsOf(tx, workspaceId, ids));
  const board = await readBoard(tx, held, ids);
  const { items, mirrors } = matchPairs(board);
  await point("mirrors: held, not noted");
  await writeMirrors(tx, workspaceId, mirrors);
  await point("mirrors: noted, no side written");
  const made = mirrors.filter(({ state }) => state === "paired");
  await writeSides(tx, ground, held, {
    before: board.items,
    after: [...items.values()],
    events: made.flatMap(({ item_id, other_id, why }) => mirrorEvents(ground, "mirrored", [item_id, other_id], why)),
    by: { system: "mirrors" },
  });
  await point("mirrors: sides written, not ticked off");
  await tickOff(tx, board, looks ? ids : []);
  await point("mirrors: settled, not committed");
  return true;
}

async function connectionsOf(tx: Tx, workspaceId: string, ids: readonly string[]): Promise<string[]> {
  const { rows } = await tx.query<{ id: string }>(
    `SELECT DISTINCT connection_id AS id FROM work_item WHERE workspace_id = $1 AND id = ANY(
       $2::uuid[] || ARRAY(SELECT other_id FROM mirror WHERE workspace_id = $1 AND item_id = ANY($2::uuid[]) AND state <> 'undone'))`,
    [workspaceId, ids],
  );
  return rows.map((row) => row.id);
}

async function readBoard(tx: Tx, { workspaceId, tools }: Held, ids: readonly string[]): Promise<Board> {
  const mirrors = await readMirrors(tx, workspaceId, ids);
  const { rows: met } = await tx.query<{ item_id: string; other_id: string }>(MET, [workspaceId, ids]);
  const others = [...mirrors, ...met].map(({ other_id }) => other_id);
  const read = await readItems(tx, workspaceId, [...ids, ...others]);
  return { workspaceId, mirrors, met, items: new Map([...read].filter(([, row]) => tools.has(row.connection_id))) };
}

const MET = `SELECT DISTINCT m.item_id, o.item_id AS other_id FROM item_address m
JOIN item_address o ON o.workspace_id = m.workspace_id AND o.address = m.address AND o.named <> m.named AND o.item_id <> m.item_id
WHERE m.workspace_id = $1 AND m.item_id = ANY($2::uuid[]) ORDER BY 1, 2`;

/**
 * What was settled is no longer due, nor due again because it was written just now; a new address only where we looked. A
 * pair that somebody made between our look and our hold waits for the next round.
 */
async function tickOff(tx: Tx, { workspaceId, items, mirrors }: Board, looked: readonly string[]): Promise<void> {
  const missing = mirrors.filter(({ state, other_id }) => state !== "undone" && !items.has(other_id));
  const halves = new Set(missing.map(({ item_id }) => item_id));
  const settled = [...items.keys()].filter((id) => !halves.has(id));
  await tx.query(
    `DELETE FROM mirror_dirty WHERE workspace_id = $1 AND (item_id = ANY($2::uuid[]) OR (item_id = ANY($3::uuid[]) AND NOT looks))`,
    [workspaceId, looked, settled],
  );
}
