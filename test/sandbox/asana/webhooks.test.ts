import { afterEach, beforeEach, expect, test } from "@jest/globals";
import { z } from "zod";
import {
  HOUR,
  listener,
  Made,
  projects,
  sections,
  START,
  testWorkspace,
  type TestWorkspace,
  until,
  WORKSPACE,
} from "./fixtures/test-workspace.ts";

const DAY = 24 * HOUR;
let site: TestWorkspace;
let target: Awaited<ReturnType<typeof listener>>;
let app: string;
beforeEach(async () => {
  [site, target] = await Promise.all([testWorkspace(), listener()]);
  app = await site.token();
});
afterEach(async () => {
  await Promise.all([site.stop(), target.stop()]);
});

const Hook = z.object({ data: z.looseObject({ gid: z.string() }), "X-Hook-Secret": z.string().optional() });
const subscribe = async (more: object = {}) =>
  site.api(app, "POST", "/webhooks", { resource: projects.onboarding, target: target.url, ...more });
const subscribed = async (more: object = {}) => {
  const made = Hook.parse((await subscribe(more)).body);
  await until(() => target.heard.length === 1);
  target.heard.length = 0;
  return made.data.gid;
};
const make = async (more: object = {}) =>
  Made.parse((await site.api(app, "POST", "/tasks", { name: "A", projects: [projects.onboarding], ...more })).body).data
    .gid;
const events = () => target.heard.flatMap((heard) => heard.events);
const settled = async () => {
  await new Promise((resolve) => setTimeout(resolve, 80));
  await site.running.hooks.settle(15_000);
};
/** The beat of the deliveries runs on real time; a day jumps by hand. */
const after = async (hours: number) => {
  site.clock.set(START + hours * HOUR);
  await site.running.hooks.pump();
};
const hook = () => site.running.site.data.webhooks[0];

test("the handshake happens while the call is open; then a heartbeat; each delivery is signed over its bytes", async () => {
  const made = Hook.parse((await subscribe()).body);
  expect(made["X-Hook-Secret"]).toBe(target.said.secret);
  await until(() => target.heard.length === 1);
  expect(target.heard[0]).toMatchObject({ good: true, events: [] });
  await make();
  await settled();
  expect(target.heard.every(({ good }) => good)).toBe(true);
  expect(events()).toHaveLength(2);
});

test("a target that keeps silent about the secret gets no webhook", async () => {
  target.said.echo = false;
  const refused = await subscribe();
  expect(refused.status).toBe(400);
  expect(site.running.site.data.webhooks).toEqual([]);
});

test.each([
  ["http elsewhere", { target: "http://goals.example.com/hooks/1" }, 400],
  ["no address", { target: "hooks" }, 400],
  ["fields without changed", { filters: [{ resource_type: "task", action: "added", fields: ["name"] }] }, 400],
  ["a workspace without filters", { resource: WORKSPACE }, 400],
  ["a workspace's tasks", { resource: WORKSPACE, filters: [{ resource_type: "task" }] }, 400],
  ["a project that is not theirs", { resource: projects.hiring }, 403],
  ["nothing", { resource: "1209100000099999" }, 404],
])("%s cannot be subscribed", async (_, more, status) => {
  expect((await subscribe(more)).status).toBe(status);
});

test("the same target twice for one resource is refused", async () => {
  await subscribed();
  target.said.secret = "";
  expect((await subscribe()).status).toBe(403);
});

test("events are compact, and bubble from a subtask to the project", async () => {
  await subscribed();
  const gid = await make();
  const part = Made.parse((await site.api(app, "POST", `/tasks/${gid}/subtasks`, { name: "Part" })).body).data.gid;
  await site.api(app, "PUT", `/tasks/${part}`, { completed: true, assignee: "me" });
  await settled();
  const ofPart = events().filter(({ resource }) => resource.gid === part);
  expect(ofPart).toEqual([
    expect.objectContaining({
      action: "added",
      parent: { gid, resource_type: "task", resource_subtype: "default_task" },
    }),
    expect.objectContaining({
      user: { gid: "1209100000000101", resource_type: "user" },
      action: "changed",
      resource: { gid: part, resource_type: "task", resource_subtype: "default_task" },
      parent: null,
      change: { field: "completed", action: "changed" },
    }),
    expect.objectContaining({
      change: { field: "assignee", action: "changed", new_value: { gid: "1209100000000101", resource_type: "user" } },
    }),
  ]);
});

test("another section is told as removed and added; leaving the project and the end of a task are told too", async () => {
  await subscribed({ filters: [{ resource_type: "task" }] });
  const gid = await make();
  await site.api(app, "POST", `/sections/${sections.doing}/addTask`, { task: gid });
  await site.api(app, "POST", `/tasks/${gid}/removeProject`, { project: projects.onboarding });
  const other = await make();
  const bold = await site.token("Dana Okafor", ["tasks:delete"]);
  await site.api(bold, "DELETE", `/tasks/${other}`);
  await settled();
  const told = events().map(({ action, parent }) => [action, parent?.gid]);
  expect(told).toEqual([
    ["added", projects.onboarding],
    ["added", sections.todo],
    ["removed", sections.todo],
    ["added", sections.doing],
    ["removed", projects.onboarding],
    ["added", projects.onboarding],
    ["added", sections.todo],
    ["deleted", undefined],
  ]);
});

