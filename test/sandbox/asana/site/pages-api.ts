// `/site/*`: what the pages read, and what a person does in them.
import express, { type Request, type Router } from "express";
import { z } from "zod";
import { type AppConsole } from "../components/console.ts";
import { componentRoutes } from "../components/routes.ts";
import { type Rules } from "../components/rules.ts";
import { type Violations } from "../components/violations.ts";
import { endGrant } from "../oauth/grants.ts";
import { refuse } from "../rest/refusal.ts";
import { userByName, userGid } from "../state/people.ts";
import { canEditProject, canSeeProject, isAdmin } from "../state/permissions.ts";
import { type Project } from "../state/model.ts";
import { type Site } from "../state/site.ts";
import { setApp } from "../state/write-projects.ts";
import { answerErrors } from "./controls.ts";
import { COOKIE, cookieUser } from "./cookie.ts";
import { taskRoutes } from "./task-routes.ts";
import { adminView, bootstrap, projectRows, row, rulesOf } from "./views.ts";

export interface PagesParts {
  site: Site;
  app: AppConsole;
  rules: Rules;
  violations: Violations;
  serviceUrl: string;
}

const Days = z.object({ days: z.number().int().min(1).max(14), mode: z.enum(["goes_on", "stands_still"]) });
const Added = z.strictObject({ added: z.boolean() });
const cookie = { httpOnly: true, sameSite: "lax" } as const;

export const me = (request: Request): string => cookieUser(request) ?? userGid("Dana Okafor");

export function pagesApi(parts: PagesParts): Router {
  const router = express.Router();
  const { site, app } = parts;
  router.use(express.json({ limit: "5mb" }), async (_request, _response, next) => {
    await site.clock.refresh();
    next();
  });

  const seen = (request: Request, gid: string): Project => {
    const project = site.project(gid);
    if (!project || !canSeeProject(me(request), project)) throw refuse(404, "There is no such project.");
    return project;
  };
  const editable = (request: Request, gid: string): Project => {
    const project = seen(request, gid);
    if (!canEditProject(me(request), project)) throw refuse(403, "You cannot change this project.");
    return project;
  };
  const checkAdmin = (request: Request): void => {
    if (!isAdmin(me(request))) throw refuse(403, "Only an admin of the workspace does this.");
  };

  router.get("/bootstrap", (request, response) => {
    if (cookieUser(request) === undefined) response.cookie(COOKIE, me(request), cookie);
    response.json(bootstrap(site, app, me(request), parts.serviceUrl));
  });
  /** Moves with everything that happens, so that an open page knows when to read again. */
  router.get("/version", (_, response) => {
    response.json({ version: site.data.lastEvent });
  });
  router.post("/me", (request, response) => {
    const user = userByName(z.object({ gid: z.string() }).parse(request.body).gid);
    if (!user) throw refuse(404, "There is no such person in this workspace.");
    response.cookie(COOKIE, user.gid, cookie).status(204).end();
  });

  router.get("/project/:project", (request, response) => {
    response.json({ rows: projectRows(site, app, seen(request, request.params.project)) });
  });
  router.get("/my", (request, response) => {
    const own = site.tasks().filter((task) => task.assignee === me(request));
    response.json({ rows: own.map((task) => row(site, app, task)) });
  });
  router.use("/task", taskRoutes({ site, app, me }));
  router.use("/components", componentRoutes({ site, app, violations: parts.violations, me }));

  router.post("/project/:project/app", async (request, response) => {
    if (site.data.app.blocked) throw refuse(403, "An admin has blocked this app.");
    setApp(editable(request, request.params.project), app.client.id, Added.parse(request.body).added);
    await site.save();
    response.status(204).end();
  });

  router.get("/project/:project/rules", (request, response) => {
    response.json({ rules: rulesOf(site, seen(request, request.params.project).gid) });
  });
  router.delete("/rules/:rule", async (request, response) => {
    const rule = site.data.rules.find(({ gid }) => gid === request.params.rule);
    if (rule) editable(request, rule.project);
    site.data.rules = site.data.rules.filter((entry) => entry !== rule);
    await site.save();
    response.status(204).end();
  });
  /** Two minutes are long for who watches. */
  router.post("/rules/run", async (_, response) => {
    await parts.rules.runDue(true);
    response.status(204).end();
  });

  router.get("/admin", (_, response) => {
    response.json(adminView(site, app));
  });
  router.post("/admin/block", async (request, response) => {
    checkAdmin(request);
    site.data.app.blocked = z.strictObject({ blocked: z.boolean() }).parse(request.body).blocked;
    await site.save();
    response.status(204).end();
  });
  router.delete("/admin/grants/:grant", async (request, response) => {
    const grant = site.data.grants.find(({ id }) => id === request.params.grant);
    if (grant?.user !== me(request)) checkAdmin(request);
    endGrant(site, request.params.grant);
    await site.save();
    response.status(204).end();
  });

  /** Days pass in the service, which then calls back here for each of them. */
  router.post("/days", async (request, response) => {
    const asked = Days.parse(request.body);
    const answer = await fetch(`${parts.serviceUrl}/sandbox/days`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(asked),
      signal: AbortSignal.timeout(300_000),
    }).catch(() => undefined);
    if (!answer?.ok) {
      const said = answer ? ` (${String(answer.status)})` : "";
      throw refuse(502, `The goal service at ${parts.serviceUrl} did not let the days pass${said}.`);
    }
    await site.clock.refresh(true);
    response.json({ days: site.clock.days() });
  });

  router.use(answerErrors);
  return router;
}
