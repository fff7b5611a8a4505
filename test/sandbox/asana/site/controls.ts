// `/sandbox/*`: what a person or a test can do to this workspace that no Asana offers. From this machine only.
import express, { type Router } from "express";
import { z } from "zod";
import { loopbackOnly } from "../../base/guards.ts";
import { type Rules } from "../components/rules.ts";
import { type Violations } from "../components/violations.ts";
import { forgeTakeover } from "../hooks/forge.ts";
import { type Webhooks } from "../hooks/webhooks.ts";
import { endGrant, giveAccess } from "../oauth/grants.ts";
import { Fault, type Faults } from "../rest/faults.ts";
import { type Limits } from "../rest/limits.ts";
import { badRequest, errorBody, refuse, Refusal } from "../rest/refusal.ts";
import { workspace } from "../state/acme.ts";
import { AppRegistration, EventMode, HostHabits } from "../state/model.ts";
import { people, userByName } from "../state/people.ts";
import { type Site } from "../state/site.ts";
import { setApp } from "../state/write-projects.ts";
import { companyWorks } from "./company.ts";
import { Seed, seed } from "./seed.ts";

/** How long a passing day waits for its events to have been delivered, in milliseconds. */
const SETTLE = 25_000;

export interface ControlParts {
  site: Site;
  hooks: Webhooks;
  faults: Faults;
  limits: Limits;
  rules: Rules;
  violations: Violations;
  client: string;
}

const Day = z
  .object({ day: z.union([z.string(), z.number()]).transform(String), mode: z.enum(["goes_on", "stands_still"]) })
  .loose();
const ChangeEvents = EventMode.partial().extend({ release: z.boolean().optional() });
const LimitChange = z
  .strictObject({ perMinute: z.number().int().min(0).nullable(), reads: z.number().int(), writes: z.number().int() })
  .partial();
const AppChange = AppRegistration.partial().extend({
  paid: z.boolean().optional(),
  uniqueExternal: z.boolean().optional(),
});
const NewToken = z.strictObject({ user: z.string(), scopes: z.array(z.string()).min(1).optional() });

