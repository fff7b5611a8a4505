// Reading tasks: one, a project's, a section's, a person's, the parts of one, and what happened to it.
import { z } from "zod";
import { type Task } from "../state/model.ts";
import { canSeeTask } from "../state/permissions.ts";
import { type Call, ok, type Operation, readData } from "./operation.ts";
import { readShown, show, showCompact } from "./opt-fields.ts";
import { paged } from "./paging.ts";
import { badRequest, notPaid, unknownObject } from "./refusal.ts";
import { checkWorkspace, eyes, knownUser, seenProject, seenTask } from "./seen.ts";
import { storyShape, taskShape } from "./shapes.ts";

const Since = z.string().transform((text, context) => {
  const at = text === "now" ? Infinity : Date.parse(text);
  if (Number.isNaN(at)) context.addIssue({ code: "custom", message: `Not a valid date: ${text}` });
  return at;
});

const visible = (call: Call): Task[] =>
  call.site.tasks().filter((task) => canSeeTask(call.site, call.caller.user, task));

const list = (call: Call, tasks: Task[]) => {
  const shown = readShown("task", call.caller, call.query["opt_fields"]);
  return paged(call, since(call, tasks), (task) =>
    showCompact(taskShape(eyes(call), task), shown, ["name", "resource_subtype", "created_by"]),
  );
};

/** `completed_since` lets go what was complete before; `modified_since` what was not touched since. */
function since(call: Call, tasks: Task[]): Task[] {
  const { completed_since: completed, modified_since: modified } = call.query;
  const done = completed === undefined ? undefined : readData(Since, completed);
  const touched = modified === undefined ? undefined : readData(Since, modified);
  return tasks.filter(
    (task) =>
      (done === undefined || task.completedAt === null || task.completedAt >= done) &&
      (touched === undefined || task.modifiedAt >= touched),
  );
}

/** In the order of the project: by section, then as they came. */
function inProject(call: Call, gid: string): Task[] {
  const project = seenProject(call, gid);
  return project.sections.flatMap(({ gid: section }) => inSection(call, section));
}

const inSection = (call: Call, section: string): Task[] =>
  visible(call).filter((task) => task.memberships.some((place) => place.section === section));

function listed(call: Call): Task[] {
  const { project, section, assignee, workspace } = call.query;
  const ways = [project, section, assignee].filter((way) => way !== undefined).length;
  if (ways !== 1)
    throw badRequest("You must specify exactly one of project, tag, section, user task list, or assignee + workspace");
  if (project !== undefined) return inProject(call, project);
  if (section !== undefined) {
    const found = call.site.section(section);
    if (!found) throw unknownObject("section", section);
    seenProject(call, found.project.gid, "section");
    return inSection(call, section);
  }
  if (workspace === undefined) throw badRequest("workspace: Missing input");
  checkWorkspace(workspace);
  const user = knownUser(call, assignee ?? "", "assignee");
  return visible(call).filter((task) => task.assignee === user);
}

export const readOperations: Operation[] = [
  {
    method: "GET",
    path: "/tasks",
    scope: "tasks:read",
    query: ["project", "section", "assignee", "workspace", "completed_since", "modified_since", "limit", "offset"],
    run: (call) => list(call, listed(call)),
  },
  {
    method: "GET",
    path: "/projects/:project/tasks",
    scope: "tasks:read",
    query: ["completed_since", "limit", "offset"],
    run: (call) => list(call, inProject(call, call.params["project"] ?? "")),
  },
  {
    method: "GET",
    path: "/tasks/:task",
    scope: "tasks:read",
    run: (call) => {
      const task = seenTask(call, call.params["task"] ?? "");
      return ok(show(taskShape(eyes(call), task), readShown("task", call.caller, call.query["opt_fields"])));
    },
  },
  {
    method: "GET",
    path: "/tasks/:task/subtasks",
    scope: "tasks:read",
    query: ["limit", "offset"],
    run: (call) => list(call, call.site.subtasks(seenTask(call, call.params["task"] ?? ""))),
  },
  {
    method: "GET",
    path: "/tasks/:task/dependencies",
    scope: "tasks:read",
    query: ["limit", "offset"],
    run: (call) => {
      const task = seenTask(call, call.params["task"] ?? "");
      return list(
        call,
        visible(call).filter((other) => task.dependencies.includes(other.gid)),
      );
    },
  },
  {
    method: "GET",
    path: "/tasks/:task/dependents",
    scope: "tasks:read",
    query: ["limit", "offset"],
    run: (call) => {
      const task = seenTask(call, call.params["task"] ?? "");
      return list(
        call,
        visible(call).filter((other) => other.dependencies.includes(task.gid)),
      );
    },
  },
  {
    method: "GET",
    path: "/tasks/:task/stories",
    scope: "stories:read",
    query: ["limit", "offset"],
    run: (call) => {
      const task = seenTask(call, call.params["task"] ?? "");
      const shown = readShown("story", call.caller, call.query["opt_fields"]);
      const stories = call.site.data.stories.filter((entry) => entry.task === task.gid);
      return paged(call, stories, (entry) =>
        showCompact(storyShape(call.site, entry), shown, ["created_at", "created_by", "resource_subtype", "text"]),
      );
    },
  },
  {
    method: "GET",
    path: "/workspaces/:workspace/tasks/search",
    scope: "tasks:read",
    query: ["text", "projects.any", "assignee.any", "completed", "is_subtask", "sort_by", "sort_ascending", "limit"],
    run: (call) => {
      checkWorkspace(call.params["workspace"] ?? "");
      if (!call.site.data.paid) throw notPaid("Advanced search");
      const { text = "", completed } = call.query;
      const found = visible(call).filter(
        (task) =>
          task.name.toLowerCase().includes(text.toLowerCase()) &&
          (completed === undefined || String(task.completedAt !== null) === completed) &&
          within(
            call.query["projects.any"],
            task.memberships.map(({ project }) => project),
          ) &&
          within(call.query["assignee.any"], task.assignee === null ? [] : [task.assignee]),
      );
      const shown = readShown("task", call.caller, call.query["opt_fields"]);
      const most = Number(call.query["limit"] ?? 20);
      return ok(
        found
          .slice(0, most)
          .map((task) => showCompact(taskShape(eyes(call), task), shown, ["name", "resource_subtype"])),
      );
    },
  },
];

const within = (asked: string | undefined, has: string[]): boolean =>
  asked === undefined || asked.split(",").some((gid) => has.includes(gid));
