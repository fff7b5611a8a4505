// The real `asana` client against the sandbox: what the service's gateway uses of it.
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import * as Asana from "asana";
import { z } from "zod";
import {
  fields,
  listener,
  projects,
  sections,
  testWorkspace,
  type TestWorkspace,
  WORKSPACE,
} from "./fixtures/test-workspace.ts";

const Answer = z.looseObject({ data: z.looseObject({ gid: z.string() }) });
const List = z.looseObject({ data: z.array(z.looseObject({ gid: z.string(), name: z.string().optional() })) });
const Refused = z.looseObject({ status: z.number(), response: z.looseObject({ body: z.unknown() }) });

let site: TestWorkspace;
let target: Awaited<ReturnType<typeof listener>>;
let client: Asana.ApiClient;
beforeAll(async () => {
  [site, target] = await Promise.all([testWorkspace(), listener()]);
  client = new Asana.ApiClient();
  client.basePath = `${site.running.url}/api/1.0`;
  client.RETURN_COLLECTION = false;
  Object.assign(client.authentications["token"] ?? {}, { accessToken: await site.token() });
});
afterAll(async () => {
  await Promise.all([site.stop(), target.stop()]);
});

test("a task carries its link from birth: custom data, a custom field and a line in its notes, in one call", async () => {
  const tasks = new Asana.TasksApi(client);
  const data = {
    name: "Rewrite the welcome mail",
    projects: [projects.onboarding],
    external: { gid: "0b9f7d7e-0000-4000-8000-000000000001", data: '{"v":1}' },
    custom_fields: { [fields.initiative]: "INI-3", [fields.priority]: fields.high },
    html_notes: '<body>Serves <a href="http://127.0.0.1:4600/initiatives/INI-3">INI-3</a></body>',
    assignee: "me",
    due_on: "2026-12-01",
  };
  const opt_fields =
    "name,external,external.data,custom_fields.name,custom_fields.display_value,notes,assignee.name,memberships.section.name";
  const made: unknown = await tasks.createTask({ data }, { opt_fields });
  expect(Answer.parse(made).data).toEqual({
    gid: expect.stringMatching(/^\d{16}$/),
    name: data.name,
    external: data.external,
    custom_fields: [
      { gid: fields.initiative, name: "Initiative", display_value: "INI-3" },
      { gid: fields.priority, name: "Priority", display_value: "High" },
    ],
    notes: "Serves INI-3 (http://127.0.0.1:4600/initiatives/INI-3)",
    assignee: { gid: "1209100000000101", name: "Dana Okafor" },
    memberships: [{ section: { gid: sections.todo, name: "To do" } }],
  });
  const found: unknown = await tasks.getTask(`external:${data.external.gid}`, { opt_fields: "name" });
  expect(Answer.parse(found).data.gid).toBe(Answer.parse(made).data.gid);
});

test("what is not there is told as Asana tells it", async () => {
  const refused: unknown = await new Asana.TasksApi(client)
    .getTask("external:nobody", {})
    .catch((error: unknown) => error);
  expect(Refused.parse(refused)).toMatchObject({
    status: 404,
    response: { body: { errors: [{ message: "task: Unknown object: external:nobody" }] } },
  });
});

test("sections, subtasks, comments, links and their pages", async () => {
  const tasks = new Asana.TasksApi(client);
  const { gid } = Answer.parse(
    await tasks.createTask({ data: { name: "Above", projects: [projects.onboarding] } }, {}),
  ).data;
  await tasks.createSubtaskForTask({ data: { name: "Below" } }, gid, {});
  await new Asana.SectionsApi(client).addTaskForSection(sections.doing, { body: { data: { task: gid } } });
  await tasks.addProjectForTask({ data: { project: projects.website } }, gid);
  await tasks.removeProjectForTask({ data: { project: projects.website } }, gid);
  const whole = Answer.parse(await tasks.getTask(gid, { opt_fields: "num_subtasks,memberships.section.name" })).data;
  expect(whole).toMatchObject({ num_subtasks: 1, memberships: [{ section: { name: "In progress" } }] });
  expect(List.parse(await tasks.getSubtasksForTask(gid, {})).data.map(({ name }) => name)).toEqual(["Below"]);
  const page: unknown = await tasks.getTasks({ project: projects.onboarding, limit: 1, modified_since: "2026-11-01" });
  expect(z.looseObject({ next_page: z.looseObject({ offset: z.string() }) }).parse(page)).toBeDefined();
});

test("a widget attaches where the app is on the project, and nowhere else", async () => {
  const attachments = new Asana.AttachmentsApi(client);
  const { data } = Answer.parse(
    await new Asana.TasksApi(client).createTask({ data: { name: "A", projects: [projects.website] } }, {}),
  );
  const link = {
    parent: data.gid,
    resource_subtype: "external",
    url: "http://127.0.0.1:4600/initiatives/INI-3",
    name: "Goal health",
    connect_to_app: true,
  };
  const refused: unknown = await attachments.createAttachmentForObject(link).catch((error: unknown) => error);
  expect(Refused.parse(refused).status).toBe(403);
  await site.control(`/projects/${projects.website}/app`, { added: true });
  const made = Answer.parse(await attachments.createAttachmentForObject(link));
  expect(made.data).toMatchObject({ resource_subtype: "external", connected_to_app: true });
});

test("a webhook is made while the call is open, and heard", async () => {
  const webhooks = new Asana.WebhooksApi(client);
  const made: unknown = await webhooks.createWebhook(
    {
      data: {
        resource: projects.onboarding,
        target: target.url,
        filters: [{ resource_type: "task", action: "added" }],
      },
    },
    {},
  );
  expect(z.looseObject({ "X-Hook-Secret": z.string() }).parse(made)["X-Hook-Secret"]).toBe(target.said.secret);
  const list = List.parse(await webhooks.getWebhooks(WORKSPACE, { resource: projects.onboarding }));
  expect(list.data).toHaveLength(1);
  await webhooks.deleteWebhook(Answer.parse(made).data.gid);
  expect(List.parse(await webhooks.getWebhooks(WORKSPACE, {})).data).toEqual([]);
});

test("users, workspaces, projects and their fields", async () => {
  const me = Answer.parse(await new Asana.UsersApi(client).getUser("me", { opt_fields: "name,email,workspaces" })).data;
  expect(me).toMatchObject({ name: "Dana Okafor", email: "dana.okafor@example.com" });
  expect(List.parse(await new Asana.WorkspacesApi(client).getWorkspaces({})).data).toEqual([
    { gid: WORKSPACE, resource_type: "workspace", name: "Acme" },
  ]);
  const found = List.parse(
    await new Asana.ProjectsApi(client).getProjects({ workspace: WORKSPACE, archived: false, limit: 100 }),
  );
  expect(found.data.map(({ name }) => name)).not.toContain("Hiring");
  const settings = List.parse(
    await new Asana.CustomFieldSettingsApi(client).getCustomFieldSettingsForProject(projects.onboarding, {
      limit: 100,
    }),
  );
  expect(settings.data).toHaveLength(2);
});
