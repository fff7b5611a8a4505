// `/site/components/*`: signs what the page is about to ask of the app, judges what came back, and attaches what the app
// named. The request itself goes from the browser to the app, across origins.
import express, { type Request, type Router } from "express";
import { z } from "zod";
import { refuse } from "../rest/refusal.ts";
import { type Task } from "../state/model.ts";
import { canEditProject, canEditTask, canSeeTask } from "../state/permissions.ts";
import { type Site } from "../state/site.ts";
import { attach } from "../state/write-attachments.ts";
import { Ask } from "./ask.ts";
import { type AppConsole } from "./console.ts";
import { Answer, judge, Kind } from "./judge.ts";
import { type Outcome } from "./outcome.ts";
import { sign } from "./sign.ts";
import { type Violations } from "./violations.ts";

export interface ComponentParts {
  site: Site;
  app: AppConsole;
  violations: Violations;
  me: (request: Request) => string;
}

const Judged = z.object({
  call: Kind,
  task: z.string().optional(),
  project: z.string().optional(),
  rule: z.string().optional(),
  rule_name: z.string().optional(),
  values: z.record(z.string(), z.unknown()).optional(),
  answer: Answer,
});

/** The app is on one of the task's projects, and no admin has blocked it. */
export const hasApp = (site: Site, app: AppConsole, task: Task): boolean =>
  !site.data.app.blocked && task.memberships.some(({ project }) => site.project(project)?.apps.includes(app.client.id));

export function componentRoutes(parts: ComponentParts): Router {
  const router = express.Router();
  const { site, app } = parts;

  const taskAt = (request: Request, gid: string): Task => {
    const task = site.task(gid);
    if (!task || !canSeeTask(site, parts.me(request), task)) throw refuse(404, "There is no such task.");
    if (!hasApp(site, app, task)) throw refuse(403, "The app is not on a project of this task.");
    return task;
  };
  const checkProject = (request: Request, gid: string): void => {
    const project = site.project(gid);
    if (!project || !canEditProject(parts.me(request), project)) throw refuse(403, "You cannot change this project.");
    if (!project.apps.includes(app.client.id)) throw refuse(403, "The app is not on this project.");
  };

  router.post("/sign", (request, response) => {
    const ask = Ask.parse(request.body);
    if ("task" in ask) taskAt(request, ask.task);
    else checkProject(request, ask.project);
    response.json(sign({ site, app, user: parts.me(request) }, ask));
  });

  router.post("/judge", async (request, response) => {
    const judged = Judged.parse(request.body);
    const outcome = judge(judged.call, judged.answer, parts.violations);
    await act(request, judged, outcome);
    response.json(outcome);
  });

  /** What a good answer leads to: an attachment on the task, or a saved rule. */
  async function act(request: Request, judged: z.infer<typeof Judged>, outcome: Outcome): Promise<void> {
    const user = parts.me(request);
    const at = site.clock.now();
    if (outcome.outcome === "attach") {
      const task = taskAt(request, judged.task ?? "");
      if (!canEditTask(site, user, task)) throw refuse(403, "You cannot change this task.");
      const given = { subtype: "external" as const, name: outcome.name, url: outcome.url, size: null };
      const widget = app.matchPattern.test(outcome.url) ? app.client.id : null;
      attach(site, task, { ...given, app: widget }, user, { actor: user, at });
    } else if (outcome.outcome === "saved") {
      checkProject(request, judged.project ?? "");
      const { rule: gid, rule_name: name = app.actions[0]?.name ?? "", values = {}, project = "" } = judged;
      const known = site.data.rules.find((rule) => rule.gid === gid);
      if (known) Object.assign(known, { name, values, paused: false });
      else {
        const actionType = app.actions[0]?.type ?? "";
        site.data.rules.push({ gid: site.nextGid(), project, name, actionType, values, by: user, at, paused: false });
      }
    } else return;
    await site.save();
  }

  return router;
}
