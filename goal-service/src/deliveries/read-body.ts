import type { IncomingMessage } from "node:http";

export const MAX_BODY = 1024 * 1024;
/** Whoever takes longer to send it is cut off: others wait behind. */
const SENT_WITHIN_MS = 30_000;

/** The raw bytes, or null when they are more than 1 MiB: the rest is not read, nothing is kept. */
export async function readBody(request: IncomingMessage): Promise<Buffer | null> {
  const chunks: Buffer[] = [];
  let size = 0;
  const late = setTimeout(() => request.destroy(), SENT_WITHIN_MS);
  try {
    for await (const chunk of request as AsyncIterable<Buffer>) {
      size += chunk.length;
      if (size > MAX_BODY) return null;
      chunks.push(chunk);
    }
  } finally {
    clearTimeout(late);
  }
  return Buffer.concat(chunks);
}

/** The text of a body; the sign that some systems put in front of UTF-8 is no part of it. */
export const textOf = (body: Buffer): string => new TextDecoder().decode(body);
