import { type ToolErrorKind, ToolError } from "../connectors/connector.ts";
import type { Tokens } from "../connectors/sign-in.ts";
import { transaction } from "../database/transaction.ts";
import type { PrismaTx, Tx } from "../db.ts";
import type { Ground } from "../ground.ts";
import { open, seal } from "../secrets.ts";
import { type Registered, registeredWith } from "./registration.ts";

/** One account's permission in one connection. Both tokens are sealed, and leave this file as the tool's call needs them. */
export interface Holder {
  workspaceId: string;
  connectionId: string;
  tool: string;
  remoteId: string;
}

/** A token that ends within this is not worth beginning with. */
const SOON_MS = 60_000;

/** Keeps what an account allowed. Allowing again replaces it, and heals what was wrong. */
export async function putGrant(tx: PrismaTx, ground: Ground, holder: Holder, tokens: Tokens): Promise<void> {
  const { workspaceId, connectionId, remoteId } = holder;
  const now = ground.clock.now();
  const allowed = { ...sealed(ground, tokens, now), problem: null };
  await tx.grant.upsert({
    where: { workspaceId_connectionId_remoteId: { workspaceId, connectionId, remoteId } },
    create: { workspaceId, connectionId, remoteId, ...allowed, createdAt: now },
    update: allowed,
  });
}

const sealed = (ground: Ground, tokens: Tokens, now: Date) => ({
  access: seal(ground.config.secretKey, tokens.access),
  refresh: seal(ground.config.secretKey, tokens.refresh),
  expiresAt: new Date(now.getTime() + tokens.expiresInS * 1000),
  scopes: tokens.scopes.join(" "),
});

/** Whether an account allows us to act, as far as we know without asking the tool. */
export async function isAllowed(ground: Ground, holder: Omit<Holder, "tool">): Promise<boolean> {
  const { workspaceId, connectionId, remoteId } = holder;
  const where = { workspaceId, connectionId, remoteId, problem: null };
  return (await ground.db.prisma.grant.count({ where })) > 0;
}

interface Kept {
  access: string;
  refresh: string;
  expires_at: Date;
  problem: string | null;
}

/** Refreshes under way in this process: many who need one token hold one connection to the database, not one each. */
const underWay = new Map<string, Promise<string>>();

/** The account's access token, good for a minute at least. `refused`: one that the tool took no more, whatever its time. */
export async function accessOf(ground: Ground, holder: Holder, refused?: string): Promise<string> {
  const kept = usable(await readKept(ground.db.pool, holder, ""));
  const access = stillGood(ground, kept, refused);
  if (access !== null) return access;
  const key = [holder.workspaceId, holder.connectionId, holder.remoteId].join(" ");
  const running =
    underWay.get(key) ??
    refresh(ground, holder, refused).finally(() => {
      underWay.delete(key);
    });
  underWay.set(key, running);
  return running;
}

const signedOut = (message: string) => new ToolError("signed_out", message);

function usable(kept: Kept | undefined): Kept {
  if (!kept) throw signedOut("This account has not allowed Throughline to act for it.");
  if (kept.problem !== null) throw signedOut(kept.problem);
  return kept;
}

function stillGood(ground: Ground, kept: Kept, refused: string | undefined): string | null {
  if (kept.expires_at.getTime() - ground.clock.now().getTime() <= SOON_MS) return null;
  const access = open(ground.config.secretKey, kept.access);
  return access === refused ? null : access;
}

async function readKept(tx: Tx, holder: Holder, lock: "" | "FOR UPDATE"): Promise<Kept | undefined> {
  const { rows } = await tx.query<Kept>(
    `SELECT access, refresh, expires_at, problem FROM account_grant
     WHERE workspace_id = $1 AND connection_id = $2 AND remote_id = $3 ${lock}`,
    [holder.workspaceId, holder.connectionId, holder.remoteId],
  );
  return rows[0];
}

/**
 * One refresh at a time across all processes: the row is held while the tool is asked. The transaction touches this row
 * alone, so that nothing can stand in its way and make it run twice. A refusal is kept, and thrown after the commit.
 */
