import type { ParsedInputOf, ReplyOf } from "@throughline/shared/endpoint";
import type { endpoints } from "@throughline/shared/endpoints";
import type { Caller } from "../accounts/caller.ts";
import type { Connection } from "../generated/prisma/client.ts";
import { pageOf, siteTold } from "../connections/app-page.ts";
import { findConnection } from "../connections/connections.ts";
import { pullConnectorFor } from "../connectors/registry.ts";
import type { Ground } from "../ground.ts";
import { createInTool } from "../links/create-in-tool.ts";
import { putLink } from "../links/links.ts";
import { requirePerson } from "../people/people.ts";
import { notFound, Refused } from "../refusal.ts";
import { showItemsById, showOpened } from "../work-items/show.ts";
import { findInitiative } from "./initiatives.ts";

type Create = ParsedInputOf<typeof endpoints.createWorkItem>;

/**
 * Work under the initiative: created in a tool that we call. A push connection cannot be asked to: the answer is the
 * address of our app's page in the tool with everything filled in, under the link that this call announced. The same
 * linkId again: the same answer.
 */
export async function createWorkItem(
  ground: Ground,
  caller: Caller,
  input: Create,
): Promise<ReplyOf<typeof endpoints.createWorkItem>> {
  const initiative = await findInitiative(ground.db.prisma, caller, input.id);
  const connection = await findConnection(ground.db.prisma, caller, input.connectionId);
  await requirePerson(ground.db.prisma, caller, input.ownerId);
  if (connection.state === "ended") throw notFound("connection");
  if (pullConnectorFor(connection.tool) !== null) {
    const wish = { ...input, initiativeId: initiative.id };
    return showOpened(ground, caller, await createInTool(ground, caller, connection, wish));
  }
  const site = await siteOf(ground, connection);
  const link = await putLink(ground, caller, { linkId: input.linkId, initiativeId: initiative.id });
  const made = link.itemId === null ? undefined : (await showItemsById(ground, caller, [link.itemId])).get(link.itemId);
  if (made) return made;
  const container = await keyInTool(ground, connection, input.container);
  return { open: formAddress(site, pageOf(connection), { ...input, container, initiative: initiative.key }) };
}

/** What the tool's own people call the container now, which is how its form knows it. */
async function keyInTool(ground: Ground, { workspaceId, id: connectionId }: Connection, remoteId: string) {
  const where = { workspaceId_connectionId_remoteId: { workspaceId, connectionId, remoteId } };
  const known = await ground.db.prisma.container.findUnique({ where, select: { key: true } });
  return known?.key ?? remoteId;
}

/** Where no token has told the page's own address yet: the key of its module (jira-app/manifest.yml). */
const PAGE = "/apps/throughline-create";

/** Our app's page with no issue at hand, filled in: the page reads what comes after `?`. */
function formAddress(
  site: string,
  page: string | null,
  asked: Pick<Create, "linkId" | "container" | "title"> & { initiative: string },
): string {
  const { initiative, linkId, container, title } = asked;
  const given = new URLSearchParams({ initiative, link: linkId, container, title });
  return new URL(`${page ?? PAGE}?${given.toString()}`, site).href;
}

/** Where the tool stands: as the sandbox says, as its app says, as its items' addresses say, else as the connection is named. */
async function siteOf(ground: Ground, connection: Connection): Promise<string> {
  const { workspaceId, id, tool, name } = connection;
  const sandbox = tool === "jira" ? ground.config.sandbox?.jiraUrl : undefined;
  const item = await ground.db.prisma.workItem.findFirst({
    where: { workspaceId, connectionId: id },
    select: { url: true },
  });
  const named = /^[\w-]+(\.[\w-]+)+$/.test(name) ? `https://${name}` : undefined;
  const site = sandbox ?? siteTold(connection) ?? item?.url ?? named;
  if (site === undefined || !URL.canParse(site)) {
    throw new Refused(
      "no_address",
      "We don't know this tool's address yet. Create the item there; it is found by its mark.",
    );
  }
  return new URL(site).origin;
}
