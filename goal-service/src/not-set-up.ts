import type { RequestListener } from "node:http";
import path from "node:path";
import express, { type Express } from "express";
import { checkDoor, securityHeaders } from "./accounts/door.ts";
import { signInRoutes } from "./accounts/routes.ts";
import { watchSetUp } from "./accounts/set-up.ts";
import type { Ground } from "./ground.ts";
import type { Draining } from "./http/draining.ts";
import { jsonBody } from "./http/json-body.ts";
import { Refused } from "./refusal.ts";
import { sayWhatWentWrong } from "./route.ts";
import { statusRoutes } from "./status.ts";

interface Closed {
  dashboard: string;
  draining: Draining;
}

/** Until there is a workspace, by whichever process it is made, every request but those of the set-up is answered 409. */
export function untilSetUp(ground: Ground, parts: Closed, open: RequestListener): RequestListener {
  const setUp = watchSetUp(ground);
  const closed = closedApp(ground, parts);
  return (request, response) => {
    if (setUp.done) {
      open(request, response);
      return;
    }
    // When the database does not answer, the whole service says so in its own words.
    void setUp
      .look()
      .catch(() => true)
      .then((done) => {
        (done ? open : closed)(request, response);
      });
  };
}

function closedApp(ground: Ground, { dashboard, draining }: Closed): Express {
  const app = express();
  app.disable("x-powered-by");
  app.use(securityHeaders(ground), checkDoor(ground), statusRoutes(ground, draining));
  app.use((_request, response, next) => {
    response.setHeader("cache-control", "no-store"); // each of these answers is another once it is set up
    next();
  });
  app.use(jsonBody(), signInRoutes(ground));
  app.use(express.static(dashboard, { index: false }));
  app.use((request, response, next) => {
    const isSetUp = request.path === "/set-up";
    if (!["GET", "HEAD"].includes(request.method) || !(isSetUp || request.accepts(["json", "html"]) === "html"))
      throw notSetUp();
    // Every other page says how to set up, and is none of what was asked for.
    response.status(isSetUp ? 200 : 409).sendFile(path.resolve(dashboard, "index.html"), (error) => {
      if (error) next(error);
    });
  });
  app.use(sayWhatWentWrong(ground));
  return app;
}

const notSetUp = () =>
  new Refused(
    "not_set_up",
    "This service is not set up yet. Open the set-up address that it printed when it was started.",
  );
