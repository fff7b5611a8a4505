import type { ParsedInputOf } from "@throughline/shared/endpoint";
import type { endpoints } from "@throughline/shared/endpoints";
import type { Me } from "@throughline/shared/people";
import { type Caller, personAlone, signedInPerson } from "../accounts/caller.ts";
import { makeToken } from "../accounts/tokens.ts";
import { prismaTransaction } from "../database/transaction.ts";
import type { PrismaTx } from "../db.ts";
import type { Ground } from "../ground.ts";
import { record } from "../history.ts";
import { newId } from "../ids.ts";
import { stale } from "../refusal.ts";
import { addPerson, lockPeople } from "./people.ts";
import { showWorkspace } from "./wire.ts";

export interface NewWorkspace {
  name: string;
  zone: string;
  admin: { name: string; email?: string | undefined };
}

export interface MadeWorkspace {
  id: string;
  name: string;
  adminId: string;
  /** A token of the first admin; shown once. */
  token: string;
}

/** A workspace with its first admin, who then invites the others. */
export async function createWorkspace(ground: Ground, given: NewWorkspace): Promise<MadeWorkspace> {
  return prismaTransaction(ground.db, async (tx) => {
    const { workspaceId: id, personId: adminId } = await addWorkspace(tx, ground, given);
    const admin = personAlone(id, given.zone, { id: adminId, name: given.admin.name, role: "admin" });
    const { token } = await makeToken(tx, ground, admin, { name: "First token", expiresAt: null });
    return { id, name: given.name, adminId, token };
  });
}

/** The rows of a workspace and of its first admin, who signs for both. */
export async function addWorkspace(
  tx: PrismaTx,
  ground: Ground,
  { name, zone, admin }: NewWorkspace,
): Promise<{ workspaceId: string; personId: string }> {
  const id = newId();
  const row = await tx.workspace.create({ data: { id, name, zone, createdAt: ground.clock.now() } });
  const person = await addPerson(tx, ground, id, { ...admin, email: admin.email?.toLowerCase(), role: "admin" });
  const by = personAlone(id, zone, person);
  const body = showWorkspace(ground, row);
  await record(tx, ground, by, { action: "create", kind: "workspace", id, no: 1, body });
  await record(tx, ground, by, { action: "create", kind: "person", id: person.id, no: 1, body: person });
  return { workspaceId: id, personId: person.id };
}

export async function updateWorkspace(
  ground: Ground,
  caller: Caller,
  { name, version }: ParsedInputOf<typeof endpoints.updateWorkspace>,
): Promise<Me["workspace"]> {
  const { workspaceId: id } = caller;
  signedInPerson(caller);
  return prismaTransaction(ground.db, async (tx) => {
    await lockPeople(tx, caller);
    const before = await tx.workspace.findUniqueOrThrow({ where: { id } });
    if (before.version !== version) throw stale(showWorkspace(ground, before));
    const row = await tx.workspace.update({ where: { id }, data: { name, version: { increment: 1 } } });
    const body = showWorkspace(ground, row);
    await record(tx, ground, caller, { action: "update", kind: "workspace", id, no: row.version, body });
    return body;
  });
}
