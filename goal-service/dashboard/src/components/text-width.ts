const WIDE =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Extended_Pictographic}\uff00-\uffef]/u;
const NARROW = /[ .,:;'|!iIjlftr()[\]/-]/;
const BROAD = /[mwMW%@]/;

/** At most how wide a text is drawn in our typeface: a chart keeps this room for it, so that nothing is cut or touches. */
export function textWidth(text: string, size: number): number {
  let ems = 0;
  for (const letter of text) {
    ems += WIDE.test(letter) ? 1.05 : BROAD.test(letter) ? 1 : NARROW.test(letter) ? 0.4 : letter < "a" ? 0.74 : 0.66;
  }
  return ems * size;
}

/** The text, or as much of its beginning as has room. */
export function fitted(text: string, room: number, size: number): string {
  if (textWidth(text, size) <= room) return text;
  const letters = Array.from(new Intl.Segmenter().segment(text), ({ segment }) => segment);
  while (letters.length > 1 && textWidth(`${letters.join("")}…`, size) > room) letters.pop();
  return `${letters.join("").trimEnd()}…`;
}
