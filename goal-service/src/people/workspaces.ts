import { issueCredential } from "../accounts/credentials.ts";
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
export async function createWorkspace(ground: Ground, { name, zone, admin }: NewWorkspace): Promise<MadeWorkspace> {
  const id = newId();
  const createdAt = ground.clock.now();
  const person = await ground.db.prisma.$transaction(async (tx) => {
    await tx.workspace.create({ data: { id, name, zone, createdAt } });
    return addPerson(tx, ground, id, { name: admin.name, email: admin.email.toLowerCase(), role: "admin" });
  });
  const { text } = await issueCredential(
    ground,
    "token",
    { workspaceId: id, personId: person.id },
    { name: "First token" },
  );
  return { id, name, adminId: person.id, token: text };
}
