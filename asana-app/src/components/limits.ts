/** What Asana's pages can show, in characters and counts (reference: Asana, app components). Longer is cut here, nowhere else. */
export const LABEL = 50;
export const OPTION = 80;
export const LINE = 200;
export const WIDGET_TEXT = 40;
export const PARAGRAPH = 3000;
export const FOUND = 50;

const letters = new Intl.Segmenter();

/** Cut where a clause or a word ends late enough, with an ellipsis; never inside of what a reader sees as one letter. */
export function cut(text: string, most: number): string {
  const line = text.replace(/\s+/g, " ").trim();
  if (line.length <= most) return line;
  let kept = "";
  for (const { segment } of letters.segment(line)) {
    if (kept.length + segment.length > most - 1) break;
    kept += segment;
  }
  const clause = Math.max(kept.lastIndexOf(": "), kept.lastIndexOf("; "));
  const word = kept.lastIndexOf(" ");
  const end = clause > most * 0.4 ? clause : word > most * 0.6 ? word : kept.length;
  return `${kept.slice(0, end).trimEnd()}…`;
}

/** A longer text as several labels, each whole words; the last says where it goes on. */
export function lines(text: string, most: number, count: number): string[] {
  const shown: string[] = [];
  let rest = text.replace(/\s+/g, " ").trim();
  while (rest !== "" && shown.length < count) {
    const last = shown.length === count - 1;
    const end = rest.length <= most ? rest.length : rest.lastIndexOf(" ", most);
    const line = last || end <= 0 ? cut(rest, most) : rest.slice(0, end);
    shown.push(line);
    rest = end <= 0 ? "" : rest.slice(end).trim();
  }
  return shown;
}
