// How things look on the wire: whole, with what they point to in compact form.
import { findTeam, statusOption, typeOfStatus, workspace } from "../state/acme.ts";
import { htmlOf, notesOf } from "../state/html.ts";
import { type CustomField, type Goal, type Project, type StatusUpdate, type Story, type Task } from "../state/model.ts";
import { canSeeProject, canSeeTask } from "../state/permissions.ts";
import { findUser } from "../state/people.ts";
import { type Site } from "../state/site.ts";
import { type Full } from "./opt-fields.ts";

/** Whose eyes: what they may not see is left out; custom data is the app's own. */
export interface Eyes {
  site: Site;
  user: string;
  client: string | null;
  base: string;
}

export const moment = (at: number): string => new Date(at).toISOString();
const momentOrNull = (at: number | null): string | null => (at === null ? null : moment(at));

export const named = (gid: string, type: string, name: string): Full => ({ gid, resource_type: type, name });
export const userShape = (gid: string | null): Full | null =>
  gid === null ? null : named(gid, "user", findUser(gid)?.name ?? "Former user");
export const workspaceShape = named(workspace.gid, "workspace", workspace.name);
export const projectCompact = (project: Project): Full => named(project.gid, "project", project.name);
export const taskCompact = (task: Task): Full => ({
  ...named(task.gid, "task", task.name),
  resource_subtype: task.subtype,
  created_by: { gid: task.createdBy, resource_type: "user" },
});

export const permalink = (eyes: Eyes, task: Task): string =>
  `${eyes.base}/0/${task.memberships[0]?.project ?? "0"}/${task.gid}`;

const optionShape = (option: CustomField["options"][number]): Full => ({
  ...named(option.gid, "enum_option", option.name),
  enabled: true,
  color: option.color,
});

export function fieldShape(field: CustomField): Full {
  return {
    ...named(field.gid, "custom_field", field.name),
    resource_subtype: field.type,
    type: field.type,
    representation_type: field.type,
    enabled: true,
    description: field.description,
    is_global_to_workspace: true,
    is_formula_field: false,
    is_value_read_only: false,
    created_by: userShape(field.createdBy),
    ...(field.type === "enum" ? { enum_options: field.options.map(optionShape) } : {}),
    ...(field.type === "number" ? { precision: 0, format: "none" } : {}),
  };
}

export function fieldValue(field: CustomField, value: string | number | undefined): Full {
  const shape = fieldShape(field);
  if (field.type === "enum") {
    const option = field.options.find((entry) => entry.gid === value);
    return { ...shape, enum_value: option ? optionShape(option) : null, display_value: option?.name ?? null };
  }
  const name = field.type === "number" ? "number_value" : "text_value";
  return { ...shape, [name]: value ?? null, display_value: value === undefined ? null : String(value) };
}

/** The fields of all the projects that the task is in. */
export const fieldsOfTask = (site: Site, task: Task): CustomField[] => {
  const gids = new Set(task.memberships.flatMap(({ project }) => site.project(project)?.fieldGids ?? []));
  return [...gids].flatMap((gid) => site.field(gid) ?? []);
};

export function taskShape(eyes: Eyes, task: Task): Full {
  const { site } = eyes;
  const parent = task.parent === null ? undefined : site.task(task.parent);
  const type = task.statusOption === null ? undefined : typeOfStatus(task.statusOption);
  const status = task.statusOption === null ? undefined : statusOption(task.statusOption);
  const external = eyes.client === null ? undefined : task.external[eyes.client];
  const places = task.memberships
    .map(({ project, section }) => ({ project: site.projectOf(project), section }))
    .filter(({ project }) => canSeeProject(eyes.user, project));
  const reference = (gid: string): Full => ({ gid, resource_type: "task" });
  return {
    ...taskCompact(task),
    assignee: userShape(task.assignee),
    completed: task.completedAt !== null,
    completed_at: momentOrNull(task.completedAt),
    completed_by: userShape(task.completedBy),
    created_at: moment(task.createdAt),
    modified_at: moment(task.modifiedAt),
    ...(task.approval === null ? {} : { approval_status: task.approval }),
    custom_type: type ? named(type.gid, "custom_type", type.name) : null,
    custom_type_status_option: status ? named(status.gid, "custom_type_status_option", status.name) : null,
    dependencies: task.dependencies.filter((gid) => site.task(gid)).map(reference),
    dependents: site
      .tasks()
      .filter((other) => other.dependencies.includes(task.gid))
      .map((other) => reference(other.gid)),
    due_on: task.dueOn,
    due_at: task.dueAt,
    start_on: task.startOn,
    start_at: null,
    ...(external ? { external } : {}),
    html_notes: task.html,
    notes: notesOf(task.html),
    hearted: false,
    hearts: [],
    num_hearts: 0,
    liked: false,
    likes: [],
    num_likes: 0,
    memberships: places.map(({ project, section }) => ({
      project: projectCompact(project),
      section: named(section, "section", site.section(section)?.section.name ?? ""),
    })),
    projects: places.map(({ project }) => projectCompact(project)),
    tags: [],
    followers: task.followers.map(userShape),
    num_subtasks: site.subtasks(task).length,
    parent: parent && canSeeTask(site, eyes.user, parent) ? taskCompact(parent) : null,
    permalink_url: permalink(eyes, task),
    workspace: workspaceShape,
    actual_time_minutes: task.minutes,
    custom_fields: fieldsOfTask(site, task).map((field) => fieldValue(field, task.fields[field.gid])),
  };
}

