import type { Invitation } from "@throughline/shared/accounts";
import type { ParsedInputOf } from "@throughline/shared/endpoint";
import type { endpoints } from "@throughline/shared/endpoints";
import { Role } from "@throughline/shared/vocabulary";
import { prismaTransaction } from "../database/transaction.ts";
import type { PrismaTx } from "../db.ts";
import { requireNamed } from "../goals/references.ts";
import { asUuid } from "../goals/visibility.ts";
import type { Ground } from "../ground.ts";
import { record } from "../history.ts";
import { newId } from "../ids.ts";
import { type Invited, invitedPerson } from "../people/invited.ts";
import { lockPeople } from "../people/people.ts";
import { notFound } from "../refusal.ts";
import { refusedAddress } from "./address-states.ts";
import { type Caller, signedInPerson } from "./caller.ts";
import { type InvitationRow, showInvitation, stateOf, withName } from "./invitation-rows.ts";
import { hashOf, newSecret } from "./secrets.ts";

const LIFE = 7 * 24 * 3600_000;

type Made = Invitation & { address: string };

/** Newest first; the cursor is the last id shown. */
export async function listInvitations(
  ground: Ground,
  caller: Caller,
  { cursor, limit }: ParsedInputOf<typeof endpoints.listInvitations>,
): Promise<{ items: Invitation[]; next: string | null }> {
  const rows = await ground.db.prisma.invitation.findMany({
    where: {
      workspaceId: caller.workspaceId,
      replacedBy: null,
      ...(cursor !== undefined && { id: { lt: asUuid(cursor) } }),
    },
    include: withName,
    orderBy: { id: "desc" },
    take: limit + 1,
  });
  const items = rows.slice(0, limit).map((row) => showInvitation(row, ground.clock.now()));
  return { items, next: rows.length > limit ? (items.at(-1)?.id ?? null) : null };
}

export async function createInvitation(
  ground: Ground,
  caller: Caller,
  input: ParsedInputOf<typeof endpoints.createInvitation>,
): Promise<Made> {
  return prismaTransaction(ground.db, async (tx) => {
    await lockPeople(tx, caller);
    await requireNamed(tx, caller.workspaceId, { teamId: input.teamId });
    return invite(tx, ground, caller, { ...(await invitedPerson(tx, ground, caller, input)), teamId: input.teamId });
  });
}

/** The same person, role and team under a new address. */
export async function renewInvitation(ground: Ground, caller: Caller, id: string): Promise<Made> {
  return prismaTransaction(ground.db, async (tx) => {
    await lockPeople(tx, caller);
    const { personId, role, teamId } = await unused(tx, ground, caller, id);
    const known = await invitedPerson(tx, ground, caller, { personId });
    return invite(tx, ground, caller, { personId, role: known.isMember ? known.role : Role.parse(role), teamId });
  });
}

export async function withdrawInvitation(ground: Ground, caller: Caller, id: string): Promise<Invitation> {
  return prismaTransaction(ground.db, async (tx) => {
    await lockPeople(tx, caller);
    const row = await unused(tx, ground, caller, id);
    if (row.withdrawnAt !== null) return showInvitation(row, ground.clock.now());
    return change(tx, ground, caller, row, { withdrawnAt: ground.clock.now() });
  });
}

type Whose = { personId: string } | { invitedBy: string };

/** Addresses that still wait end with the membership of their person, and with their maker's right to invite. */
export async function withdrawAll(tx: PrismaTx, ground: Ground, caller: Caller, whose: Whose): Promise<void> {
  for (const row of await waitingOf(tx, caller, whose)) {
    await change(tx, ground, caller, row, { withdrawnAt: ground.clock.now() });
  }
}

async function invite(
  tx: PrismaTx,
  ground: Ground,
  caller: Caller,
  { personId, role, teamId }: Omit<Invited, "isMember"> & { teamId: string | null | undefined },
): Promise<Made> {
  const { workspaceId } = caller;
  const id = newId();
  for (const row of await waitingOf(tx, caller, { personId }))
    await change(tx, ground, caller, row, { replacedBy: id });
  const text = newSecret("invitation", workspaceId);
  const createdAt = ground.clock.now();
  const row = await tx.invitation.create({
    data: {
      ...{ workspaceId, id, personId, role, teamId: teamId ?? null, createdAt },
      hash: hashOf(text),
      invitedBy: signedInPerson(caller).id,
      expiresAt: new Date(createdAt.getTime() + LIFE),
    },
    include: withName,
  });
  const body = showInvitation(row, createdAt);
  await record(tx, ground, caller, { action: "create", kind: "invitation", id, no: 1, body });
  return { ...body, address: `${ground.config.publicUrl}/join#${text}` };
}

/** What may still become a new address or be withdrawn: it was neither used nor replaced. */
async function unused(tx: PrismaTx, ground: Ground, caller: Caller, id: string): Promise<InvitationRow> {
  const { workspaceId } = caller;
  const row = await tx.invitation.findFirst({ where: { workspaceId, id: asUuid(id) }, include: withName });
  if (!row) throw notFound("invitation");
  const state = stateOf(row, ground.clock.now());
  if (state === "used" || state === "replaced") throw refusedAddress(state);
  return row;
}

const waitingOf = (tx: PrismaTx, { workspaceId }: Caller, whose: Whose): Promise<InvitationRow[]> =>
  tx.invitation.findMany({
    where: { workspaceId, ...whose, usedAt: null, withdrawnAt: null, replacedBy: null },
    include: withName,
  });

/** One more version of an invitation that nobody used meanwhile. */
async function change(
  tx: PrismaTx,
  ground: Ground,
  caller: Caller,
  { workspaceId, id }: InvitationRow,
  data: { withdrawnAt: Date } | { replacedBy: string },
): Promise<Invitation> {
  const { count } = await tx.invitation.updateMany({
    where: { workspaceId, id, usedAt: null },
    data: { ...data, version: { increment: 1 } },
  });
  if (count === 0) throw refusedAddress("used");
  const row = await tx.invitation.findUniqueOrThrow({
    where: { workspaceId_id: { workspaceId, id } },
    include: withName,
  });
  const body = showInvitation(row, ground.clock.now());
  const action = "withdrawnAt" in data ? "withdraw" : "replace";
  await record(tx, ground, caller, { action, kind: "invitation", id, no: row.version, body });
  return body;
}
