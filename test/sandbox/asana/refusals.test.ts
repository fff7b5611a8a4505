import { afterAll, afterEach, beforeAll, expect, test } from "@jest/globals";
import { z } from "zod";
import {
  ErrorBody,
  fields,
  Made,
  personal,
  projects,
  sections,
  testWorkspace,
  type TestWorkspace,
  WORKSPACE,
} from "./fixtures/test-workspace.ts";

let site: TestWorkspace;
let app: string;
let task: string;
beforeAll(async () => {
  site = await testWorkspace();
  app = await site.token();
  task = Made.parse((await site.api(app, "POST", "/tasks", { name: "One", projects: [projects.onboarding] })).body).data
    .gid;
});
afterEach(() => site.control("/app", { registration: "granular", paid: true, blocked: false, uniqueExternal: false }));
afterAll(() => site.stop());

const create = { projects: [projects.onboarding], name: "A task" };
const Page = z.object({ data: z.array(z.unknown()), next_page: z.object({ offset: z.string() }).nullable() });
const said = async (answer: ReturnType<TestWorkspace["api"]>) => {
  const { status, body } = await answer;
  return [status, ErrorBody.parse(body).errors[0]?.message];
};

test.each([
  ["no envelope", { name: "A" }, 'Request body must be an object with a data key: {"data": {...}}'],
  ["something beside the envelope", { data: create, more: 1 }, "Unrecognized request parameter: more"],
  ["data that is no object", { data: [create] }, "data: Value is not an object"],
  ["a field that there is not", { data: { ...create, title: "A" } }, "Unrecognized request parameter: title"],
  ["a name that is a number", { data: { ...create, name: 7 } }, "name: Value is not a string"],
  [
    "a list that is a text",
    { data: { ...create, projects: projects.onboarding } },
    "projects: Invalid input: expected array, received string",
  ],
  [
    "a place of no kind",
    { data: { name: "A" } },
    "workspace: Missing input: specify a workspace, a parent or projects",
  ],
  ["a day that is none", { data: { ...create, due_on: "1 December" } }, "due_on: Value is not a date: use YYYY-MM-DD"],
  [
    "a start without an end",
    { data: { ...create, start_on: "2026-12-01" } },
    "start_on: Start dates can only be set along with a due date.",
  ],
  ["an id that is none", { data: { ...create, projects: ["onboarding"] } }, "projects.0: Not a Long"],
  [
    "a stranger",
    { data: { ...create, assignee: "nobody@example.com" } },
    "assignee: Not a recognized ID: nobody@example.com",
  ],
  [
    "HTML without a body",
    { data: { ...create, html_notes: "<b>A</b>" } },
    "html_notes: XML is invalid: must be wrapped in <body>",
  ],
  [
    "HTML that is not closed",
    { data: { ...create, html_notes: "<body><strong>A</body>" } },
    "html_notes: XML is invalid: </body> closes nothing",
  ],
  [
    "an ampersand alone",
    { data: { ...create, html_notes: "<body>R & D</body>" } },
    "html_notes: XML is invalid: an & stands alone",
  ],
  [
    "notes twice",
    { data: { ...create, notes: "A", html_notes: "<body>A</body>" } },
    "notes: Give notes or html_notes, not both.",
  ],
  [
    "a field of another project",
    { data: { ...create, projects: [projects.campaigns], custom_fields: { [fields.initiative]: "INI-1" } } },
    `custom_fields: Custom field with ID ${fields.initiative} is not on given object`,
  ],
  [
    "an option that there is not",
    { data: { ...create, custom_fields: { [fields.priority]: "High" } } },
    `custom_fields: High is not a valid value for custom field ${fields.priority}`,
  ],
  [
    "a section of another project",
    { data: { name: "A", memberships: [{ project: projects.website, section: sections.todo }] } },
    `section: Not a section of project ${projects.website}: ${sections.todo}`,
  ],
  [
    "custom data too long",
    { data: { ...create, external: { gid: "x", data: "d".repeat(32_769) } } },
    "external.data: Too long; at most 32768 characters",
  ],
  [
    "an approval's verdict on a task",
    { data: { ...create, approval_status: "approved" } },
    "approval_status: This task is not an approval.",
  ],
  [
    "a kind that there is not",
    { data: { ...create, resource_subtype: "epic" } },
    expect.stringContaining("resource_subtype: Invalid option"),
  ],
])("refuses %s", async (_, body, message) => {
  const tasks = site.running.site.tasks().length;
  const answer = await site.call("POST", "/api/1.0/tasks", body, { authorization: `Bearer ${app}` });
  expect([answer.status, ErrorBody.parse(answer.body).errors[0]?.message]).toEqual([400, message]);
  expect(site.running.site.tasks()).toHaveLength(tasks);
});

