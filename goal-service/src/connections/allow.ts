import type { Caller } from "../accounts/caller.ts";
import type { SignedIn, Tokens } from "../connectors/sign-in.ts";
import { prismaTransaction } from "../database/transaction.ts";
import type { PrismaTx } from "../db.ts";
import type { Connection } from "../generated/prisma/client.ts";
import type { Ground } from "../ground.ts";
import { newId } from "../ids.ts";
import { Refused } from "../refusal.ts";
import { recordConnection } from "./connections.ts";
import { putGrant } from "./grants.ts";
import { knowAccount } from "./identity.ts";
import { letGoOfEnded } from "./tenant.ts";

/** An account of the tool that has just said yes, and with what. */
export interface Allowed {
  tool: string;
  account: SignedIn;
  tokens: Tokens;
}

/** The person who is signed in here and says that the account is theirs; nobody in the tool's popup. */
type Person = { workspaceId: string; personId: string } | null;

/**
 * Keeps the permission for every connection whose tenant the account belongs to, so that a person allows us once; for a
 * person who is signed in here, those of their workspace. Without any there is nothing to act in: refused, nothing kept.
 */
export async function allowAccount(ground: Ground, allowed: Allowed, who: Person): Promise<void> {
  const connections = await ground.db.prisma.connection.findMany({
    where: {
      tool: allowed.tool,
      tenant: { in: allowed.account.workspaces.map(({ id }) => id) },
      state: { not: "ended" },
      ...(who && { workspaceId: who.workspaceId }),
    },
  });
  if (connections.length === 0) throw nothingConnected(ground, allowed);
  await prismaTransaction(ground.db, async (tx) => {
    for (const connection of connections) {
      const owner = await keepAllowed(tx, ground, connection, allowed, who?.personId ?? null);
      if (who !== null && owner !== who.personId) throw notYours();
    }
  });
}

async function keepAllowed(
  tx: PrismaTx,
  ground: Ground,
  connection: Connection,
  { tool, account, tokens }: Allowed,
  personId: string | null,
): Promise<string | null> {
  const holder = { workspaceId: connection.workspaceId, connectionId: connection.id, tool, remoteId: account.id };
  await putGrant(tx, ground, holder, tokens);
  // The account that reads: what waited for its permission goes on at once.
  await tx.connection.updateMany({
    where: { workspaceId: connection.workspaceId, id: connection.id, actor: account.id },
    data: { failures: 0, pausedUntil: null, pollDue: ground.clock.now() },
  });
  const { id: remoteId, name, email } = account;
  return knowAccount(tx, connection, { remoteId, name, email }, { at: ground.clock.now(), personId });
}

function nothingConnected(ground: Ground, { account }: Allowed): Refused {
  const names = account.workspaces.map(({ name }) => name).join(", ");
  return new Refused(
    "not_paired",
    `Your Asana workspace (${names || "none"}) is not connected to Throughline yet. Ask an admin of Throughline to connect it at ${ground.config.publicUrl}/settings/connections; then try again here. Nothing was kept.`,
  );
}

const notYours = () =>
  new Refused(
    "account_taken",
    "This Asana account is known here as somebody else's. Sign in to Asana with your own account and try again.",
  );

/**
 * An admin connects a tenant: the account's permission is the one with which we read in the background. Connected again,
 * the connection goes on where it stopped; history stays.
 */
export async function connectTenant(
  ground: Ground,
  caller: Caller,
  allowed: Allowed,
  tenant: SignedIn["workspaces"][number],
): Promise<Connection> {
  const { workspaceId } = caller;
  const now = ground.clock.now();
  return prismaTransaction(ground.db, async (tx) => {
    await letGoOfEnded(tx, allowed.tool, tenant.id, workspaceId);
    const fresh = {
      workspaceId,
      id: newId(),
      tool: allowed.tool,
      name: tenant.name,
      tenant: tenant.id,
      createdAt: now,
    };
    const { count } = await tx.connection.createMany({ data: [fresh], skipDuplicates: true });
    const known = await tx.connection.findUniqueOrThrow({
      where: { tool_tenant: { tool: allowed.tool, tenant: tenant.id } },
    });
    if (known.workspaceId !== workspaceId) throw tenantTaken();
    const row = await tx.connection.update({
      where: { workspaceId_id: { workspaceId, id: known.id } },
      data: {
        ...{ state: "active", actor: allowed.account.id, problem: null, pausedUntil: null },
        // Read at once, and behind until that is done: nobody knows what happened while nobody looked.
        behindSince: known.behindSince ?? known.lastSyncAt,
        ...{ pollDue: now, sweepDue: now },
        ...(count === 0 && { version: { increment: 1 } }),
      },
    });
    await keepAllowed(tx, ground, row, allowed, null);
    await recordConnection(tx, ground, caller, row, count === 0 ? "connect again" : "connect");
    return row;
  });
}

const tenantTaken = (): Refused =>
  new Refused(
    "tenant_taken",
    "This workspace of the tool already belongs to another workspace of Throughline. Its admin has to disconnect it first.",
  );
