import { z } from "zod";
import type { Installation } from "../connectors/signature.ts";
import type { Connection } from "../generated/prisma/client.ts";
import type { Ground } from "../ground.ts";
import { addressIn } from "./web-address.ts";

/** What of a Jira connection's settings says where that site is, and where our app's pages stand on it. */
const Settings = z
  .object({ app: z.object({ id: z.string(), environment: z.string() }).optional(), site: z.string().optional() })
  .catch({});

/** The path of our app's page with no issue at hand, or null as long as no token has told it. */
export function pageOf({ settings }: Pick<Connection, "settings">): string | null {
  const { app } = Settings.parse(settings);
  return app === undefined ? null : `/jira/apps/${app.id}/${app.environment}`;
}

/** The site's address as the app told it, or undefined as long as it has not. */
export const siteTold = ({ settings }: Pick<Connection, "settings">): string | undefined =>
  Settings.parse(settings).site;

/** Both come with the app's calls; they change with another environment or address, and then they are kept anew. */
export async function keepPage(ground: Ground, connection: Connection, told: Installation): Promise<void> {
  const known = Settings.parse(connection.settings);
  const app = told.app ?? known.app;
  const site = addressIn(told.site) ?? known.site;
  if (app?.id === known.app?.id && app?.environment === known.app?.environment && site === known.site) return;
  await ground.db.pool.query(
    `UPDATE connection SET settings = settings || $3::jsonb WHERE workspace_id = $1 AND id = $2`,
    [connection.workspaceId, connection.id, JSON.stringify({ app, site })],
  );
}
