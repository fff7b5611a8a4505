// Finds what a path or a body names, as far as the caller may see it; what they may not see is unknown to them.
import { findTeam, workspace } from "../state/acme.ts";
import { type Goal, type Project, type Task } from "../state/model.ts";
import { canEditProject, canEditTask, canSeeProject, canSeeTask } from "../state/permissions.ts";
import { findUser, people } from "../state/people.ts";
import { type Call, Gid } from "./operation.ts";
import { badRequest, forbidden, unknownObject } from "./refusal.ts";
import { type Eyes } from "./shapes.ts";

export const eyes = (call: Call): Eyes => ({
  site: call.site,
  user: call.caller.user,
  client: call.caller.client,
  base: call.base,
});

const gidOf = (what: string, value: string): string => {
  if (!Gid.safeParse(value).success) throw badRequest(`${what}: Not a recognized ID: ${value}`);
  return value;
};

function byExternal(call: Call, external: string): Task {
  const { client, user } = call.caller;
  const found =
    client === null
      ? undefined
      : call.site.tasks().find((task) => task.external[client]?.gid === external && canSeeTask(call.site, user, task));
  if (!found) throw unknownObject("task", `external:${external}`);
  return found;
}

/** `external:<gid>` names a task by the app's own custom data. */
export function seenTask(call: Call, given: string, what = "task"): Task {
  if (given.startsWith("external:")) return byExternal(call, given.slice("external:".length));
  const task = call.site.task(gidOf(what, given));
  if (!task) throw unknownObject(what, given);
  // Asana tells apart what is not there and what is not yours.
  if (!canSeeTask(call.site, call.caller.user, task)) throw forbidden(`You do not have access to this ${what}.`);
  return task;
}

export function editableTask(call: Call, given: string, what = "task"): Task {
  const task = seenTask(call, given, what);
  if (!canEditTask(call.site, call.caller.user, task)) throw forbidden("You do not have permission to edit this task.");
  return task;
}

export function seenProject(call: Call, given: string, what = "project"): Project {
  const project = call.site.project(gidOf(what, given));
  if (!project) throw unknownObject(what, given);
  if (!canSeeProject(call.caller.user, project)) throw forbidden(`You do not have access to this ${what}.`);
  return project;
}

export function editableProject(call: Call, given: string, what = "project"): Project {
  const project = seenProject(call, given, what);
  if (!canEditProject(call.caller.user, project)) throw forbidden("You do not have permission to edit this project.");
  return project;
}

export function knownUser(call: Call, given: string, what: string): string {
  if (given === "me") return call.caller.user;
  const user = findUser(given) ?? people.find(({ email }) => email === given);
  if (!user) throw badRequest(`${what}: Not a recognized ID: ${given}`);
  return user.gid;
}

export function checkWorkspace(given: string): void {
  gidOf("workspace", given);
  if (given !== workspace.gid) throw unknownObject("workspace", given);
}

export function checkTeam(given: string): void {
  if (!findTeam(gidOf("team", given))) throw unknownObject("team", given);
}

export function seenGoal(call: Call, given: string): Goal {
  const goal = call.site.goal(gidOf("goal", given));
  if (!goal) throw unknownObject("goal", given);
  return goal;
}
