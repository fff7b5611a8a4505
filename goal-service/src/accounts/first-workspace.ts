import { hold, prismaTransaction } from "../database/transaction.ts";
import type { PrismaTx } from "../db.ts";
import type { Ground } from "../ground.ts";
import { addWorkspace } from "../people/workspaces.ts";

interface Admin {
  workspaceId: string;
  personId: string;
}

/** The workspace that a fresh installation begins with; its admin signs in by a one-time address. */
export async function firstAdmin(ground: Ground): Promise<Admin> {
  return (await findFirst(ground.db.prisma)) ?? makeFirst(ground);
}

async function findFirst(tx: PrismaTx): Promise<Admin | null> {
  return tx.membership.findFirst({
    where: { role: "admin" },
    orderBy: { createdAt: "asc" },
    select: { workspaceId: true, personId: true },
  });
}

/** Of several processes that start on an empty database one makes it, and the others wait for that one. */
async function makeFirst(ground: Ground): Promise<Admin> {
  return prismaTransaction(ground.db, async (tx) => {
    await hold(tx, "first workspace");
    const found = await findFirst(tx);
    if (found) return found;
    const { id, adminId } = await addWorkspace(tx, ground, {
      name: "Acme",
      zone: "UTC",
      admin: { name: "Alex Admin", email: "admin@example.com" },
    });
    return { workspaceId: id, personId: adminId };
  });
}
