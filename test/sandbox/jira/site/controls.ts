// `/sandbox/*`: what a person or a test can do to this site that no Jira offers. From this machine only.
import express, { type Router } from "express";
import { z } from "zod";
import { loopbackOnly } from "../../base/guards.ts";
import { type Events } from "../forge/events.ts";
import { type Lifecycle } from "../forge/lifecycle.ts";
import { type Schedule } from "../forge/schedule.ts";
import { Fault, type Faults } from "../rest/faults.ts";
import { type Limits } from "../rest/limits.ts";
import { Refusal, refuse } from "../rest/refusal.ts";
import { EventMode } from "../state/model.ts";
import { findProject, ProjectChange } from "../state/projects.ts";
import { type Site } from "../state/site.ts";
import { companyWorks } from "./company.ts";
import { Seed, seed } from "./seed.ts";

/** How long a passing day waits for its events to have been delivered, in milliseconds. */
const SETTLE = 25_000;

interface ControlParts {
  site: Site;
  events: Events;
  schedule: Schedule;
  lifecycle: Lifecycle;
  faults: Faults;
  limits: Limits;
}

const Day = z
  .object({ day: z.union([z.string(), z.number()]).transform(String), mode: z.enum(["goes_on", "stands_still"]) })
  .loose();
const ChangeEvents = EventMode.partial().extend({ release: z.boolean().optional() });
const SiteChange = z.strictObject({ refusesProperties: z.boolean() });
const LimitChange = z
  .strictObject({ quota: z.number().int().min(0), burst: z.number().min(0), perIssue: z.number().min(0) })
  .partial();

export function controls(parts: ControlParts): Router {
  const router = express.Router();
  const { site } = parts;
  router.use(loopbackOnly, express.json({ limit: "20mb" }));

  router.post("/seed", async (request, response) => {
    await site.clock.refresh();
    const made = seed(site, Seed.parse(request.body));
    await site.save();
    response.status(201).json({ issues: made });
  });

  /** The service calls this once for every day that it lets pass. A day told twice is done once. */
  router.post("/day", async (request, response) => {
    const { day, mode } = Day.parse(request.body);
    await site.clock.refresh(true);
    const again = site.data.lastDayPassed === day;
    const moved = again || mode === "stands_still" ? 0 : companyWorks(site);
    site.data.lastDayPassed = day;
    await site.save();
    await parts.events.settle(SETTLE);
    await parts.schedule.check();
    response.json({ day, moved });
  });

  /** For the sample: what its people did by hand was the company's work, and the company goes on with it. */
  router.post("/company", async (_, response) => {
    for (const issue of site.issues()) issue.byHand = false;
    await site.save();
    response.json({ issues: site.issues().length });
  });

  router.post("/events", async (request, response) => {
    const { release, ...change } = ChangeEvents.parse(request.body ?? {});
    site.data.eventMode = EventMode.parse({ ...site.data.eventMode, ...change });
    if (release === true) parts.events.release();
    await site.save();
    response.json({ ...site.data.eventMode, waiting: parts.events.waiting().length });
  });
  router.get("/events", (_, response) => {
    response.json({ ...site.data.eventMode, waiting: parts.events.waiting().length });
  });

  router.post("/faults", (request, response) => {
    const fault = Fault.parse(request.body);
    parts.faults.add(fault);
    response.status(201).json({ faults: parts.faults.list() });
  });
  router.delete("/faults", (_, response) => {
    parts.faults.clear();
    response.status(204).end();
  });

  router.post("/limits", (request, response) => {
    const change = LimitChange.parse(request.body);
    const { quota, burst, perIssue } = { ...parts.limits.settings, ...change };
    parts.limits.settings = { quota: quota ?? 65_000, burst: burst ?? 1, perIssue: perIssue ?? 1 };
    response.json(parts.limits.settings);
  });

  router.post("/site", async (request, response) => {
    const { refusesProperties } = SiteChange.parse(request.body);
    site.data.refusesProperties = refusesProperties;
    await site.save();
    response.json({ refusesProperties });
  });

  router.post("/projects/:project", async (request, response) => {
    const project = findProject(request.params.project);
    if (!project) throw refuse("project_not_found", request.params.project);
    site.changeProject(project, ProjectChange.parse(request.body));
    await site.save();
    response.json({ id: project.id, key: project.key, name: project.name, app: project.app });
  });

  router.post("/schedule/:key", async (request, response) => {
    const ran = await parts.schedule.run(request.params.key);
    response.status(ran ? 200 : 404).json({ ran });
  });

  router.post("/install", async (_, response) => {
    await parts.lifecycle.install();
    response.json({ installationId: site.data.installationId });
  });
  router.post("/uninstall", async (_, response) => {
    await parts.lifecycle.uninstall();
    response.json({ installed: false });
  });

  router.get("/about", (_, response) => {
    const { cloudId, installationId, installed, remoteEndpoint } = site.data;
    response.json({
      cloudId,
      installationId,
      installed,
      remoteEndpoint,
      issues: site.issues().length,
      days: site.clock.days(),
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
  else if (error instanceof z.ZodError)
    response.status(400).json({ errorMessages: [z.prettifyError(error)], errors: {} });
  else next(error);
}
