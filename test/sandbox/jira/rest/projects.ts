// Reading projects.
import { canBrowse, canCreate } from "../state/permissions.ts";
import { findProject, type Project, projects } from "../state/projects.ts";
import { type Call, ok, type Operation } from "./operation.ts";
import { pageNumber } from "./paging.ts";
import { refuse } from "./refusal.ts";
import { projectJson } from "./shapes.ts";

export function visibleProject(call: Call): Project {
  const asked = call.params["project"] ?? "";
  const project = findProject(asked);
  if (!project || !canBrowse(call.who, project)) throw refuse("project_not_found", asked);
  return project;
}

function searchProjects(call: Call): Record<string, unknown> {
  const query = call.query["query"]?.toLowerCase();
  const keys = call.query["keys"]?.split(",");
  const ids = call.query["id"]?.split(",");
  const all = projects
    .filter((project) =>
      call.query["action"] === "create" ? canCreate(call.who, project) : canBrowse(call.who, project),
    )
    .filter((project) => !keys || keys.includes(project.key))
    .filter((project) => !ids || ids.includes(project.id))
    .filter(
      (project) => !query || project.name.toLowerCase().includes(query) || project.key.toLowerCase().includes(query),
    );
  const startAt = pageNumber(call.query["startAt"], 0, 1_000_000);
  const maxResults = pageNumber(call.query["maxResults"], 50, 50);
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

export const projectOperations: Operation[] = [
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
];
