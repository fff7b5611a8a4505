import { randomUUID } from "node:crypto";
import { expect, test } from "@jest/globals";
import { nextWanted, takeDone } from "../connections/outbox.ts";
import { buildGoal, buildInitiative, buildWorkspace } from "../../../test/factories/graph.ts";
import { groundOfFile } from "../../../test/setup/of-file.ts";
import { evaluateDirty } from "../health/evaluate.ts";
import { newId } from "../ids.ts";
import { processBatch } from "./process.ts";
import { storeDelivery } from "./receive.ts";

const ground = await groundOfFile();
const admin = await buildWorkspace(ground);
const row = {
  workspaceId: admin.workspaceId,
  id: newId(),
  tool: "jira",
  name: "Jira",
  tenant: "c1",
  containers: ["CS"],
  createdAt: ground.clock.now(),
};
const connectionId = (await ground.db.prisma.connection.create({ data: row })).id;

const item = (id: string, over: object = {}) => ({
  ref: { container: "CS", id },
  title: `Item ${id}`,
  url: `https://tool.example/${id}`,
  status: { name: "In Progress", category: "doing" },
  presence: "live",
  createdAt: "2026-11-20T11:00:00Z",
  updatedAt: "2026-11-20T11:00:00Z",
  ...over,
});

async function page(body: object): Promise<void> {
  await storeDelivery(ground, { workspaceId: admin.workspaceId, connectionId }, randomUUID(), JSON.stringify(body));
  while (await processBatch(ground));
}

const stored = (remoteId: string) =>
  ground.db.prisma.workItem.findUnique({
    where: { workspaceId_connectionId_remoteId: { workspaceId: admin.workspaceId, connectionId, remoteId } },
  });
const wishes = () => nextWanted(ground, admin.workspaceId, connectionId);
const later = (minutes: number) => {
  ground.setNow(new Date(ground.clock.now().getTime() + minutes * 60_000).toISOString());
};

test("what a sweep misses is looked up first and gone only when a second sweep misses it too", async () => {
  await page({ items: [item("1"), item("2")] });
  const sweep = async () => {
    later(1);
    await page({ items: [item("1")], sweep: { id: randomUUID(), containers: ["CS"], last: true } });
  };
  await sweep();
  expect(await stored("2")).toMatchObject({ presence: "live", missed: 1 });
  expect(await wishes()).toMatchObject([{ kind: "lookup", ref: "2" }]);
  await sweep();
  expect(await stored("2")).toMatchObject({ presence: "gone" });
  expect(await stored("1")).toMatchObject({ presence: "live", missed: 0 });
});

test("what was missed, seen and missed again is not gone: only two misses in a row are", async () => {
  await page({ items: [item("21"), item("22")] });
  const sweepWithout22 = async () => {
    later(1);
    await page({ items: [item("21")], sweep: { id: randomUUID(), containers: ["CS"], last: true } });
  };
  await sweepWithout22();
  later(1);
  await page({ items: [item("22", { title: "Still there", updatedAt: "2026-11-20T11:30:00Z" })] });
  expect(await stored("22")).toMatchObject({ presence: "live", missed: 0 });
  await sweepWithout22();
  expect(await stored("22")).toMatchObject({ presence: "live", missed: 1 });
  await sweepWithout22();
  expect(await stored("22")).toMatchObject({ presence: "gone" });
});

test("two sweeps that wait together miss nothing that each of them lists, however long the batch takes", async () => {
  await page({ items: [item("17")] });
  later(1);
  const sweep = () => ({ items: [item("17")], sweep: { id: randomUUID(), containers: ["CS"], last: true } });
  const to = { workspaceId: admin.workspaceId, connectionId };
  for (const body of [sweep(), sweep()]) await storeDelivery(ground, to, randomUUID(), JSON.stringify(body));
  const begun = ground.clock.now().getTime();
  let ticks = 0;
  const slow = { ...ground, clock: { ...ground.clock, now: () => new Date(begun + ticks++) } };
  while (await processBatch(slow));
  expect(await stored("17")).toMatchObject({ presence: "live", missed: 0 });
});

test("what a sweep lists in a form that nobody can read is there: it is not missed, however often", async () => {
  await page({ items: [item("18")] });
  for (let week = 0; week < 3; week++) {
    later(1);
    const items = [item("18", { title: 7 })];
    await page({ items, sweep: { id: randomUUID(), containers: ["CS"], last: false } });
    await page({ items, sweep: { id: randomUUID(), containers: ["CS"], last: true } });
  }
  expect(await stored("18")).toMatchObject({ presence: "live", missed: 0, title: "Item 18" });
});

test("a sweep that lists something without saying which item it is takes nothing away, and the next whole one does", async () => {
  const nameless = { ...item("19"), ref: undefined };
  const sweep = async (...pages: object[]) => {
    later(1);
    const id = randomUUID();
    for (const [at, told] of pages.entries())
      await page({ ...told, sweep: { id, containers: ["CS"], last: at + 1 === pages.length } });
  };
  await page({ items: [item("19")] });
  await sweep({ items: [nameless] });
  await sweep({ items: [{ ...nameless, ref: { container: "CS", id: 5 } }] }, { items: [] });
  await sweep({ items: [null] }, { items: [] }, { items: [] });
  await sweep({ unread: [{ why: "nobody knows" }] }, { items: [] });
  expect(await stored("19")).toMatchObject({ presence: "live", missed: 0 });
  await sweep({ items: [] }, { items: [] });
  expect(await stored("19")).toMatchObject({ presence: "live", missed: 1 });
  await page({ items: [item("19")] });
});

