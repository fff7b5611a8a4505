import { ok, type FakeForge, type Reply } from "./fake-forge.ts";

/** Shapes as Jira Cloud sends them, shortened. */
export const LINK = "0d9f4d3c-6f0e-4b6e-9a55-1f2f6f0c7a11";

/** What an app is answered names Atlassian's gateway; only `serverInfo` says where the site is. */
const GATEWAY = "https://api.atlassian.com/ex/jira/11223344-a1b2-3b33-c444-def123456789";

export const rawIssue = (fields: Record<string, unknown> = {}, rest: Record<string, unknown> = {}) => ({
  expand: "renderedFields,names,schema",
  id: "10412",
  self: `${GATEWAY}/rest/api/3/issue/10412`,
  key: "CS-12",
  ...rest,
  fields: {
    summary: "Call the CSM of Orion Freight",
    status: {
      self: `${GATEWAY}/rest/api/3/status/3`,
      name: "In Progress",
      id: "3",
      statusCategory: { id: 4, key: "indeterminate", colorName: "yellow", name: "In Progress" },
    },
    statuscategorychangedate: "2026-11-05T09:10:00.123+0100",
    resolution: null,
    assignee: { accountId: "5b10a2844c20165700ede21g", displayName: "Dana Okafor", active: true },
    duedate: "2026-12-04",
    labels: ["churn"],
    issuetype: { id: "10001", name: "Task", subtask: false },
    project: { id: "10000", key: "CS", name: "Customer Success" },
    created: "2026-11-02T09:00:00.000+0000",
    updated: "2026-11-06T15:20:00.000+0000",
    security: null,
    timeoriginalestimate: null,
    timespent: null,
    subtasks: [],
    ...fields,
  },
});

export const FIELDS = [
  { id: "summary", name: "Summary", schema: { type: "string", system: "summary" } },
  {
    id: "customfield_10016",
    name: "Story point estimate",
    schema: { type: "number", custom: "com.pyxis.greenhopper.jira:jsw-story-points" },
  },
  {
    id: "customfield_10021",
    name: "Flagged",
    schema: {
      type: "array",
      items: "option",
      custom: "com.atlassian.jira.plugin.system.customfieldtypes:multicheckboxes",
    },
  },
];

const field = (fieldId: string, name: string, type: string, required = false, more: Record<string, unknown> = {}) => ({
  required,
  schema: { type, system: fieldId },
  name,
  key: fieldId,
  fieldId,
  hasDefaultValue: false,
  operations: ["set"],
  ...more,
});

export const CREATE_FIELDS = [
  field("project", "Project", "project", true),
  field("issuetype", "Issue Type", "issuetype", true),
  field("summary", "Summary", "string", true),
  field("reporter", "Reporter", "user", true, { hasDefaultValue: true }),
  field("assignee", "Assignee", "user"),
  field("duedate", "Due date", "date"),
  field("labels", "Labels", "array"),
];
export const metaField = field;

export const choice = (key: string, title: string, more: Record<string, unknown> = {}) => ({
  initiativeId: key.toLowerCase(),
  class: null,
  key,
  title,
  mark: "green",
  doing: 2,
  goal: { key: "G-1", title: "Increase net revenue retention", state: "amber", private: false },
  due: "2026-12-18",
  ...more,
});

export const CHOICES = {
  groups: [
    {
      title: "Increase net revenue retention",
      choices: [choice("INI-1", "Reduce churn in enterprise accounts", { mark: "amber", doing: 3 })],
    },
    {
      title: "Not for a goal",
      choices: [
        choice("", "Maintenance", {
          initiativeId: null,
          class: "maintenance",
          key: null,
          mark: null,
          doing: 0,
          goal: null,
          due: null,
        }),
      ],
    },
  ],
};

