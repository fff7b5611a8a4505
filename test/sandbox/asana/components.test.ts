import { createHmac } from "node:crypto";
import { afterAll, afterEach, beforeAll, expect, test } from "@jest/globals";
import { z } from "zod";
import { hmac } from "./hooks/post.ts";
import { testApp } from "./fixtures/test-app.ts";
import { client, HOUR, Made, projects, START, testWorkspace, type TestWorkspace } from "./fixtures/test-workspace.ts";
import { Signed } from "./wire.ts";

let site: TestWorkspace;
let app: Awaited<ReturnType<typeof testApp>>;
let task: string;
beforeAll(async () => {
  app = await testApp();
  site = await testWorkspace({ appUrl: app.url, publicUrl: "http://127.0.0.1:4600" });
  await site.control(`/projects/${projects.onboarding}/app`, { added: true });
});
beforeAll(async () => {
  task = await make();
});
afterEach(async () => {
  await site.call("DELETE", "/sandbox/violations");
  await site.control("/host", { search: "query", locale: true });
  app.asked.length = 0;
  site.clock.set(START);
});
afterAll(async () => {
  await Promise.all([site.stop(), app.stop()]);
});

const as = { cookie: "sandbox_asana_user=1209100000000101" };
const page = async (method: string, path: string, body?: unknown) => site.call(method, `/site${path}`, body, as);
const make = async (project: string = projects.onboarding) =>
  z.object({ gid: z.string() }).parse((await page("POST", "/task", { name: "A", project })).body).gid;
const judged = async (call: string, body: unknown, more: { status?: number; task?: string; type?: string } = {}) => {
  const { status = 200, type = "application/json; charset=utf-8" } = more;
  const answer = { url: `${app.url}/x`, status, type, text: typeof body === "string" ? body : JSON.stringify(body) };
  return (await page("POST", "/components/judge", { call, task: more.task ?? task, answer })).body;
};
const Listed = z.object({ violations: z.array(z.object({ kind: z.string(), problems: z.array(z.string()) })) });
const violations = async () => Listed.parse((await site.call("GET", "/sandbox/violations")).body).violations;

const field = { type: "single_line_text", id: "a", name: "A" };
const form = (fields: unknown[], more: object = {}) => ({
  template: "form_metadata_v0",
  metadata: { title: "T", fields, ...more },
});
const widget = (more: object = {}) => ({
  template: "summary_with_details_v0",
  metadata: {
    title: "Cut churn",
    fields: [{ type: "pill", name: "Health", text: "At risk", color: "yellow" }],
    footer: { footer_type: "updated", last_updated_at: "2026-11-21T09:00:00Z" },
    ...more,
  },
});

test.each([
  [
    "client-secret",
    "workspace=12345&task=23456&user=34567&locale=en&expires_at=2011-10-05T14%3A48%3A00.000Z",
    "db54c1d1385feaf63097f0f2f233f2b4b5f639c99f1e9e832c33384f7d9ebf2b",
  ],
  [
    "client-secret",
    String.raw`{"workspace":"1","task":"2","user":"3","expires_at":"2030-01-01T00:00:00.000Z","values":{"titles":"A\nB"}}`,
    "c38f8fc436224a6d3c598c7eb7f79b63912c1689f608e3dcf3524b1a742d5b25",
  ],
  ["hook-secret", '{"events":[]}', "b70ee853261da98037f3328b950d926e325d6d0839c06ef2ac109e66e849ada4"],
])("signs with %s as Asana does: %s", (secret, text, signature) => {
  expect(hmac(secret, text)).toBe(signature);
});

test("a request is signed over what is sent, by the workspace's clock, and the secret stays on the server", async () => {
  const got = Signed.parse((await page("POST", "/components/sign", { call: "form", task })).body);
  const url = new URL(got.url);
  expect(Object.fromEntries(url.searchParams)).toEqual({
    workspace: "1209100000000001",
    task,
    user: "1209100000000101",
    locale: "en",
    expires_at: new Date(START + 300_000).toISOString(),
  });
  expect(got.signature).toBe(createHmac("sha256", client.secret).update(url.search.slice(1)).digest("hex"));
  const post = Signed.parse(
    (
      await page("POST", "/components/sign", {
        call: "submit",
        task,
        url: `${app.url}/form/1/submit`,
        values: { a: "\n" },
      })
    ).body,
  );
  const { data } = z.object({ data: z.string() }).parse(JSON.parse(post.body ?? ""));
  expect(post.signature).toBe(createHmac("sha256", client.secret).update(data).digest("hex"));
  expect(JSON.stringify([got, post])).not.toContain(client.secret);
});

