import { Title } from "@throughline/shared/basics";

/** What a form makes at once. */
const MOST = 10;

/** One title a line; empty lines are nothing. */
export const titlesIn = (text: string): string[] =>
  text
    .split(/\r\n|\r|\n/)
    .map((line) => line.trim())
    .filter((line) => line !== "");

/** What is wrong with the titles as a whole, or null. */
export function wrongWith(titles: readonly string[]): string | null {
  if (titles.length === 0) return "Write at least one task.";
  if (titles.length > MOST) return `${titles.length} lines: at most ten at once. Create these first, then the others.`;
  for (const [index, title] of titles.entries()) {
    const parsed = Title.safeParse(title);
    if (!parsed.success) return `Line ${index + 1}: ${parsed.error.issues[0]?.message ?? "it can't be used."}`;
  }
  return null;
}