async function refresh(ground: Ground, holder: Holder, refused: string | undefined): Promise<string> {
  const registered = registeredWith(ground, holder.tool);
  if (!registered) throw signedOut("Throughline is no longer registered with the tool.");
  const outcome = await transaction(ground.db, async (tx) => {
    // Whoever holds it asks the tool.
    await tx.query("SET LOCAL lock_timeout = '60s'");
    const kept = usable(await readKept(tx, holder, "FOR UPDATE"));
    const access = stillGood(ground, kept, refused);
    if (access !== null) return { access };
    const answer = await ask(registered, open(ground.config.secretKey, kept.refresh));
    if ("problem" in answer) await setProblem(tx, holder, answer.problem);
    else await keep(tx, ground, holder, answer.tokens);
    return "problem" in answer ? answer : { access: answer.tokens.access };
  });
  if ("problem" in outcome) throw signedOut(outcome.problem);
  return outcome.access;
}

const ENDED = "The permission has ended in the tool. Allow Throughline again.";

async function ask(
  { signIn, app }: Registered,
  refreshToken: string,
): Promise<{ tokens: Tokens } | { problem: string }> {
  try {
    return { tokens: await signIn.refresh(app, refreshToken) };
  } catch (error) {
    if (isKind(error, "signed_out")) return { problem: ENDED };
    throw error;
  }
}

export const isKind = (error: unknown, kind: ToolErrorKind): boolean =>
  error instanceof ToolError && error.kind === kind;

async function keep(tx: Tx, ground: Ground, holder: Holder, tokens: Tokens): Promise<void> {
  const { access, refresh: again, expiresAt, scopes } = sealed(ground, tokens, ground.clock.now());
  await tx.query(
    `UPDATE account_grant SET access = $4, refresh = $5, expires_at = $6, scopes = $7, problem = NULL
     WHERE workspace_id = $1 AND connection_id = $2 AND remote_id = $3`,
    [holder.workspaceId, holder.connectionId, holder.remoteId, access, again, expiresAt, scopes],
  );
}

async function setProblem(tx: Tx, holder: Holder, problem: string): Promise<void> {
  await tx.query(
    `UPDATE account_grant SET problem = $4 WHERE workspace_id = $1 AND connection_id = $2 AND remote_id = $3`,
    [holder.workspaceId, holder.connectionId, holder.remoteId, problem],
  );
}

/** The tool takes neither the token nor a fresh one: the account has to allow us again. */
export const noteEnded = (ground: Ground, holder: Holder): Promise<void> => setProblem(ground.db.pool, holder, ENDED);

/**
 * Gives every permission of a connection back to the tool and forgets it. An account that serves another connection too
 * keeps its token there, so that one is only forgotten here. A tool that does not answer is no reason to keep a secret.
 */
export async function giveBackGrants(
  ground: Ground,
  connection: { workspaceId: string; id: string; tool: string },
): Promise<void> {
  const where = { workspaceId: connection.workspaceId, connectionId: connection.id };
  const registered = registeredWith(ground, connection.tool);
  for (const grant of await ground.db.prisma.grant.findMany({ where })) {
    const elsewhere = await ground.db.prisma.grant.count({
      where: { remoteId: grant.remoteId, connectionId: { not: connection.id } },
    });
    if (registered && elsewhere === 0) await revoke(ground, registered, open(ground.config.secretKey, grant.refresh));
    await ground.db.prisma.grant.deleteMany({ where: { ...where, remoteId: grant.remoteId } });
  }
}

/** Best effort: what we can't give back has an end of its own, and is not kept. */
export async function revoke(ground: Ground, { signIn, app }: Registered, refreshToken: string): Promise<void> {
  try {
    await signIn.revoke(app, refreshToken);
  } catch (error) {
    if (!(error instanceof ToolError)) throw error;
    ground.log.warn({ kind: error.kind }, "a permission could not be given back to its tool");
  }
}
