import { z } from "zod";
import type { Installation } from "../connectors/signature.ts";
import type { Connection } from "../generated/prisma/client.ts";
import type { Ground } from "../ground.ts";

/** What of a Jira connection's settings says where our app's pages stand on that site. */
const Settings = z.object({ app: z.object({ id: z.string(), environment: z.string() }).optional() }).catch({});

/** The path of our app's page with no issue at hand, or null as long as no token has told it. */
export function pageOf({ settings }: Pick<Connection, "settings">): string | null {
  const { app } = Settings.parse(settings);
  return app === undefined ? null : `/jira/apps/${app.id}/${app.environment}`;
}

/** The ids come with every token; they change with a deployment to another environment, and then they are kept anew. */
export async function keepPage(ground: Ground, connection: Connection, { app }: Installation): Promise<void> {
  const known = Settings.parse(connection.settings).app;
  if (app === null || (known?.id === app.id && known.environment === app.environment)) return;
  await ground.db.pool.query(
    `UPDATE connection SET settings = settings || $3::jsonb WHERE workspace_id = $1 AND id = $2`,
    [connection.workspaceId, connection.id, JSON.stringify({ app })],
  );
}
