/** What a picker's row can be found by. */
export interface Findable {
  title: string;
  key: string;
  goalTitle: string;
  goalKey: string;
}

const NO_MATCH = Number.POSITIVE_INFINITY;

/** Letters and digits of any language, without accents, in words. */
const wordsOf = (text: string): string[] =>
  text
    .normalize("NFD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter(Boolean);

/**
 * How well a text answers what was typed; less is better. Two letters should be enough for most rows: the start of a
 * word first ("ch" finds "Reduce churn"), then the first letters of words in a row ("rc"), then letters inside a word.
 */
function textRank(text: string, typed: string): number {
  const words = wordsOf(text);
  const start = words.findIndex((word) => word.startsWith(typed));
  if (start === 0) return 0;
  const initials = words.map((word) => word.charAt(0)).join("");
  if (start > 0) return 1 + Math.min(start, 50) / 100;
  const run = typed.length > 1 ? initials.indexOf(typed) : -1;
  if (run >= 0) return 2 + Math.min(run, 50) / 100;
  return words.some((word) => word.includes(typed)) ? 3 : NO_MATCH;
}

/** How well a name answers what was typed: all its words must be found, the worst found one decides. `null`: no match. */
export function rankOfText(text: string, q: string): number | null {
  const rank = Math.max(0, ...wordsOf(q).map((typed) => textRank(text, typed)));
  return rank === NO_MATCH ? null : rank;
}

/** The initiative's own name before its goal's; a key counts when it is typed as a key or a number. */
function wordRank(row: Findable, typed: string): number {
  const keys = [row.key, row.goalKey].map((key) => key.toLowerCase());
  const own = textRank(row.title, typed);
  const goal = 4 + textRank(row.goalTitle, typed);
  const byKey = keys.map((key, index) =>
    key === typed || key.split("-")[1] === typed ? index / 2 : key.startsWith(typed) ? 3.5 + index : NO_MATCH,
  );
  return Math.min(own, goal, ...byKey);
}

/** All that was typed must be found; the worst found part decides. `null`: no match. */
export function rankOf(row: Findable, q: string): number | null {
  const parts = q
    .trim()
    .toLowerCase()
    .split(/\s+/)
    .flatMap((part) => (/^[a-z]+-\d+$/.test(part) ? [part] : wordsOf(part)));
  if (parts.length === 0) return null;
  const rank = Math.max(...parts.map((part) => wordRank(row, part)));
  return rank === NO_MATCH ? null : rank;
}

/** Rows that match, best first; rows that match alike keep the order in which they came. */
export function ranked<Row extends Findable>(rows: readonly Row[], q: string): Row[] {
  return rows
    .flatMap((row) => {
      const rank = rankOf(row, q);
      return rank === null ? [] : [{ row, rank }];
    })
    .sort((a, b) => a.rank - b.rank)
    .map(({ row }) => row);
}
