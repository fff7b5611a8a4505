import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import type { Client, Refusal } from "@throughline/shared/client";
import { Mark } from "@throughline/shared/link";
import { z } from "zod";
import { type AsanaConnected, startAsanaConnected } from "../setup/asana-connected.ts";
import { eventually } from "../setup/eventually.ts";
import { visitorAt } from "../setup/visitor.ts";

/** From the popup in Asana to a task that carries its link from birth: the real service, the real connector, the sandbox. */
let on: AsanaConnected;
let app: Client;
let dana: string;
const PROJECT = "Customer onboarding";
const Task = z.object({
  gid: z.string(),
  name: z.string(),
  notes: z.string(),
  external: z.object({ gid: z.string(), data: z.string() }).nullish(),
  assignee: z.object({ gid: z.string() }).nullable(),
  created_by: z.object({ gid: z.string() }).nullish(),
  due_on: z.string().nullable(),
});
const FIELDS = "name,notes,external,external.data,assignee,created_by,due_on";

beforeAll(async () => {
  on = await startAsanaConnected(4745, [PROJECT]);
  dana = on.asana.person("Dana Okafor");
  app = on.app(dana);
}, 120_000);
afterAll(() => on.stop());

test("an account that has not said yes is sent to the popup, which tells Asana's page when it is done", async () => {
  expect(await app.getPanelAccount({})).toMatchObject({ account: dana, connected: false, person: null });
  const refused = await app
    .createPanelItem({ linkId: randomUUID(), initiativeId: on.initiative.id, title: "x" })
    .catch((error: unknown) => error);
  expect(refused).toMatchObject({ code: "not_connected" });
  const start = z.object({ authorizeUrl: z.string() }).parse((refused as Refusal).details).authorizeUrl;
  const done = await on.signIn(visitorAt(on.url), "Dana Okafor", new URL(start).pathname);
  expect(done).toMatchObject({ status: 200, text: expect.stringContaining(`data-tells="${on.asana.url}"`) });
  expect(await app.getPanelAccount({})).toMatchObject({ connected: true });
}, 30_000);

async function taskOf(gid: string) {
  return on.asana.rest("GET", `/tasks/${gid}?opt_fields=${FIELDS}`, Task);
}

test("a task is made as the person who asks, carries its link from birth, and shows our card", async () => {
  const linkId = randomUUID();
  const item = await app.createPanelItem({
    linkId,
    initiativeId: on.initiative.key,
    title: "Call Initech",
    body: "By phone & in person.",
    due: "2099-01-02",
    assignToMe: true,
  });
  expect(item).toMatchObject({ title: "Call Initech", link: { id: linkId, origin: "born" }, due: "2099-01-02" });
  const task = await taskOf(item.ref.id);
  expect(task).toMatchObject({ name: "Call Initech", assignee: { gid: dana }, due_on: "2099-01-02" });
  expect(task.external?.gid).toBe(linkId);
  expect(Mark.parse(JSON.parse(task.external?.data ?? ""))).toMatchObject({
    link: linkId,
    initiative: on.initiative.key,
  });
  await eventually(async () => {
    const attached = z.array(z.object({ name: z.string(), view_url: z.string().nullable() }));
    const path = `/attachments?limit=100&opt_fields=name,view_url&parent=${item.ref.id}`;
    expect(await on.asana.rest("GET", path, attached)).toEqual([
      { name: `${on.initiative.key} Reduce churn`, view_url: `${on.url}/go/asana/${item.ref.id}` },
    ]);
  }, 15_000);
}, 30_000);

test("what Asana did and could not say is found again, and silence doubles nothing", async () => {
  const linkId = randomUUID();
  const wish = { linkId, initiativeId: on.initiative.id, title: "Lost and found" };
  await on.asana.control("faults", { kind: "lost", method: "POST", path: "/tasks" });
  const item = await app.createPanelItem(wish);
  expect(item).toMatchObject({ link: { id: linkId, origin: "born" } });
  expect(await app.createPanelItem(wish)).toEqual(item);
  await on.asana.control("faults", { kind: "503", method: "POST", path: "/tasks" });
  const other = { ...wish, linkId: randomUUID(), title: "Second try" };
  const said = await app.createPanelItem(other).catch((error: unknown) => error);
  expect(said).toMatchObject({ status: 503, code: "tool_unreachable" });
  expect(await app.createPanelItem(other)).toMatchObject({ link: { origin: "born" } });
  const found = z.array(z.object({ name: z.string() }));
  const inProject = `/tasks?limit=100&opt_fields=name&project=${on.asana.project(PROJECT)}`;
  const names = (await on.asana.rest("GET", inProject, found)).map(({ name }) => name);
  for (const title of ["Lost and found", "Second try"]) expect(names.filter((name) => name === title)).toHaveLength(1);
}, 30_000);

test("Asana's own words come back when it says no", async () => {
  await on.asana.control("faults", { kind: "403", method: "POST", path: "/tasks" });
  const wish = { linkId: randomUUID(), initiativeId: on.initiative.id, title: "Not allowed" };
  const said = await app.createPanelItem(wish).catch((error: unknown) => error);
  expect(said).toMatchObject({ status: 422, code: "tool_refused", message: expect.stringMatching(/^Asana says: ./) });
});

test("who takes the permission back in Asana is asked again, and is acted for by nobody", async () => {
  await on.asana.control("deauthorize", { user: "Dana Okafor" });
  const wish = { linkId: randomUUID(), initiativeId: on.initiative.id, title: "Taken back" };
  const said = await app.createPanelItem(wish).catch((error: unknown) => error);
  expect(said).toMatchObject({ status: 422, code: "not_connected" });
  expect(await app.getPanelAccount({})).toMatchObject({ connected: false });
  await on.signIn(visitorAt(on.url), "Dana Okafor");
  expect(await app.createPanelItem(wish)).toMatchObject({ link: { origin: "born" } });
}, 30_000);

test("a task that was there is linked at hand, and gets its mark in Asana", async () => {
  const Seeded = z.object({ tasks: z.array(z.object({ gid: z.string() })) });
  const tasks = [{ project: PROJECT, name: "There before", created: "2026-11-02T09:00:00Z" }];
  const { gid = "" } = Seeded.parse(await on.asana.control("seed", { tasks })).tasks[0] ?? {};
  const linkId = randomUUID();
  const linked = await app.linkPanelItem({ linkId, initiativeId: on.initiative.id, id: gid });
  expect(linked).toMatchObject({ title: "There before", link: { id: linkId, origin: "attached" } });
  await eventually(async () => {
    expect((await taskOf(gid)).external?.gid).toBe(linkId);
  }, 15_000);
}, 30_000);
