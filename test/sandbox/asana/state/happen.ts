// Tells what happened, and to whom it bubbles: from a story to its task, to the tasks above, to their projects.
import { type Attachment, type Change, type Event, type EventValue, type Project, type Task } from "./model.ts";
import { type Site } from "./site.ts";
import { workspace } from "./acme.ts";

/** Who did it, when. Nobody, when a rule or the system did. */
export interface Stroke {
  actor: string | null;
  at: number;
  byHand?: boolean;
}

export const taskValue = (task: Task): EventValue => ({
  gid: task.gid,
  resource_type: "task",
  resource_subtype: task.subtype,
});
export const projectValue = (gid: string): EventValue => ({ gid, resource_type: "project" });
export const sectionValue = (gid: string): EventValue => ({ gid, resource_type: "section" });
export const userValue = (gid: string): EventValue => ({ gid, resource_type: "user" });

/** The task, the tasks above it and all their projects. Workspace and team hear nothing of tasks. */
export function hearersOf(site: Site, task: Task): string[] {
  const above = task.parent === null ? undefined : site.anyTask(task.parent);
  return [
    task.gid,
    ...task.memberships.map(({ project }) => project),
    ...(above === undefined ? [] : hearersOf(site, above)),
  ];
}

interface What {
  action: Event["action"];
  resource: EventValue;
  parent?: EventValue;
  change?: Change;
}

function tell(site: Site, stroke: Stroke, what: What, heardBy: string[]): void {
  const { action, resource, parent = null, change } = what;
  const event: Event = {
    user: stroke.actor === null ? null : userValue(stroke.actor),
    created_at: new Date(stroke.at).toISOString(),
    action,
    resource,
    parent,
    ...(change === undefined ? {} : { change }),
  };
  site.announce(stroke.at, event, [...new Set(heardBy)]);
}

type OfTask = Omit<What, "resource">;

/** `also`: what the task has just left hears of it too. */
export function taskHappens(site: Site, task: Task, stroke: Stroke, what: OfTask, also: string[] = []): void {
  tell(site, stroke, { ...what, resource: taskValue(task) }, [...hearersOf(site, task), ...also]);
}

export function partHappens(site: Site, task: Task, stroke: Stroke, action: Event["action"], part: EventValue): void {
  tell(site, stroke, { action, resource: part, parent: taskValue(task) }, [part.gid, ...hearersOf(site, task)]);
}

export function attachmentHappens(site: Site, task: Task, stroke: Stroke, attachment: Attachment): void {
  partHappens(site, task, stroke, "added", {
    gid: attachment.gid,
    resource_type: "attachment",
    resource_subtype: attachment.subtype,
  });
}

export function projectHappens(site: Site, project: Project, stroke: Stroke, change: Change): void {
  tell(site, stroke, { action: "changed", resource: projectValue(project.gid), change }, [
    project.gid,
    project.team,
    workspace.gid,
  ]);
}
