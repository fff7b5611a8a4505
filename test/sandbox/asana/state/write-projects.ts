// Every change of a project, its fields and its status updates.
import { projectHappens, type Stroke } from "./happen.ts";
import { type CustomField, type Project, type StatusUpdate } from "./model.ts";
import { type Site } from "./site.ts";

export type ProjectValues = Partial<
  Pick<Project, "name" | "notes" | "archived" | "owner" | "color" | "startOn" | "dueOn" | "view" | "privacy">
> & { fields?: Record<string, string | number | null> };

const touch = (project: Project, stroke: Stroke): void => {
  project.modifiedAt = Math.max(project.modifiedAt, stroke.at);
};

export function editProject(site: Site, project: Project, values: ProjectValues, stroke: Stroke): void {
  const { fields = {}, ...plain } = values;
  const before = new Map(Object.entries(project));
  Object.assign(project, plain);
  touch(project, stroke);
  for (const [name, value] of Object.entries(plain)) {
    if (before.get(name) === value) continue;
    projectHappens(site, project, stroke, { field: eventName[name] ?? name, action: "changed" });
  }
  for (const [gid, value] of Object.entries(fields)) {
    project.fields = Object.fromEntries(Object.entries(project.fields).filter(([key]) => key !== gid));
    if (value !== null && value !== "") project.fields[gid] = value;
    const new_value = { gid, resource_type: "custom_field" };
    projectHappens(site, project, stroke, { field: "custom_fields", action: "changed", new_value });
  }
}
const eventName: Record<string, string> = {
  startOn: "start_on",
  dueOn: "due_on",
  view: "default_view",
  privacy: "privacy_setting",
};

export function addField(site: Site, project: Project, field: CustomField, stroke: Stroke): void {
  if (!project.fieldGids.includes(field.gid)) project.fieldGids.push(field.gid);
  touch(project, stroke);
  const added_value = { gid: field.gid, resource_type: "custom_field" };
  projectHappens(site, project, stroke, { field: "custom_field_settings", action: "added", added_value });
}

export function createField(site: Site, given: Omit<CustomField, "gid">): CustomField {
  const field = { gid: site.nextGid(), ...given };
  site.data.customFields.push(field);
  return field;
}

/** A person adds the app to a project, or takes it away: no API does. */
export function setApp(project: Project, client: string, added: boolean): void {
  project.apps = project.apps.filter((app) => app !== client);
  if (added) project.apps.push(client);
}

export function postStatus(site: Site, given: Omit<StatusUpdate, "gid">, stroke: Stroke): StatusUpdate {
  const update = { gid: site.nextGid(), ...given };
  site.data.statusUpdates.push(update);
  const project = site.project(given.parent);
  if (project) {
    touch(project, stroke);
    const new_value = { gid: update.gid, resource_type: "status_update" };
    projectHappens(site, project, stroke, { field: "current_status_update", action: "changed", new_value });
  }
  return update;
}
