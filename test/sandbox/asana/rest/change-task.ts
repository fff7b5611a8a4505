// What changes a task that is there: its values, its places, what it waits for, what is said about it, its end.
import { z } from "zod";
import {
  deleteTask,
  editTask,
  leaveProject,
  placeTask,
  setDependencies,
  story as tellStory,
} from "../state/write-tasks.ts";
import { type Call, created, Gid, nothing, ok, type Operation, readData, stroke } from "./operation.ts";
import { readShown, show } from "./opt-fields.ts";
import { badRequest, forbidden, unknownObject } from "./refusal.ts";
import { canEditProject } from "../state/permissions.ts";
import { editableProject, editableTask, eyes, seenTask } from "./seen.ts";
import { storyShape, taskShape } from "./shapes.ts";
import { readParent, readTask, taskFields } from "./task-input.ts";

const Update = z.strictObject({ ...taskFields, parent: z.string().nullable() }).partial();
const AddProject = z.strictObject({
  project: Gid,
  section: Gid.nullable().optional(),
  insert_after: Gid.nullable().optional(),
  insert_before: Gid.nullable().optional(),
});
const RemoveProject = z.strictObject({ project: Gid });
const AddTask = z.strictObject({ task: z.string(), insert_before: Gid.optional(), insert_after: Gid.optional() });
const Dependencies = z.strictObject({ dependencies: z.array(Gid).min(1) });
const Parent = z.strictObject({
  parent: z.string().nullable(),
  insert_after: Gid.nullable().optional(),
  insert_before: Gid.nullable().optional(),
});
const Comment = z.strictObject({ text: z.string().min(1), is_pinned: z.boolean().optional() });

/** Asana's own limit, for dependencies and dependents together. */
const MOST_DEPENDENCIES = 30;

const taskOf = (call: Call) => editableTask(call, call.params["task"] ?? "");
const shown = (call: Call, task: ReturnType<typeof taskOf>) =>
  show(taskShape(eyes(call), task), readShown("task", call.caller, call.query["opt_fields"]));

function update(call: Call) {
  readShown("task", call.caller, call.query["opt_fields"]);
  const task = taskOf(call);
  const input = readData(Update, call.data);
  const projects = task.memberships.map(({ project }) => call.site.projectOf(project));
  const values = readTask(call, input, projects, task);
  if (input.parent !== undefined) values.parent = readParent(call, input.parent, task);
  editTask(call.site, task, values, stroke(call));
  return ok(shown(call, task));
}

function addProject(call: Call) {
  const task = taskOf(call);
  const { project: gid, section } = readData(AddProject, call.data);
  const project = editableProject(call, gid);
  if (section != null && !project.sections.some((entry) => entry.gid === section))
    throw badRequest(`section: Not a section of project ${project.gid}: ${section}`);
  placeTask(call.site, task, { project, section: section ?? undefined }, stroke(call));
  return nothing;
}

function addToSection(call: Call) {
  const given = call.params["section"] ?? "";
  const found = call.site.section(given);
  if (!found) throw unknownObject("section", given);
  const project = editableProject(call, found.project.gid, "section");
  const { task } = readData(AddTask, call.data);
  placeTask(call.site, editableTask(call, task), { project, section: found.section.gid }, stroke(call));
  return nothing;
}

function dependencies(call: Call, next: (now: string[], given: string[]) => string[]) {
  const task = taskOf(call);
  if (!call.site.data.paid) throw forbidden("Task dependencies are not available for free users or guests.");
  const given = readData(Dependencies, call.data).dependencies.map((gid) => seenTask(call, gid, "dependencies").gid);
  if (given.includes(task.gid)) throw badRequest("dependencies: A task cannot depend on itself.");
  const wanted = next(task.dependencies, given);
  const dependents = call.site.tasks().filter((other) => other.dependencies.includes(task.gid)).length;
  if (wanted.length + dependents > MOST_DEPENDENCIES)
    throw badRequest("dependencies: A task can have at most 30 dependents and dependencies combined.");
  setDependencies(call.site, task, wanted, stroke(call));
  return nothing;
}

export const changeOperations: Operation[] = [
  { method: "PUT", path: "/tasks/:task", scope: "tasks:write", run: update },
  {
    method: "DELETE",
    path: "/tasks/:task",
    scope: "tasks:delete",
    run: (call) => {
      deleteTask(call.site, taskOf(call), stroke(call));
      return nothing;
    },
  },
  { method: "POST", path: "/tasks/:task/addProject", scope: "tasks:write", run: addProject },
  {
    method: "POST",
    path: "/tasks/:task/removeProject",
    scope: "tasks:write",
    run: (call) => {
      const task = taskOf(call);
      const project = editableProject(call, readData(RemoveProject, call.data).project);
      if (!canEditProject(call.caller.user, project)) throw forbidden();
      leaveProject(call.site, task, project, stroke(call));
      return nothing;
    },
  },
  { method: "POST", path: "/sections/:section/addTask", scope: "tasks:write", run: addToSection },
  {
    method: "POST",
    path: "/tasks/:task/setParent",
    scope: "tasks:write",
    run: (call) => {
      const task = taskOf(call);
      const { parent } = readData(Parent, call.data);
      editTask(call.site, task, { parent: readParent(call, parent, task) }, stroke(call));
      return ok(shown(call, task));
    },
  },
  {
    method: "POST",
    path: "/tasks/:task/addDependencies",
    scope: "tasks:write",
    run: (call) => dependencies(call, (now, given) => [...new Set([...now, ...given])]),
  },
  {
    method: "POST",
    path: "/tasks/:task/removeDependencies",
    scope: "tasks:write",
    run: (call) => dependencies(call, (now, given) => now.filter((gid) => !given.includes(gid))),
  },
  {
    method: "POST",
    path: "/tasks/:task/stories",
    scope: "stories:write",
    run: (call) => {
      const task = seenTask(call, call.params["task"] ?? "");
      const { text } = readData(Comment, call.data);
      const gid = tellStory(call.site, task, "comment_added", text, stroke(call));
      const made = call.site.data.stories.find((entry) => entry.gid === gid);
      if (!made) throw unknownObject("story", gid);
      return created(show(storyShape(call.site, made), readShown("story", call.caller, call.query["opt_fields"])));
    },
  },
];
