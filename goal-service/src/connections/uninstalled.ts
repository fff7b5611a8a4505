import type { Installation } from "../connectors/signature.ts";
import type { Ground } from "../ground.ts";
import { end } from "./end.ts";

const PROBLEM = "The app was uninstalled from this Jira site. Install it there again to go on where it stopped.";

/**
 * The app's last word on a site. The connection ends at once, with its history kept, and says why until somebody installs
 * the app again or disconnects the site; a code that nobody will type any more goes. An installation that is no longer the
 * site's changes nothing else.
 */
export async function takeUninstall(ground: Ground, { installationId, cloudId }: Installation): Promise<void> {
  const { connection, pairing, workspace } = ground.db.prisma;
  await pairing.deleteMany({ where: { tool: "jira", installationId } });
  const row = await connection.findUnique({ where: { tool_tenant: { tool: "jira", tenant: cloudId } } });
  if (row?.installationId !== installationId || row.state === "ended") return;
  const { zone } = await workspace.findUniqueOrThrow({ where: { id: row.workspaceId } });
  const app = { id: row.id, tool: row.tool, account: null };
  const caller = { workspaceId: row.workspaceId, zone, person: null, connection: app };
  await end(ground, caller, row, { action: "uninstall", problem: PROBLEM });
}
