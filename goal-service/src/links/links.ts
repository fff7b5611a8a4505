import type { endpoints } from "@throughline/shared/endpoints";
import type { ParsedInputOf, ReplyOf } from "@throughline/shared/endpoint";
import type { Caller } from "../accounts/caller.ts";
import { prismaTransaction } from "../database/transaction.ts";
import type { Initiative, Link } from "../generated/prisma/client.ts";
import { dateOf, dayOf } from "../goals/wire.ts";
import type { Ground } from "../ground.ts";
import { record } from "../history.ts";
import { findInitiative, refuseEnded } from "../initiatives/initiatives.ts";
import { keyOf } from "../initiatives/wire.ts";
import { point } from "../points.ts";
import { Refused } from "../refusal.ts";

type Put = ParsedInputOf<typeof endpoints.putLink>;
type LinkWire = ReplyOf<typeof endpoints.putLink>;

/** What a link is for, told before its item exists. Told again: the same. Another target: a conflict, never a change. */
export async function putLink(ground: Ground, caller: Caller, input: Put): Promise<LinkWire> {
  const initiative = await targetOf(ground, caller, input);
  const key = { workspaceId: caller.workspaceId, id: input.linkId };
  const target = { initiativeId: initiative?.id ?? null, class: input.class ?? null };
  const link = {
    ...key,
    ...target,
    until: input.until === undefined ? null : dateOf(input.until),
    personId: caller.person?.id ?? null,
    connectionId: caller.connection?.id ?? null,
    createdAt: ground.clock.now(),
  };
  await prismaTransaction(ground.db, async (tx) => {
    const { count } = await tx.link.createMany({ data: [link], skipDuplicates: true });
    if (count === 0) return;
    await point("link: stored, not recorded");
    await record(tx, ground, caller, { action: "announce", kind: "link", id: input.linkId, no: 1, body: link });
  });
  await point("link: stored, not answered");
  const row = await ground.db.prisma.link.findUniqueOrThrow({ where: { workspaceId_id: key } });
  if (isForeign(row, caller) || row.initiativeId !== target.initiativeId || row.class !== target.class) {
    throw new Refused("link_taken", "This link is already for something else. Make a new linkId.");
  }
  return showLink(row, initiative);
}

/** The initiative that is meant, open and visible; null where a class is. */
async function targetOf(ground: Ground, caller: Caller, input: Put): Promise<Initiative | null> {
  if ((input.initiativeId === undefined) === (input.class === undefined)) {
    throw new Refused("initiative_or_class", "Name an initiative or a class, one of the two.");
  }
  if (input.initiativeId === undefined) return null;
  const initiative = await findInitiative(ground.db.prisma, caller, input.initiativeId);
  refuseEnded(initiative);
  return initiative;
}

/** A link that another connection announced is none of this app's business. */
const isForeign = (row: Link, { connection }: Caller): boolean =>
  connection !== null && row.connectionId !== null && row.connectionId !== connection.id;

function showLink(row: Link, initiative: Initiative | null): LinkWire {
  return {
    id: row.id,
    initiativeId: row.initiativeId,
    initiativeKey: initiative && keyOf(initiative),
    class: row.class as LinkWire["class"],
    until: row.until && dayOf(row.until),
    itemId: row.itemId,
  };
}
