import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { z } from "zod";
import { type AsanaConnected, startAsanaConnected } from "../setup/asana-connected.ts";
import { byHand, tasksOf, toldByAsana, toldByService, webhooksOf } from "../setup/asana-truth.ts";
import { eventually } from "../setup/eventually.ts";

/** What happens in Asana comes back: by its webhooks within seconds, and after an outage without them. */
const PROJECT = "Website relaunch";
let on: AsanaConnected;
const Gid = z.object({ gid: z.string() });

beforeAll(async () => {
  on = await startAsanaConnected(4755, [PROJECT]);
}, 120_000);
afterAll(() => on.stop());

const project = () => on.asana.project(PROJECT);
async function create(name: string): Promise<string> {
  return (await byHand(on.asana, "POST", "/tasks", Gid, { name, projects: [project()] })).gid;
}
const change = (gid: string, data: object) => byHand(on.asana, "PUT", `/tasks/${gid}`, Gid, data);

/** Asana is asked once: who asks it ten times a second is soon told to wait. */
async function expectTruth(gone: readonly string[] = []): Promise<void> {
  const truth = toldByAsana(await tasksOf(on.asana, PROJECT));
  const ids = [...truth.map(({ id }) => id), ...gone];
  await eventually(async () => expect(await toldByService(on.admin, on.connectionId, ids)).toEqual(truth), 20_000);
}

async function dayPasses(): Promise<void> {
  const clock = `${on.url}/sandbox/clock`;
  const { days } = z.object({ days: z.number() }).parse(await (await fetch(clock)).json());
  const headers = { "content-type": "application/json" };
  await fetch(clock, { method: "PUT", headers, body: JSON.stringify({ days: days + 1 }) });
}

test("a chosen project is listed whole, and its webhook has shaken hands", async () => {
  await expectTruth();
  await eventually(async () => {
    const { items } = await on.admin.listContainers({ id: on.connectionId });
    const active = { state: "active", problem: null };
    expect(items.filter(({ chosen }) => chosen)).toMatchObject([
      { id: project(), name: PROJECT, subscription: active },
    ]);
  }, 20_000);
  expect(await webhooksOf(on.asana)).toEqual([project()]);
}, 180_000);

test("what a person does in Asana is seen within seconds", async () => {
  const gid = await create(`[${on.initiative.key}] Rewrite the pricing page`);
  const item = () =>
    eventually(async () => {
      const { items } = await on.admin.listWorkItems({ connectionId: on.connectionId, id: gid });
      const [first] = items;
      if (!first) throw new Error("not yet seen");
      return first;
    }, 20_000);
  expect(await item()).toMatchObject({ link: { origin: "attached" }, status: { category: "todo" } });
  const began = performance.now();
  await change(gid, { completed: true });
  await eventually(async () => {
    expect(await item()).toMatchObject({ status: { category: "done" } });
  }, 20_000);
  process.stdout.write(`from Asana to the item: ${Math.round(performance.now() - began)} ms\n`);
}, 180_000);

test("what happened while the service was down is known when it is up again, and nothing twice", async () => {
  const [renamed, completed, deleted] = [
    await create("To be renamed"),
    await create("To be done"),
    await create("To go"),
  ];
  await expectTruth();
  await on.service.stop();
  await on.asana.control("events", { mode: "drop" });
  await change(renamed, { name: "Renamed" });
  await change(completed, { completed: true });
  await byHand(on.asana, "DELETE", `/tasks/${deleted}`, z.object({}));
  const made = await create("Made meanwhile");
  await on.asana.control("events", { mode: "prompt" });
  await on.startService();
  await eventually(async () => {
    const told = await toldByService(on.admin, on.connectionId, [renamed, completed, made]);
    expect(told.map(({ title, over }) => [title, over]).sort()).toEqual([
      ["Made meanwhile", false],
      ["Renamed", false],
      ["To be done", true],
    ]);
  }, 20_000);
  for (let day = 0; day < 2; day++) await dayPasses();
  await expectTruth([deleted]);
  const { items } = await on.admin.listWorkItems({ connectionId: on.connectionId, id: completed });
  const { history } = await on.admin.getWorkItem({ id: items[0]?.id ?? "" });
  expect(history.map((event) => event.change)).toEqual(["seen", "status"]);
  expect((await on.admin.listConnections({})).items[0]).toMatchObject({
    state: "active",
    problem: null,
    behindSince: null,
    backlog: { pending: 0, failed: 0, wanted: 0 },
  });
}, 120_000);

test("a project that is chosen no longer loses its webhook; disconnecting gives all of them back", async () => {
  const other = on.asana.project("Customer onboarding");
  await on.admin.setContainers({ id: on.connectionId, containers: [project(), other] });
  await eventually(async () => expect(await webhooksOf(on.asana)).toEqual([project(), other].sort()), 20_000);
  await on.admin.setContainers({ id: on.connectionId, containers: [other] });
  await eventually(async () => expect(await webhooksOf(on.asana)).toEqual([other]), 20_000);
  expect(await on.admin.endConnection({ id: on.connectionId })).toMatchObject({ state: "ended" });
  expect(await webhooksOf(on.asana)).toEqual([]);
}, 90_000);
