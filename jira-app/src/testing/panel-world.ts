import { forgetSite } from "../jira/site.ts";
import { memory } from "../sync/memory.ts";
import { FakeForge, ok } from "./fake-forge.ts";
import { everythingWorks, pageAnswer } from "./fixtures.ts";

/** What the panels ask beyond creating: the connection, projects, types, and whether somebody administers Jira. */
export const PANEL = "service GET /api/v1/panel/item";
export const APP = "service GET /api/v1/app/connection";
export const PROJECTS = "GET /rest/api/3/project/search";

export const connection = (more: Record<string, unknown> = {}) => ({
  id: "con-1",
  tool: "jira",
  name: "acme.atlassian.net",
  state: "active",
  containers: ["1", "2"],
  containerLabels: [],
  lastEventAt: null,
  lastSyncAt: null,
  behindSince: null,
  backlog: { pending: 0, failed: 0, wanted: 0 },
  problem: null,
  comments: false,
  version: 1,
  ...more,
});
export const app = (more: Record<string, unknown> = {}) =>
  ok({
    paired: true,
    code: null,
    connection: connection(),
    dashboard: "https://goals.example.com",
    now: "2026-11-06T16:00:00Z",
    ...more,
  });

const projects = [
  { id: "1", key: "CS", name: "Customer Success" },
  { id: "2", key: "OPS", name: "Operations" },
];
const issueTypes = [
  { id: "10000", name: "Epic", hierarchyLevel: 1 },
  { id: "10001", name: "Task" },
  { id: "10002", name: "Bug" },
  { id: "5", name: "Sub-task", subtask: true },
];
export const administers = (havePermission: boolean) => ok({ permissions: { ADMINISTER: { havePermission } } });

/** A connected site, an admin, and an app that remembers nothing yet. */
export function panelWorld(): FakeForge {
  forgetSite();
  memory.forget();
  return everythingWorks(new FakeForge())
    .on(APP, app())
    .on("service POST /hooks/jira", ok(pageAnswer({ containers: ["1", "2"] })))
    .on(PROJECTS, ok({ isLast: true, values: projects }))
    .on("GET /rest/api/3/issue/createmeta/*/issuetypes", ok({ issueTypes }))
    .on("GET /rest/api/3/mypermissions", administers(true));
}
