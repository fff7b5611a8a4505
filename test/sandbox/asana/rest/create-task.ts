// POST /tasks and /tasks/:task/subtasks: one task with everything that it carries from birth.
import { z } from "zod";
import { canEditTask } from "../state/permissions.ts";
import { type Task } from "../state/model.ts";
import { type Place } from "../state/task-values.ts";
import { createTask } from "../state/write-tasks.ts";
import { type Call, created, Gid, type Operation, readData, stroke } from "./operation.ts";
import { readShown, show } from "./opt-fields.ts";
import { badRequest, forbidden } from "./refusal.ts";
import { checkWorkspace, editableProject, editableTask, eyes, knownUser } from "./seen.ts";
import { taskShape } from "./shapes.ts";
import { readParent, readTask, taskFields } from "./task-input.ts";

const Membership = z.strictObject({ project: Gid, section: Gid.optional() });
const Create = z
  .strictObject({
    ...taskFields,
    workspace: Gid,
    parent: z.string().nullable(),
    projects: z.array(Gid).max(20),
    memberships: z.array(Membership).max(20),
    followers: z.array(z.string()),
    tags: z.array(Gid),
  })
  .partial();
type Create = z.infer<typeof Create>;

function readPlaces(call: Call, input: Create): Place[] {
  const alone = (project: string): z.infer<typeof Membership> => ({ project });
  const asked = [...(input.projects ?? []).map(alone), ...(input.memberships ?? [])];
  const places = new Map<string, Place>();
  for (const entry of asked) {
    const project = editableProject(call, entry.project);
    const { section } = entry;
    if (section !== undefined && !project.sections.some(({ gid }) => gid === section))
      throw badRequest(`section: Not a section of project ${project.gid}: ${section}`);
    places.set(project.gid, { project, section: section ?? places.get(project.gid)?.section });
  }
  return [...places.values()];
}

function createOne(call: Call, input: Create, above?: Task): Task {
  if (input.workspace !== undefined) checkWorkspace(input.workspace);
  const parent = above ? above.gid : readParent(call, input.parent ?? null);
  const places = readPlaces(call, input);
  if (input.workspace === undefined && parent === null && places.length === 0)
    throw badRequest("workspace: Missing input: specify a workspace, a parent or projects");
  const [tag] = input.tags ?? [];
  if (tag !== undefined) throw badRequest(`tags: Unknown object: ${tag}`);
  const projects = places.map(({ project }) => project);
  const values = readTask(call, input, projects);
  const followers = (input.followers ?? []).map((given) => knownUser(call, given, "followers"));
  return createTask(
    call.site,
    { ...values, name: values.name ?? "", parent, places, followers, createdBy: call.caller.user },
    stroke(call),
  );
}

const answer = (call: Call, task: Task) =>
  created(show(taskShape(eyes(call), task), readShown("task", call.caller, call.query["opt_fields"])));

export const createOperations: Operation[] = [
  {
    method: "POST",
    path: "/tasks",
    scope: "tasks:write",
    run: (call) => {
      readShown("task", call.caller, call.query["opt_fields"]);
      return answer(call, createOne(call, readData(Create, call.data)));
    },
  },
  {
    method: "POST",
    path: "/tasks/:task/subtasks",
    scope: "tasks:write",
    run: (call) => {
      readShown("task", call.caller, call.query["opt_fields"]);
      const above = editableTask(call, call.params["task"] ?? "");
      if (!canEditTask(call.site, call.caller.user, above)) throw forbidden();
      return answer(call, createOne(call, readData(Create, call.data), above));
    },
  },
];
