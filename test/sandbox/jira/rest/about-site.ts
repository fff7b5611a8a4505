// Of the site itself: what Jira has taken away, and what this app may not ask for.
import { z } from "zod";
import { type Call, ok, type Operation, readBody } from "./operation.ts";
import { refuse } from "./refusal.ts";

/** What every app may know: where the site is. Jira tells it even to who has not signed in; an app needs the scope. */
const serverInfo = ({ address, site }: Call) =>
  ok({
    baseUrl: address,
    displayUrl: address,
    version: "1001.0.0-SNAPSHOT",
    versionNumbers: [1001, 0, 0],
    deploymentType: "Cloud",
    buildNumber: 100286,
    buildDate: "2026-11-01T00:00:00.000+0000",
    serverTime: new Date(site.clock.now()).toISOString().replace("Z", "+0000"),
    serverTitle: "Jira",
    defaultLocale: { locale: "en_US" },
    serverTimeZone: "Etc/UTC",
  });

const gone = (): never => {
  throw refuse("search_removed");
};

export const siteOperations: Operation[] = [
  { method: "GET", path: "/serverInfo", scope: "read:jira-work", run: serverInfo },
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
