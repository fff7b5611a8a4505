import type { Caller } from "../accounts/caller.ts";
import { visibleTo } from "../goals/visibility.ts";
import type { Ground } from "../ground.ts";
import { showItemsById } from "../work-items/show.ts";

/** What looks like the key of a ticket. */
const KEY = /\b[A-Z][A-Z0-9_]*-\d+\b/gi;

/**
 * What a text for a tool would tell people who may not know it: a private goal or its initiatives by title or key
 * (product.md, rule 10), another item that its tool hides from some (rule 11). Of what the writer may see; the rest they
 * can't know from us.
 */
export async function hiddenNameIn(
  ground: Ground,
  caller: Caller,
  text: string,
  own: { id: string; goalId: string },
): Promise<string | null> {
  const words = text.toLowerCase();
  const keys = new Set((text.match(KEY) ?? []).map((key) => key.toUpperCase()));
  const goals = await ground.db.prisma.goal.findMany({
    where: { AND: [visibleTo(caller), { private: true }] },
    select: { no: true, title: true, initiatives: { select: { no: true, title: true } } },
  });
  const names = goals.flatMap(({ no, title, initiatives }) => [
    { key: `G-${no}`, title },
    ...initiatives.map((initiative) => ({ key: `INI-${initiative.no}`, title: initiative.title })),
  ]);
  const hidden = [...names, ...(await restrictedNames(ground, caller, [...keys], own))];
  const found = hidden.find(({ key, title }) => keys.has(key.toUpperCase()) || words.includes(title.toLowerCase()));
  return found === undefined ? null : keys.has(found.key.toUpperCase()) ? found.key : found.title;
}

/** Restricted items beside the one that the comment stands on: those behind the same goal, and those whose key is named. */
async function restrictedNames(
  ground: Ground,
  caller: Caller,
  keys: readonly string[],
  { id, goalId }: { id: string; goalId: string },
): Promise<{ key: string; title: string }[]> {
  const { workspaceId } = caller;
  const initiatives = await ground.db.prisma.initiative.findMany({
    where: { workspaceId, goalId },
    select: { id: true },
  });
  const rows = await ground.db.prisma.workItem.findMany({
    where: {
      workspaceId,
      restricted: true,
      id: { not: id },
      OR: [{ key: { in: [...keys] } }, { initiativeId: { in: initiatives.map((row) => row.id) } }],
    },
    select: { id: true },
    take: 200,
  });
  const shown = await showItemsById(
    ground,
    caller,
    rows.map((row) => row.id),
  );
  return [...shown.values()].flatMap(({ key, title, url }) => (url === null ? [] : [{ key: key ?? "", title }]));
}
