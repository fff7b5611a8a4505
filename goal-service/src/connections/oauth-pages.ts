import type { Response } from "express";

/** What people read on their way through a tool's consent page. Plain pages, whole without script. */
export interface Page {
  status: number;
  title: string;
  text: string;
  /** A way on, inside this service. */
  link?: { to: string; text: string };
  /** The tool's origin, when its page opened this one and waits to hear that it went well. */
  tells?: string;
  /** Workspaces of the tool to choose from, and what comes back with the choice. */
  choice?: { held: string; workspaces: readonly { id: string; name: string }[] };
}

const escaped = (text: string): string =>
  text.replace(/[&<>"']/g, (character) => `&#${character.codePointAt(0) ?? 0};`);

const radio = ({ id, name }: { id: string; name: string }, index: number): string =>
  `<label><input type="radio" name="tenant" value="${escaped(id)}"${index === 0 ? " checked" : ""}> ${escaped(name)}</label>`;

const form = ({ held, workspaces }: NonNullable<Page["choice"]>): string =>
  `<form method="post" action="/oauth/asana/choose"><input type="hidden" name="held" value="${escaped(held)}">` +
  `${workspaces.map(radio).join("")}<button>Connect this workspace</button></form>`;

const html = ({ title, text, link, tells, choice }: Page): string => `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escaped(title)}, Throughline</title>
<link rel="stylesheet" href="/oauth/page.css">
${tells === undefined ? "" : `<script src="/oauth/done.js" data-tells="${escaped(tells)}" defer></script>`}
</head>
<body>
<main>
<p class="mark">Throughline</p>
<h1>${escaped(title)}</h1>
<p>${escaped(text)}</p>
${choice === undefined ? "" : form(choice)}
${link === undefined ? "" : `<p><a href="${escaped(link.to)}">${escaped(link.text)}</a></p>`}
</main>
</body>
</html>
`;

export function sendPage(response: Response, page: Page): void {
  // A form that is sent without a referrer has no origin either, and the door would not let it in.
  if (page.choice) response.setHeader("referrer-policy", "same-origin");
  response.status(page.status).type("html").send(html(page));
}

/** The tool's popup waits for this one word from us; then the window has done its work. */
export const DONE_SCRIPT = `const { tells } = document.currentScript.dataset;
if (window.opener) {
  window.opener.postMessage("success", tells);
  window.close();
}
`;

export const STYLE = `:root { color-scheme: light dark; --fg: light-dark(#1b1b1a, #eceef1); --fg-2: light-dark(#56575a, #a9adb5); --bg: light-dark(#fff, #101113); --line: light-dark(#dcdcd8, #30343a); --ink-fg: light-dark(#fff, #101113); --accent: light-dark(#3b4bc8, #8b97ff); }
body { margin: 0; background: var(--bg); color: var(--fg); font: 15px/1.5 "Inter Variable", Inter, system-ui, sans-serif; }
main { max-width: 26rem; margin: 12vh auto 0; padding: 0 1.25rem; }
h1 { font-size: 1.25rem; line-height: 1.3; margin: 1.5rem 0 .4rem; }
p { margin: .4rem 0; color: var(--fg-2); }
.mark { font-weight: 600; color: var(--fg); }
a { color: var(--accent); }
form { display: grid; gap: .6rem; margin: 1.2rem 0; }
label { display: flex; gap: .6rem; padding: .6rem .8rem; border: 1px solid var(--line); border-radius: .5rem; }
button { justify-self: start; padding: .5rem .9rem; border: 0; border-radius: .5rem; font: inherit; font-weight: 550; color: var(--ink-fg); background: var(--fg); cursor: pointer; }
:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; }
`;
