import { z } from "zod";
import type { Caller } from "../accounts/caller.ts";
import { accountsOf } from "../connections/identity.ts";
import { inTool } from "../connections/reach.ts";
import type { Connection } from "../generated/prisma/client.ts";
import { isUuid } from "../goals/visibility.ts";
import type { Ground } from "../ground.ts";
import { Refused } from "../refusal.ts";

/** Where an item is to be made and for whom, as a caller says it. */
export interface Asked {
  /** The project, or the item (the tool's own id) beside which it is made. */
  container?: string | undefined;
  beside?: string | undefined;
  ownerId?: string | undefined;
  assignToMe?: boolean | undefined;
}

/** The same as the tool takes it. */
export interface Place {
  container: string;
  owner: string | null;
}

export async function placeFor(
  ground: Ground,
  caller: Caller,
  connection: Connection,
  account: string,
  asked: Asked,
): Promise<Place> {
  return {
    container: await containerMeant(ground, connection, account, asked),
    owner: await ownerMeant(ground, caller, connection, account, asked),
  };
}

/** The project that was named, else that of the item at hand, else the only one that is read. */
async function containerMeant(
  ground: Ground,
  connection: Connection,
  account: string,
  { container, beside }: Asked,
): Promise<string> {
  const named =
    container ?? (beside === undefined ? onlyOne(connection) : await containerOf(ground, connection, account, beside));
  if (named === null || named === connection.tenant)
    throw new Refused("no_container", "Say in which project it is to be made: the item at hand lies in none.");
  refuseUnread(connection, named);
  return named;
}

const containersOf = ({ containers }: Connection): string[] => z.array(z.string()).parse(containers);

function onlyOne(connection: Connection): string | null {
  const [first, ...others] = containersOf(connection);
  return others.length === 0 ? (first ?? null) : null;
}

/** Work that we would never read again would look as if it stood still. No choice of projects means all. */
export function refuseUnread(connection: Connection, container: string): void {
  const read = containersOf(connection);
  if (read.length === 0 || read.includes(container)) return;
  throw new Refused(
    "no_container",
    "Throughline does not read this project, so it could not follow the work. An admin adds it under Connections.",
  );
}

/** As we know it, else as the tool shows it to this account. */
async function containerOf(
  ground: Ground,
  { workspaceId, id: connectionId }: Connection,
  account: string,
  id: string,
): Promise<string | null> {
  const where = { workspaceId_connectionId_remoteId: { workspaceId, connectionId, remoteId: id } };
  const known = await ground.db.prisma.workItem.findUnique({ where, select: { container: true } });
  if (known) return known.container;
  const [shown] = await inTool(ground, { workspaceId, connectionId }, account, (connector, reach) =>
    connector.read(reach, [id]),
  );
  return shown?.ref.container ?? null;
}

/** The tool's account of whoever is to own it. An app may name an account of its tool, everybody names our people. */
async function ownerMeant(
  ground: Ground,
  caller: Caller,
  connection: Connection,
  account: string,
  { assignToMe, ownerId }: Asked,
): Promise<string | null> {
  if (assignToMe) return account;
  if (ownerId === undefined) return null;
  if (caller.connection && !isUuid(ownerId)) return ownerId;
  const [theirs] = isUuid(ownerId) ? await accountsOf(ground, connection, ownerId) : [];
  if (theirs !== undefined) return theirs;
  throw new Refused(
    "unknown_person",
    "We know no account of this person in the tool. Leave the owner out, or assign it there.",
  );
}
