// Asana's rich text: a small XML in a `<body>`.
const allowed = new Set("body strong em u s code pre blockquote a ul ol li h1 h2 hr img table tr td object".split(" "));
const empty = new Set(["hr", "img"]);

/** What is wrong with it, or nothing. */
export function htmlFault(html: string): string | undefined {
  if (!html.startsWith("<body>") || !html.endsWith("</body>")) return "must be wrapped in <body>";
  const open: string[] = [];
  const tags = /<(\/?)([a-z0-9]+)((?:\s+[a-z-]+="[^"<]*")*)\s*(\/?)>/g;
  for (const [, closing, name = "", , self] of html.matchAll(tags)) {
    if (!allowed.has(name)) return `<${name}> is not supported`;
    if (closing === "/") {
      if (open.pop() !== name) return `</${name}> closes nothing`;
    } else if (self !== "/" && !empty.has(name)) open.push(name);
  }
  if (open.length > 0) return `<${open.at(-1) ?? ""}> is not closed`;
  const text = html.replace(tags, "");
  if (/[<>]/.test(text)) return "a < or > stands alone";
  return /&(?!(amp|lt|gt|quot|apos|#\d+|#x[0-9a-f]+);)/i.test(text) ? "an & stands alone" : undefined;
}

export const escapeHtml = (text: string): string =>
  text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");

export const htmlOf = (notes: string): string => `<body>${escapeHtml(notes)}</body>`;

/** Links show their address, as in Asana's own plain notes. */
export const notesOf = (html: string): string =>
  html
    .replace(/<a\b[^>]*\bhref="([^"]*)"[^>]*>([^<]*)<\/a>/g, (_, href: string, text: string) =>
      text === href || text === "" ? href : `${text} (${href})`,
    )
    .replace(/<li>/g, "• ")
    .replace(/<\/(li|h1|h2|blockquote|pre)>/g, "\n")
    .replace(/<[^>]+>/g, "")
    .replaceAll("&lt;", "<")
    .replaceAll("&gt;", ">")
    .replaceAll("&quot;", '"')
    .replaceAll("&apos;", "'")
    .replaceAll("&amp;", "&");
