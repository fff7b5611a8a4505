import type { PrismaTx } from "../db.ts";
import type { Connection } from "../generated/prisma/client.ts";
import type { Ground } from "../ground.ts";
import { Refused } from "../refusal.ts";

/** The connection of the Asana workspace that the Asana app asks for. Its token says that it is the app; the tenant, where. */
export async function connectionOfTenant(ground: Ground, tenant: string | null): Promise<Connection> {
  const row =
    tenant === null
      ? null
      : await ground.db.prisma.connection.findUnique({ where: { tool_tenant: { tool: "asana", tenant } } });
  if (row && row.state !== "ended") return row;
  const where = `${ground.config.publicUrl}/settings/connections`;
  throw new Refused(
    "not_paired",
    tenant === null
      ? "Say which Asana workspace asks: its gid as X-Throughline-Tenant."
      : `This Asana workspace is not connected to Throughline yet. An admin connects it at ${where}.`,
  );
}

/** Another workspace that has disconnected the tenant keeps its history, and the tenant no longer. */
export async function letGoOfEnded(tx: PrismaTx, tool: string, tenant: string, workspaceId: string): Promise<void> {
  await tx.connection.updateMany({
    where: { tool, tenant, state: "ended", workspaceId: { not: workspaceId } },
    data: { tenant: null },
  });
}
