import { randomUUID } from "node:crypto";
import { storableText } from "@throughline/shared/basics";
import { hookAddress } from "../connections/subscription-target.ts";
import { ToolError } from "../connectors/connector.ts";
import { isSameSecret } from "../connectors/signature.ts";
import type { Tx } from "../db.ts";
import { point } from "../points.ts";
import { open } from "../secrets.ts";
import { toolVerdict } from "./retry.ts";
import { ask, closeTurn, type Turn, TurnOver } from "./turn.ts";

/** What the tool keeps for us is compared with what we know this often, and whenever something is not as it should be. */
const CHECK_MS = 24 * 60 * 60_000;

interface Row {
  id: string;
  container: string;
  state: string;
  remote_id: string | null;
  checked_at: Date | null;
}
type Theirs = Awaited<ReturnType<Turn["connector"]["subscriptions"]>>[number];

/** Every chosen container has one webhook, and the tool has none that we don't know. What differs is mended here. */
export async function checkWebhooks(turn: Turn): Promise<void> {
  const { chosen, rows } = await readOurs(turn);
  if (!isDue(turn, chosen, rows)) return;
  const theirs = await readTheirs(turn);
  await point("webhook: compared, not mended");
  if ("problem" in theirs) return breakAll(turn, theirs.problem);
  const holds = (row: Row) =>
    row.state !== "pending" &&
    chosen.includes(row.container) &&
    theirs.some(({ remoteId, target }) => remoteId === row.remote_id && target === targetOf(turn, row.id));
  const kept = rows.filter(holds);
  const known = new Set(kept.map(({ remote_id }) => remote_id));
  const strays = theirs.filter(({ remoteId, target }) => target.startsWith(targetOf(turn, "")) && !known.has(remoteId));
  for (const { remoteId } of strays) {
    await unsubscribe(turn, remoteId);
    await point("webhook: stray one given back, not the next");
  }
  await noteKept(turn, kept, theirs);
  const heard = kept.map(({ container }) => container);
  for (const container of chosen.filter((id) => !heard.includes(id))) {
    await point("webhook: next one not announced");
    await subscribe(turn, container);
  }
}

const targetOf = ({ ground, connectionId }: Turn, id: string): string => hookAddress(ground, connectionId, id);

async function readOurs(turn: Turn): Promise<{ chosen: string[]; rows: Row[] }> {
  const scope = [turn.workspaceId, turn.connectionId];
  const connection = await turn.held.query<{ containers: string[] }>(
    `SELECT containers FROM connection WHERE workspace_id = $1 AND id = $2`,
    scope,
  );
  const { rows } = await turn.held.query<Row>(
    `SELECT id, container, state, remote_id, checked_at FROM subscription WHERE workspace_id = $1 AND connection_id = $2`,
    scope,
  );
  return { chosen: connection.rows[0]?.containers ?? [], rows };
}

/** Ours is the only turn, so what is still pending was left by a process that died over it. */
function isDue(turn: Turn, chosen: readonly string[], rows: readonly Row[]): boolean {
  const before = turn.ground.clock.now().getTime() - CHECK_MS;
  const inOrder = (row: Row) =>
    row.state === "active" && chosen.includes(row.container) && (row.checked_at?.getTime() ?? 0) > before;
  return rows.length !== chosen.length || !rows.every(inOrder);
}

async function readTheirs(turn: Turn): Promise<Theirs[] | { problem: string }> {
  try {
    return await ask(turn, (connector, reach) => connector.subscriptions(reach));
  } catch (error) {
    return { problem: await wordsOr(turn, error) };
  }
}

/** We may not ask for webhooks at all: changes are asked for, more often. */
async function breakAll(turn: Turn, problem: string): Promise<void> {
  await turn.held.query(
    `UPDATE subscription SET state = 'broken', problem = $3, checked_at = $4 WHERE workspace_id = $1 AND connection_id = $2`,
    [turn.workspaceId, turn.connectionId, problem, turn.ground.clock.now()],
  );
}

/** Why this can't be done; a tool that can't be asked at all ends the turn instead. */
async function wordsOr(turn: Turn, error: unknown): Promise<string> {
  if (!(error instanceof ToolError)) throw error;
  const verdict = toolVerdict(error, "wish");
  if (verdict.then !== "give_up") throw await closeTurn(turn, verdict);
  return storableText(verdict.error, 1000);
}

/** Best effort: what stays is found by the next check, as one that we don't know. */
async function unsubscribe(turn: Turn, remoteId: string): Promise<void> {
  try {
    await ask(turn, (connector, reach) => connector.unsubscribe(reach, remoteId));
  } catch (error) {
    if (error instanceof TurnOver || !(error instanceof ToolError)) throw error;
    turn.ground.log.warn({ kind: error.kind }, "a webhook could not be given back");
  }
}

