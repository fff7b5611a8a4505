// The pages' own files: one shell for every address, and one bare frame in which an app's frontend runs.
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import express, { type Router } from "express";
import { findUser } from "../state/people.ts";
import { type Site } from "../state/site.ts";

const shell = (title: string): string => `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="/assets/jira-pages.css">
<script src="/assets/jira-theme.js"></script>
</head>
<body><div id="root"></div><script type="module" src="/assets/jira-pages.js"></script></body>
</html>`;

/** Inside, the app finds only `__bridge`; the policy lets it reach nothing else, as in a Forge frame. */
const frame = (bundle: string): string => `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>App</title>
<script src="/assets/jira-frame.js"></script></head>
<body><script src="/assets/jira-frontend/${bundle}.js"></script></body></html>`;

const pagePolicy =
  "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data: https:; frame-src 'self'; base-uri 'none'; form-action 'none'";
const framePolicy =
  "default-src 'none'; script-src 'self'; connect-src 'none'; frame-ancestors 'self'; base-uri 'none'";

const initials = (name: string): string =>
  name
    .split(" ")
    .map((part) => part.charAt(0))
    .join("");
const picture = (text: string): string =>
  `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 48 48"><rect width="48" height="48" rx="24" fill="#44546f"/><text x="24" y="31" font-family="sans-serif" font-size="20" fill="#fff" text-anchor="middle">${text}</text></svg>`;

export function shellPages(distDir: string, site: Site): Router {
  const router = express.Router();
  router.use("/assets", express.static(distDir, { fallthrough: false, index: false }));
  router.get("/frame/:bundle", async (request, response) => {
    const { bundle } = request.params;
    const known =
      /^[\w-]+$/.test(bundle) &&
      (await readFile(join(distDir, "jira-frontend", `${bundle}.js`)).then(
        () => true,
        () => false,
      ));
    if (!known) {
      response.status(404).type("text").send(`No frontend ${bundle}`);
      return;
    }
    response.set("content-security-policy", framePolicy).type("html").send(frame(bundle));
  });
  router.get(["/avatar/:of", "/icon/:of"], (request, response) => {
    const of = request.params["of"];
    const name = (typeof of === "string" ? findUser(of)?.displayName : undefined) ?? "";
    response.type("svg").send(picture(initials(name)));
  });
  const pages = [
    "/",
    "/projects/:project",
    "/browse/:issue",
    "/jira/apps/:app/:environment{/*route}",
    "/apps/:module{/*route}",
    "/settings/apps/:module{/*route}",
    "/settings",
    "/projects/:project/apps/:module{/*route}",
  ];
  router.get(pages, (request, response) => {
    const issue = request.params["issue"];
    const title = typeof issue === "string" ? (site.find(issue)?.key ?? "Not found") : "Jira sandbox";
    response.set("content-security-policy", pagePolicy).type("html").send(shell(title));
  });
  return router;
}
