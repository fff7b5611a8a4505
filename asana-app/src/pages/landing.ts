import { Router } from "express";

const PAGE = `<!doctype html><html lang="en"><meta charset="utf-8"><title>Throughline for Asana</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<body style="font: 16px/1.6 system-ui, sans-serif; max-width: 34rem; margin: 15vh auto; padding: 0 1.5rem; color: #1d1f24">
<h1 style="font-size: 1.5rem">Throughline for Asana</h1>
<p>This app gives Asana its form and its card. There is nothing to do here: open a task in Asana and choose
<b>Create under an initiative</b>.</p></body></html>`;

/** For whoever follows the app's address: what it is, and where to go. */
export function landing(): Router {
  return Router().get("/", (_, response) => {
    response.type("html").send(PAGE);
  });
}
