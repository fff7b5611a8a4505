import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { z } from "zod";
import { faults } from "../base/fixtures/json-schema.ts";
import { componentFacts } from "./fixtures/component-facts.ts";
import { facts } from "./fixtures/facts.ts";
import { readAttached, readForm, readList, readRan, readWidget } from "./components/answers.ts";
import {
  fields,
  listener,
  Made,
  projects,
  testWorkspace,
  type TestWorkspace,
  WORKSPACE,
} from "./fixtures/test-workspace.ts";

const file = join(import.meta.dirname, "../../../../shared/specs/asana-openapi-subset.json");
const Content = z.looseObject({ "application/json": z.looseObject({ schema: z.unknown().optional() }).optional() });
const Body = z.looseObject({ content: Content.optional() });
const Security = z.array(z.record(z.string(), z.array(z.string())));
const Operation = z.looseObject({
  requestBody: Body.optional(),
  responses: z.record(z.string(), Body),
  security: Security.optional(),
});
const Definitions = z.looseObject({ paths: z.record(z.string(), z.record(z.string(), z.unknown())) });
type Definitions = z.infer<typeof Definitions>;

/** Our own facts always; Asana's definition is the second check, where it lies beside this checkout. */
const ours = Definitions.parse(facts);
const known = [ours, ...(existsSync(file) ? [Definitions.parse(JSON.parse(readFileSync(file, "utf8")))] : [])];

let site: TestWorkspace;
let target: Awaited<ReturnType<typeof listener>>;
let app: string;
let task: string;
beforeAll(async () => {
  [site, target] = await Promise.all([testWorkspace(), listener()]);
  await site.control("/app", { registration: "full" });
  app = await site.token();
  const made = await site.api(app, "POST", "/tasks", {
    name: "One",
    projects: [projects.onboarding],
    due_on: "2026-12-01",
    assignee: "me",
    external: { gid: "x", data: "{}" },
  });
  task = Made.parse(made.body).data.gid;
  await site.api(app, "POST", `/tasks/${task}/subtasks`, { name: "Part" });
});
afterAll(async () => {
  await Promise.all([site.stop(), target.stop()]);
});

const at = ({ paths }: Definitions, path: string, method: string): z.infer<typeof Operation> =>
  Operation.parse(paths[path]?.[method.toLowerCase()]);
const jsonOf = (body: z.infer<typeof Body> | undefined): unknown => body?.content?.["application/json"]?.schema;

const requests: [defined: string, path: () => string, body: unknown][] = [
  ["/tasks", () => "/tasks", { name: "Two", workspace: WORKSPACE }],
  ["/tasks", () => "/tasks", { name: 2, workspace: WORKSPACE }],
  ["/tasks", () => "/tasks", { name: "Two", projects: projects.onboarding }],
  [
    "/tasks",
    () => "/tasks",
    { name: "Two", projects: [projects.onboarding], custom_fields: { [fields.initiative]: "INI-1" } },
  ],
  ["/tasks", () => "/tasks", { name: "Two", projects: [projects.onboarding], resource_subtype: "epic" }],
  ["/tasks", () => "/tasks", { name: "Two", projects: [projects.onboarding], followers: "me" }],
  ["/tasks/{task_gid}/addProject", () => `/tasks/${task}/addProject`, { project: projects.website }],
  ["/tasks/{task_gid}/addProject", () => `/tasks/${task}/addProject`, {}],
  ["/sections/{section_gid}/addTask", () => "/sections/1209100000000401/addTask", { insert_after: "1" }],
  ["/webhooks", () => "/webhooks", { resource: projects.website }],
  ["/status_updates", () => "/status_updates", { parent: projects.website, status_type: "amber", text: "A" }],
  ["/status_updates", () => "/status_updates", { parent: projects.website, status_type: "at_risk", text: "A" }],
  ["/batch", () => "/batch", { actions: [{ method: "GET", relative_path: "/users/me" }] }],
];

test("takes and refuses the bodies that our facts and Asana's definition take and refuse", async () => {
  for (const [defined, path, data] of requests) {
    const got = await site.api(app, "POST", path(), data);
    for (const definitions of known) {
      const wrong = faults(definitions, jsonOf(at(definitions, defined, "POST").requestBody), { data });
      expect({ defined, data, taken: got.status < 400 }).toEqual({ defined, data, taken: wrong.length === 0 });
    }
  }
});

