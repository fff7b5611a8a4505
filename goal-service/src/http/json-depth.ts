/** Deeper than anything that we are sent on purpose; what is much deeper exhausts the stack of whoever walks through it. */
const DEEPEST = 50;

const [QUOTE, BACKSLASH] = [0x22, 0x5c];
const OPENS = new Set([0x5b, 0x7b]);
const CLOSES = new Set([0x5d, 0x7d]);

export const TOO_DEEP = `The body is nested deeper than ${DEEPEST} levels.`;

/** Whether JSON is nested too deeply to be read, found without reading it. */
export function isTooDeep(body: Uint8Array): boolean {
  let depth = 0;
  let inText = false;
  for (let at = 0; at < body.length; at++) {
    const byte = body[at] ?? 0;
    if (inText) {
      if (byte === BACKSLASH) at++;
      else if (byte === QUOTE) inText = false;
    } else if (byte === QUOTE) inText = true;
    else if (OPENS.has(byte) && ++depth > DEEPEST) return true;
    else if (CLOSES.has(byte)) depth--;
  }
  return false;
}
