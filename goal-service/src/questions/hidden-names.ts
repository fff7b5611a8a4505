import type { Caller } from "../accounts/caller.ts";
import { visibleTo } from "../goals/visibility.ts";
import type { Ground } from "../ground.ts";
import { showItemsById } from "../work-items/show.ts";
import { withoutOurWords } from "./draft.ts";

/** What looks like the key of a ticket. */
const KEY = /\b[A-Z][A-Z0-9_]*-\d+\b/gi;

/**
 * What a text for a tool would tell people who may not know it: a private goal, its key results or its initiatives by
 * title or key (product.md, rule 10), another item that its tool hides from some (rule 11). Of what the writer may see; the rest they
 * can't know from us.
 */
export async function hiddenNameIn(
  ground: Ground,
  caller: Caller,
  text: string,
  own: { id: string; goalId: string },
): Promise<string | null> {
  const words = wordsOf(withoutOurWords(text));
  const keys = new Set((text.match(KEY) ?? []).map((key) => key.toUpperCase()));
  const goals = await ground.db.prisma.goal.findMany({
    where: { AND: [visibleTo(caller), { private: true }] },
    select: {
      no: true,
      title: true,
      initiatives: { select: { no: true, title: true } },
      keyResults: { select: { name: true } },
    },
  });
  const names = goals.flatMap(({ no, title, initiatives, keyResults }) => [
    { key: `G-${no}`, title },
    ...keyResults.map(({ name }) => ({ key: "", title: name })),
    ...initiatives.map((initiative) => ({ key: `INI-${initiative.no}`, title: initiative.title })),
  ]);
  const hidden = [...names, ...(await restrictedNames(ground, caller, [...keys], own))];
  const found = hidden.find(({ key, title }) => keys.has(key.toUpperCase()) || isNamed(words, title));
  return found === undefined ? null : keys.has(found.key.toUpperCase()) ? found.key : found.title;
}

/** The words of a text with one blank around each, so that whole words and phrases are found and no parts of them. */
const wordsOf = (text: string): string =>
  ` ${(
    text
      .normalize("NFKC")
      .toLowerCase()
      .match(/[\p{L}\p{N}\p{M}]+|\|/gu) ?? []
  ).join(" ")} `;

/** Scripts that put no blanks between words. */
const UNSPACED = /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Thai}\p{sc=Lao}\p{sc=Khmer}\p{sc=Myanmar}]/u;

const isNamed = (words: string, title: string): boolean => {
  const name = wordsOf(title);
  if (name.trim() === "") return false;
  return words.includes(UNSPACED.test(name) ? name.trim() : name);
};

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
