// Projects, their sections, their fields and their status updates.
import { z } from "zod";
import { type Project } from "../state/model.ts";
import { canSeeProject } from "../state/permissions.ts";
import { addField, createField, editProject, postStatus } from "../state/write-projects.ts";
import { type Call, created, Gid, ok, type Operation, readData, stroke } from "./operation.ts";
import { readShown, show, showCompact } from "./opt-fields.ts";
import { paged } from "./paging.ts";
import { badRequest, notPaid, unknownObject } from "./refusal.ts";
import { checkTeam, checkWorkspace, editableProject, eyes, knownUser, seenProject } from "./seen.ts";
import { fieldShape, moment, named, projectCompact, projectShape, settingShape, statusShape } from "./shapes.ts";
import { fieldsIn, readFields } from "./task-input.ts";

const Update = z
  .strictObject({
    name: z.string().min(1),
    notes: z.string(),
    archived: z.boolean(),
    color: z.string(),
    owner: z.string().nullable(),
    due_on: z.iso.date().nullable(),
    start_on: z.iso.date().nullable(),
    default_view: z.enum(["list", "board"]),
    custom_fields: z.record(Gid, z.union([z.string(), z.number(), z.null()])),
  })
  .partial();
const NewField = z.strictObject({
  workspace: Gid,
  name: z.string().min(1),
  resource_subtype: z.enum(["text", "number", "enum"]),
  description: z.string().optional(),
  precision: z.number().int().optional(),
  format: z.string().optional(),
  enum_options: z
    .array(z.strictObject({ name: z.string(), color: z.string().optional(), enabled: z.boolean().optional() }))
    .optional(),
  has_notifications_enabled: z.boolean().optional(),
});
const Setting = z.strictObject({
  custom_field: Gid,
  is_important: z.boolean().optional(),
  insert_before: Gid.optional(),
  insert_after: Gid.optional(),
});
const Status = z.strictObject({
  parent: Gid,
  status_type: z.string(),
  text: z.string("text: Missing input"),
  title: z.string().optional(),
});
const ofProjects = ["on_track", "at_risk", "off_track", "on_hold", "complete", "dropped"];
const ofGoals = ["on_track", "at_risk", "off_track", "achieved", "partial", "missed", "dropped"];

const projectOf = (call: Call): Project => seenProject(call, call.params["project"] ?? "");
const one = (call: Call, project: Project) =>
  ok(show(projectShape(eyes(call), project), readShown("project", call.caller, call.query["opt_fields"])));

function update(call: Call) {
  const project = editableProject(call, call.params["project"] ?? "");
  const input = readData(Update, call.data);
  const { custom_fields: fields, owner, due_on: dueOn, start_on: startOn, default_view: view, ...plain } = input;
  const values = {
    ...(plain.name === undefined ? {} : { name: plain.name }),
    ...(plain.notes === undefined ? {} : { notes: plain.notes }),
    ...(plain.archived === undefined ? {} : { archived: plain.archived }),
    ...(plain.color === undefined ? {} : { color: plain.color }),
    ...(owner === undefined ? {} : { owner: owner === null ? null : knownUser(call, owner, "owner") }),
    ...(dueOn === undefined ? {} : { dueOn }),
    ...(startOn === undefined ? {} : { startOn }),
    ...(view === undefined ? {} : { view }),
    ...(fields === undefined ? {} : { fields: readFields(call, fieldsIn(call.site, [project]), fields) }),
  };
  editProject(call.site, project, values, stroke(call));
  return one(call, project);
}

function addSetting(call: Call) {
  const project = editableProject(call, call.params["project"] ?? "");
  if (!call.site.data.paid) throw notPaid("Custom Fields");
  const { custom_field: gid } = readData(Setting, call.data);
  const field = call.site.field(gid);
  if (!field) throw unknownObject("custom_field", gid);
  if (project.fieldGids.includes(gid)) throw badRequest("custom_field: This field is on the project already.");
  addField(call.site, project, field, stroke(call));
  return ok(show(settingShape(project, field), readShown("setting", call.caller, call.query["opt_fields"])));
}

function newField(call: Call) {
  if (!call.site.data.paid) throw notPaid("Custom Fields");
  const input = readData(NewField, call.data);
  checkWorkspace(input.workspace);
  if (call.site.data.customFields.some((field) => field.name === input.name))
    throw badRequest(`name: A custom field named ${input.name} exists already.`);
  if (input.resource_subtype === "enum" && (input.enum_options ?? []).length === 0)
    throw badRequest("enum_options: Missing input");
  const field = createField(call.site, {
    name: input.name,
    type: input.resource_subtype,
    description: input.description ?? "",
    options: (input.enum_options ?? []).map(({ name, color = "none" }) => ({ gid: call.site.nextGid(), name, color })),
    createdBy: call.caller.user,
  });
  return created(show(fieldShape(field), readShown("customField", call.caller, call.query["opt_fields"])));
}

