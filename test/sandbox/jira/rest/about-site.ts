// Reading what is not an item: people, projects, fields, create screens, permissions.
import { z } from "zod";
import { byId, issueTypes, priorities, securityLevels } from "../state/catalogue.ts";
import { fields, type Field, FLAGGED, isRequired, MATTER, matterTypes, onScreen } from "../state/fields.ts";
import { canBrowse, canCreate, canDelete, canEdit, canSee, isAdmin } from "../state/permissions.ts";
import { appUser, findUser, people, type User } from "../state/people.ts";
import { findProject, type Project, projectOf, projects } from "../state/projects.ts";
import { type Call, ok, type Operation, readBody } from "./operation.ts";
import { refuse } from "./refusal.ts";
import { projectJson, typeJson, userJson } from "./shapes.ts";

const number = (text: string | undefined, otherwise: number, most: number): number => {
  if (text === undefined) return otherwise;
  const value = Number(text);
  if (!Number.isInteger(value) || value < 0) throw refuse("page_number");
  return Math.min(value, most);
};

function visibleProject(call: Call): Project {
  const asked = call.params["project"] ?? "";
  const project = findProject(asked);
  if (!project || !canBrowse(call.who, project)) throw refuse("project_not_found", asked);
  return project;
}

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
  const startAt = number(call.query["startAt"], 0, 1_000_000);
  const maxResults = number(call.query["maxResults"], 50, 200);
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
  const startAt = number(call.query["startAt"], 0, 1_000_000);
  const maxResults = number(call.query["maxResults"], 50, 200);
  const all = canCreate(call.who, project)
    ? project.typeIds.map((id) => typeJson(byId(issueTypes, id), call.base))
    : [];
  return { startAt, maxResults, total: all.length, issueTypes: all.slice(startAt, startAt + maxResults) };
}

function searchProjects(call: Call): Record<string, unknown> {
  const query = call.query["query"]?.toLowerCase();
  const keys = call.query["keys"]?.split(",");
  const all = projects
    .filter((project) =>
      call.query["action"] === "create" ? canCreate(call.who, project) : canBrowse(call.who, project),
    )
    .filter((project) => !keys || keys.includes(project.key))
    .filter(
      (project) => !query || project.name.toLowerCase().includes(query) || project.key.toLowerCase().includes(query),
    );
  const startAt = number(call.query["startAt"], 0, 1_000_000);
  const maxResults = number(call.query["maxResults"], 50, 50);
  const values = all.slice(startAt, startAt + maxResults).map((project) => projectJson(project, call.base));
  return {
    self: `${call.base}/rest/api/3/project/search`,
    maxResults,
    startAt,
    total: all.length,
    isLast: startAt + values.length >= all.length,
    values,
  };
}

function me(call: Call): User {
  const user = call.who.app ? appUser : findUser(call.who.accountId);
  if (!user) throw new Error("the caller is no user of this site");
  return user;
}

function oneUser(call: Call): Record<string, unknown> {
  const id = call.query["accountId"];
  if (id === undefined) throw refuse("account_id_missing");
  const user = findUser(id);
  if (!user) throw refuse("user_not_found");
  return userJson(user, call.base);
}

function assignable(call: Call): unknown[] {
  const issue = call.query["issueKey"] === undefined ? undefined : call.site.find(call.query["issueKey"]);
  if (call.query["issueKey"] !== undefined && (!issue || !canSee(call.who, issue))) throw refuse("issue_not_found");
  const project = issue ? projectOf(issue.projectId) : findProject(call.query["project"] ?? "");
  if (!project || !canBrowse(call.who, project)) throw refuse("project_not_found", call.query["project"] ?? "");
  const query = (call.query["query"] ?? "").toLowerCase();
  const startAt = number(call.query["startAt"], 0, 1000);
  return people
    .filter((user) => project.browse.includes(user.accountId))
    .filter((user) => call.query["accountId"] === undefined || user.accountId === call.query["accountId"])
    .filter((user) => user.displayName.toLowerCase().includes(query) || user.emailAddress.includes(query))
    .slice(startAt, startAt + number(call.query["maxResults"], 50, 1000))
    .map((user) => userJson(user, call.base));
}