test("the search text goes by the name that is wanted", async () => {
  await site.control("/host", { search: "fragment", locale: false });
  const got = Signed.parse((await page("POST", "/components/sign", { call: "lookup", task, text: "ch" })).body);
  expect(new URL(got.url).searchParams.get("fragment")).toBe("ch");
});

test("the app is asked only for tasks of projects that it is on, and by people who see them", async () => {
  const elsewhere = await make(projects.website);
  expect((await page("POST", "/components/sign", { call: "form", task: elsewhere })).status).toBe(403);
  await site.control("/app", { blocked: true });
  expect((await page("POST", "/components/sign", { call: "form", task })).status).toBe(403);
  await site.control("/app", { blocked: false });
});

const option = (n: number) => ({ id: `o${String(n)}`, label: "Option" });
const many = (n: number) => Array.from({ length: n }, (_, at) => option(at));
test.each([
  ["a null", form([{ ...field, value: null }]), "fields.0.value: is null"],
  ["31 fields", form(Array.from({ length: 31 }, (_, n) => ({ ...field, id: `f${String(n)}` }))), "30"],
  ["a label of 51 characters", form([{ ...field, name: "n".repeat(51) }]), "50"],
  ["static text of 51 characters", form([{ type: "static_text", id: "s", name: "n".repeat(51) }]), "50"],
  ["51 options", form([{ ...field, type: "dropdown", options: many(51) }]), "50"],
  ["6 radio buttons", form([{ ...field, type: "radio_button", options: many(6) }]), "5"],
  ["11 boxes", form([{ ...field, type: "checkbox", options: many(11) }]), "10"],
  [
    "an option of 81 characters",
    form([{ ...field, type: "dropdown", options: [{ id: "o", label: "l".repeat(81) }] }]),
    "80",
  ],
  [
    "a value that is no option",
    form([{ ...field, type: "dropdown", options: many(2), value: "o9" }]),
    "none of its options",
  ],
  [
    "a checkbox whose value is text",
    form([{ ...field, type: "checkbox", options: many(2), value: "o1" }]),
    "expected array",
  ],
  ["one id twice", form([field, field]), "stands twice"],
  ["a kind of field that there is not", form([{ ...field, type: "people" }]), "type"],
  ["a watched field that nobody answers", form([{ ...field, is_watched: true }]), "on_change_callback"],
  ["a typeahead without its address", form([{ ...field, type: "typeahead" }]), "typeahead_url"],
  ["a day that is a moment", form([{ ...field, type: "date", value: "2026-12-01T00:00:00Z" }]), "date"],
  ["a key that Asana does not know", form([{ ...field, hint: "h" }]), "hint"],
  ["another template", { ...form([field]), template: "form_metadata_v1" }, "template"],
  ["text that is no JSON", "<html>", "no valid JSON"],
])("a form with %s shows that something went wrong, and is listed", async (_, body, problem) => {
  expect(await judged("form", body)).toEqual({ outcome: "broken" });
  const [first] = await violations();
  expect([first?.kind, first?.problems.join("; ")]).toEqual(["violation", expect.stringContaining(problem)]);
});

test.each([
  ["no field", { fields: [] }],
  ["six fields", { fields: Array.from({ length: 6 }, () => ({ type: "text_with_icon", name: "N", text: "T" })) }],
  ["a text of 41 characters", { fields: [{ type: "text_with_icon", name: "N", text: "t".repeat(41) }] }],
  ["a colour that there is not", { fields: [{ type: "pill", name: "N", text: "T", color: "amber" }] }],
  ["a title of 201 characters", { title: "t".repeat(201) }],
  ["no footer", { footer: undefined }],
  ["a footer without its moment", { footer: { footer_type: "updated" } }],
])("a widget with %s is listed", async (_, more) => {
  expect(await judged("widget", widget(more))).toEqual({ outcome: "broken" });
  expect(await violations()).toHaveLength(1);
});

test("good answers are shown as they are", async () => {
  expect(await judged("form", form([field]))).toMatchObject({ outcome: "form" });
  expect(await judged("widget", widget())).toMatchObject({ outcome: "widget" });
  expect(await judged("search", { items: [{ title: "T", value: "v" }] })).toMatchObject({ outcome: "list" });
  expect(await judged("search", { items: Array.from({ length: 51 }, () => ({ title: "T", value: "v" })) })).toEqual({
    outcome: "broken",
  });
  expect(await judged("form", { error: "connect" }, { status: 401 })).toEqual({ outcome: "authenticate" });
  expect(await judged("attach", { error: "No such" }, { status: 404 })).toEqual({
    outcome: "refused",
    text: "No such",
  });
});

