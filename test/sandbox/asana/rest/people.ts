// Users, the workspace, and its search as one types.
import { canSeeProject, canSeeTask } from "../state/permissions.ts";
import { findUser, people, type User } from "../state/people.ts";
import { type Call, ok, type Operation } from "./operation.ts";
import { readShown, show, showCompact, type Full } from "./opt-fields.ts";
import { paged } from "./paging.ts";
import { badRequest, unknownObject } from "./refusal.ts";
import { checkTeam, checkWorkspace } from "./seen.ts";
import { named, projectCompact, taskCompact, userShape, workspaceShape } from "./shapes.ts";

/** A workspace whose admin blocked the app is not among its workspaces. */
const workspaces = (call: Call): Full[] =>
  call.caller.client !== null && call.site.data.app.blocked ? [] : [workspaceShape];

const fullUser = (call: Call, user: User): Full => ({
  ...userShape(user.gid),
  email: user.email,
  photo: null,
  workspaces: workspaces(call),
});

export const peopleOperations: Operation[] = [
  {
    method: "GET",
    path: "/users",
    scope: "users:read",
    query: ["workspace", "team", "limit", "offset"],
    run: (call) => {
      if (call.query["workspace"] !== undefined) checkWorkspace(call.query["workspace"]);
      if (call.query["team"] !== undefined) checkTeam(call.query["team"]);
      const shown = readShown("user", call.caller, call.query["opt_fields"]);
      return paged(call, people, (user) => showCompact(fullUser(call, user), shown, ["name"]));
    },
  },
  {
    method: "GET",
    path: "/users/:user",
    scope: "users:read",
    query: ["workspace"],
    run: (call) => {
      const given = call.params["user"] ?? "";
      const user =
        given === "me" ? findUser(call.caller.user) : (findUser(given) ?? people.find(({ email }) => email === given));
      if (!user) throw unknownObject("user", given);
      return ok(show(fullUser(call, user), readShown("user", call.caller, call.query["opt_fields"])));
    },
  },
  {
    method: "GET",
    path: "/workspaces",
    scope: "workspaces:read",
    query: ["limit", "offset"],
    run: (call) => {
      const shown = readShown("workspace", call.caller, call.query["opt_fields"]);
      const full = (one: Full): Full => ({ ...one, is_organization: true, email_domains: ["example.com"] });
      return paged(call, workspaces(call), (one) => showCompact(full(one), shown, ["name"]));
    },
  },
  {
    method: "GET",
    path: "/workspaces/:workspace",
    scope: "workspaces:read",
    run: (call) => {
      checkWorkspace(call.params["workspace"] ?? "");
      const shown = readShown("workspace", call.caller, call.query["opt_fields"]);
      return ok(show({ ...workspaceShape, is_organization: true, email_domains: ["example.com"] }, shown));
    },
  },
  {
    method: "GET",
    path: "/workspaces/:workspace/typeahead",
    scope: "workspaces.typeahead:read",
    query: ["resource_type", "query", "count"],
    run: (call) => {
      checkWorkspace(call.params["workspace"] ?? "");
      const { query: words = "", count = "20", resource_type: type = "" } = call.query;
      const of: Partial<Record<string, () => Full[]>> = {
        user: () => people.map((user) => named(user.gid, "user", user.name)),
        project: () =>
          call.site.data.projects.filter((one) => canSeeProject(call.caller.user, one)).map(projectCompact),
        task: () =>
          call.site
            .tasks()
            .filter((one) => canSeeTask(call.site, call.caller.user, one))
            .map(taskCompact),
      };
      const all = of[type];
      if (!all) throw badRequest(`resource_type: Not a searchable type: ${type}`);
      const found = all().filter((one) => String(one["name"]).toLowerCase().includes(words.toLowerCase()));
      return ok(found.slice(0, Math.min(100, Number(count))));
    },
  },
];
