import { Role } from "@throughline/shared/vocabulary";
import type { PrismaTx } from "../db.ts";
import type { Ground } from "../ground.ts";
import { record } from "../history.ts";
import { lockPeople } from "../people/people.ts";
import { showPerson, showTeam, withTeams } from "../people/wire.ts";
import { refusedAddress } from "./address-states.ts";
import { type Caller, personAlone } from "./caller.ts";
import { findInvitation, type InvitationRow, showInvitation, stateOf } from "./invitation-rows.ts";

/** Uses an invitation up and gives what it promised. Of all who try at once, one does; the others hear why not. */
export async function acceptInvitation(tx: PrismaTx, ground: Ground, secret: string): Promise<Caller> {
  const now = ground.clock.now();
  const row = await findInvitation(tx, secret);
  if (!row) throw refusedAddress("unknown");
  const { workspaceId, id } = row;
  await lockPeople(tx, row);
  const { count } = await tx.invitation.updateMany({
    where: { workspaceId, id, usedAt: null, withdrawnAt: null, replacedBy: null, expiresAt: { gt: now } },
    data: { usedAt: now, version: { increment: 1 } },
  });
  const after = await findInvitation(tx, secret);
  if (count === 0 || !after) throw refusedAddress(stateOf(after ?? row, now));
  const { zone } = await tx.workspace.findUniqueOrThrow({ where: { id: workspaceId } });
  const by = personAlone(workspaceId, zone, { id: row.personId, name: row.person.name, role: Role.parse(row.role) });
  const body = showInvitation(after, now);
  await record(tx, ground, by, { action: "accept", kind: "invitation", id, no: after.version, body });
  await join(tx, ground, by, row);
  return by;
}

/** Who is a member already keeps the role that they have now. */
async function join(
  tx: PrismaTx,
  ground: Ground,
  by: Caller,
  { personId, role, teamId }: InvitationRow,
): Promise<void> {
  const { workspaceId } = by;
  const member = { workspaceId, personId, role, createdAt: ground.clock.now() };
  const { count: became } = await tx.membership.createMany({ data: [member], skipDuplicates: true });
  const joined = teamId !== null && (await joinTeam(tx, ground, by, { workspaceId, personId, teamId }));
  if (became === 0 && !joined) return;
  const row = await tx.person.update({
    where: { workspaceId_id: { workspaceId, id: personId } },
    data: { version: { increment: 1 } },
    include: withTeams,
  });
  const body = showPerson(row);
  await record(tx, ground, by, { action: "join", kind: "person", id: personId, no: row.version, body });
}

async function joinTeam(
  tx: PrismaTx,
  ground: Ground,
  by: Caller,
  member: { workspaceId: string; personId: string; teamId: string },
): Promise<boolean> {
  const { count } = await tx.teamMember.createMany({ data: [member], skipDuplicates: true });
  if (count === 0) return false;
  const row = await tx.team.update({
    where: { workspaceId_id: { workspaceId: member.workspaceId, id: member.teamId } },
    data: { version: { increment: 1 } },
    include: { members: true },
  });
  await record(tx, ground, by, { action: "join", kind: "team", id: row.id, no: row.version, body: showTeam(row) });
  return true;
}
