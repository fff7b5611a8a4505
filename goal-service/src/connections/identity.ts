import type { PrismaTx } from "../db.ts";
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
  const { identity } = ground.db.prisma;
  const find = () => identity.findUnique({ where: { workspaceId_connectionId_remoteId: key } });
  const known = await find();
  if (known) return known.personId;
  // One page asks several things at once: whoever comes second finds the account known.
  await identity.createMany({ data: { ...key, recordedAt: ground.clock.now() }, skipDuplicates: true });
  return (await find())?.personId ?? null;
}

interface Account {
  remoteId: string;
  name: string;
  /** As the tool verified it. */
  email: string | null;
}

/**
 * An account that signed in. It is matched to a person as those on items are (work-items/write.ts): by e-mail, once. Where
 * a person who is signed in here signs in there too, that is proof enough; neither ever moves an account to another person.
 * The answer is whose account it is.
 */
export async function knowAccount(
  tx: PrismaTx,
  connection: { workspaceId: string; id: string },
  { remoteId, name, email }: Account,
  signedIn: { at: Date; personId: string | null },
): Promise<string | null> {
  const { workspaceId, id } = connection;
  const rows = await tx.$queryRaw<{ personId: string | null }[]>`
    INSERT INTO identity (workspace_id, connection_id, remote_id, person_id, name, email, recorded_at)
    VALUES (${workspaceId}::uuid, ${id}::uuid, ${remoteId},
      COALESCE(${signedIn.personId}::uuid, (SELECT p.id FROM person p WHERE p.workspace_id = ${workspaceId}::uuid AND p.email = ${email?.toLowerCase() ?? null})),
      ${name}, ${email?.toLowerCase() ?? null}, ${signedIn.at})
    ON CONFLICT (workspace_id, connection_id, remote_id) DO UPDATE SET
      name = excluded.name, email = COALESCE(excluded.email, identity.email),
      person_id = COALESCE(identity.person_id, excluded.person_id)
    RETURNING person_id AS "personId"`;
  return rows[0]?.personId ?? null;
}

/** The person's accounts in this connection. */
export async function accountsOf(
  ground: Ground,
  { workspaceId, id }: { workspaceId: string; id: string },
  personId: string,
): Promise<string[]> {
  const rows = await ground.db.prisma.identity.findMany({
    where: { workspaceId, connectionId: id, personId },
    orderBy: { recordedAt: "asc" },
    select: { remoteId: true },
  });
  return rows.map(({ remoteId }) => remoteId);
}
