import { issueCredential } from "../accounts/credentials.ts";
import { prismaTransaction } from "../database/transaction.ts";
import type { PrismaTx } from "../db.ts";
import type { Ground } from "../ground.ts";
import { newId } from "../ids.ts";
import { addPerson } from "./people.ts";

interface NewWorkspace {
  name: string;
  zone: string;
  admin: { name: string; email: string };
}

export interface MadeWorkspace {
  id: string;
  name: string;
  adminId: string;
  /** A token of the first admin; shown once. */
  token: string;
}

/** A workspace with its first admin, who then invites the others. */
export async function createWorkspace(ground: Ground, workspace: NewWorkspace): Promise<MadeWorkspace> {
  const { id, adminId } = await prismaTransaction(ground.db, (tx) => addWorkspace(tx, ground, workspace));
  const { text } = await issueCredential(
    ground,
    "token",
    { workspaceId: id, personId: adminId },
    { name: "First token" },
  );
  return { id, name: workspace.name, adminId, token: text };
}

/** The rows of a workspace and of its first admin. */
export async function addWorkspace(
  tx: PrismaTx,
  ground: Ground,
  { name, zone, admin }: NewWorkspace,
): Promise<{ id: string; adminId: string }> {
  const id = newId();
  await tx.workspace.create({ data: { id, name, zone, createdAt: ground.clock.now() } });
  const person = { name: admin.name, email: admin.email.toLowerCase(), role: "admin" as const };
  return { id, adminId: (await addPerson(tx, ground, id, person)).id };
}
