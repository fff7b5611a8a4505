import { createServer, type Server } from "node:http";
import express, { Router } from "express";
import { checkDoor, securityHeaders } from "./accounts/door.ts";
import { accountRoutes, signInRoutes } from "./accounts/routes.ts";
import { checkInRoutes } from "./check-ins/routes.ts";
import { oauthRoutes } from "./connections/oauth-routes.ts";
import { pullRoutes } from "./connections/pull-routes.ts";
import { connectionRoutes } from "./connections/routes.ts";
import { dashboardFiles } from "./dashboard-files.ts";
import { decisionRoutes } from "./decisions/routes.ts";
import { hookRoute } from "./deliveries/hook-route.ts";
import { deliveryRoutes } from "./deliveries/routes.ts";
import { keyResultRoutes } from "./goals/key-result-routes.ts";
import { callRoutes } from "./goals/call-routes.ts";
import { goalRoutes } from "./goals/routes.ts";
import type { Ground } from "./ground.ts";
import { healthRoutes } from "./health/routes.ts";
import { initiativeRoutes } from "./initiatives/routes.ts";
import { insightRoutes } from "./insight/routes.ts";
import { linkRoutes } from "./links/routes.ts";
import type { Live } from "./live/live.ts";
import { liveRoutes } from "./live/stream.ts";
import { openApiRoutes } from "./openapi.ts";
import { panelRoutes } from "./panel/routes.ts";
import { peopleRoutes } from "./people/routes.ts";
import type { Draining } from "./http/draining.ts";
import { jsonBody } from "./http/json-body.ts";
import { untilSetUp } from "./not-set-up.ts";
import { questionRoutes } from "./questions/routes.ts";
import { notFound } from "./refusal.ts";
import { sayWhatWentWrong } from "./route.ts";
import { sandboxRoutes } from "./sandbox/routes.ts";
import { statusRoutes } from "./status.ts";
import { workItemRoutes } from "./work-items/routes.ts";
import type { Worker } from "./worker.ts";

export interface Parts {
  live: Live;
  worker: Worker;
  draining: Draining;
  /** The folder of the built dashboard. */
  dashboard: string;
}

/** The service without its listener: every route of the table, the hooks in front of them, the dashboard's files behind. */
export function createApp(ground: Ground, { live, worker, draining, dashboard }: Parts): Server {
  const app = express();
  app.disable("x-powered-by");
  app.set("query parser", "simple");
  app.use(securityHeaders(ground), checkDoor(ground), statusRoutes(ground, draining));
  app.use(oauthRoutes(ground));
  app.use("/api", (_request, response, next) => {
    response.setHeader("cache-control", "no-store");
    next();
  });
  app.use(jsonBody());
  if (ground.config.mode === "start") app.use(sandboxRoutes(ground, worker));
  app.use(apiRoutes(ground, { live, worker }));
  app.use("/api", () => {
    throw notFound("call");
  });
  app.use(dashboardFiles(dashboard));
  app.use(() => {
    throw notFound("address");
  });
  app.use(sayWhatWentWrong(ground));
  const hook = hookRoute(ground, worker.hint);
  return createServer(
    untilSetUp(ground, { dashboard, draining }, (request, response) => {
      draining.watch(response);
      if (!hook(request, response)) app(request, response);
    }),
  );
}

function apiRoutes(ground: Ground, { live, worker }: Pick<Parts, "live" | "worker">): Router {
  const api = Router();
  api.use(
    signInRoutes(ground),
    accountRoutes(ground),
    peopleRoutes(ground),
    goalRoutes(ground),
    keyResultRoutes(ground),
    callRoutes(ground),
    checkInRoutes(ground),
    decisionRoutes(ground, worker.hint),
    questionRoutes(ground, worker.hint),
    initiativeRoutes(ground),
    linkRoutes(ground, worker.hint),
    workItemRoutes(ground, worker.hint),
    panelRoutes(ground),
    healthRoutes(ground),
    insightRoutes(ground),
    connectionRoutes(ground),
    pullRoutes(ground, worker.hint),
    deliveryRoutes(ground, worker.hint),
    liveRoutes(ground, live),
    openApiRoutes(),
  );
  return api;
}