export function controls(parts: ControlParts): Router {
  const router = express.Router();
  const { site } = parts;
  router.use(loopbackOnly, express.json({ limit: "20mb" }));

  router.post("/seed", async (request, response) => {
    await site.clock.refresh();
    const made = seed(site, Seed.parse(request.body), parts.client);
    await site.save();
    response.status(201).json({ tasks: made });
  });

  /** The service calls this once for every day that it lets pass. A day told twice is done once. */
  router.post("/day", async (request, response) => {
    const { day, mode } = Day.parse(request.body);
    await site.clock.refresh(true);
    const again = site.data.lastDayPassed === day;
    const moved = again || mode === "stands_still" ? 0 : companyWorks(site);
    site.data.lastDayPassed = day;
    await site.save();
    await parts.rules.runDue();
    await parts.hooks.settle(SETTLE);
    response.json({ day, moved });
  });

  /** For the sample: what its people did by hand was the company's work, and the company goes on with it. */
  router.post("/company", async (_, response) => {
    for (const task of site.data.tasks) task.byHand = false;
    await site.save();
    response.json({ tasks: site.tasks().length });
  });

  const told = () => ({
    ...site.data.eventMode,
    waiting: parts.hooks.waiting(),
    onTheirWay: parts.hooks.onTheirWay(),
  });
  router.post("/events", async (request, response) => {
    const { release, ...change } = ChangeEvents.parse(request.body ?? {});
    site.data.eventMode = EventMode.parse({ ...site.data.eventMode, ...change });
    if (release === true) parts.hooks.release();
    await site.save();
    response.json(told());
  });
  router.get("/events", (_, response) => {
    response.json(told());
  });

  router.get("/webhooks", (_, response) => {
    const shown = site.data.webhooks.map(({ secret: _secret, waiting, ...hook }) => ({
      ...hook,
      waiting: waiting.length,
    }));
    response.json({ webhooks: shown });
  });
  router.post("/webhooks/:gid/forge", async (request, response) => {
    const hook = site.data.webhooks.find(({ gid }) => gid === request.params.gid);
    if (!hook) throw refuse(404, "There is no such webhook.");
    response.json(await forgeTakeover(hook));
  });

  router.post("/faults", (request, response) => {
    parts.faults.add(Fault.parse(request.body));
    response.status(201).json({ faults: parts.faults.list() });
  });
  router.delete("/faults", (_, response) => {
    parts.faults.clear();
    response.status(204).end();
  });

  /** What the app's answers broke, in the order they came. */
  router.get("/violations", (_, response) => {
    response.json({ violations: parts.violations.list() });
  });
  router.delete("/violations", (_, response) => {
    parts.violations.clear();
    response.status(204).end();
  });
  router.post("/host", async (request, response) => {
    site.data.host = HostHabits.parse({ ...site.data.host, ...HostHabits.partial().parse(request.body) });
    await site.save();
    response.json(site.data.host);
  });
  /** Every rule that waits for its two minutes, now. */
  router.post("/rules/run", async (_, response) => {
    await parts.rules.runDue(true);
    response.json({ runs: site.data.ruleRuns });
  });

  router.post("/limits", (request, response) => {
    const { perMinute, reads, writes } = LimitChange.parse(request.body);
    const { settings } = parts.limits;
    if (perMinute !== undefined) settings.perMinute = perMinute;
    settings.reads = reads ?? settings.reads;
    settings.writes = writes ?? settings.writes;
    response.json(settings);
  });

  /** The developer console and the admin's switch: how the app is registered, whether it is blocked, what is paid. */
  router.post("/app", async (request, response) => {
    const { paid, uniqueExternal, ...change } = AppChange.parse(request.body);
    site.data.app = AppRegistration.parse({ ...site.data.app, ...change });
    site.data.paid = paid ?? site.data.paid;
    site.data.uniqueExternal = uniqueExternal ?? site.data.uniqueExternal;
    await site.save();
    response.json({ ...site.data.app, paid: site.data.paid, uniqueExternal: site.data.uniqueExternal });
  });
  router.post("/projects/:gid/app", async (request, response) => {
    const project = site.project(request.params.gid);
    if (!project) throw refuse(404, "There is no such project.");
    setApp(project, parts.client, z.strictObject({ added: z.boolean() }).parse(request.body).added);
    await site.save();
    response.json({ apps: project.apps });
  });

  /** What the consent page would lead to, for tests that are about something else. */
  router.post("/token", async (request, response) => {
    await site.clock.refresh();
    const { user: name, scopes } = NewToken.parse(request.body);
    const user = userByName(name);
    if (!user) throw badRequest(`There is no ${name} in this workspace.`);
    const { registration, scopes: registered } = site.data.app;
    const at = site.clock.now();
    const id = site.nextGid();
    const usual = registration === "full" ? ["default"] : registered;
    const grant = {
      id,
      client: parts.client,
      user: user.gid,
      scopes: scopes ?? usual,
      refreshToken: `2/sandbox-${id}`,
      at,
    };
    site.data.grants.push(grant);
    const token = giveAccess(site, grant);
    await site.save();
    response.status(201).json({ access_token: token, refresh_token: grant.refreshToken, user: user.gid });
  });
  /** A person takes the app's permission back in their own settings. */
  router.post("/deauthorize", async (request, response) => {
    const user = userByName(z.strictObject({ user: z.string() }).parse(request.body).user);
    for (const grant of site.data.grants.filter((entry) => entry.user === user?.gid)) endGrant(site, grant.id);
    await site.save();
    response.json({ grants: site.data.grants.length });
  });

  router.get("/about", async (_, response) => {
    await site.clock.refresh();
    const { app, paid, projects, customFields, webhooks, days } = site.data;
    response.json({
      workspace,
      app,
      paid,
      days,
      tasks: site.tasks().length,
      webhooks: webhooks.length,
      people: people.map(({ gid, name, email }) => ({ gid, name, email })),
      projects: projects.map(({ gid, name, sections, fieldGids, apps }) => ({ gid, name, sections, fieldGids, apps })),
      customFields,
    });
  });

  router.use(answerErrors);
  return router;
}

/** Bad input is told as such: by schema, or by a refusal. */
export function answerErrors(
  error: unknown,
  _request: express.Request,
  response: express.Response,
  next: express.NextFunction,
): void {
  if (error instanceof Refusal) response.status(error.status).set(error.headers).json(error.body);
  else if (error instanceof z.ZodError) response.status(400).json(errorBody(z.prettifyError(error)));
  else next(error);
}
