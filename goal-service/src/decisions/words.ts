import type { Caller } from "../accounts/caller.ts";
import type { Ground } from "../ground.ts";
import { initiativesFor } from "../initiatives/initiatives.ts";
import { keyOf } from "../initiatives/wire.ts";

/** What is stored of a move: whoever reads it may not know where to. */
export const MOVED = "Move it to another initiative";

interface Decided {
  what: string;
  initiativeId: string | null;
}

/** What was decided, in words for this reader: an initiative is named to whom its goal exists for now. */
export async function wordsFor(
  ground: Ground,
  caller: Caller,
  decisions: readonly Decided[],
): Promise<(decided: Decided) => string> {
  const ids = [...new Set(decisions.flatMap(({ initiativeId }) => initiativeId ?? []))];
  if (ids.length === 0) return ({ what }) => what;
  const rows = await ground.db.prisma.initiative.findMany({
    where: { AND: [initiativesFor(caller), { id: { in: ids } }] },
    select: { id: true, no: true },
  });
  const keys = new Map(rows.map((row) => [row.id, keyOf(row)]));
  return ({ what, initiativeId }) => {
    const key = keys.get(initiativeId ?? "");
    return key === undefined ? what : `Move it to ${key}`;
  };
}
