import { randomUUID } from "node:crypto";
import { expect, test } from "@jest/globals";
import { evaluateDirty } from "../health/evaluate.ts";
import { findGoal } from "../goals/goals.ts";
import { readReport } from "../health/report.ts";
import { putLink } from "../links/links.ts";
import { buildConnection } from "../../../test/factories/work.ts";
import {
  buildGoal,
  buildInitiative,
  buildKeyResult,
  buildReading,
  buildWorkspace,
} from "../../../test/factories/graph.ts";
import { groundOfFile } from "../../../test/setup/of-file.ts";
import { generic } from "../connectors/generic/generic.ts";
import { linkItem, unlinkItem } from "../work-items/acts.ts";
import { processBatch } from "./process.ts";
import { storeDelivery } from "./receive.ts";

const ground = await groundOfFile();
const admin = await buildWorkspace(ground);
const connectionId = await buildConnection(ground, admin);

const item = (id: string, over: object = {}) => ({
  ref: { container: "OPS", id },
  key: `OPS-${id}`,
  title: `Item ${id}`,
  url: `https://tool.example/OPS-${id}`,
  status: { name: "To Do", category: "todo" },
  presence: "live",
  createdAt: "2026-11-20T11:59:00Z",
  updatedAt: "2026-11-20T11:59:00Z",
  ...over,
});

async function send(...items: object[]): Promise<void> {
  await storeDelivery(
    ground,
    { workspaceId: admin.workspaceId, connectionId },
    randomUUID(),
    JSON.stringify({ items }),
  );
  while (await processBatch(ground));
}

const stored = (remoteId: string) =>
  ground.db.prisma.workItem.findUniqueOrThrow({
    where: { workspaceId_connectionId_remoteId: { workspaceId: admin.workspaceId, connectionId, remoteId } },
  });

test("an item with an announced link is born under its initiative, and its goal hears of it", async () => {
  const goal = await buildGoal(ground, admin);
  const measure = await buildKeyResult(ground, admin, goal.id);
  await buildReading(ground, admin, measure.id, "2026-11-19", 55);
  const initiative = await buildInitiative(ground, admin, goal.id);
  const linkId = randomUUID();
  await putLink(ground, admin, { linkId, initiativeId: initiative.id });
  await send(item("1", { mark: { link: linkId, initiative: initiative.key, at: "2026-11-20T11:59:30Z" } }));

  expect(await stored("1")).toMatchObject({ origin: "born", initiativeId: initiative.id, linkId });
  while (await evaluateDirty(ground));
  const report = await readReport(ground, admin, await findGoal(ground, admin, goal.id));
  expect(report).toMatchObject({ state: "green", rule: "R8" });
  expect(Object.values(report.names.items)).toMatchObject([{ key: "OPS-1" }]);
});

test("an older read is ignored, whatever the order of arrival", async () => {
  await send(item("2", { updatedAt: "2026-11-20T12:00:00Z", status: { name: "Done", category: "done" } }));
  await send(item("2", { updatedAt: "2026-11-20T11:59:00Z" }));
  expect(await stored("2")).toMatchObject({ category: "done" });
});

test("a broken parser: the delivery fails with its reason; mended and replayed, all is applied once and in order", async () => {
  const healthy = generic.parse;
  generic.parse = () => {
    throw new TypeError("no such field");
  };
  const step = (minute: number, name: string, category: string) =>
    item("9", { updatedAt: `2026-11-20T11:${minute}:00Z`, status: { name, category } });
  await send(step(10, "To Do", "todo"));
  await send(step(20, "In Progress", "doing"));
  generic.parse = healthy;
  await send(step(30, "Done", "done"));

  const where = { workspaceId: admin.workspaceId, connectionId, state: "failed" };
  const failed = await ground.db.prisma.delivery.findMany({ where, orderBy: { id: "asc" } });
  expect(failed.map(({ error }) => error)).toEqual(
    Array(2).fill("The generic connector could not read this: no such field"),
  );
  for (let again = 0; again < 2; again++) {
    await ground.db.prisma.delivery.updateMany({
      where: { ...where, state: { in: ["failed", "done"] } },
      data: { state: "pending", dueAt: ground.clock.now() },
    });
    while (await processBatch(ground));
  }
  const row = await stored("9");
  // The late reads taught one thing: when it had moved. The second replay taught nothing.
  expect(row).toMatchObject({ category: "done", version: 2, movedIsGuess: false });
  const events = await ground.db.prisma.itemEvent.findMany({
    where: { workspaceId: admin.workspaceId, itemId: row.id },
  });
  expect(events.map(({ change }) => change)).toEqual(["seen"]);
  expect(row.movedAt.toISOString()).toBe("2026-11-20T11:30:00.000Z");
});