test.each([
  ["GET", "/tasks?project=1&section=2", 400, /exactly one of project/],
  ["GET", `/tasks?project=${projects.onboarding}&limit=1000`, 400, /100/],
  ["GET", `/tasks?project=${projects.onboarding}&limit=2&offset=abc`, 400, /pagination token/],
  ["GET", `/tasks?project=${projects.onboarding}&opt_fields=name,owner`, 400, /Unknown field for task: owner/],
  ["GET", `/tasks?project=${projects.onboarding}&modified_since=yesterday`, 400, /Not a valid date/],
  ["GET", `/tasks?project=${projects.onboarding}&updated_since=2026-11-01`, 400, /Unrecognized request parameter/],
  ["GET", "/tasks/12x", 400, /Not a recognized ID/],
  ["GET", "/tasks/1209100000099999", 404, /Unknown object/],
  ["GET", "/issues", 404, /No matching route/],
  ["GET", "/webhooks", 400, /workspace: Missing input/],
] as const)("%s %s is refused", async (method, path, status, message) => {
  expect(await said(site.api(app, method, path))).toEqual([status, expect.stringMatching(message)]);
});

test("no token, a wrong one, one that is too old", async () => {
  expect((await site.call("GET", "/api/1.0/users/me")).status).toBe(401);
  expect(await said(site.api("nonsense", "GET", "/users/me"))).toEqual([401, "Not Authorized"]);
  const other = await site.token();
  const { clock } = site;
  const now = clock.now();
  clock.set(now + 3_600_000);
  expect((await site.api(other, "GET", "/users/me")).status).toBe(401);
  clock.set(now);
});

test("what nobody may see is not told, what somebody may only read is not written", async () => {
  const grace = personal("Grace Mensah");
  const secret = Made.parse((await site.api(grace, "POST", "/tasks", { name: "S", projects: [projects.hiring] })).body)
    .data.gid;
  expect((await site.api(app, "GET", `/tasks/${secret}`)).status).toBe(403);
  expect((await site.api(app, "GET", `/projects/${projects.hiring}`)).status).toBe(403);
  const alone = Made.parse((await site.api(grace, "POST", "/tasks", { name: "Mine", workspace: WORKSPACE })).body).data
    .gid;
  expect((await site.api(app, "GET", `/tasks/${alone}`)).status).toBe(403);
  await site.api(grace, "PUT", `/tasks/${alone}`, { assignee: "dana.okafor@example.com" });
  expect((await site.api(app, "GET", `/tasks/${alone}`)).status).toBe(200);
  const sam = personal("Sam Whitlock");
  expect((await site.api(sam, "POST", "/tasks", { name: "S", projects: [projects.close] })).status).toBe(403);
});

test("a scope that was not given, and what has no scope at all", async () => {
  const reader = await site.token("Dana Okafor", ["tasks:read", "projects:read"]);
  expect(await said(site.api(reader, "POST", "/tasks", create))).toEqual([
    403,
    "Your app is missing the following required scopes: tasks:write",
  ]);
  expect(await said(site.api(reader, "GET", `/tasks/${task}?opt_fields=custom_fields.name`))).toEqual([
    403,
    "Your app is missing the following required scopes: custom_fields:read",
  ]);
  for (const path of [`/projects/${projects.onboarding}/sections`, `/events?resource=${projects.onboarding}`])
    expect((await site.api(app, "GET", path)).status).toBe(403);
  expect((await site.api(app, "POST", "/batch", { actions: [] })).status).toBe(403);
  await site.control("/app", { registration: "full" });
  const full = await site.token();
  expect((await site.api(full, "GET", `/projects/${projects.onboarding}/sections`)).status).toBe(200);
});

