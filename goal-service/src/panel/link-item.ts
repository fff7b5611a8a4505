import type { ParsedInputOf } from "@throughline/shared/endpoint";
import type { endpoints } from "@throughline/shared/endpoints";
import type { Caller } from "../accounts/caller.ts";
import { actingAccount, sayingNo } from "../connections/acting.ts";
import { inTool } from "../connections/reach.ts";
import type { Connection } from "../generated/prisma/client.ts";
import type { Ground } from "../ground.ts";
import { takeIn } from "../links/confirm.ts";
import { putLink } from "../links/links.ts";
import { refuseUnread } from "../links/place.ts";
import { point } from "../points.ts";
import { notFound, Refused } from "../refusal.ts";
import { classifyItem, linkItem } from "../work-items/acts.ts";
import { connectionMeant } from "./connection.ts";

type Asked = ParsedInputOf<typeof endpoints.linkPanelItem>;

/**
 * Links the item at hand, which was there before: attached, whenever it was made. One that we don't know yet is read in
 * the tool first, as the account that has it open. Its mark follows as a wish (work-items/write.ts).
 */
export async function linkPanelItem(ground: Ground, caller: Caller, asked: Asked): Promise<{ id: string }> {
  const connection = await connectionMeant(ground, caller, asked.connectionId);
  const { linkId, initiativeId, class: kind, until } = asked;
  const link = await putLink(ground, caller, { linkId, initiativeId, class: kind, until });
  await point("attach: announced, not read");
  const item =
    (await knownItem(ground, connection, asked.id)) ?? (await readItem(ground, caller, connection, asked.id));
  if (link.itemId === item.id) return item;
  if (link.itemId !== null) throw new Refused("link_taken", "This link belongs to another item. Make a new linkId.");
  await point("attach: read, not linked");
  if (kind !== undefined) return classifyItem(ground, caller, { id: item.id, class: kind, until, linkId });
  return linkItem(ground, caller, { id: item.id, initiativeId: initiativeId ?? "", kind: "primary", linkId });
}

async function knownItem(
  ground: Ground,
  { workspaceId, id: connectionId }: Connection,
  remoteId: string,
): Promise<{ id: string } | null> {
  return ground.db.prisma.workItem.findUnique({
    where: { workspaceId_connectionId_remoteId: { workspaceId, connectionId, remoteId } },
    select: { id: true },
  });
}

async function readItem(ground: Ground, caller: Caller, connection: Connection, id: string): Promise<{ id: string }> {
  const account = await actingAccount(ground, caller, connection);
  const scope = { workspaceId: connection.workspaceId, connectionId: connection.id };
  const readAt = ground.clock.now();
  const [read] = await sayingNo(ground, caller, connection.tool, () =>
    inTool(ground, scope, account, (connector, reach) => connector.read(reach, [id])),
  );
  if (!read) throw notFound("item with this id in the tool");
  refuseUnread(connection, read.ref.container);
  return takeIn(ground, caller, connection.id, { read, readAt });
}