test("a mark that names something like an id, and is none, ties nothing and spoils no page", async () => {
  const mark = { link: randomUUID(), initiative: "a".repeat(36), at: "2026-11-20T11:59:30Z" };
  await send(item("10", { mark }), item("11"));
  expect(await stored("10")).toMatchObject({ initiativeId: null });
  expect(await stored("11")).toMatchObject({ title: "Item 11" });
});

test("a clone of a born item is attached to the same initiative under a link of its own", async () => {
  const initiative = await buildInitiative(ground, admin, (await buildGoal(ground, admin)).id);
  const linkId = randomUUID();
  await putLink(ground, admin, { linkId, initiativeId: initiative.id });
  const mark = { link: linkId, initiative: initiative.key, at: "2026-11-20T11:59:30Z" };
  await send(item("3", { mark }));
  await send(item("4", { mark }));
  const clone = await stored("4");
  expect(clone).toMatchObject({ origin: "attached", initiativeId: initiative.id });
  expect(clone.linkId).not.toBe(linkId);
});

test("children of a linked item inherit, whoever comes first", async () => {
  const initiative = await buildInitiative(ground, admin, (await buildGoal(ground, admin)).id);
  await send(item("6", { parent: { container: "OPS", id: "5" } }));
  await send(item("5", { title: `[${initiative.key}] Epic` }));
  expect(await stored("6")).toMatchObject({ origin: "inherited", initiativeId: initiative.id });
  await send(item("7", { parent: { container: "OPS", id: "6" } }));
  expect(await stored("7")).toMatchObject({ origin: "inherited" });
});

test("what a person took off its initiative stays off, whatever its title or its parent say; a new link ties it again", async () => {
  const initiative = await buildInitiative(ground, admin, (await buildGoal(ground, admin)).id);
  await send(item("60", { title: `[${initiative.key}] Epic` }));
  await send(item("61", { parent: { container: "OPS", id: "60" } }));
  for (const name of ["60", "61"]) {
    const { id } = await stored(name);
    await unlinkItem(ground, admin, { id, initiativeId: initiative.id });
    expect(await stored(name)).toMatchObject({ initiativeId: null });
  }
  await send(item("60", { title: `[${initiative.key}] Epic, told anew`, updatedAt: "2026-11-20T11:59:40Z" }));
  await send(item("61", { parent: { container: "OPS", id: "60" }, title: "New", updatedAt: "2026-11-20T11:59:40Z" }));
  expect(await stored("60")).toMatchObject({ initiativeId: null, title: expect.stringContaining("anew") });
  expect(await stored("61")).toMatchObject({ initiativeId: null, title: "New" });

  await linkItem(ground, admin, { id: (await stored("60")).id, initiativeId: initiative.id, kind: "primary" });
  expect(await stored("60")).toMatchObject({ initiativeId: initiative.id, untiedAt: null });
  expect(await stored("61")).toMatchObject({ initiativeId: null });
  const linkId = randomUUID();
  await putLink(ground, admin, { linkId, initiativeId: initiative.id });
  const mark = { link: linkId, initiative: initiative.key, at: "2026-11-20T11:59:30Z" };
  await send(item("61", { mark, title: "Newer", updatedAt: "2026-11-20T11:59:50Z" }));
  expect(await stored("61")).toMatchObject({ initiativeId: initiative.id, untiedAt: null });
});

test("half a character, which no database can write, costs its own item and nothing else of the page", async () => {
  await send(item("half", { title: "Cut \ud83d" }), item("whole", { title: "Whole 🚀, and spelled \\ud83d" }));
  expect(await stored("whole")).toMatchObject({ title: "Whole 🚀, and spelled \\ud83d" });
  expect(await ground.db.prisma.workItem.count({ where: { remoteId: "half" } })).toBe(0);
  expect(await ground.db.prisma.delivery.count({ where: { state: { not: "done" } } })).toBe(0);
});

test("what we fail to apply ourselves waits, says why, and is applied once we can", async () => {
  const key = { workspaceId_id: { workspaceId: admin.workspaceId, id: connectionId } };
  await ground.db.prisma.connection.update({ where: key, data: { tool: "unheard-of" } });
  await send(item("10"));
  const where = { workspaceId: admin.workspaceId, connectionId, state: "pending" };
  const [waiting] = await ground.db.prisma.delivery.findMany({ where });
  expect(waiting).toMatchObject({ attempts: 1, doneAt: null, error: expect.stringContaining("unheard-of") as unknown });
  expect(waiting?.dueAt.getTime()).toBeGreaterThan(waiting?.receivedAt.getTime() ?? Infinity);

  await ground.db.prisma.connection.update({ where: key, data: { tool: "generic" } });
  await ground.db.prisma.delivery.updateMany({ where, data: { dueAt: ground.clock.now() } });
  while (await processBatch(ground));
  expect(await stored("10")).toMatchObject({ version: 1 });
});