export const workItem = (more: Record<string, unknown> = {}) => ({
  id: "wi-1",
  connectionId: "con-1",
  tool: "jira",
  ref: { container: "CS", id: "10412" },
  key: "CS-12",
  title: "Call the CSM of Orion Freight",
  url: "https://acme.atlassian.net/browse/CS-12",
  type: "Task",
  status: { name: "In Progress", category: "doing" },
  blocked: false,
  blockedSince: null,
  owner: { personId: "p-1", name: "Dana Okafor" },
  assignees: 1,
  due: "2026-12-04",
  points: null,
  subitems: { done: 0, total: 0 },
  parent: null,
  presence: "live",
  restricted: false,
  createdAt: "2026-11-02T09:00:00Z",
  updatedAt: "2026-11-06T15:20:00Z",
  movedAt: "2026-11-05T08:10:00Z",
  movedIsGuess: false,
  stalled: false,
  stallsOn: null,
  idleDays: 0,
  blockedDays: null,
  link: {
    id: LINK,
    initiativeId: "ini-1",
    initiativeKey: "INI-1",
    initiativeTitle: "Reduce churn in enterprise accounts",
    goalId: "g-1",
    origin: "born",
    at: "2026-11-02T09:00:00Z",
  },
  supporting: [],
  class: null,
  sameWork: null,
  ...more,
});

export const panelItem = (more: Record<string, unknown> = {}) => ({
  item: workItem(),
  initiative: {
    id: "ini-1",
    key: "INI-1",
    title: "Reduce churn in enterprise accounts",
    hypothesis: "If every account has a named CSM, churn falls.",
    mark: "amber",
    done: 1,
    total: 5,
    doing: 3,
  },
  keyResult: {
    name: "Net revenue retention",
    now: 106.9,
    expected: 108.2,
    unit: "%",
    baseline: 98,
    target: 110,
    lo: null,
    hi: null,
  },
  goal: {
    id: "g-1",
    key: "G-1",
    title: "Increase net revenue retention",
    priority: 1,
    due: "2026-12-31",
    private: false,
    state: "amber",
    since: "2026-11-03",
    because: "CS-412 has not moved for 14 working days.",
    behind: "3 work items in progress",
  },
  siblings: [
    {
      id: "wi-2",
      key: "CS-412",
      title: "Audit the top ten accounts",
      statusName: "In Progress",
      owner: "Dana",
      stalled: true,
      idleDays: 14,
    },
  ],
  url: "https://goals.example.com/initiatives/INI-1",
  ...more,
});

export const linkReply = (itemId: string | null = null): Reply =>
  ok({ id: LINK, initiativeId: "ini-1", initiativeKey: "INI-1", class: null, until: null, itemId });

const PROJECTS = [
  { id: "10000", key: "CS", name: "Customer Success" },
  { id: "10001", key: "OPS", name: "Operations" },
];

export const pageAnswer = (more: Record<string, unknown> = {}) => ({
  rejected: [],
  wanted: [],
  containers: ["10000"],
  cursor: {},
  ...more,
});

/** A Jira where one issue can be created and read, and a service that agrees to everything. */
export function everythingWorks(forge: FakeForge): FakeForge {
  return forge
    .on("GET /rest/api/3/field", ok(FIELDS))
    .on("GET /rest/api/3/serverInfo", ok({ baseUrl: "https://acme.atlassian.net", deploymentType: "Cloud" }))
    .on(
      "GET /rest/api/3/issue/createmeta/*/issuetypes/*",
      ok({ startAt: 0, maxResults: 200, total: 6, fields: CREATE_FIELDS }),
    )
    .on("POST /rest/api/3/issue", { status: 201, body: { id: "10412", key: "CS-12", self: "x" } })
    .on("GET /rest/api/3/issue/*", ok(rawIssue()))
    .on("GET /rest/api/3/project/search", ok({ isLast: true, values: PROJECTS }))
    .on("POST /rest/api/3/search/jql", ok({ issues: [], isLast: true }))
    .on("service PUT /api/v1/links/*", linkReply())
    .on("service PUT /api/v1/links/*/item", ok(workItem()))
    .on("service GET /api/v1/panel/item", ok(panelItem()))
    .on("service POST /hooks/jira", ok(pageAnswer()));
}
