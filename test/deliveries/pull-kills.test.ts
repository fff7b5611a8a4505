import { randomUUID } from "node:crypto";
import { expect, test } from "@jest/globals";
import { newId } from "../../goal-service/src/ids.ts";
import { type Point, PULL_POINTS } from "../../goal-service/src/points.ts";
import { ToolError } from "../../goal-service/src/connectors/connector.ts";
import { buildGoal, buildInitiative, buildKeyResult, buildWorkspace } from "../factories/graph.ts";
import { pulled } from "../factories/pull.ts";
import { mortal } from "../setup/kill-here.ts";
import { groundOfFile } from "../setup/of-file.ts";

/** Those that a push passes as well. */
const SHARED = [
  "hook: verified, not stored",
  "hook: stored, not answered",
  "intake: claimed, not applied",
  "intake: applied, not finished",
  "intake: finished, not committed",
  "intake: committed, not told",
] as const;
const POINTS: readonly Point[] = [...SHARED, ...PULL_POINTS];

const ground = await groundOfFile();
const admin = await buildWorkspace(ground);
const goal = await buildGoal(ground, admin, { due: "2030-12-31" });
await buildKeyResult(ground, admin, goal.id);
const { key } = await buildInitiative(ground, admin, goal.id);
const { tool, scope, settle, later, item, connection } = await pulled(ground, admin, ["P1"]);
for (const id of ["P2", "P3"]) tool.containers.set(id, { name: `Project ${id}`, restricted: false });
const process = mortal(ground.db);
tool.pageSize = 50;

const at = () => ground.clock.now();
async function wish(kind: string, ref: string, value: object | string): Promise<string> {
  const data = { ...scope, id: newId(), kind, ref, value, createdAt: at(), dueAt: at() };
  return (await ground.db.prisma.wanted.create({ data })).id;
}
const choose = (...containers: string[]) =>
  ground.db.prisma.connection.updateMany({
    where: { id: scope.connectionId },
    data: { containers, pollDue: at(), sweepDue: at() },
  });

/** A day on which everything happens that a connection can meet; each has ids of its own. */
interface Day {
  id: (name: string) => string;
  wishes: { done: string[]; failed: string[] };
}

async function dayBegins(run: number): Promise<Day> {
  const id = (name: string) => `${run}-${name}`;
  tool.put(id("known"), { title: `[${key}] Known` });
  tool.put(id("removed"), { title: `[${key}] Removed` });
  await settle();
  tool.put(id("known"), { status: "Doing", category: "doing" });
  tool.put(id("born"), { title: `[${key}] Born` });
  tool.put(id("odd"), { title: "Half a character \ud83d" });
  tool.remove(id("removed"));
  tool.items.set(id("lost"), { ...tool.put(id("lost"), {}), title: "Its event was lost" });
  tool.waiting.pop();
  tool.refuse("read", new ToolError("unreachable", "Silent for a moment."));
  tool.refuse("comment", new ToolError("refused", "Comments are closed."));
  const stray = `http://goals.test/hooks/${scope.connectionId}/${randomUUID()}`;
  tool.webhooks.set(`stray-${run}`, { container: "P1", target: stray, secret: "s", problem: null });
  // Somebody answers in our place for one of the webhooks that are asked for today.
  tool.stolen.add("P3");
  await choose("P1", "P2", "P3");
  const failed = [await wish("comment", id("known"), "Refused")];
  const done = [
    await wish("comment", id("known"), `Decided on day ${run}`),
    await wish("lookup", id("lost"), "x"),
    await wish("status", "P1", { status: "at_risk", title: `Day ${run}`, text: "Why" }),
  ];
  return { id, wishes: { done, failed } };
}

/** Everything has come to its end: pauses are over, what was missed was missed again. */
async function dayEnds(): Promise<void> {
  for (let time = 0; time < 4; time++) {
    await settle();
    later(11);
  }
  await settle();
}

test(`killed at each of ${POINTS.length} points of a tool that is read: nothing lost, nothing doubled\n    ${POINTS.join("\n    ")}`, async () => {
  for (const [run, point] of POINTS.entries()) {
    ground.setNow(new Date(at().getTime() + 86_400_000).toISOString());
    const day = await dayBegins(run);
    const stood = await process.until(point, dayEnds);
    expect({ point, stood }).toEqual({ point, stood: true });
    // Its sessions end first: what it still wants to write when its calls break off finds no database any more.
    await process.die();
    tool.line.abort();
    tool.line = new AbortController();
    await dayEnds();
    await expectWhole(run, day);
    tool.stolen.clear();
    await choose("P1");
    await dayEnds();
    expect([...tool.webhooks.values()].map(({ container }) => container)).toEqual(["P1"]);
  }
}, 900_000);

async function expectWhole(run: number, { id, wishes }: Day): Promise<void> {
  for (const name of ["known", "born", "lost"]) {
    const truth = tool.items.get(id(name));
    expect(await item(id(name))).toMatchObject({ presence: "live", statusName: truth?.status, title: truth?.title });
  }
  expect(await item(id("removed"))).toMatchObject({ presence: "gone" });
  const changes = async (name: string) => {
    const events = await ground.db.prisma.itemEvent.findMany({
      where: { workspaceId: scope.workspaceId, itemId: (await item(id(name)))?.id ?? "" },
      orderBy: { id: "asc" },
    });
    return events.map(({ change }) => change);
  };
  expect(await changes("known")).toEqual(["seen", "linked", "status"]);
  expect(await changes("removed")).toEqual(["seen", "linked", "presence"]);
  expect((await changes("born")).slice(0, 2)).toEqual(["seen", "linked"]);

  const touches = await ground.db.prisma.touch.findMany({ where: scope });
  expect(
    touches.map(({ ref, attempts }) => [ref, attempts]).filter(([ref]) => String(ref).startsWith(`${run}-`)),
  ).toEqual([[id("odd"), 8]]);
  expect(await ground.db.prisma.delivery.count({ where: { ...scope, state: { not: "done" } } })).toBe(0);
  expect(await ground.db.prisma.sweep.count({ where: { ...scope, ended: true } })).toBeGreaterThan(run);

  expect(tool.items.get(id("known"))?.comments).toEqual([`Decided on day ${run}`]);
  expect(tool.items.get(id("born"))?.mark).toMatchObject({ initiative: key });
  const states = await ground.db.prisma.wanted.findMany({
    where: { ...scope, id: { in: [...wishes.done, ...wishes.failed] } },
  });
  expect(Object.fromEntries(states.map(({ id: one, state }) => [one, state]))).toEqual(
    Object.fromEntries([...wishes.done.map((one) => [one, "done"]), ...wishes.failed.map((one) => [one, "failed"])]),
  );

  const rows = await ground.db.prisma.subscription.findMany({ where: scope, orderBy: { container: "asc" } });
  expect(rows.map(({ container, state }) => [container, state])).toEqual([
    ["P1", "active"],
    ["P2", "active"],
    ["P3", "broken"],
  ]);
  const remote = rows.flatMap(({ remoteId }) => remoteId ?? []).sort();
  expect([...tool.webhooks.keys()].sort()).toEqual(remote);
  expect(await connection()).toMatchObject({ state: "active", problem: null, failures: 0 });
}
