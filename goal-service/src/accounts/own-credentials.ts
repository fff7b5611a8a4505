import { prismaTransaction } from "../database/transaction.ts";
import type { PrismaTx } from "../db.ts";
import { asUuid } from "../goals/visibility.ts";
import type { Ground } from "../ground.ts";
import { record } from "../history.ts";
import { announceAccess } from "../live/announce.ts";
import { notFound } from "../refusal.ts";
import { type Caller, personAlone, signedInPerson } from "./caller.ts";
import { showSession, showToken } from "./credential-wire.ts";
import { type Credential, endCredential, findCredential, works } from "./credentials.ts";

type Kind = "session" | "token";

/** The caller's own that still work, newest first; the cursor is the last id shown. */
export async function listOwn(
  ground: Ground,
  caller: Caller,
  kind: Kind,
  { cursor, limit }: { cursor?: string | undefined; limit: number },
): Promise<{ items: Credential[]; next: string | null }> {
  const rows = await ground.db.prisma.credential.findMany({
    where: {
      ...working(ground, caller.workspaceId, signedInPerson(caller).id),
      kind,
      ...(cursor !== undefined && { id: { lt: asUuid(cursor) } }),
    },
    orderBy: { id: "desc" },
    take: limit + 1,
  });
  const items = rows.slice(0, limit);
  return { items, next: rows.length > limit ? (items.at(-1)?.id ?? null) : null };
}

/** Ends one of the caller's own at once, also for the streams that it opened. */
export async function endOwn(ground: Ground, caller: Caller, kind: Kind, id: string): Promise<Credential> {
  const own = working(ground, caller.workspaceId, signedInPerson(caller).id);
  return prismaTransaction(ground.db, async (tx) => {
    const row = await tx.credential.findFirst({ where: { ...own, kind, id: asUuid(id) } });
    if (!row || !(await end(tx, ground, caller, row))) throw notFound(kind);
    return row;
  });
}

/** Everything by which this person acts. */
export async function endAll(tx: PrismaTx, ground: Ground, by: Caller, personId: string): Promise<void> {
  const rows = await tx.credential.findMany({ where: working(ground, by.workspaceId, personId) });
  for (const row of rows) await end(tx, ground, by, row);
}

/** The session that a browser held before it gets another one. */
export async function endFormer(tx: PrismaTx, ground: Ground, session: string | undefined): Promise<void> {
  const row = session === undefined ? null : await findCredential(tx, "session", session);
  if (!row || !works(row, ground.clock.now())) return;
  await end(tx, ground, personAlone(row.workspaceId, "UTC", { id: row.personId, name: "", role: null }), row);
}

/** A credential is made and ended, so its end is its second version. */
async function end(tx: PrismaTx, ground: Ground, by: Caller, row: Credential): Promise<boolean> {
  if (!(await endCredential(ground, row, tx))) return false;
  const { id, kind } = row;
  const body = kind === "session" ? showSession(row) : showToken(row);
  await record(tx, ground, by, { action: "end", kind, id, no: 2, body });
  await announceAccess(tx);
  return true;
}

const working = (ground: Ground, workspaceId: string, personId: string) => ({
  workspaceId,
  personId,
  endedAt: null,
  OR: [{ expiresAt: null }, { expiresAt: { gt: ground.clock.now() } }],
});
