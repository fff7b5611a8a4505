// Of the site itself: what Jira has taken away, and what this app may not ask for.
import { z } from "zod";
import { ok, type Operation, readBody } from "./operation.ts";
import { refuse } from "./refusal.ts";

const gone = (): never => {
  throw refuse("search_removed");
};

export const siteOperations: Operation[] = [
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
