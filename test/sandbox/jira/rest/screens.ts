// Reading fields, and the screens on which work items are made.
import { byId, issueTypes, priorities, securityLevels } from "../state/catalogue.ts";
import { fields, type Field, FLAGGED, isRequired, MATTER, matterTypes, onScreen } from "../state/fields.ts";
import { canCreate } from "../state/permissions.ts";
import { type Project } from "../state/projects.ts";
import { type Call, ok, type Operation } from "./operation.ts";
import { pageNumber } from "./paging.ts";
import { visibleProject } from "./projects.ts";
import { refuse } from "./refusal.ts";
import { projectJson, typeJson } from "./shapes.ts";

function allowedValues(field: Field, project: Project, base: string): unknown[] | undefined {
  switch (field.id) {
    case "priority":
      return priorities.map((entry) => ({ self: `${base}/rest/api/3/priority/${entry.id}`, ...entry }));
    case "security":
      return securityLevels
        .filter((level) => level.projectKeys.includes(project.key))
        .map(({ id, name }) => ({ id, name }));
    case "project":
      return [projectJson(project, base)];
    case "issuetype":
      return project.typeIds.map((id) => typeJson(byId(issueTypes, id), base));
    case FLAGGED:
      return [{ id: "10019", value: "Impediment" }];
    case MATTER:
      return matterTypes;
    default:
      return undefined;
  }
}

function createFields(call: Call): Record<string, unknown> {
  const project = visibleProject(call);
  const type = issueTypes.find((entry) => entry.id === call.params["type"]);
  if (!type || !project.typeIds.includes(type.id)) throw refuse("type_not_of_project");
  const startAt = pageNumber(call.query["startAt"], 0, 1_000_000);
  const maxResults = pageNumber(call.query["maxResults"], 50, 200);
  const all = canCreate(call.who, project) ? fields.filter((field) => onScreen(field, "create", project, type)) : [];
  const page = all.slice(startAt, startAt + maxResults).map((field) => {
    const values = allowedValues(field, project, call.base);
    const lookup = ["assignee", "reporter"].includes(field.id)
      ? { autoCompleteUrl: `${call.base}/rest/api/3/user/assignable/search?project=${project.key}&query=` }
      : {};
    return {
      required: isRequired(field, project, type),
      schema: field.schema,
      name: field.name,
      key: field.id,
      fieldId: field.id,
      ...lookup,
      hasDefaultValue: ["priority", "reporter"].includes(field.id),
      operations: ["set"],
      ...(values ? { allowedValues: values } : {}),
    };
  });
  return { startAt, maxResults, total: all.length, fields: page };
}

function createTypes(call: Call): Record<string, unknown> {
  const project = visibleProject(call);
  const startAt = pageNumber(call.query["startAt"], 0, 1_000_000);
  const maxResults = pageNumber(call.query["maxResults"], 50, 200);
  const all = canCreate(call.who, project)
    ? project.typeIds.map((id) => typeJson(byId(issueTypes, id), call.base))
    : [];
  return { startAt, maxResults, total: all.length, issueTypes: all.slice(startAt, startAt + maxResults) };
}

export const screenOperations: Operation[] = [
  {
    method: "GET",
    path: "/field",
    scope: "read:jira-work",
    run: () =>
      ok(
        fields.map((field) => ({
          id: field.id,
          key: field.id,
          name: field.name,
          custom: field.schema.custom !== undefined,
          orderable: true,
          navigable: true,
          searchable: true,
          clauseNames: field.clauseNames,
          schema: field.schema,
        })),
      ),
  },
  {
    method: "GET",
    path: "/issue/createmeta/:project/issuetypes",
    scope: "read:jira-work",
    run: (call) => ok(createTypes(call)),
  },
  {
    method: "GET",
    path: "/issue/createmeta/:project/issuetypes/:type",
    scope: "read:jira-work",
    run: (call) => ok(createFields(call)),
  },
];
