import type { Ground } from "../ground.ts";
import { createWorkspace } from "../people/workspaces.ts";

/** The workspace that a fresh installation begins with; its admin signs in by a one-time address. */
export async function firstAdmin(ground: Ground): Promise<{ workspaceId: string; personId: string }> {
  const member = await ground.db.prisma.membership.findFirst({
    where: { role: "admin" },
    orderBy: { createdAt: "asc" },
  });
  if (member) return { workspaceId: member.workspaceId, personId: member.personId };
  const made = await createWorkspace(ground, {
    name: "Acme",
    zone: "UTC",
    admin: { name: "Alex Admin", email: "admin@example.com" },
  });
  return { workspaceId: made.id, personId: made.adminId };
}