export const settingShape = (project: Project, field: CustomField): Full => ({
  gid: `${project.gid.slice(0, -6)}${field.gid.slice(-3)}${project.gid.slice(-3)}`,
  resource_type: "custom_field_setting",
  project: projectCompact(project),
  parent: projectCompact(project),
  is_important: true,
  custom_field: fieldShape(field),
});

export function projectShape(eyes: Eyes, project: Project): Full {
  const { site } = eyes;
  const fields = project.fieldGids.flatMap((gid) => site.field(gid) ?? []);
  const latest = site.data.statusUpdates.filter((update) => update.parent === project.gid).at(-1);
  const members = project.members.map(userShape);
  return {
    ...projectCompact(project),
    archived: project.archived,
    color: project.color,
    completed: false,
    completed_at: null,
    created_at: moment(project.createdAt),
    modified_at: moment(project.modifiedAt),
    current_status_update: latest
      ? {
          gid: latest.gid,
          resource_type: "status_update",
          title: latest.title,
          resource_subtype: "project_status_update",
        }
      : null,
    default_view: project.view,
    due_date: project.dueOn,
    due_on: project.dueOn,
    start_on: project.startOn,
    followers: members,
    members,
    icon: project.view,
    notes: project.notes,
    html_notes: htmlOf(project.notes),
    owner: userShape(project.owner),
    permalink_url: `${eyes.base}/0/${project.gid}`,
    privacy_setting: project.privacy,
    public: project.privacy === "public_to_workspace",
    team: named(project.team, "team", findTeam(project.team)?.name ?? ""),
    workspace: workspaceShape,
    custom_fields: fields.map((field) => fieldValue(field, project.fields[field.gid])),
    custom_field_settings: fields.map((field) => settingShape(project, field)),
  };
}

export const storyShape = (site: Site, story: Story): Full => ({
  gid: story.gid,
  resource_type: "story",
  resource_subtype: story.subtype,
  type: story.subtype === "comment_added" ? "comment" : "system",
  created_at: moment(story.at),
  created_by: userShape(story.by),
  text: story.text,
  html_text: htmlOf(story.text),
  target: named(story.task, "task", site.anyTask(story.task)?.name ?? ""),
});

export const statusShape = (site: Site, update: StatusUpdate): Full => ({
  gid: update.gid,
  resource_type: "status_update",
  resource_subtype: site.project(update.parent) ? "project_status_update" : "goal_status_update",
  title: update.title,
  text: update.text,
  html_text: htmlOf(update.text),
  status_type: update.status,
  author: userShape(update.by),
  created_by: userShape(update.by),
  created_at: moment(update.at),
  modified_at: moment(update.at),
  parent: site.project(update.parent)
    ? named(update.parent, "project", site.project(update.parent)?.name ?? "")
    : named(update.parent, "goal", site.goal(update.parent)?.name ?? ""),
});

export const goalShape = (goal: Goal): Full => ({
  ...named(goal.gid, "goal", goal.name),
  notes: goal.notes,
  html_notes: htmlOf(goal.notes),
  owner: userShape(goal.owner),
  due_on: goal.dueOn,
  start_on: goal.startOn,
  status: goal.status,
  is_workspace_level: goal.team === null,
  team: goal.team === null ? null : named(goal.team, "team", findTeam(goal.team)?.name ?? ""),
  workspace: workspaceShape,
  metric: goal.metric && {
    gid: goal.metric.gid,
    resource_type: "goal_metric",
    resource_subtype: "number",
    unit: goal.metric.unit,
    precision: goal.metric.precision,
    initial_number_value: goal.metric.initial,
    target_number_value: goal.metric.target,
    current_number_value: goal.metric.current,
    current_display_value:
      goal.metric.unit === "percentage"
        ? `${String(Math.round(goal.metric.current * 100))}%`
        : String(goal.metric.current),
  },
});
