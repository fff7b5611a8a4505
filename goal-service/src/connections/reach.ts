import { z } from "zod";
import { type PullConnector, type Reach, ToolError } from "../connectors/connector.ts";
import { pullConnectorFor } from "../connectors/registry.ts";
import type { Connection, Workspace } from "../generated/prisma/client.ts";
import type { Ground } from "../ground.ts";
import { accessOf, type Holder, isKind, noteEnded } from "./grants.ts";
import { readSettings } from "./settings.ts";

type Found = Connection & { workspace: Pick<Workspace, "zone"> };

interface Scope {
  workspaceId: string;
  connectionId: string;
}

/**
 * With what a pull connection is reached, for an account that allowed it; null: the one whose permission reads in the
 * background. Fails with a ToolError: signed_out when there is no permission, or none that still holds.
 */
export async function reachFor(ground: Ground, scope: Scope, account: string | null): Promise<Reach> {
  const { row, holder } = await holderIn(ground, scope, account);
  return reachOf(ground, row, await accessOf(ground, holder));
}

/**
 * Does `work` in the tool for this account. A token that the tool takes no more is refreshed once, for what was refused
 * so was not done; when that does not help either, the permission has ended and is noted as such.
 */
export async function inTool<T>(
  ground: Ground,
  scope: Scope,
  account: string | null,
  work: (connector: PullConnector, reach: Reach) => Promise<T>,
): Promise<T> {
  const { row, holder } = await holderIn(ground, scope, account);
  const connector = pullConnectorFor(row.tool);
  if (!connector) throw new Error(`${row.tool} is not reached from here`);
  const first = await accessOf(ground, holder);
  try {
    return await work(connector, reachOf(ground, row, first));
  } catch (error) {
    if (!isKind(error, "signed_out")) throw error;
  }
  const second = await accessOf(ground, holder, first);
  try {
    return await work(connector, reachOf(ground, row, second));
  } catch (error) {
    if (isKind(error, "signed_out")) await noteEnded(ground, holder);
    throw error;
  }
}

async function holderIn(
  ground: Ground,
  { workspaceId, connectionId }: Scope,
  account: string | null,
): Promise<{ row: Found; holder: Holder }> {
  const row = await ground.db.prisma.connection.findUnique({
    where: { workspaceId_id: { workspaceId, id: connectionId } },
    include: { workspace: { select: { zone: true } } },
  });
  const remoteId = account ?? row?.actor;
  if (row == null || row.state === "ended" || remoteId == null)
    throw new ToolError("signed_out", "Nobody has allowed Throughline to act in this connection.");
  return { row, holder: { workspaceId, connectionId, tool: row.tool, remoteId } };
}

function reachOf(ground: Ground, row: Found, token: string): Reach {
  const { api, full } = ground.config.asana;
  return {
    token,
    api,
    tenant: row.tenant ?? "",
    containers: z.array(z.string()).parse(row.containers),
    statuses: readSettings(row.settings).statuses,
    full,
    today: ground.clock.dayIn(row.workspace.zone, ground.clock.now()),
  };
}