test("a personal token writes no custom data and connects no widget", async () => {
  const dana = personal("Dana Okafor");
  expect((await site.api(dana, "POST", "/tasks", { ...create, external: { gid: "x", data: "" } })).status).toBe(403);
});

test("a task's custom data is its app's alone", async () => {
  const gid = Made.parse(
    (await site.api(app, "POST", "/tasks", { ...create, external: { gid: "mine", data: "d" } })).body,
  ).data.gid;
  const { body } = await site.api(personal("Dana Okafor"), "GET", `/tasks/${gid}`);
  expect(Made.parse(body).data).not.toHaveProperty("external");
  expect((await site.api(personal("Dana Okafor"), "GET", "/tasks/external:mine")).status).toBe(404);
});

test("a second task with the same external gid: taken, unless asked to refuse", async () => {
  const twin = { ...create, external: { gid: "twin", data: "" } };
  expect((await site.api(app, "POST", "/tasks", twin)).status).toBe(201);
  expect((await site.api(app, "POST", "/tasks", twin)).status).toBe(201);
  await site.control("/app", { uniqueExternal: true });
  expect(await said(site.api(app, "POST", "/tasks", twin))).toEqual([400, "external: gid is already in use"]);
});

test("what is paid is refused when nobody pays", async () => {
  await site.control("/app", { paid: false });
  const statuses = await Promise.all([
    site.api(app, "POST", "/tasks", { ...create, custom_fields: { [fields.initiative]: "INI-1" } }),
    site.api(app, "GET", `/goals?workspace=${WORKSPACE}`),
    site.api(app, "GET", `/workspaces/${WORKSPACE}/tasks/search`),
  ]);
  expect(statuses.map(({ status }) => status)).toEqual([402, 402, 402]);
});

test("an app that an admin blocked reads and writes nothing, and has no workspace", async () => {
  await site.control("/app", { blocked: true });
  expect((await site.api(app, "GET", `/tasks/${task}`)).status).toBe(403);
  expect((await site.api(app, "GET", "/workspaces")).body).toEqual({ data: [] });
  expect((await site.api(app, "GET", "/users/me?opt_fields=name,workspaces")).body).toMatchObject({
    data: { workspaces: [] },
  });
});

test("dependencies: not on itself, thirty at most", async () => {
  const path = `/tasks/${task}/addDependencies`;
  expect((await site.api(app, "POST", path, { dependencies: [task] })).status).toBe(400);
  const many = await Promise.all(
    Array.from({ length: 12 }, async () => Made.parse((await site.api(app, "POST", "/tasks", create)).body).data.gid),
  );
  expect((await site.api(app, "POST", path, { dependencies: many })).status).toBe(200);
  site.running.site.task(task)?.dependencies.push(...Array.from({ length: 18 }, (_, n) => String(n)));
  const more = Made.parse((await site.api(app, "POST", "/tasks", create)).body).data.gid;
  expect(await said(site.api(app, "POST", path, { dependencies: [more] }))).toEqual([
    400,
    "dependencies: A task can have at most 30 dependents and dependencies combined.",
  ]);
});

test("a list without a limit is refused once it is long; pages follow each other", async () => {
  await site.control("/seed", {
    tasks: Array.from({ length: 130 }, (_, n) => ({
      project: "Partner programme",
      name: `T${String(n)}`,
      created: "2026-11-01",
    })),
  });
  const path = `/tasks?project=${projects.partners}`;
  expect(await said(site.api(app, "GET", path))).toEqual([400, expect.stringContaining("too large")]);
  const first = Page.parse((await site.api(app, "GET", `${path}&limit=100`)).body);
  expect(first.data).toHaveLength(100);
  const second = (await site.api(app, "GET", `${path}&limit=100&offset=${first.next_page?.offset ?? ""}`)).body;
  const { data, next_page } = Page.parse(second);
  expect([data.length, next_page]).toEqual([30, null]);
});

test("an upload must be a form, and an external one needs an address and a name", async () => {
  expect((await site.api(app, "POST", "/attachments", { parent: task })).status).toBe(400);
  const form = new FormData();
  form.set("parent", task);
  form.set("resource_subtype", "external");
  const answer = await fetch(`${site.running.url}/api/1.0/attachments`, {
    method: "POST",
    headers: { authorization: `Bearer ${app}` },
    body: form,
  });
  expect(answer.status).toBe(400);
});
