// Every change of a task goes through here: by REST, by the pages, by rules, by seeds and by passing days alike. Whatever
// is written moves `modified_at`, of the task and of the task above it.
import { htmlOf } from "./html.ts";
import { partHappens, sectionValue, type Stroke, taskHappens, taskValue, userValue, projectValue } from "./happen.ts";
import { customTypes } from "./acme.ts";
import { type Change, type Project, type Task } from "./model.ts";
import { type Site } from "./site.ts";
import { complete, type Draft, enterStatus, type Place, setPlain, setValues, type Values } from "./task-values.ts";

export function touch(site: Site, task: Task, stroke: Stroke): void {
  task.modifiedAt = Math.max(task.modifiedAt, stroke.at);
  const above = task.parent === null ? undefined : site.task(task.parent);
  if (above) above.modifiedAt = Math.max(above.modifiedAt, stroke.at);
}

export function story(site: Site, task: Task, subtype: string, text: string, stroke: Stroke): string {
  const gid = site.nextGid();
  touch(site, task, stroke);
  site.data.stories.push({ gid, task: task.gid, at: stroke.at, by: stroke.actor, subtype, text });
  partHappens(site, task, stroke, "added", { gid, resource_type: "story", resource_subtype: subtype });
  return gid;
}

const firstSection = (project: Project): string => {
  const [first] = project.sections;
  if (!first) throw new Error(`${project.name} has no section`);
  return first.gid;
};

const UNSET = {
  html: htmlOf(""),
  subtype: "default_task",
  approval: null,
  statusOption: null,
  assignee: null,
  startOn: null,
  dueOn: null,
  dueAt: null,
  parent: null,
  minutes: null,
} satisfies Partial<Task>;

export function createTask(site: Site, draft: Draft, stroke: Stroke): Task {
  const {
    places,
    followers = [],
    createdBy,
    completed = false,
    approval,
    statusOption: option,
    fields,
    external,
    ...plain
  } = draft;
  const task: Task = {
    ...UNSET,
    ...plain,
    gid: site.nextGid(),
    approval: plain.subtype === "approval" ? "pending" : null,
    completedAt: null,
    completedBy: null,
    createdBy,
    createdAt: stroke.at,
    modifiedAt: stroke.at,
    movedAt: stroke.at,
    memberships: places.map(({ project, section = firstSection(project) }) => ({ project: project.gid, section })),
    followers: [...new Set([createdBy, ...(plain.assignee == null ? [] : [plain.assignee]), ...followers])],
    dependencies: [],
    fields: {},
    external: {},
    deleted: false,
    byHand: stroke.byHand ?? false,
  };
  setPlain(task, { ...(fields && { fields }), ...(external && { external }) });
  if (option != null) enterStatus(task, option, stroke);
  const verdict = approval === "pending" ? undefined : (approval ?? undefined);
  if (completed || verdict !== undefined) complete(task, true, stroke, verdict);
  site.addTask(task);
  touch(site, task, stroke);
  tellBirth(site, task, stroke);
  return task;
}

function tellBirth(site: Site, task: Task, stroke: Stroke): void {
  for (const { project, section } of task.memberships) {
    taskHappens(site, task, stroke, { action: "added", parent: projectValue(project) });
    taskHappens(site, task, stroke, { action: "added", parent: sectionValue(section) });
  }
  const above = task.parent === null ? undefined : site.task(task.parent);
  if (above) taskHappens(site, task, stroke, { action: "added", parent: taskValue(above) });
}

/** What a person can see of a change, by the name under which an event tells it. */
function told(task: Task): Map<string, string | null> {
  return new Map([
    ["name", task.name],
    ["notes", task.html],
    ["completed", String(task.completedAt !== null)],
    ["approval_status", task.approval],
    ["custom_type_status_option", task.statusOption],
    ["assignee", task.assignee],
    ["start_on", task.startOn],
    ["due_on", task.dueOn],
    ["due_at", task.dueAt],
    ["parent", task.parent],
    ["resource_subtype", task.subtype],
    ["actual_time_minutes", task.minutes === null ? null : String(task.minutes)],
    ["external", JSON.stringify(task.external)],
  ]);
}

function changeOf(field: string, task: Task): Change {
  const value =
    field === "assignee" && task.assignee !== null
      ? userValue(task.assignee)
      : field === "custom_type_status_option" && task.statusOption !== null
        ? { gid: task.statusOption, resource_type: "custom_type_status_option" }
        : undefined;
  return { field, action: "changed", ...(value === undefined ? {} : { new_value: value }) };
}

/** A write that changes nothing is still a write: `modified_at` moves, but nobody hears of it. */
export function editTask(site: Site, task: Task, values: Values, stroke: Stroke): void {
  const before = { told: told(task), fields: task.fields, parent: task.parent };
  setValues(task, values, stroke);
  touch(site, task, stroke);
  const changed = [...told(task)].filter(([name, value]) => before.told.get(name) !== value).map(([name]) => name);
  for (const field of changed.filter((name) => name !== "parent"))
    taskHappens(site, task, stroke, { action: "changed", change: changeOf(field, task) });
  tellFields(site, task, before.fields, stroke);
  if (changed.includes("parent")) tellParent(site, task, before.parent, stroke);
  if (changed.includes("completed") || changed.includes("custom_type_status_option")) moved(site, task, stroke);
}

