import type { AddressState, Invitation } from "@throughline/shared/accounts";
import { Role } from "@throughline/shared/vocabulary";
import type { PrismaTx } from "../db.ts";
import type { Invitation as Row } from "../generated/prisma/client.ts";
import { keyOf } from "./secrets.ts";

export type InvitationRow = Row & { person: { name: string } };
export const withName = { person: { select: { name: true } } } as const;

export function stateOf(row: Row, now: Date): AddressState {
  if (row.usedAt !== null) return "used";
  if (row.replacedBy !== null) return "replaced";
  if (row.withdrawnAt !== null) return "withdrawn";
  return row.expiresAt <= now ? "expired" : "waiting";
}

export const showInvitation = (row: InvitationRow, now: Date): Invitation => ({
  id: row.id,
  personId: row.personId,
  name: row.person.name,
  role: Role.parse(row.role),
  teamId: row.teamId,
  state: stateOf(row, now),
  invitedBy: row.invitedBy,
  createdAt: row.createdAt.toISOString(),
  expiresAt: row.expiresAt.toISOString(),
  endedAt: (row.usedAt ?? row.withdrawnAt)?.toISOString() ?? null,
  version: row.version,
});

/** The invitation behind an address, whatever became of it. */
export async function findInvitation(tx: PrismaTx, text: string): Promise<InvitationRow | null> {
  const key = keyOf(text);
  if (!key) return null;
  return tx.invitation.findUnique({ where: { workspaceId_hash: key }, include: withName });
}
