import type { Draft } from "../connector.ts";

const ESCAPES: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" };

/** Asana takes its rich text as XML: what XML has no place for is left out. */
const escaped = (text: string): string =>
  text
    .replace(/[&<>"']/g, (sign) => ESCAPES[sign] ?? "")
    .replace(/(?![\t\n\r])[\p{Cc}\p{Surrogate}\ufffe\uffff]/gu, "");

/** A task's description; with `initiative` it ends with a line that says what the task serves, for everybody to see. */
export function notesOf(
  body: string | null,
  initiative: Draft["initiative"],
): { notes: string } | { html_notes: string } | Record<string, never> {
  if (initiative === null) return body === null ? {} : { notes: body };
  const { key, title, url } = initiative;
  const name = title === null ? key : `${key} ${title}`;
  const line = `Serves ${escaped(name)}: <a href="${escaped(url)}">${escaped(url)}</a>`;
  return { html_notes: `<body>${body === null ? "" : `${escaped(body)}\n\n`}${line}</body>` };
}
