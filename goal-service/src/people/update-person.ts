import type { ParsedInputOf } from "@throughline/shared/endpoint";
import type { endpoints } from "@throughline/shared/endpoints";
import type { Person } from "@throughline/shared/people";
import { type Caller, hasRole, signedInPerson } from "../accounts/caller.ts";
import { withdrawAll } from "../accounts/invitations.ts";
import { endAll } from "../accounts/own-credentials.ts";
import { prismaTransaction } from "../database/transaction.ts";
import type { PrismaTx } from "../db.ts";
import { given } from "../given.ts";
import { goalsLeftToNobody, handOverGoals } from "../goals/hand-over.ts";
import { asUuid } from "../goals/visibility.ts";
import type { Ground } from "../ground.ts";
import { record } from "../history.ts";
import { announceAccess } from "../live/announce.ts";
import { notFound, Refused, refusedField, stale } from "../refusal.ts";
import { lockPeople, refuseTaken } from "./people.ts";
import { type PersonRow, showPerson, withTeams } from "./wire.ts";

type Update = ParsedInputOf<typeof endpoints.updatePerson>;

export async function updatePerson(ground: Ground, caller: Caller, input: Update): Promise<Person> {
  refuseOthers(caller, input);
  const { workspaceId } = caller;
  const { version, role, limit, email } = input;
  return prismaTransaction(ground.db, async (tx) => {
    await lockPeople(tx, caller);
    const before = await findPerson(tx, caller, input.id);
    if (before.version !== version) throw stale(showPerson(before));
    await refuseTaken(tx, workspaceId, email?.toLowerCase() ?? null, before.id);
    if (role !== undefined) await changeRole(tx, before, role);
    if (role !== undefined && role !== "admin") await withdrawAll(tx, ground, caller, { invitedBy: before.id });
    const fields = given({ name: input.name, workLimit: limit, email: email?.toLowerCase() ?? email });
    return savePerson(tx, ground, caller, before.id, { action: "update", fields });
  });
}

type End = ParsedInputOf<typeof endpoints.endMembership>;

/** At once: nothing by which this person signed in works any more, and no address that waits. */
export async function endMembership(ground: Ground, caller: Caller, { id, handOver }: End): Promise<Person> {
  signedInPerson(caller);
  return prismaTransaction(ground.db, async (tx) => {
    await lockPeople(tx, caller);
    const { membership, ...before } = await findPerson(tx, caller, id);
    if (!membership) throw noMember(before.name);
    await refuseLastAdmin(tx, { ...before, membership });
    await withdrawAll(tx, ground, caller, { personId: before.id });
    await withdrawAll(tx, ground, caller, { invitedBy: before.id });
    await endAll(tx, ground, caller, before.id);
    await tx.membership.delete({
      where: { workspaceId_personId: { workspaceId: caller.workspaceId, personId: before.id } },
    });
    await leaveGoals(tx, ground, caller, before, handOver);
    await announceAccess(tx);
    return savePerson(tx, ground, caller, before.id, { action: "end_membership", fields: {} });
  });
}

/** What this person alone could see gets another owner, or stays theirs with the membership. */
async function leaveGoals(
  tx: PrismaTx,
  ground: Ground,
  caller: Caller,
  { id, name }: { id: string; name: string },
  handOver: string | undefined,
): Promise<void> {
  const ids = await goalsLeftToNobody(tx, caller, id);
  if (ids.length === 0) return;
  if (handOver === undefined) {
    const goals = ids.length === 1 ? "a private goal" : `${ids.length} private goals`;
    throw refusedField(
      "only_audience",
      "handOver",
      `${name} is the only one who may see ${goals}. Ask ${name} to name somebody else first, or choose the member who becomes the owner.`,
    );
  }
  const to = await tx.membership.findFirst({ where: { workspaceId: caller.workspaceId, personId: asUuid(handOver) } });
  if (!to) throw refusedField("no_member", "handOver", "Goals are handed over to another member. Choose one.");
  await handOverGoals(tx, ground, caller, { ids, to: to.personId });
}

function refuseOthers(caller: Caller, input: Update): void {
  const isOwn = signedInPerson(caller).id === input.id;
  if (hasRole(caller, "admin") || (isOwn && input.role === undefined && input.email === undefined)) return;
  throw new Refused("not_allowed", "You can change your own name and limit; the rest is for admins.");
}

async function findPerson(tx: PrismaTx, { workspaceId }: Caller, id: string): Promise<PersonRow> {
  const row = await tx.person.findFirst({ where: { workspaceId, id: asUuid(id) }, include: withTeams });
  if (!row) throw notFound("person");
  return row;
}

async function changeRole(tx: PrismaTx, person: PersonRow, role: string): Promise<void> {
  if (!person.membership) throw noMember(person.name);
  if (role !== "admin") await refuseLastAdmin(tx, person);
  const { workspaceId, id: personId } = person;
  await tx.membership.update({ where: { workspaceId_personId: { workspaceId, personId } }, data: { role } });
}

async function refuseLastAdmin(tx: PrismaTx, { workspaceId, id, name, membership }: PersonRow): Promise<void> {
  if (membership?.role !== "admin") return;
  const others = await tx.membership.count({ where: { workspaceId, role: "admin", personId: { not: id } } });
  if (others > 0) return;
  throw new Refused("last_admin", `${name} is the only admin of this workspace. Make somebody else an admin first.`);
}

const noMember = (name: string) => new Refused("no_member", `${name} is no member. Invite this person to give a role.`);

async function savePerson(
  tx: PrismaTx,
  ground: Ground,
  caller: Caller,
  id: string,
  { action, fields }: { action: string; fields: { name?: string; email?: string | null; workLimit?: number } },
): Promise<Person> {
  const row = await tx.person.update({
    where: { workspaceId_id: { workspaceId: caller.workspaceId, id } },
    data: { ...fields, version: { increment: 1 } },
    include: withTeams,
  });
  const body = showPerson(row);
  await record(tx, ground, caller, { action, kind: "person", id, no: row.version, body });
  return body;
}