/** What does not hold is forgotten. Where deliveries fail the tool says so itself; it goes on trying, and so do we. */
async function noteKept(turn: Turn, kept: readonly Row[], theirs: readonly Theirs[]): Promise<void> {
  const noted = kept.map(({ id, remote_id }) => ({
    id,
    problem: theirs.find(({ remoteId }) => remoteId === remote_id)?.problem ?? null,
  }));
  await turn.held.query(
    `WITH kept AS (SELECT * FROM jsonb_to_recordset($3::jsonb) AS x(id uuid, problem text)),
     forgotten AS (
       DELETE FROM subscription WHERE workspace_id = $1 AND connection_id = $2 AND id NOT IN (SELECT id FROM kept))
     UPDATE subscription s SET checked_at = $4, problem = k.problem, state = CASE WHEN k.problem IS NULL THEN 'active' ELSE 'broken' END
     FROM kept k WHERE s.workspace_id = $1 AND s.id = k.id`,
    [turn.workspaceId, turn.connectionId, JSON.stringify(noted), turn.ground.clock.now()],
  );
}

/**
 * Asks for a webhook. Its key is a fresh secret of 122 bits; the row stands before the tool is asked, because the tool
 * shakes hands before it answers. Whose hand that was shows the answer: another secret than the one kept is not ours.
 */
async function subscribe(turn: Turn, container: string): Promise<void> {
  const id = randomUUID();
  await turn.held.query(
    `INSERT INTO subscription (workspace_id, id, connection_id, container, state, created_at) VALUES ($1, $2, $3, $4, 'pending', $5)`,
    [turn.workspaceId, id, turn.connectionId, container, turn.ground.clock.now()],
  );
  await point("webhook: announced, not asked for");
  const made = await askFor(turn, container, id);
  await point("webhook: asked for, not noted");
  if ("problem" in made) return closeKey(turn, id, made.problem);
  if (await keep(turn, id, made)) return;
  await point("webhook: not ours, key not closed");
  await closeKey(turn, id, "Somebody else answered the tool in our place, so this webhook was given back.");
  await point("webhook: key closed, not given back");
  await unsubscribe(turn, made.remoteId);
}

async function askFor(
  turn: Turn,
  container: string,
  id: string,
): Promise<{ remoteId: string; secret: string } | { problem: string }> {
  try {
    return await ask(turn, (connector, reach) => connector.subscribe(reach, container, targetOf(turn, id)));
  } catch (error) {
    return { problem: inWords(turn, await wordsOr(turn, error)) };
  }
}

/** True when the secret that shook hands is the one that the tool answered, to us. */
async function keep(turn: Turn, id: string, made: { remoteId: string; secret: string }): Promise<boolean> {
  const scope = [turn.workspaceId, id];
  const { rows } = await turn.held.query<{ secret: string | null }>(
    `SELECT secret FROM subscription WHERE workspace_id = $1 AND id = $2`,
    scope,
  );
  const kept = rows[0]?.secret ?? null;
  if (kept === null || !isSameSecret(made.secret, open(turn.ground.config.secretKey, kept))) return false;
  const { rowCount } = await turn.held.query(
    `UPDATE subscription SET state = 'active', remote_id = $3, checked_at = $4, problem = NULL WHERE workspace_id = $1 AND id = $2`,
    [...scope, made.remoteId, turn.ground.clock.now()],
  );
  return rowCount === 1;
}

/** The key is no longer known to anybody, and the container shows why it has no webhook. */
async function closeKey(turn: Turn, id: string, problem: string): Promise<void> {
  await turn.held.query(
    `UPDATE subscription SET id = $3, state = 'broken', secret = NULL, remote_id = NULL, problem = $4, checked_at = $5
     WHERE workspace_id = $1 AND id = $2`,
    [turn.workspaceId, id, randomUUID(), problem, turn.ground.clock.now()],
  );
}

function inWords({ ground, tool }: Turn, said: string): string {
  const { publicUrl } = ground.config;
  const { hostname } = new URL(publicUrl);
  if (!/^(localhost|127\.[\d.]+|\[::1\])$/.test(hostname)) return said;
  const name = tool.charAt(0).toUpperCase() + tool.slice(1);
  return `${name} can't call ${publicUrl}, which only this machine knows. Start the service with PUBLIC_URL set to an https address that ${name} reaches; until then changes are asked for every 15 minutes. (${said})`;
}

/** Whether every chosen container has a webhook that works: then asking for changes is only for what got lost. */
export async function allHear(tx: Tx, { workspaceId, connectionId }: Turn): Promise<boolean> {
  const { rows } = await tx.query<{ all: boolean }>(
    `SELECT jsonb_array_length(c.containers) = (SELECT count(*) FROM subscription s
       WHERE s.workspace_id = c.workspace_id AND s.connection_id = c.id AND s.state = 'active') AS all
     FROM connection c WHERE c.workspace_id = $1 AND c.id = $2`,
    [workspaceId, connectionId],
  );
  return rows[0]?.all ?? false;
}
