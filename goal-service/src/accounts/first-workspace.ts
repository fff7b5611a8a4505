import { hold, prismaTransaction } from "../database/transaction.ts";
import type { PrismaTx } from "../db.ts";
import type { Ground } from "../ground.ts";
import { addWorkspace, type NewWorkspace } from "../people/workspaces.ts";

interface Who {
  workspaceId: string;
  personId: string;
}

/** The first workspace's admin of longest standing; null while there is no workspace. */
export async function firstAdmin(ground: Ground): Promise<Who | null> {
  const workspace = await ground.db.prisma.workspace.findFirst({ orderBy: [{ createdAt: "asc" }, { id: "asc" }] });
  if (!workspace) return null;
  const member = await ground.db.prisma.membership.findFirst({
    where: { workspaceId: workspace.id, role: "admin" },
    orderBy: [{ createdAt: "asc" }, { personId: "asc" }],
  });
  return member && { workspaceId: member.workspaceId, personId: member.personId };
}

/** What the sandboxes' sample calls its company; and a name to be changed, where nobody could be asked for one. */
const ACME = { name: "Acme", zone: "UTC", admin: { name: "Alex Admin", email: "admin@example.com" } };
const TO_BE_RENAMED = { name: "My company", zone: "UTC", admin: { name: "Admin" } };

/** The admin with whom a process starts; a fresh installation that nobody can be asked about gets its workspace here. */
export async function adminAtStart(ground: Ground): Promise<Who | null> {
  const { mode, adminToken } = ground.config;
  const given = mode === "start" ? ACME : adminToken === undefined ? null : TO_BE_RENAMED;
  if (given !== null) await prismaTransaction(ground.db, (tx) => addFirstWorkspace(tx, ground, given));
  return firstAdmin(ground);
}

/** Makes the first workspace; null when there is one. Of all who try at once, in any process, one makes it. */
export async function addFirstWorkspace(tx: PrismaTx, ground: Ground, given: NewWorkspace): Promise<Who | null> {
  await hold(tx, "first workspace");
  return (await tx.workspace.count()) > 0 ? null : addWorkspace(tx, ground, given);
}
