// The pages' own files: one shell for every address.
import express, { type Router } from "express";
import { type Config } from "../config.ts";
import { type Site } from "../state/site.ts";

const shell = (title: string): string => `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="/assets/asana-pages.css">
<script src="/assets/asana-theme.js"></script>
</head>
<body><div id="root"></div><script type="module" src="/assets/asana-pages.js"></script></body>
</html>`;

const escape = (text: string): string =>
  text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;");

const loopback = /^(localhost|127(?:\.\d+){3}|\[::1\])(?::\d+)?$/;

/** The page itself asks the app, whose pictures it shows too. No opener policy: the sign-in window tells us when it ends. */
const policy = (appUrl: string): string =>
  `default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data: ${appUrl}; connect-src 'self' http: https:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`;

export function shellPages(config: Config, site: Site, base: () => string): Router {
  const router = express.Router();
  router.use("/assets", express.static(config.distDir, { fallthrough: false, index: false }));
  const pages = ["/", "/my", "/admin/apps", "/admin/webhooks", "/0/:project{/:task}"];
  router.get(pages, (request, response) => {
    // The app lets one origin ask: another name of this machine would find every door shut.
    const host = request.get("host") ?? "";
    if (loopback.test(host) && host !== new URL(base()).host) {
      response.redirect(302, `${base()}${request.originalUrl}`);
      return;
    }
    const { project: gid, task } = request.params as { project?: string; task?: string };
    const name = site.task(task ?? "")?.name ?? site.project(gid ?? "")?.name;
    const title = name === undefined ? "Asana sandbox" : `${name} - Asana sandbox`;
    response
      .set("content-security-policy", policy(config.appUrl))
      .type("html")
      .send(shell(escape(title)));
  });
  return router;
}
