import type { ParsedInputOf } from "@throughline/shared/endpoint";
import type { endpoints } from "@throughline/shared/endpoints";
import type { PanelItem } from "@throughline/shared/panel";
import type { Caller } from "../accounts/caller.ts";
import type { Initiative } from "../generated/prisma/client.ts";
import { asUuid } from "../goals/visibility.ts";
import type { Ground } from "../ground.ts";
import { initiativesFor } from "../initiatives/initiatives.ts";
import { Refused } from "../refusal.ts";
import { showOpened } from "../work-items/show.ts";
import { initiativeLine } from "./initiative.ts";
import { readSiblings } from "./siblings.ts";

type Asked = ParsedInputOf<typeof endpoints.getPanelItem>;

/** The goal line of one item. What serves a goal that the reader may not see reads as linked, with nothing named. */
export async function panelItem(ground: Ground, caller: Caller, asked: Asked): Promise<PanelItem> {
  const row = await findItem(ground, caller, asked);
  const item = await showOpened(ground, caller, row);
  const initiative = row.initiativeId === null ? null : await initiativeFor(ground, caller, row.initiativeId);
  if (!initiative) return { item, initiative: null, keyResult: null, goal: null, siblings: [], url: null };

  const { own, ...line } = await initiativeLine(ground, caller, initiative, item.tool);
  return { item, ...line, siblings: await readSiblings(ground, caller, own, row.id) };
}

const notMirrored = () =>
  new Refused(
    "not_mirrored",
    "This item is not known yet. It appears within seconds of its next change, or name its project under Connections.",
  );

async function findItem(
  ground: Ground,
  caller: Caller,
  { id, connectionId: given }: Asked,
): Promise<{ id: string; initiativeId: string | null }> {
  const connectionId = caller.connection?.id ?? given;
  if (connectionId === undefined) {
    throw new Refused("invalid_input", "Say which connection the item belongs to: give connectionId.");
  }
  const { workspaceId } = caller;
  const where = {
    workspaceId_connectionId_remoteId: { workspaceId, connectionId: asUuid(connectionId), remoteId: id },
  };
  const row = await ground.db.prisma.workItem.findUnique({ where, select: { id: true, initiativeId: true } });
  if (!row) throw notMirrored();
  return row;
}

const initiativeFor = (ground: Ground, caller: Caller, id: string): Promise<Initiative | null> =>
  ground.db.prisma.initiative.findFirst({ where: { AND: [initiativesFor(caller), { id }] } });
