// Reading people, and what they may do.
import { canBrowse, canCreate, canDelete, canEdit, canSee, isAdmin } from "../state/permissions.ts";
import { appUser, findUser, people, type User } from "../state/people.ts";
import { findProject, projectOf, projects } from "../state/projects.ts";
import { type Call, ok, type Operation } from "./operation.ts";
import { pageNumber } from "./paging.ts";
import { refuse } from "./refusal.ts";
import { userJson } from "./shapes.ts";

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
  const startAt = pageNumber(call.query["startAt"], 0, 1000);
  return people
    .filter((user) => project.browse.includes(user.accountId))
    .filter((user) => call.query["accountId"] === undefined || user.accountId === call.query["accountId"])
    .filter((user) => user.displayName.toLowerCase().includes(query) || user.emailAddress.includes(query))
    .slice(startAt, startAt + pageNumber(call.query["maxResults"], 50, 1000))
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

export const peopleOperations: Operation[] = [
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
  { method: "GET", path: "/mypermissions", scope: "read:jira-work", run: (call) => ok(myPermissions(call)) },
];