function newStatus(call: Call) {
  const input = readData(Status, call.data);
  const goal = call.site.goal(input.parent);
  if (!goal) editableProject(call, input.parent, "parent");
  if (!(goal ? ofGoals : ofProjects).includes(input.status_type))
    throw badRequest(`status_type: ${input.status_type} is not a status of this parent.`);
  const given = {
    parent: input.parent,
    title: input.title ?? "Status update",
    text: input.text,
    status: input.status_type,
    at: call.site.clock.now(),
    by: call.caller.user,
  };
  const made = postStatus(call.site, given, stroke(call));
  return created(show(statusShape(call.site, made), readShown("status", call.caller, call.query["opt_fields"])));
}

export const projectOperations: Operation[] = [
  {
    method: "GET",
    path: "/projects",
    scope: "projects:read",
    query: ["workspace", "team", "archived", "limit", "offset"],
    run: (call) => {
      const { workspace: place, team, archived } = call.query;
      if (place !== undefined) checkWorkspace(place);
      if (team !== undefined) checkTeam(team);
      const shown = readShown("project", call.caller, call.query["opt_fields"]);
      const found = call.site.data.projects.filter(
        (project) =>
          canSeeProject(call.caller.user, project) &&
          (team === undefined || project.team === team) &&
          (archived === undefined || String(project.archived) === archived),
      );
      return paged(call, found, (project) => showCompact(projectShape(eyes(call), project), shown, ["name"]));
    },
  },
  { method: "GET", path: "/projects/:project", scope: "projects:read", run: (call) => one(call, projectOf(call)) },
  { method: "PUT", path: "/projects/:project", scope: "projects:write", run: update },
  {
    method: "GET",
    path: "/projects/:project/sections",
    scope: null,
    query: ["limit", "offset"],
    run: (call) => {
      const project = projectOf(call);
      const shown = readShown("section", call.caller, call.query["opt_fields"]);
      const full = (section: Project["sections"][number]) => ({
        ...named(section.gid, "section", section.name),
        created_at: moment(project.createdAt),
        project: projectCompact(project),
      });
      return paged(call, project.sections, (section) => showCompact(full(section), shown, ["name"]));
    },
  },
  {
    method: "GET",
    path: "/projects/:project/custom_field_settings",
    scope: "projects:read",
    query: ["limit", "offset"],
    run: (call) => {
      const project = projectOf(call);
      const shown = readShown("setting", call.caller, call.query["opt_fields"]);
      const fields = project.fieldGids.flatMap((gid) => call.site.field(gid) ?? []);
      return paged(call, fields, (field) => show(settingShape(project, field), shown));
    },
  },
  { method: "POST", path: "/projects/:project/addCustomFieldSetting", scope: "projects:write", run: addSetting },
  { method: "POST", path: "/custom_fields", scope: "custom_fields:write", run: newField },
  {
    method: "GET",
    path: "/workspaces/:workspace/custom_fields",
    scope: "custom_fields:read",
    query: ["limit", "offset"],
    run: (call) => {
      checkWorkspace(call.params["workspace"] ?? "");
      const shown = readShown("customField", call.caller, call.query["opt_fields"]);
      return paged(call, call.site.data.customFields, (field) => show(fieldShape(field), shown));
    },
  },
  {
    method: "GET",
    path: "/custom_fields/:field",
    scope: "custom_fields:read",
    run: (call) => {
      const gid = call.params["field"] ?? "";
      const field = call.site.field(gid);
      if (!field) throw unknownObject("custom_field", gid);
      return ok(show(fieldShape(field), readShown("customField", call.caller, call.query["opt_fields"])));
    },
  },
  {
    method: "GET",
    path: "/status_updates",
    scope: null,
    query: ["parent", "created_since", "limit", "offset"],
    run: (call) => {
      const { parent } = call.query;
      if (parent === undefined) throw badRequest("parent: Missing input");
      if (!call.site.goal(parent)) seenProject(call, parent, "parent");
      const shown = readShown("status", call.caller, call.query["opt_fields"]);
      const updates = call.site.data.statusUpdates.filter((update_) => update_.parent === parent).reverse();
      return paged(call, updates, (one_) =>
        showCompact(statusShape(call.site, one_), shown, ["title", "resource_subtype"]),
      );
    },
  },
  { method: "POST", path: "/status_updates", scope: null, run: newStatus },
];
