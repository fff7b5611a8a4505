// Puts the site together and serves it.
import { join } from "node:path";
import { createServer } from "node:http";
import express, { type Express } from "express";
import { type Clock, serviceClock } from "../base/clock.ts";
import { checkHost, checkOrigin } from "../base/guards.ts";
import { listen } from "../base/listen.ts";
import { saver } from "../base/whole-file.ts";
import { type Config } from "./config.ts";
import { Events } from "./forge/events.ts";
import { Functions } from "./forge/functions.ts";
import { keySet, signingKey } from "./forge/invocation-token.ts";
import { JqlFunctions } from "./forge/jql-functions.ts";
import { Lifecycle } from "./forge/lifecycle.ts";
import { type Manifest, readManifest } from "./forge/manifest.ts";
import { Resolvers } from "./forge/resolver.ts";
import { Schedule } from "./forge/schedule.ts";
import { type IndexedPath } from "./jql/search.ts";
import { Faults } from "./rest/faults.ts";
import { Limits } from "./rest/limits.ts";
import { refuse } from "./rest/refusal.ts";
import { restRouter } from "./rest/router.ts";
import { Tokens } from "./rest/tokens.ts";
import { readSite } from "./state/store.ts";
import { Site } from "./state/site.ts";
import { controls } from "./site/controls.ts";
import { pagesApi } from "./site/pages-api.ts";
import { shellPages } from "./site/shell.ts";

export interface Running {
  url: string;
  site: Site;
  events: Events;
  schedule: Schedule;
  tokens: Tokens;
  stop: () => Promise<void>;
}

const indexedPaths = (manifest: Manifest): IndexedPath[] =>
  manifest.modules["jira:entityProperty"]
    .filter((module) => module.entityType === "issue")
    .flatMap((module) =>
      module.values.map(({ path, type, searchAlias }) => ({ key: module.propertyKey, path, type, alias: searchAlias })),
    );

export async function startSandbox(config: Config, log: (line: string) => void, ownClock?: Clock): Promise<Running> {
  const manifest = await readManifest(config.appDir, {
    FORGE_APP_ID: config.appId,
    GOAL_SERVICE_URL: config.serviceUrl,
  });
  const stateFile = join(config.dataDir, "sandbox-jira.json");
  const data = await readSite(stateFile, config.serviceUrl);
  const { save, saveLast } = saver(stateFile, data);
  const clock = ownClock ?? serviceClock(config.serviceUrl, data.days, (days) => (data.days = days));
  await clock.refresh();
  const site = new Site(data, clock, save, config.jqlLag);
  const key = await signingKey(join(config.dataDir, "sandbox-jira-key.json"));

  let address = "";
  const base = (): string => address;
  const tokens = new Tokens();
  const limits = new Limits();
  const faults = new Faults();
  const { appId, serviceUrl } = config;
  const fetchParts = { data, appId, clock, manifest, tokens, key, serviceUrl, base };
  const functions = new Functions(fetchParts, join(config.distDir, "jira-app-functions.cjs"), log);
  const events = new Events(site, manifest, functions, log);
  const lifecycle = new Lifecycle(site, events, functions, manifest, appId);
  const schedule = new Schedule(site, manifest, functions);
  const resolvers = new Resolvers(site, manifest, functions, appId, base);
  const jqlFunctions = new JqlFunctions(manifest, functions);

  const app: Express = express();
  app.disable("x-powered-by");
  app.set("query parser", "simple");
  app.get("/healthz", (_, response) => {
    response.json({ status: "ok", issues: site.issues().length });
  });
  app.get("/.well-known/jwks.json", (_, response) => {
    response.json(keySet(key));
  });
  app.use(checkHost(config.host), checkOrigin);
  const jqlFunction = (name: string, args: string[], negated: boolean): Promise<string> =>
    jqlFunctions.run(name, args, negated);
  app.use(
    "/rest/api/3",
    restRouter({ site, tokens, limits, faults, base, indexed: () => indexedPaths(manifest), jqlFunction }),
  );
  app.use("/sandbox", controls({ site, events, schedule, lifecycle, faults, limits }));
  app.use("/site", pagesApi({ site, clock, manifest, resolvers, tokens, serviceUrl, appId, base }));
  app.use(shellPages(config.distDir, site));
  app.use(lastResort(log));

  const server = createServer(app);
  address = await listen(server, config);

  await lifecycle.start();
  events.pump();
  schedule.start();
  return {
    url: address,
    site,
    events,
    schedule,
    tokens,
    stop: async () => {
      events.stop();
      schedule.stop();
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
    if (kind === "entity.too.large") {
      const { status, headers, body } = refuse("body_too_large");
      response.status(status).set(headers).json(body);
    } else if (kind === "entity.parse.failed") {
      response.status(400).json({ errorMessages: ["The request body is no valid JSON."], errors: {} });
    } else {
      log(
        `${request.method} ${request.path} failed: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`,
      );
      response.status(500).json({ errorMessages: ["Internal server error"], errors: {} });
    }
  };
}