test("only what a filter lets through is heard", async () => {
  await subscribed({ filters: [{ resource_type: "task", action: "changed", fields: ["completed"] }] });
  const gid = await make();
  await site.api(app, "PUT", `/tasks/${gid}`, { name: "B", due_on: "2026-12-01" });
  await site.api(app, "PUT", `/tasks/${gid}`, { completed: true });
  await settled();
  expect(events().map(({ change }) => change?.field)).toEqual(["completed"]);
});

test("a heartbeat comes every eight hours", async () => {
  await subscribed();
  await after(7);
  expect(target.heard).toHaveLength(0);
  await after(8);
  await after(16);
  expect(target.heard.map((heard) => heard.events)).toEqual([[], []]);
});

test("a failed delivery comes again, later each time, and then the rest in order", async () => {
  const gid = await subscribed();
  target.said.answer = 503;
  await make();
  await settled();
  expect(target.heard).toHaveLength(1);
  await make({ name: "B" });
  const shown = Hook.parse((await site.api(app, "GET", `/webhooks/${gid}`)).body).data;
  expect(shown).toMatchObject({
    delivery_retry_count: 1,
    last_failure_content: expect.stringContaining("503"),
    next_attempt_after: new Date(START + 1000).toISOString(),
    failure_deletion_timestamp: new Date(START + DAY).toISOString(),
  });
  await after(1);
  expect(hook()?.retries).toBe(2);
  expect(hook()?.nextAttemptAt).toBe(START + HOUR + 2000);
  target.said.answer = undefined;
  await new Promise((resolve) => setTimeout(resolve, 60));
  await after(2);
  expect(hook()).toMatchObject({ retries: 0, deletionAt: null, waiting: [] });
  expect(events().length).toBeGreaterThan(4);
});

test("after a day of failures the webhook is gone, and so is what waited", async () => {
  const gid = await subscribed();
  target.said.answer = 500;
  await make();
  await settled();
  await after(23);
  expect(site.running.site.data.webhooks).toHaveLength(1);
  await after(24.1);
  expect(site.running.site.data.webhooks).toEqual([]);
  app = await site.token();
  expect((await site.api(app, "GET", `/webhooks/${gid}`)).status).toBe(404);
});

test("held, dropped, doubled and turned around on demand", async () => {
  await subscribed({ filters: [{ resource_type: "task", action: "added" }] });
  await site.control("/events", { mode: "hold" });
  await make();
  await settled();
  expect(target.heard).toHaveLength(0);
  await site.control("/events", { release: true, duplicate: true, shuffle: true });
  await settled();
  expect(target.heard).toHaveLength(2);
  expect(target.heard[0]?.events[0]?.parent).toMatchObject({ resource_type: "section" });
  await site.control("/events", { mode: "drop", duplicate: false, shuffle: false });
  await make();
  await settled();
  expect(target.heard).toHaveLength(2);
});

test("what waits outlives a restart", async () => {
  await subscribed();
  await site.control("/events", { mode: "late", delayMs: 400 });
  await make();
  await site.restart();
  await until(() => events().length === 2);
});

test("a handshake that nobody asked for: this receiver does not fall for it", async () => {
  const gid = await subscribed();
  expect(await site.control(`/webhooks/${gid}/forge`)).toMatchObject({
    taken: false,
    handshake: { echoed: false },
    events: { status: 401 },
  });
});

test("the events API: 412 and a token, then what happened since, a hundred at a time", async () => {
  await site.control("/app", { registration: "full" });
  app = await site.token();
  const path = `/events?resource=${projects.onboarding}`;
  const first = await site.api(app, "GET", path);
  expect(first.status).toBe(412);
  const { sync } = z.object({ sync: z.string() }).parse(first.body);
  await make();
  for (let n = 0; n < 60; n += 1) await make();
  const Page = z.object({ data: z.array(z.unknown()), sync: z.string(), has_more: z.boolean() });
  const page = Page.parse((await site.api(app, "GET", `${path}&sync=${sync}`)).body);
  expect([page.data.length, page.has_more]).toEqual([100, true]);
  const rest = Page.parse((await site.api(app, "GET", `${path}&sync=${page.sync}`)).body);
  expect([rest.data.length, rest.has_more]).toEqual([22, false]);
  expect((await site.api(app, "GET", `/events?resource=${projects.website}&sync=${sync}`)).status).toBe(412);
  site.clock.set(START + DAY);
  app = await site.token();
  expect((await site.api(app, "GET", `${path}&sync=${sync}`)).status).toBe(412);
});

test("a batch runs up to ten calls, each with its own answer", async () => {
  await site.control("/app", { registration: "full" });
  app = await site.token();
  const gid = await make();
  const actions = [
    { method: "get", relative_path: `/tasks/${gid}`, options: { fields: ["name"] } },
    { method: "get", relative_path: "/tasks/1209100000099999" },
    { method: "put", relative_path: `/tasks/${gid}`, data: { completed: true } },
  ];
  const { body } = await site.api(app, "POST", "/batch", { actions });
  expect(body).toMatchObject({
    data: [{ status_code: 200, body: { data: { gid, name: "A" } } }, { status_code: 404 }, { status_code: 200 }],
  });
  expect(
    (await site.api(app, "POST", "/batch", { actions: Array.from({ length: 11 }, () => actions[0]) })).status,
  ).toBe(400);
});