const answers: [method: string, defined: string, path: () => string, data?: () => unknown][] = [
  ["POST", "/tasks", () => "/tasks", () => ({ name: "Three", projects: [projects.website] })],
  ["GET", "/tasks", () => `/tasks?project=${projects.onboarding}&limit=1`],
  ["GET", "/tasks/{task_gid}", () => `/tasks/${task}`],
  [
    "GET",
    "/tasks/{task_gid}",
    () => `/tasks/${task}?opt_fields=name,memberships.section.name,custom_fields.display_value,external.data`,
  ],
  ["PUT", "/tasks/{task_gid}", () => `/tasks/${task}`, () => ({ completed: true })],
  ["GET", "/tasks/{task_gid}/subtasks", () => `/tasks/${task}/subtasks`],
  ["POST", "/tasks/{task_gid}/subtasks", () => `/tasks/${task}/subtasks`, () => ({ name: "Other part" })],
  ["GET", "/tasks/{task_gid}/stories", () => `/tasks/${task}/stories`],
  ["GET", "/projects", () => `/projects?workspace=${WORKSPACE}`],
  ["GET", "/projects/{project_gid}", () => `/projects/${projects.website}`],
  ["PUT", "/projects/{project_gid}", () => `/projects/${projects.website}`, () => ({ notes: "Page by page" })],
  ["GET", "/projects/{project_gid}/sections", () => `/projects/${projects.website}/sections`],
  ["GET", "/projects/{project_gid}/tasks", () => `/projects/${projects.website}/tasks`],
  [
    "POST",
    "/projects/{project_gid}/addCustomFieldSetting",
    () => `/projects/${projects.campaigns}/addCustomFieldSetting`,
    () => ({ custom_field: fields.initiative }),
  ],
  ["POST", "/webhooks", () => "/webhooks", () => ({ resource: projects.website, target: target.url })],
  ["GET", "/webhooks", () => `/webhooks?workspace=${WORKSPACE}`],
  ["GET", "/attachments", () => `/attachments?parent=${task}`],
  ["GET", "/users/{user_gid}", () => "/users/me"],
  ["GET", "/users", () => "/users"],
  ["GET", "/workspaces", () => "/workspaces"],
  ["GET", "/workspaces/{workspace_gid}/tasks/search", () => `/workspaces/${WORKSPACE}/tasks/search?text=One`],
  [
    "GET",
    "/workspaces/{workspace_gid}/typeahead",
    () => `/workspaces/${WORKSPACE}/typeahead?resource_type=user&query=da`,
  ],
  [
    "POST",
    "/custom_fields",
    () => "/custom_fields",
    () => ({ workspace: WORKSPACE, name: "Region", resource_subtype: "enum", enum_options: [{ name: "EU" }] }),
  ],
  ["GET", "/custom_fields/{custom_field_gid}", () => `/custom_fields/${fields.priority}`],
  ["GET", "/goals", () => `/goals?workspace=${WORKSPACE}`],
  ["GET", "/goals/{goal_gid}", () => "/goals/1209100000000701"],
  [
    "POST",
    "/goals/{goal_gid}/setMetricCurrentValue",
    () => "/goals/1209100000000701/setMetricCurrentValue",
    () => ({ current_number_value: 0.6 }),
  ],
  [
    "POST",
    "/status_updates",
    () => "/status_updates",
    () => ({ parent: projects.website, status_type: "at_risk", text: "Waiting" }),
  ],
  ["GET", "/status_updates", () => `/status_updates?parent=${projects.website}`],
  ["POST", "/batch", () => "/batch", () => ({ actions: [{ method: "get", relative_path: "/users/me" }] })],
];

test.each(answers)("answers %s %s as our facts and Asana's definition say", async (method, defined, path, ...rest) => {
  const [data] = rest;
  const got = await site.api(app, method, path(), data?.());
  for (const definitions of known) {
    const schema = jsonOf(at(definitions, defined, method).responses[String(got.status)]);
    expect([got.status, schema]).toEqual([got.status, expect.anything()]);
    expect(faults(definitions, schema, got.body)).toEqual([]);
  }
});

const scopesOf = ({ security = [] }: z.infer<typeof Operation>) => security.flatMap(({ oauth2 = [] }) => oauth2);