function tellFields(site: Site, task: Task, before: Task["fields"], stroke: Stroke): void {
  for (const gid of new Set([...Object.keys(before), ...Object.keys(task.fields)])) {
    if (before[gid] === task.fields[gid]) continue;
    const subtype = site.field(gid)?.type ?? "text";
    const value = { gid, resource_type: "custom_field", resource_subtype: subtype };
    taskHappens(site, task, stroke, {
      action: "changed",
      change: { field: "custom_fields", action: "changed", new_value: value },
    });
  }
}

function moved(site: Site, task: Task, stroke: Stroke): void {
  task.movedAt = stroke.at;
  if (stroke.byHand === true) task.byHand = true;
  const above = task.parent === null ? undefined : site.task(task.parent);
  if (above) above.movedAt = Math.max(above.movedAt, stroke.at);
}

function tellParent(site: Site, task: Task, before: string | null, stroke: Stroke): void {
  const left = before === null ? undefined : site.task(before);
  if (left) {
    left.modifiedAt = Math.max(left.modifiedAt, stroke.at);
    taskHappens(site, task, stroke, { action: "removed", parent: taskValue(left) }, [left.gid]);
  }
  const entered = task.parent === null ? undefined : site.task(task.parent);
  if (entered) taskHappens(site, task, stroke, { action: "added", parent: taskValue(entered) });
}

/** Into a project, or to another section of one that it is in already. */
export function placeTask(site: Site, task: Task, place: Place, stroke: Stroke): void {
  const section = place.section ?? firstSection(place.project);
  const here = task.memberships.find((entry) => entry.project === place.project.gid);
  touch(site, task, stroke);
  if (!here) {
    task.memberships.push({ project: place.project.gid, section });
    taskHappens(site, task, stroke, { action: "added", parent: projectValue(place.project.gid) });
    taskHappens(site, task, stroke, { action: "added", parent: sectionValue(section) });
    return;
  }
  if (here.section === section || place.section === undefined) return;
  const from = here.section;
  here.section = section;
  moved(site, task, stroke);
  const names = [from, section].map((gid) => site.section(gid)?.section.name ?? gid);
  taskHappens(site, task, stroke, { action: "removed", parent: sectionValue(from) }, [from]);
  taskHappens(site, task, stroke, { action: "added", parent: sectionValue(section) });
  if (site.data.eventMode.sectionMoves === "memberships")
    taskHappens(site, task, stroke, { action: "changed", change: { field: "memberships", action: "changed" } });
  story(site, task, "section_changed", `moved this task from "${names[0] ?? ""}" to "${names[1] ?? ""}"`, stroke);
}

export function leaveProject(site: Site, task: Task, project: Project, stroke: Stroke): void {
  const here = task.memberships.find((entry) => entry.project === project.gid);
  if (!here) return;
  task.memberships = task.memberships.filter((entry) => entry !== here);
  touch(site, task, stroke);
  taskHappens(site, task, stroke, { action: "removed", parent: projectValue(project.gid) }, [project.gid]);
}

export function deleteTask(site: Site, task: Task, stroke: Stroke): void {
  for (const child of site.subtasks(task)) deleteTask(site, child, stroke);
  touch(site, task, stroke);
  task.deleted = true;
  taskHappens(site, task, stroke, { action: "deleted" });
}

export function undeleteTask(site: Site, task: Task, stroke: Stroke): void {
  task.deleted = false;
  for (const part of site.data.tasks) if (part.parent === task.gid && part.deleted) undeleteTask(site, part, stroke);
  touch(site, task, stroke);
  taskHappens(site, task, stroke, { action: "undeleted" });
}

export function setDependencies(site: Site, task: Task, gids: string[], stroke: Stroke): void {
  const added = gids.filter((gid) => !task.dependencies.includes(gid));
  const removed = task.dependencies.filter((gid) => !gids.includes(gid));
  task.dependencies = gids;
  if (added.length + removed.length === 0) return;
  touch(site, task, stroke);
  const tell = (gid: string, action: "added" | "removed"): void => {
    const other = site.task(gid);
    if (!other) return;
    touch(site, other, stroke);
    const value = taskValue(other);
    const change: Change =
      action === "added"
        ? { field: "dependencies", action, added_value: value }
        : { field: "dependencies", action, removed_value: value };
    taskHappens(site, task, stroke, { action: "changed", change });
  };
  for (const gid of added) tell(gid, "added");
  for (const gid of removed) tell(gid, "removed");
}

export const defaultStatus = (typeGid: string): string | undefined =>
  customTypes.find((type) => type.gid === typeGid)?.statuses[0]?.gid;
