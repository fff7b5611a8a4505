// What a person does with a task in the pages: all of it by hand, and written where REST writes too.
import express, { type Request, type Router } from "express";
import { z } from "zod";
import { type AppConsole } from "../components/console.ts";
import { htmlOf } from "../state/html.ts";
import { type Stroke } from "../state/happen.ts";
import { Approval, Subtype, type Task } from "../state/model.ts";
import { canEditProject, canEditTask, canSeeTask } from "../state/permissions.ts";
import { type Site } from "../state/site.ts";
import { type Place, type Values } from "../state/task-values.ts";
import {
  createTask,
  deleteTask,
  editTask,
  leaveProject,
  placeTask,
  setDependencies,
  story,
  undeleteTask,
} from "../state/write-tasks.ts";
import { refuse } from "../rest/refusal.ts";
import { taskView } from "./views.ts";

interface TaskParts {
  site: Site;
  app: AppConsole;
  me: (request: Request) => string;
}

const New = z.strictObject({
  name: z.string().trim().min(1, "A task needs a name.").max(1024),
  project: z.string().optional(),
  section: z.string().optional(),
  parent: z.string().optional(),
  assignee: z.string().nullable().optional(),
  dueOn: z.iso.date().nullable().optional(),
  subtype: Subtype.exclude(["custom"]).optional(),
});
const Edit = z
  .strictObject({
    name: z.string().trim().min(1).max(1024),
    notes: z.string(),
    assignee: z.string().nullable(),
    dueOn: z.iso.date().nullable(),
    completed: z.boolean(),
    approval: Approval,
    statusOption: z.string(),
    fields: z.record(z.string(), z.union([z.string(), z.number(), z.null()])),
  })
  .partial();
const Where = z.strictObject({ project: z.string(), section: z.string().optional() });

export function taskRoutes({ site, app, me }: TaskParts): Router {
  const router = express.Router();
  const stroke = (request: Request): Stroke => ({ actor: me(request), at: site.clock.now(), byHand: true });

  const seen = (request: Request): Task => {
    const task = site.task(z.string().parse(request.params["task"]));
    if (!task || !canSeeTask(site, me(request), task)) throw refuse(404, "There is no such task.");
    return task;
  };
  const editable = (request: Request): Task => {
    const task = seen(request);
    if (!canEditTask(site, me(request), task)) throw refuse(403, "You cannot change this task.");
    return task;
  };
  const placeOf = (request: Request, where: z.infer<typeof Where>): Place => {
    const project = site.project(where.project);
    if (!project || !canEditProject(me(request), project)) throw refuse(403, "You cannot change this project.");
    return { project, section: where.section };
  };
  const view = (request: Request, task: Task) => taskView(site, app, task, me(request));

  router.post("/", async (request, response) => {
    const { project, section, parent, ...given } = New.parse(request.body);
    const places = project === undefined ? [] : [placeOf(request, { project, ...(section && { section }) })];
    const above = parent === undefined ? undefined : site.task(parent);
    if (above && !canEditTask(site, me(request), above)) throw refuse(403, "You cannot change this task.");
    const { name, assignee, dueOn, subtype } = given;
    const values = {
      ...(assignee !== undefined && { assignee }),
      ...(dueOn !== undefined && { dueOn }),
      ...(subtype && { subtype }),
    };
    const draft = { ...values, name, places, parent: above?.gid ?? null, createdBy: me(request) };
    const task = createTask(site, draft, stroke(request));
    await site.save();
    response.status(201).json({ gid: task.gid });
  });

  router.get("/:task", (request, response) => {
    response.json(view(request, seen(request)));
  });

  router.put("/:task", async (request, response) => {
    const task = editable(request);
    const { notes, dueOn, ...rest } = Edit.parse(request.body);
    const values: Values = {
      ...(Object.fromEntries(Object.entries(rest).filter(([, value]) => value !== undefined)) as Values),
      ...(notes === undefined ? {} : { html: htmlOf(notes) }),
      ...(dueOn === undefined ? {} : { dueOn, dueAt: null }),
    };
    editTask(site, task, values, stroke(request));
    await site.save();
    response.json(view(request, task));
  });

  router.post("/:task/place", async (request, response) => {
    const task = editable(request);
    placeTask(site, task, placeOf(request, Where.parse(request.body)), stroke(request));
    await site.save();
    response.json(view(request, task));
  });
  router.post("/:task/leave", async (request, response) => {
    const task = editable(request);
    const { project } = placeOf(request, Where.parse(request.body));
    leaveProject(site, task, project, stroke(request));
    await site.save();
    response.status(204).end();
  });

  router.post("/:task/waits", async (request, response) => {
    const task = editable(request);
    const { gids } = z.strictObject({ gids: z.array(z.string()).max(30) }).parse(request.body);
    const known = gids.filter((gid) => gid !== task.gid && site.task(gid));
    setDependencies(site, task, known, stroke(request));
    await site.save();
    response.json(view(request, task));
  });

  router.post("/:task/comments", async (request, response) => {
    const task = seen(request);
    const { text } = z.strictObject({ text: z.string().trim().min(1) }).parse(request.body);
    story(site, task, "comment_added", text, stroke(request));
    await site.save();
    response.json(view(request, task));
  });

  /** Custom data of apps does not come along, attachments do not either: a copy is a new task. */
  router.post("/:task/duplicate", async (request, response) => {
    const task = editable(request);
    const { html, subtype, assignee, dueOn, parent, memberships, fields, followers } = task;
    const places = memberships.flatMap(({ project, section }): Place[] => {
      const found = site.project(project);
      return found ? [{ project: found, section }] : [];
    });
    const draft = { html, subtype, assignee, dueOn, parent, fields, followers, places, createdBy: me(request) };
    const made = createTask(site, { ...draft, name: `Duplicate of ${task.name}` }, stroke(request));
    for (const part of site.subtasks(task))
      createTask(
        site,
        {
          name: part.name,
          html: part.html,
          assignee: part.assignee,
          places: [],
          parent: made.gid,
          createdBy: me(request),
        },
        stroke(request),
      );
    await site.save();
    response.status(201).json({ gid: made.gid });
  });

  router.delete("/:task", async (request, response) => {
    deleteTask(site, editable(request), stroke(request));
    await site.save();
    response.status(204).end();
  });
  router.post("/:task/restore", async (request, response) => {
    const task = site.anyTask(request.params.task);
    if (!task || !canEditTask(site, me(request), task)) throw refuse(404, "There is no such task.");
    undeleteTask(site, task, stroke(request));
    await site.save();
    response.status(204).end();
  });

  return router;
}
