import { randomBytes } from "node:crypto";
import type { Connection as ConnectionWire } from "@throughline/shared/connections";
import { z } from "zod";
import { type Caller, hasRole } from "../accounts/caller.ts";
import { prismaTransaction } from "../database/transaction.ts";
import type { PrismaTx } from "../db.ts";
import type { Connection, Pairing } from "../generated/prisma/client.ts";
import type { Ground } from "../ground.ts";
import { record } from "../history.ts";
import { newId } from "../ids.ts";
import { announce } from "../live/announce.ts";
import { asUuid } from "../goals/visibility.ts";
import { notFound, Refused } from "../refusal.ts";
import { seal } from "../secrets.ts";
import { allowsComments } from "./allows-comments.ts";
import { labelsOf } from "./container-names.ts";
import { markOpenGoals } from "./sync-state.ts";
import { letGoOfEnded } from "./tenant.ts";
import { TRIES } from "./tries.ts";

const Containers = z.array(z.string());

export async function createGenericConnection(
  ground: Ground,
  caller: Caller,
  name: string,
): Promise<ConnectionWire & { secret: string }> {
  const secret = `whsec_${randomBytes(32).toString("base64")}`;
  const row = await prismaTransaction(ground.db, async (tx) => {
    const made = await tx.connection.create({
      data: {
        workspaceId: caller.workspaceId,
        id: newId(),
        tool: "generic",
        name,
        secret: seal(ground.config.secretKey, secret),
        createdAt: ground.clock.now(),
      },
    });
    await recordConnection(tx, ground, caller, made, "create");
    return made;
  });
  return { ...(await showConnection(ground, caller, row)), secret };
}

interface Pair {
  code?: string | undefined;
  connectionId?: string | undefined;
  name?: string | undefined;
}

/** Approves the installation that shows this code. A reinstalled site takes its old connection on; history stays. */
export async function pair(ground: Ground, caller: Caller, input: Pair): Promise<ConnectionWire> {
  const row = await prismaTransaction(ground.db, async (tx) => {
    const pairing = await findPairing(tx, caller, input);
    await letGoOfEnded(tx, pairing.tool, pairing.tenant, caller.workspaceId);
    const known = await tx.connection.findUnique({
      where: { tool_tenant: { tool: pairing.tool, tenant: pairing.tenant } },
    });
    if (known && known.workspaceId !== caller.workspaceId) {
      throw new Refused(
        "tenant_taken",
        "This site already belongs to another workspace. Its admin has to disconnect it first.",
      );
    }
    const data = { installationId: pairing.installationId, state: "active", problem: null };
    const name = input.name ?? siteName(pairing.site);
    const fresh = {
      workspaceId: caller.workspaceId,
      id: newId(),
      tool: pairing.tool,
      name,
      tenant: pairing.tenant,
      createdAt: ground.clock.now(),
    };
    const made = known
      ? await tx.connection.update({
          where: { workspaceId_id: { workspaceId: known.workspaceId, id: known.id } },
          // What happened while nobody told us is not known before a reconcile has come through to its end.
          data: { ...data, behindSince: known.behindSince ?? known.lastSyncAt, version: { increment: 1 } },
        })
      : await tx.connection.create({ data: { ...data, ...fresh } });
    await tx.pairing.deleteMany({ where: { tool: pairing.tool, tenant: pairing.tenant } });
    if (known) {
      await markOpenGoals(tx, { workspaceId: made.workspaceId, connectionId: made.id }, ground.clock.now());
    }
    await recordConnection(tx, ground, caller, made, known ? "pair again" : "pair");
    return made;
  });
  return showConnection(ground, caller, row);
}

/** By the code that the tool's admin page shows; a site that was ours before needs one click and no code. */
async function findPairing(tx: PrismaTx, caller: Caller, { code, connectionId }: Pair): Promise<Pairing> {
  if (code !== undefined) {
    const pairing = await tx.pairing.findUnique({
      where: { code: code.toUpperCase().replace(/^([A-Z0-9]{4})-?([A-Z0-9]{4})$/, "$1-$2") },
    });
    if (pairing) return pairing;
    throw new Refused(
      "unknown_code",
      "No installation shows this code. Open Throughline's page in the Jira settings and type the code shown there.",
    );
  }
  if (connectionId === undefined)
    throw new Refused(
      "invalid_input",
      "Give the code that the installation shows, or the connection that was installed again.",
    );
  const known = await findConnection(tx, caller, connectionId);
  const pairing = await tx.pairing.findFirst({
    where: { tool: known.tool, tenant: known.tenant ?? "" },
    orderBy: { seenAt: "desc" },
  });
  if (!pairing) throw new Refused("unknown_code", "This site has not been installed again.");
  return pairing;
}

const siteName = (site: string) => (URL.canParse(site) ? new URL(site).host : "Jira");

/** An app sees and changes its own connection and no other. */
export async function findConnection(tx: PrismaTx, caller: Caller, id: string): Promise<Connection> {
  const own = caller.connection === null || caller.connection.id === id;
  const row =
    own && z.guid().safeParse(id).success
      ? await tx.connection.findUnique({ where: { workspaceId_id: { workspaceId: caller.workspaceId, id } } })
      : null;
  if (!row) throw notFound("connection");
  return row;
}

/** Holds its row until the transaction ends, so that two changes of it come one after the other. */
export async function lockConnection(tx: PrismaTx, caller: Caller, id: string): Promise<void> {
  const where = { workspaceId: caller.workspaceId, id: asUuid(id) };
  await tx.$queryRaw`SELECT 1 FROM connection WHERE workspace_id = ${where.workspaceId}::uuid AND id = ${where.id}::uuid FOR NO KEY UPDATE`;
}

export async function recordConnection(
  tx: PrismaTx,
  ground: Ground,
  caller: Caller,
  row: Connection,
  action: string,
): Promise<void> {
  const { secret: _secret, ...body } = row;
  await record(tx, ground, caller, { action, kind: "connection", id: row.id, no: row.version, body });
  await announce(
    tx,
    { workspaceId: row.workspaceId, kind: "connection", ref: row.id, version: row.version },
    ground.clock.now(),
  );
}

export async function showConnection(ground: Ground, caller: Caller, row: Connection): Promise<ConnectionWire> {
  const scope = { workspaceId: row.workspaceId, connectionId: row.id };
  const containers = Containers.parse(row.containers);
  const choosing = caller.connection !== null || hasRole(caller, "admin");
  const { delivery, touch, wanted: wish } = ground.db.prisma;
  const [containerLabels, pending, failed, wanted, refused, asked, unread] = await Promise.all([
    choosing ? labelsOf(ground.db.pool, scope, containers) : [],
    delivery.count({ where: { ...scope, state: "pending" } }),
    delivery.count({ where: { ...scope, state: "failed" } }),
    wish.count({ where: { ...scope, state: "open" } }),
    wish.count({ where: { ...scope, state: "failed" } }),
    touch.count({ where: { ...scope, attempts: { lt: TRIES } } }),
    touch.count({ where: { ...scope, attempts: { gte: TRIES } } }),
  ]);
  return {
    id: row.id,
    tool: row.tool as ConnectionWire["tool"],
    name: row.name,
    state: row.state as ConnectionWire["state"],
    containers,
    containerLabels,
    lastEventAt: row.lastEventAt?.toISOString() ?? null,
    lastSyncAt: row.lastSyncAt?.toISOString() ?? null,
    behindSince: row.behindSince?.toISOString() ?? null,
    backlog: { pending: pending + asked, failed: failed + unread + refused, wanted },
    problem: row.problem,
    comments: allowsComments(row),
    version: row.version,
  };
}
