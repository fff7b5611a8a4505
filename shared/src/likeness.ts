/** Words in small letters of any language, without accents and punctuation. */
const wordsOf = (text: string): string[] =>
  text
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter(Boolean);

/** The pairs of neighbouring letters of a word; a word of one letter stands for itself. */
function pairsOf(word: string): string[] {
  const letters = Array.from(word);
  if (letters.length === 1) return letters;
  return letters.slice(1).map((letter, index) => `${letters[index]}${letter}`);
}

/**
 * How alike two titles are, from 0 to 1: the Sørensen–Dice coefficient of their words' letter pairs, each pair counted as
 * often as it occurs (Simon White, "How to Strike a Match"). The order of words, accents and punctuation don't matter, an
 * ending more or less hardly does.
 */
export function likeness(a: string, b: string): number {
  const [pairs, others] = [wordsOf(a).flatMap(pairsOf), wordsOf(b).flatMap(pairsOf)];
  if (pairs.length + others.length === 0) return a.trim() === b.trim() ? 1 : 0;
  const left = new Map<string, number>();
  for (const pair of pairs) left.set(pair, (left.get(pair) ?? 0) + 1);
  let common = 0;
  for (const pair of others) {
    const count = left.get(pair) ?? 0;
    if (count === 0) continue;
    common += 1;
    left.set(pair, count - 1);
  }
  return (2 * common) / (pairs.length + others.length);
}
