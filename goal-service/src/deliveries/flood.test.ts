import { randomUUID } from "node:crypto";
import { expect, test } from "@jest/globals";
import { buildGoal, buildWorkspace, type Person } from "../../../test/factories/graph.ts";
import { buildConnection } from "../../../test/factories/work.ts";
import { groundOfFile } from "../../../test/setup/of-file.ts";
import { evaluateDirty } from "../health/evaluate.ts";
import { newRound, processBatch } from "./process.ts";
import { storeDelivery } from "./receive.ts";

const ground = await groundOfFile();
const flooding = await connected();
const quiet = await connected();

interface Connected {
  admin: Person;
  workspaceId: string;
  connectionId: string;
}

async function connected(): Promise<Connected> {
  const admin = await buildWorkspace(ground);
  return { admin, workspaceId: admin.workspaceId, connectionId: await buildConnection(ground, admin) };
}

const item = (id: string) => ({
  ref: { container: "OPS", id },
  title: `Item ${id}`,
  url: `https://tool.example/${id}`,
  status: { name: "To Do", category: "todo" },
  presence: "live",
  createdAt: "2026-11-20T11:00:00Z",
  updatedAt: "2026-11-20T11:00:00Z",
});
const pageOf = (name: string, items: number, more: object = {}) => ({
  items: Array.from({ length: items }, (_, n) => item(`${name}-${n}`)),
  ...more,
});
const deliver = (to: Connected, page: object) => storeDelivery(ground, to, randomUUID(), JSON.stringify(page));
const itemsOf = ({ workspaceId }: Connected) => ground.db.prisma.workItem.count({ where: { workspaceId } });
const drain = async () => {
  while (await processBatch(ground));
};

test("one event of another workspace is applied in the second batch, however much waits before it", async () => {
  for (let page = 0; page < 3; page++) await deliver(flooding, pageOf(`flood-${page}`, 100));
  await deliver(quiet, pageOf("single", 1));
  const round = newRound();
  const batches = [await processBatch(ground, round), await processBatch(ground, round)];
  expect(batches).toEqual([true, true]);
  expect(await itemsOf(quiet)).toBe(1);
  expect(await itemsOf(flooding)).toBe(200);
  await drain();
  expect(await itemsOf(flooding)).toBe(300);
});

test("a page that is larger than a batch is applied in parts, each of them kept, and ends its sweep after the last", async () => {
  const to = await connected();
  const sweep = { id: randomUUID(), containers: ["OPS"], last: true };
  await deliver(to, pageOf("old", 1));
  await drain();
  ground.setNow("2026-11-20T13:00:00Z");
  await deliver(to, pageOf("large", 250, { sweep }));
  const seen: unknown[] = [];
  const missed = { workspaceId: to.workspaceId, missed: { gt: 0 } };
  // A new round each time: as if the process had been killed in between.
  while (await processBatch(ground)) {
    const { state, taken } = await ground.db.prisma.delivery.findFirstOrThrow({
      where: { workspaceId: to.workspaceId },
      orderBy: { id: "desc" },
    });
    seen.push([await itemsOf(to), state, taken, await ground.db.prisma.workItem.count({ where: missed })]);
  }
  expect(seen).toEqual([
    [201, "pending", 200, 0],
    [251, "done", 0, 1],
  ]);
});

test("bodies are read for what fits into one batch and no more", async () => {
  const to = await connected();
  const page = { ...pageOf("wide", 1), sweep: { id: randomUUID(), containers: ["x".repeat(190)], last: false } };
  const wide = JSON.stringify(page).padEnd(400_000, " ");
  for (let n = 0; n < 5; n++) await storeDelivery(ground, to, randomUUID(), wide);
  const waiting = () => ground.db.prisma.delivery.count({ where: { workspaceId: to.workspaceId, state: "pending" } });
  const left: number[] = [];
  while (await processBatch(ground)) left.push(await waiting());
  expect(left).toEqual([3, 1, 0]);
});

test("what can't be applied keeps neither its neighbours nor other connections waiting", async () => {
  const [bad, good] = [await connected(), await connected()];
  const { count } = await ground.db.prisma.connection.updateMany({
    where: { workspaceId: bad.workspaceId },
    data: { containers: 7 }, // nothing that we would ever write
  });
  expect(count).toBe(1);
  await deliver(bad, pageOf("bad", 1));
  await deliver(good, pageOf("good", 1));
  await drain();
  expect(await itemsOf(good)).toBe(1);
  const failed = await ground.db.prisma.delivery.findFirstOrThrow({ where: { workspaceId: bad.workspaceId } });
  expect(failed).toMatchObject({ state: "pending", attempts: 1, error: expect.stringMatching(/\w/) });
});

test("the one goal of a workspace is evaluated beside the first of another that has many", async () => {
  for (let n = 0; n < 60; n++) await buildGoal(ground, flooding.admin);
  const { id } = await buildGoal(ground, quiet.admin);
  await evaluateDirty(ground);
  const dirty = await ground.db.prisma.goalDirty.count({ where: { workspaceId: quiet.workspaceId, goalId: id } });
  expect(dirty).toBe(0);
});
