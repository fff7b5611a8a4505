import type { Ground } from "../ground.ts";

/**
 * The person behind an account of a tool. An account that we see for the first time becomes an identity without a person:
 * it sees what every member sees and no private goal, until an item shows its e-mail or an admin matches it.
 */
export async function personOfAccount(
  ground: Ground,
  connection: { workspaceId: string; id: string },
  remoteId: string,
): Promise<string | null> {
  const key = { workspaceId: connection.workspaceId, connectionId: connection.id, remoteId };
  const row = await ground.db.prisma.identity.upsert({
    where: { workspaceId_connectionId_remoteId: key },
    create: { ...key, recordedAt: ground.clock.now() },
    update: {},
    select: { personId: true },
  });
  return row.personId;
}