test("an error, silence and a page instead of JSON: something went wrong", async () => {
  for (const status of [400, 403, 404, 500])
    expect(await judged("form", { error: "e" }, { status })).toEqual({ outcome: "broken" });
  expect(await judged("form", "<h1>", { type: "text/html" })).toEqual({ outcome: "broken" });
  expect(await violations()).toHaveLength(5);
});

test("a refused submit is drawn again with its errors; without a form something went wrong", async () => {
  const again = form([{ ...field, error: "Enter a title" }]);
  expect(await judged("submit", again, { status: 400 })).toMatchObject({ outcome: "form", form: again });
  expect(await judged("submit", { error: "e" }, { status: 400 })).toEqual({ outcome: "broken" });
});

test("a good submit attaches its resource, which is a widget where the address matches", async () => {
  const gid = await make();
  const Attachments = z.object({ attachments: z.array(z.object({ name: z.string(), widget: z.boolean() })) });
  await judged("submit", { resource_name: "INI-3 Elsewhere", resource_url: "https://example.com/3" }, { task: gid });
  await judged(
    "submit",
    { resource_name: "INI-3 Renewals", resource_url: "http://127.0.0.1:4600/initiatives/INI-3" },
    { task: gid },
  );
  expect(await judged("submit", { resource_name: "INI-3" }, { task: gid })).toEqual({ outcome: "broken" });
  expect(Attachments.parse((await page("GET", `/task/${gid}`)).body).attachments).toEqual([
    { name: "INI-3 Elsewhere", widget: false },
    { name: "INI-3 Renewals", widget: true },
  ]);
});

const addRule = async () => {
  const values = { initiative: { title: "Renewals", value: "INI-3" } };
  const answer = { url: `${app.url}/rule/submit`, status: 200, type: "application/json", text: "{}" };
  await page("POST", "/components/judge", {
    call: "rule_submit",
    project: projects.onboarding,
    rule_name: "R",
    values,
    answer,
  });
};
const runs = () => site.running.site.data.ruleRuns;

test("a rule runs two minutes after a task was made, once, with what was chosen, from the server", async () => {
  await addRule();
  app.lay("/rule/run", { body: { action_result: "ok" } });
  const gid = await make();
  site.clock.set(START + 119_000);
  await site.running.rules.runDue();
  expect(app.asked).toHaveLength(0);
  site.clock.set(START + 120_000);
  await site.running.rules.runDue();
  await site.running.rules.runDue();
  expect(app.asked).toHaveLength(1);
  expect(app.asked[0]).toMatchObject({
    path: "/rule/run",
    good: true,
    fields: {
      target_object: gid,
      project: projects.onboarding,
      user: "1209100000000101",
      idempotency_key: runs()[0]?.key,
      app_configuration_json: '{"initiative":{"title":"Renewals","value":"INI-3"}}',
    },
  });
});

test("after an error of the app the run comes again with the same key; 410 stops the rule", async () => {
  app.lay("/rule/run", { status: 500, body: {} }, { body: { action_result: "ok" } });
  await make();
  await site.control("/rules/run");
  expect(new Set(app.asked.map(({ fields }) => fields["idempotency_key"])).size).toBe(1);
  expect([app.asked.length, runs().at(-1)?.state]).toEqual([2, "done"]);
  app.lay("/rule/run", { status: 410, body: { error: "closed" } });
  await make();
  await site.control("/rules/run");
  expect(site.running.site.data.rules[0]?.paused).toBe(true);
});

test("what a rule made is attached to its task", async () => {
  await addRule();
  const resources_created = [
    { resource_name: "INI-3 Renewals", resource_url: "http://127.0.0.1:4600/initiatives/INI-3" },
  ];
  app.lay("/rule/run", { body: { action_result: "resources_created", resources_created } });
  const gid = await make();
  site.clock.set(START + HOUR);
  await site.control("/day", { day: "2026-11-22", mode: "stands_still" });
  const token = await site.token();
  const { body } = await site.api(token, "GET", `/attachments?parent=${gid}&opt_fields=connected_to_app`);
  expect(z.object({ data: z.array(z.unknown()) }).parse(body).data).toEqual([
    { gid: expect.any(String), connected_to_app: true },
  ]);
});

test("a copy is a new task: no custom data, no widget", async () => {
  const app_ = await site.token();
  const external = { gid: "copied", data: "d" };
  const made = await site.api(app_, "POST", "/tasks", { name: "A", projects: [projects.website], external });
  const copy = await page("POST", `/task/${Made.parse(made.body).data.gid}/duplicate`);
  const { gid } = z.object({ gid: z.string() }).parse(copy.body);
  expect(site.running.site.task(gid)).toMatchObject({ name: "Duplicate of A", external: {} });
});