/** Operations with a scope are tried with every other; those that name none answer only to full permissions. */
test.each(answers)(
  "%s %s wants the scope that our facts name, as Asana's definition does",
  async (method, defined, path, ...rest) => {
    const [data] = rest;
    const scopes = scopesOf(at(ours, defined, method));
    for (const definitions of known) expect(scopesOf(at(definitions, defined, method))).toEqual(scopes);
    await site.control("/app", { registration: "granular" });
    const all = "attachments custom_fields goals projects stories tasks users webhooks workspaces workspaces.typeahead"
      .split(" ")
      .flatMap((thing) => [`${thing}:read`, `${thing}:write`]);
    const others = await site.token(
      "Dana Okafor",
      all.filter((scope) => !scopes.includes(scope)),
    );
    const got = await site.api(others, method, path(), data?.());
    await site.control("/app", { registration: "full" });
    expect(got.status).toBe(403);
  },
);

const componentsFile = join(import.meta.dirname, "../../../../shared/specs/asana-app-components-openapi.json");
const componentsOf: unknown[] = [
  componentFacts,
  ...(existsSync(componentsFile) ? [JSON.parse(readFileSync(componentsFile, "utf8")) as unknown] : []),
];
const schemaOf = (name: string): unknown => ({ $ref: `#/components/schemas/${name}` });

const id = { id: "x", name: "Name" };
const option = { id: "o", label: "Option" };
const shown: [name: string, field: Record<string, unknown>][] = [
  ["StaticText", { ...id, type: "static_text", style: "header" }],
  ["SingleLineText", { ...id, type: "single_line_text", width: "half", value: "v", placeholder: "p", error: "e" }],
  ["MultiLineText", { ...id, type: "multi_line_text", value: "v", is_required: true, is_watched: false }],
  ["RichText", { ...id, type: "rich_text", value: "<body>v</body>" }],
  ["Dropdown", { ...id, type: "dropdown", options: [{ ...option, icon_url: "https://x.example/i" }], value: "o" }],
  ["RadioButton", { ...id, type: "radio_button", options: [{ ...option, sub_label: "s" }], value: "o" }],
  ["Checkbox", { ...id, type: "checkbox", options: [option], value: ["o"] }],
  ["Date", { ...id, type: "date", value: "2026-12-01" }],
  ["Datetime", { ...id, type: "datetime", value: "2026-12-01T09:00:00Z" }],
  ["Typeahead", { ...id, type: "typeahead", typeahead_url: "https://x.example/t", value: { title: "t", value: "v" } }],
];

/** The host is stricter than the definition; what it lets through must be good there too, and what is bad there is bad here. */
test.each(shown)("a %s field stands in a form as our facts and Asana's definition say", (name, field) => {
  const metadata = { title: "T", fields: [field] };
  const form = { template: "form_metadata_v0", metadata };
  const { type: _type, ...untyped } = field;
  for (const components of componentsOf) {
    expect(faults(components, schemaOf(`FormField-${name}`), field)).toEqual([]);
    expect(faults(components, schemaOf("FormMetadataResponse"), form)).toEqual([]);
    expect(faults(components, schemaOf(`FormField-${name}`), untyped)).not.toEqual([]);
  }
  expect(readForm(form)).toEqual({ value: form });
  expect(readForm({ ...form, metadata: { ...metadata, fields: [untyped] } })).toHaveProperty("problems");
});

test("a card, a list, a resource and a run are what our facts and Asana's definition say", () => {
  const fields = [
    { type: "pill", name: "n", text: "t", color: "cool-gray" },
    { type: "text_with_icon", name: "n", text: "t" },
    { type: "datetime_with_icon", name: "n", datetime: "2026-12-01T09:00:00Z" },
  ];
  const widget = {
    template: "summary_with_details_v0",
    metadata: { title: "T", fields, footer: { footer_type: "created", created_at: "2026-12-01T09:00:00Z" } },
  };
  const list = { items: [{ title: "t", value: "v" }] };
  const resource = { resource_name: "n", resource_url: "https://x.example/1" };
  const ran = { action_result: "resources_created", resources_created: [resource] };
  for (const components of componentsOf) {
    expect(faults(components, schemaOf("WidgetMetadataResponse"), widget)).toEqual([]);
    for (const [at, name] of ["Pill", "TextWithIcon", "DatetimeWithIcon"].entries())
      expect(faults(components, schemaOf(`WidgetField-${name}`), fields[at])).toEqual([]);
    expect(faults(components, schemaOf("TypeaheadListResponse"), list)).toEqual([]);
    expect(faults(components, schemaOf("AttachedResourceResponse"), resource)).toEqual([]);
    expect(faults(components, schemaOf("RanActionResponse"), ran)).toEqual([]);
  }
  expect(
    [readWidget(widget), readList(list), readAttached(resource), readRan(ran)].every((read) => "value" in read),
  ).toBe(true);
});
