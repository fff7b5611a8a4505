import { randomBytes } from "node:crypto";
import { z } from "zod";
import { isSameSecret } from "../connectors/signature.ts";
import type { Ground } from "../ground.ts";
import { open, seal } from "../secrets.ts";

/** A webhook that we asked for, as its address names it. */
export interface SubscriptionTarget {
  known: boolean;
  workspaceId: string;
  connectionId: string;
  id: string;
  tool: string;
  /** Our own request is open, so a handshake may come. */
  pending: boolean;
  secrets: string[];
}

/** Where one of our webhooks leads; with an empty key, how all of a connection's begin. */
export const hookAddress = ({ config }: Ground, connectionId: string, key: string): string =>
  `${config.publicUrl}/hooks/${connectionId}/${key}`;

/** What nobody has signed with: an unknown key is checked as well, so that it looks and costs like a bad signature. */
const NOBODYS = randomBytes(32).toString("hex");
/** Our own request is open for less than this, whatever became of the process that made it. */
const HANDSHAKE_MS = 60_000;

interface Row {
  workspace_id: string;
  tool: string;
  state: string;
  secret: string | null;
  created_at: Date;
}

export async function findSubscription(
  ground: Ground,
  { connectionId, key }: { connectionId: string; key: string },
): Promise<SubscriptionTarget> {
  const isId = [connectionId, key].every((id) => z.guid().safeParse(id).success);
  const { rows } = await ground.db.pool.query<Row>({
    name: "find-subscription",
    text: `SELECT s.workspace_id, c.tool, s.state, s.secret, s.created_at FROM subscription s
           JOIN connection c ON c.workspace_id = s.workspace_id AND c.id = s.connection_id
           WHERE s.id = $1 AND s.connection_id = $2 AND c.state <> 'ended'`,
    values: isId ? [key, connectionId] : [null, null],
  });
  const row = rows[0];
  const nobody = { known: false, workspaceId: "", connectionId, id: key, tool: "", pending: false, secrets: [NOBODYS] };
  if (!row) return nobody;
  const open_ = ground.clock.now().getTime() - row.created_at.getTime() < HANDSHAKE_MS;
  return {
    ...nobody,
    known: true,
    workspaceId: row.workspace_id,
    tool: row.tool,
    pending: row.state === "pending" && open_,
    secrets: row.secret === null ? [NOBODYS] : [open(ground.config.secretKey, row.secret)],
  };
}

/**
 * Keeps the secret of a handshake; false when it may not set one. Only the first counts, and only while our own request is
 * open: whoever else knows the address can't put a secret of their own in the place of ours.
 */
export async function keepHandshake(ground: Ground, target: SubscriptionTarget, secret: string): Promise<boolean> {
  if (!target.known || !target.pending) return false;
  const { rowCount } = await ground.db.pool.query(
    `UPDATE subscription SET secret = $3 WHERE workspace_id = $1 AND id = $2 AND state = 'pending' AND secret IS NULL`,
    [target.workspaceId, target.id, seal(ground.config.secretKey, secret)],
  );
  return rowCount === 1 || target.secrets.some((kept) => isSameSecret(secret, kept));
}
