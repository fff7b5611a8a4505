import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { z } from "zod";
import { type Point, PULL_POINTS } from "../../goal-service/src/points.ts";
import { type AsanaConnected, startAsanaConnected } from "../setup/asana-connected.ts";
import { byHand, tasksOf, toldByAsana, toldByService, webhooksOf } from "../setup/asana-truth.ts";
import { eventually } from "../setup/eventually.ts";

/**
 * The real process, killed while it reads Asana, and started again: webhooks, reads, marks and reconcile go on as if
 * nothing had been. What needs a tool that misbehaves is killed in test/deliveries/pull-kills.test.ts, at every point.
 */
const MISBEHAVING =
  /^(touch: failed|wish: (noted|to be read|failed)|webhook: (stray|not ours|key closed)|turn: answered)/;
const SHARED: Point[] = [
  "hook: verified, not stored",
  "hook: stored, not answered",
  "intake: claimed, not applied",
  "intake: applied, not finished",
  "intake: finished, not committed",
  "intake: committed, not told",
];
const POINTS = [...SHARED, ...PULL_POINTS.filter((point) => !MISBEHAVING.test(point))];
const KILLS = process.env["PROOF"] ? 2 * POINTS.length : 7;
/** Few kills are spread over all points. */
const STRIDE = 4;
const [PROJECT, OTHER] = ["Website relaunch", "Customer onboarding"];

let on: AsanaConnected;
beforeAll(async () => {
  on = await startAsanaConnected(4760, [PROJECT]);
}, 120_000);
afterAll(() => on.stop());

const Gid = z.object({ gid: z.string() });
const create = (name: string) =>
  byHand(on.asana, "POST", "/tasks", Gid, { name, projects: [on.asana.project(PROJECT)] });
const change = (gid: string, data: object) => byHand(on.asana, "PUT", `/tasks/${gid}`, Gid, data);
const choose = (...names: string[]) =>
  eventually(
    () => on.admin.setContainers({ id: on.connectionId, containers: names.map((name) => on.asana.project(name)) }),
    30_000,
  );
const projects = (...names: string[]) => names.map((name) => on.asana.project(name)).sort();

/** A further project is chosen; one task is finished, and one is made that names an initiative. */
async function oneDay(run: number, known: string): Promise<void> {
  const made = create(`[${on.initiative.key}] Made in run ${run}`);
  await Promise.all([choose(PROJECT, OTHER), change(known, { completed: true }), made]);
}

test(`${KILLS} kills of the real process at ${POINTS.length} points: what is stored is what Asana shows, once\n    ${POINTS.join("\n    ")}`, async () => {
  for (let run = 0; run < KILLS; run++) {
    const point = POINTS[(run * STRIDE) % POINTS.length] ?? "touch: claimed, not read";
    const { gid } = await create(`Known in run ${run}`);
    await expectTruth();
    await on.service.stop();
    await on.startService(point);
    const day = oneDay(run, gid);
    expect(await on.service.reached).toBe(point);
    await on.service.kill();
    await on.startService();
    await day;
    await expectWhole(run);
    await choose(PROJECT);
    await eventually(async () => expect(await webhooksOf(on.asana)).toEqual(projects(PROJECT)), 20_000);
  }
}, 1_800_000);

async function expectTruth(): Promise<void> {
  const truth = toldByAsana(await tasksOf(on.asana, PROJECT));
  const ids = truth.map(({ id }) => id);
  await eventually(async () => expect(await toldByService(on.admin, on.connectionId, ids)).toEqual(truth), 30_000);
}

async function expectWhole(run: number): Promise<void> {
  await expectTruth();
  await eventually(async () => {
    expect(await webhooksOf(on.asana)).toEqual(projects(PROJECT, OTHER));
    const [connection] = (await on.admin.listConnections({})).items;
    expect(connection).toMatchObject({ state: "active", problem: null, backlog: { pending: 0, failed: 0, wanted: 0 } });
  }, 30_000);
  const { items } = await on.admin.listWorkItems({ initiativeId: on.initiative.id, limit: 200 });
  const made = items.filter(({ title }) => title.endsWith(`Made in run ${run}`));
  expect(made).toMatchObject([{ link: { origin: "attached" } }]);
  const { history } = await on.admin.getWorkItem({ id: made[0]?.id ?? "" });
  expect(history.map((event) => event.change)).toEqual(["seen", "linked"]);
  const path = `/tasks/${made[0]?.ref.id ?? ""}?opt_fields=external.data`;
  const External = z.object({ external: z.object({ data: z.string() }).nullish() });
  expect((await on.asana.rest("GET", path, External)).external?.data).toContain(on.initiative.key);
}