test("a sweep of one project of two says nothing of the other: silence is trusted when all that is read was listed", async () => {
  const where = { workspaceId_id: { workspaceId: admin.workspaceId, id: connectionId } };
  const { prisma } = ground.db;
  const behind = { containers: ["CS", "OPS"], behindSince: ground.clock.now(), problem: "No sync.", lastSyncAt: null };
  const read = () => prisma.connection.findUniqueOrThrow({ where });
  const trusted = () => ({ behindSince: null, problem: null, lastSyncAt: ground.clock.now() });
  const sweep = (containers: string[]) => page({ items: [], sweep: { id: randomUUID(), containers, last: true } });
  await prisma.connection.update({ where, data: behind });
  await sweep(["OPS"]);
  expect(await read()).toMatchObject(behind);
  await sweep(["OPS", "CS", "OTHER"]);
  expect(await read()).toMatchObject(trusted());
  await prisma.connection.update({ where, data: behind });
  await page({ items: [], cursor: {} });
  expect(await read()).toMatchObject(trusted());
  await prisma.connection.update({ where, data: { containers: ["CS"] } });
});

test("a sweep that never ends takes nothing away, and other containers are none of its business", async () => {
  await page({ items: [item("3")] });
  later(1);
  await page({ items: [], sweep: { id: randomUUID(), containers: ["CS"], last: false } });
  await page({ items: [], sweep: { id: randomUUID(), containers: ["OTHER"], last: true } });
  expect(await stored("3")).toMatchObject({ presence: "live", missed: 0 });
});

test("an item outside the chosen projects is dropped first", async () => {
  await page({ items: [item("4", { ref: { container: "SECRET", id: "4" } })] });
  expect(await stored("4")).toBeNull();
});

test("a mark that vanishes changes nothing: the right one is wished for, once, until it is done", async () => {
  const initiative = await buildInitiative(ground, admin, (await buildGoal(ground, admin)).id);
  const link = randomUUID();
  const mark = { v: 1, link, initiative: initiative.key, at: "2026-11-20T11:00:00Z" };
  await page({ items: [item("5", { mark })] });
  await page({ items: [item("5", { mark: null, updatedAt: "2026-11-20T11:30:00Z" })] });
  await page({ items: [item("5", { mark: { ...mark, initiative: "INI-999" }, updatedAt: "2026-11-20T11:31:00Z" })] });
  expect(await stored("5")).toMatchObject({ initiativeId: initiative.id, origin: "born" });
  const [wish, ...more] = (await wishes()).filter(({ kind }) => kind === "mark");
  expect(more).toEqual([]);
  expect(wish).toMatchObject({ ref: "5", value: { link, initiative: initiative.key } });
  expect((await wishes()).filter(({ kind }) => kind === "mark")).toEqual([]);
  later(2);
  expect(await wishes()).toContainEqual(wish);
  await takeDone(
    ground.db.pool,
    { workspaceId: admin.workspaceId, connection: { id: connectionId } },
    [{ id: wish?.id ?? "", ok: true }],
    ground.clock.now(),
  );
  later(2);
  expect((await wishes()).filter(({ kind }) => kind === "mark")).toEqual([]);
});

test("a wish of another connection can't be reported done", async () => {
  await page({ items: [item("6")] });
  const wish = {
    workspaceId: admin.workspaceId,
    id: newId(),
    connectionId,
    kind: "comment",
    ref: "6",
    createdAt: ground.clock.now(),
    dueAt: ground.clock.now(),
  };
  await ground.db.prisma.wanted.create({ data: wish });
  await takeDone(
    ground.db.pool,
    { workspaceId: admin.workspaceId, connection: { id: newId() } },
    [{ id: wish.id, ok: true }],
    ground.clock.now(),
  );
  expect(
    await ground.db.prisma.wanted.findUniqueOrThrow({
      where: { workspaceId_id: { workspaceId: admin.workspaceId, id: wish.id } },
    }),
  ).toMatchObject({ state: "open" });
});

test("a restricted item stays counted; an archived one counts no more", async () => {
  await page({ items: [item("7", { restricted: true }), item("8")] });
  await page({ items: [item("8", { presence: "archived", updatedAt: "2026-11-20T11:30:00Z" })] });
  expect(await stored("7")).toMatchObject({ restricted: true, presence: "live" });
  expect(await stored("8")).toMatchObject({ presence: "archived" });
});

test("a chosen project that the tool hides is said at once, by name, and its goals are judged anew; shown again, all is as it was", async () => {
  const goal = await buildGoal(ground, admin);
  const initiative = await buildInitiative(ground, admin, goal.id, { state: "active" });
  await page({ items: [item("hidden", { title: `[${initiative.key}] Hidden` })], cursor: {} });
  while (await evaluateDirty(ground));
  const connection = () => ground.db.prisma.connection.findFirstOrThrow({ where: { id: connectionId } });
  const dirty = async () => (await ground.db.prisma.goalDirty.findMany()).map(({ goalId }) => goalId);
  const { version } = await connection();

  await page({ items: [], hidden: ["LEFT-OUT"] });
  expect(await connection()).toMatchObject({ state: "active", problem: null, behindSince: null, version });
  expect(await dirty()).toEqual([]);

  await page({ items: [], hidden: ["CS", "LEFT-OUT"] });
  const hidden = await connection();
  expect(hidden).toMatchObject({ state: "degraded", version: version + 1, behindSince: expect.any(Date) });
  expect(hidden.problem).toMatch(/no longer shows CS to the account/);
  expect(await dirty()).toContain(goal.id);
  expect(await stored("hidden")).toMatchObject({ presence: "live" });

  await page({ items: [], cursor: {} });
  expect(await connection()).toMatchObject({ state: "active", problem: null, behindSince: null, version: version + 2 });
});
