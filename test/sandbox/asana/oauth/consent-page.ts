// The page on which a person allows the app to act for them: drawn here, so that it works without a script.
import { people } from "../state/people.ts";

const escape = (text: string): string =>
  text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;");

const page = (title: string, inside: string): string => `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escape(title)}</title><link rel="icon" href="data:,"><link rel="stylesheet" href="/assets/asana-pages.css">
<script src="/assets/asana-theme.js"></script></head>
<body class="oauth"><main class="oauth-card">${inside}</main></body></html>`;

interface Asked {
  appName: string;
  user: string;
  scopes: string[];
  /** What the form gives back unchanged. */
  hidden: Record<string, string>;
}

const words: Record<string, string> = { read: "See", write: "Create and change", delete: "Delete" };
function inWords(scope: string): string {
  if (scope === "default") return "Full permissions: see and change everything that you can";
  const [thing = "", right = ""] = scope.split(":");
  return `${words[right] ?? right} ${thing.replace(/[._]/g, " ")}`;
}

export const consentPage = ({ appName, user, scopes, hidden }: Asked): string =>
  page(
    `${appName} wants to use your Asana`,
    `<h1>Allow ${escape(appName)} to use your Asana account?</h1>
<form method="post" action="/-/oauth_authorize">
${Object.entries(hidden)
  .map(([name, value]) => `<input type="hidden" name="${escape(name)}" value="${escape(value)}">`)
  .join("\n")}
<label for="user">You are</label>
<select id="user" name="user">${people
      .map(({ gid, name }) => `<option value="${gid}"${gid === user ? " selected" : ""}>${escape(name)}</option>`)
      .join("")}</select>
<h2>${escape(appName)} will be able to</h2>
<ul>${scopes.map((scope) => `<li>${escape(inWords(scope))} <code>${escape(scope)}</code></li>`).join("")}</ul>
<div class="oauth-actions">
<button class="button" name="answer" value="deny">Deny</button>
<button class="button button-primary" name="answer" value="allow">Allow</button>
</div></form>`,
  );

export const errorPage = (error: string): string =>
  page(
    "Something is wrong with this request",
    `<h1>This request cannot be allowed</h1><p role="alert">${escape(error)}</p>`,
  );
