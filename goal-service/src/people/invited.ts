import type { ParsedInputOf } from "@throughline/shared/endpoint";
import type { endpoints } from "@throughline/shared/endpoints";
import { Role } from "@throughline/shared/vocabulary";
import type { Caller } from "../accounts/caller.ts";
import type { PrismaTx } from "../db.ts";
import { asUuid } from "../goals/visibility.ts";
import type { Ground } from "../ground.ts";
import { record } from "../history.ts";
import { Refused } from "../refusal.ts";
import { addPerson } from "./people.ts";

type Given = ParsedInputOf<typeof endpoints.createInvitation>;

export interface Invited {
  personId: string;
  role: Role;
  isMember: boolean;
}

/** Who is meant: somebody known by id or by e-mail, else a new person of that name. A member keeps the role they have. */
export async function invitedPerson(tx: PrismaTx, ground: Ground, caller: Caller, given: Given): Promise<Invited> {
  const known = await findKnown(tx, caller, given);
  const role = given.role ?? "contributor";
  if (!known) return { personId: await newPerson(tx, ground, caller, given), role, isMember: false };
  if (!known.membership) return { personId: known.id, role, isMember: false };
  const held = Role.parse(known.membership.role);
  if (given.personId === undefined || (given.role !== undefined && given.role !== held)) {
    throw new Refused(
      "already_member",
      `${known.name} is a member already, as ${held}. Change the role there, or make a new address for this person.`,
    );
  }
  return { personId: known.id, role: held, isMember: true };
}

async function findKnown(tx: PrismaTx, { workspaceId }: Caller, { personId, name, email }: Given) {
  const include = { membership: true } as const;
  if (personId === undefined) {
    if (name === undefined) throw new Refused("invalid_input", "Give a name, or the personId of somebody known.");
    if (email === undefined) return null;
    return tx.person.findFirst({ where: { workspaceId, email: email.toLowerCase() }, include });
  }
  if (name !== undefined || email !== undefined) {
    throw new Refused("invalid_input", "Give a personId, or name and email of somebody new, not both.");
  }
  const known = await tx.person.findFirst({ where: { workspaceId, id: asUuid(personId) }, include });
  if (known) return known;
  throw new Refused(
    "unknown_person",
    "There is nobody with this id in the workspace. List the people to find the right one.",
  );
}

async function newPerson(tx: PrismaTx, ground: Ground, caller: Caller, { name = "", email }: Given): Promise<string> {
  const person = await addPerson(tx, ground, caller.workspaceId, { name, email: email?.toLowerCase() });
  await record(tx, ground, caller, { action: "create", kind: "person", id: person.id, no: 1, body: person });
  return person.id;
}
