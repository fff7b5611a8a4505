// Puts the workspace together and serves it.
import { join } from "node:path";
import { createServer } from "node:http";
import express, { type Express } from "express";
import { type Clock, realTime, serviceClock } from "../base/clock.ts";
import { checkHost, checkOrigin } from "../base/guards.ts";
import { listen } from "../base/listen.ts";
import { saver } from "../base/whole-file.ts";
import { appConsole } from "./components/console.ts";
import { Rules } from "./components/rules.ts";
import { Violations } from "./components/violations.ts";
import { type Config } from "./config.ts";
import { Webhooks } from "./hooks/webhooks.ts";
import { oauthRoutes } from "./oauth/routes.ts";
import { usualScopes } from "./oauth/scopes.ts";
import { failing } from "./rest/fail.ts";
import { Faults } from "./rest/faults.ts";
import { Limits } from "./rest/limits.ts";
import { errorBody } from "./rest/refusal.ts";
import { restRouter } from "./rest/router.ts";
import { Site } from "./state/site.ts";
import { followService } from "./state/follow-service.ts";
import { readWorkspace } from "./state/store.ts";
import { controls } from "./site/controls.ts";
import { pagesApi } from "./site/pages-api.ts";
import { shellPages } from "./site/shell.ts";

export interface Running {
  url: string;
  site: Site;
  hooks: Webhooks;
  rules: Rules;
  stop: () => Promise<void>;
}

export async function startSandbox(config: Config, log: (line: string) => void, ownClock?: Clock): Promise<Running> {
  const file = join(config.dataDir, "sandbox-asana.json");
  const callback = `${config.publicUrl}/oauth/asana/callback`;
  const registration = {
    name: "Throughline",
    registration: "granular" as const,
    scopes: usualScopes,
    redirectUris: [callback],
    blocked: false,
  };
  const data = await readWorkspace(file, ownClock?.now() ?? realTime(), registration);
  followService(data, config.publicUrl);
  const { save, saveLast } = saver(file, data);
  const clock = ownClock ?? serviceClock(config.serviceUrl, data.days, (days) => (data.days = days));
  await clock.refresh();
  const site = new Site(data, clock, save);

  let address = "";
  const base = (): string => address;
  const hooks = new Webhooks(site, log);
  const limits = new Limits();
  const faults = new Faults();
  const { client, serviceUrl } = config;
  const violations = new Violations();
  const console = appConsole(config);
  const rules = new Rules(site, console, violations);

  const app: Express = express();
  app.disable("x-powered-by");
  app.set("query parser", "simple");
  app.get("/healthz", (_, response) => {
    response.json({ status: "ok", tasks: site.tasks().length });
  });
  app.use(checkHost(config.host), checkOrigin);
  app.use("/api/1.0", restRouter({ site, hooks, limits, faults, base }));
  app.use("/-", failing(faults, "/-"), oauthRoutes({ site, client }));
  app.use("/sandbox", controls({ site, hooks, faults, limits, rules, violations, client: client.id }));
  app.use("/site", pagesApi({ site, app: console, rules, violations, serviceUrl }));
  app.use(shellPages(config, site, base));
  app.use(lastResort(log));

  const server = createServer(app);
  address = await listen(server, config);
  hooks.start();
  rules.start();
  return {
    url: address,
    site,
    hooks,
    rules,
    stop: async () => {
      await hooks.stop();
      rules.stop();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await saveLast();
    },
  };
}

function lastResort(log: (line: string) => void): express.ErrorRequestHandler {
  return (error: unknown, request, response, next) => {
    if (response.headersSent) {
      next(error);
      return;
    }
    const kind = typeof error === "object" && error !== null && "type" in error ? error.type : undefined;
    if (kind === "entity.too.large") response.status(413).json(errorBody("The request body is too large."));
    else if (kind === "entity.parse.failed") response.status(400).json(errorBody("The request body is no valid JSON."));
    else {
      const said = error instanceof Error ? (error.stack ?? error.message) : String(error);
      log(`${request.method} ${request.path} failed: ${said}`);
      response.status(500).json(errorBody("Server Error"));
    }
  };
}
