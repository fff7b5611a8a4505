// Who sees and changes what. What somebody may not see does not exist for them.
import { findUser } from "./people.ts";
import { type Project, type Task } from "./model.ts";
import { type Site } from "./site.ts";

export const isAdmin = (user: string): boolean => findUser(user)?.admin === true;

export const canSeeProject = (user: string, project: Project): boolean =>
  project.privacy === "public_to_workspace" || project.members.includes(user);

export const canEditProject = (user: string, project: Project): boolean =>
  canSeeProject(user, project) && project.members.includes(user) && !project.commenters.includes(user);

const concerned = (user: string, task: Task): boolean =>
  task.assignee === user || task.createdBy === user || task.followers.includes(user);

const projectsOf = (site: Site, task: Task): Project[] =>
  task.memberships.flatMap(({ project }) => site.project(project) ?? []);

/** A task without a project is its people's own; a subtask is seen by whoever sees the task above it. */
export function canSeeTask(site: Site, user: string, task: Task): boolean {
  if (concerned(user, task) || projectsOf(site, task).some((project) => canSeeProject(user, project))) return true;
  const above = task.parent === null ? undefined : site.task(task.parent);
  return above !== undefined && canSeeTask(site, user, above);
}

export function canEditTask(site: Site, user: string, task: Task): boolean {
  if (!canSeeTask(site, user, task)) return false;
  const projects = projectsOf(site, task);
  if (projects.some((project) => canEditProject(user, project))) return true;
  if (projects.length > 0) return false;
  const above = task.parent === null ? undefined : site.task(task.parent);
  return concerned(user, task) || (above !== undefined && canEditTask(site, user, above));
}