const permissionNames: Record<string, string> = {
  BROWSE_PROJECTS: "10",
  CREATE_ISSUES: "11",
  EDIT_ISSUES: "12",
  ASSIGN_ISSUES: "13",
  DELETE_ISSUES: "16",
  TRANSITION_ISSUES: "46",
  ADMINISTER: "0",
};

function holds(call: Call, name: string): boolean {
  const issue = call.site.find(call.query["issueKey"] ?? call.query["issueId"] ?? "");
  const key = call.query["projectKey"] ?? call.query["projectId"];
  const some = issue
    ? [projectOf(issue.projectId)]
    : key === undefined
      ? projects
      : projects.filter((entry) => entry.key === key || entry.id === key);
  if (name === "ADMINISTER") return isAdmin(call.who);
  if (name === "BROWSE_PROJECTS")
    return issue ? canSee(call.who, issue) : some.some((project) => canBrowse(call.who, project));
  if (name === "DELETE_ISSUES" && issue) return canDelete(call.who, issue);
  return issue ? canEdit(call.who, issue) : some.some((project) => canCreate(call.who, project));
}

function myPermissions(call: Call): Record<string, unknown> {
  const asked = call.query["permissions"]?.split(",");
  if (!asked) throw refuse("permissions_missing");
  const unknown = asked.filter((name) => !(name in permissionNames));
  if (unknown.length > 0) throw refuse("permission_unknown", unknown.join(", "));
  const permissions = asked.map((key) => [
    key,
    {
      id: permissionNames[key],
      key,
      name: key,
      type: key === "ADMINISTER" ? "GLOBAL" : "PROJECT",
      description: "",
      havePermission: holds(call, key),
    },
  ]);
  return { permissions: Object.fromEntries(permissions) };
}

const gone = (): never => {
  throw refuse("search_removed");
};

export const siteOperations: Operation[] = [
  {
    method: "GET",
    path: "/myself",
    scope: "read:jira-user",
    cost: () => 2,
    run: (call) => ok(userJson(me(call), call.base)),
  },
  { method: "GET", path: "/user", scope: "read:jira-user", cost: () => 2, run: (call) => ok(oneUser(call)) },
  {
    method: "GET",
    path: "/user/bulk",
    scope: "read:jira-user",
    run: (call) => {
      const ids = (call.query["accountId"] ?? "").split(",").filter((id) => id !== "");
      if (ids.length === 0) throw refuse("account_ids_missing");
      const values = ids.flatMap((id) => findUser(id) ?? []).map((user) => userJson(user, call.base));
      return ok({
        self: `${call.base}/rest/api/3/user/bulk`,
        maxResults: 10,
        startAt: 0,
        total: values.length,
        isLast: true,
        values,
      });
    },
  },
  { method: "GET", path: "/user/assignable/search", scope: "read:jira-user", run: (call) => ok(assignable(call)) },
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
    path: "/project/search",
    scope: "read:jira-work",
    cost: () => projects.length,
    run: (call) => ok(searchProjects(call)),
  },
  {
    method: "GET",
    path: "/project/:project",
    scope: "read:jira-work",
    cost: () => 1,
    run: (call) => ok(projectJson(visibleProject(call), call.base)),
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
  { method: "GET", path: "/mypermissions", scope: "read:jira-work", run: (call) => ok(myPermissions(call)) },
  { method: "GET", path: "/search", scope: "read:jira-work", run: gone },
  { method: "POST", path: "/search", scope: "read:jira-work", run: gone },
  {
    method: "GET",
    path: "/statuses",
    scope: "manage:jira-configuration",
    run: () => ok([]),
  },
  {
    method: "POST",
    path: "/forge/panel/action/bulk/async",
    scope: "manage:jira-configuration",
    run: (call) => {
      readBody(z.object({ projectIds: z.array(z.unknown()).max(1000) }).loose(), call.body);
      return { status: 202, body: { taskId: "1" } };
    },
  },
];
