import { expect, test } from "@jest/globals";
import { buildWorkspace } from "../../../test/factories/graph.ts";
import { buildPullConnection, pulled, tenDaysApart, TOOL } from "../../../test/factories/pull.ts";
import { groundOfFile } from "../../../test/setup/of-file.ts";
import { statementsOf } from "../../../test/setup/statements.ts";
import { type PullConnector, ToolError } from "../connectors/connector.ts";
import { connectors } from "../connectors/registry.ts";
import { processBatch } from "./process.ts";
import { takeTurn } from "./take-turn.ts";

const ground = await groundOfFile();
const admin = await buildWorkspace(ground);
const connected = await pulled(ground, admin);
const { tool, scope, settle, later, item: stored, touches, connection } = connected;
tenDaysApart(connected);

test("what a webhook names is read, and what was read is stored", async () => {
  tool.put("1", { status: "Doing", category: "doing" });
  await settle();
  expect(await stored("1")).toMatchObject({ statusName: "Doing", presence: "live", container: "P1" });
  expect(await touches()).toEqual([]);
});

test("what is touched three times before it is read, is read once; touched while it is read, once more", async () => {
  tool.put("2", { title: "One" });
  tool.put("2", { title: "Two" });
  tool.put("2", { title: "Three" });
  const before = tool.count("read");
  let changed = false;
  tool.during = async (when) => {
    if (when === "before" || changed) return;
    changed = true;
    tool.put("2", { title: "Four" });
    tool.put("2", { title: "Five" });
    await tool.deliver();
    while (await processBatch(ground));
  };
  await settle();
  tool.during = () => Promise.resolve();
  expect(tool.count("read") - before).toBe(2);
  expect(await stored("2")).toMatchObject({ title: "Five" });
});

test("of several processes one at a time asks the tool for a connection", async () => {
  let [inside, most] = [0, 0];
  tool.during = async (when) => {
    inside += when === "before" ? 1 : -1;
    most = Math.max(most, inside);
    if (when === "before") expect(await takeTurn(ground)).toBe(false);
  };
  for (const id of ["30", "31", "32"]) tool.put(id, {});
  await tool.deliver();
  while (await processBatch(ground));
  expect(await Promise.all([takeTurn(ground), takeTurn(ground), takeTurn(ground)])).toContain(true);
  tool.during = () => Promise.resolve();
  expect(most).toBe(1);
  expect(await stored("32")).not.toBeNull();
});

test("a slow answer for one connection does not keep another waiting", async () => {
  await buildPullConnection(ground, admin, tool, ["BESIDE"]);
  await settle();
  let beside = false;
  tool.during = async () => {
    tool.during = () => Promise.resolve();
    tool.put("40", { container: "BESIDE" });
    await tool.deliver();
    while (await processBatch(ground));
    beside = await takeTurn(ground);
  };
  tool.put("41", {});
  await settle();
  expect(beside).toBe(true);
  expect(await ground.db.prisma.workItem.findFirst({ where: { remoteId: "40" } })).toMatchObject({
    container: "BESIDE",
  });
  expect(await stored("41")).not.toBeNull();
});

test("one webhook event costs one read and the same few statements, whatever else there is", async () => {
  const one = async () => {
    tool.put("3", { done: (tool.items.get("3")?.done ?? 0) + 1 });
    const reads = tool.count("read");
    const statements = await statementsOf(ground.db, settle);
    return { statements, reads: tool.count("read") - reads };
  };
  await one();
  const alone = await one();
  for (let id = 100; id < 160; id++) tool.put(String(id), {});
  await settle();
  await buildPullConnection(ground, admin, tool, ["OTHER"]);
  await settle();
  expect(await one()).toEqual(alone);
  expect(alone.reads).toBe(1);
  expect(alone.statements).toBeLessThanOrEqual(40);
  process.stdout.write(`one webhook event: ${alone.statements} statements, from the hook to the end of the turn\n`);
});

test("a part that is finished, reopened or new has the item above it read, in the same turn, and a renamed one does not", async () => {
  const whole = tool.put("whole", {});
  await settle();
  const progress = async (change: object, done: number) => {
    // As Asana tells it: the part's event does not name its parent, which is not changed itself.
    whole.done = done;
    const reads = tool.count("read");
    tool.put("part", { parent: "whole", ...change });
    await settle();
    return { subDone: (await stored("whole"))?.subDone, reads: tool.count("read") - reads };
  };
  expect(await progress({ category: "doing" }, 1)).toEqual({ subDone: 1, reads: 2 });
  expect(await progress({ category: "done", status: "Completed" }, 2)).toEqual({ subDone: 2, reads: 2 });
  expect(await progress({ title: "Renamed" }, 3)).toEqual({ subDone: 2, reads: 1 });
  expect(await progress({ category: "todo", status: "To do" }, 1)).toEqual({ subDone: 1, reads: 2 });
});

test("an item that the tool does not show is missed, and gone only when it is missed again ten minutes later", async () => {
  tool.put("4", {});
  await settle();
  tool.remove("4");
  await settle();
  expect(await stored("4")).toMatchObject({ presence: "live" });
  tool.tell("P1", ["4"]);
  later(5);
  await settle();
  expect(await stored("4")).toMatchObject({ presence: "live" });
  later(6);
  await settle();
  expect(await stored("4")).toMatchObject({ presence: "gone" });
  expect(await touches()).toEqual([]);
  tool.put("4", {});
  await settle();
  expect(await stored("4")).toMatchObject({ presence: "live" });
});

test("an item that comes back within ten minutes was never gone", async () => {
  const item = tool.put("5", {});
  await settle();
  tool.remove("5");
  await settle();
  tool.items.set("5", item);
  later(11);
  await settle();
  expect(await stored("5")).toMatchObject({ presence: "live", version: 1 });
  expect(await touches()).toEqual([]);
});

test("an item that was missed, seen and is missed again begins anew: it is gone ten minutes after the later miss", async () => {
  const known = tool.put("51", {});
  await settle();
  tool.remove("51");
  await settle();
  tool.items.set("51", known);
  later(11);
  await settle();
  tool.remove("51");
  await settle();
  expect(await stored("51")).toMatchObject({ presence: "live" });
  later(9);
  await settle();
  expect(await stored("51")).toMatchObject({ presence: "live" });
  later(2);
  await settle();
  expect(await stored("51")).toMatchObject({ presence: "gone" });
});

test("an item that moves out of the chosen projects goes by the same rule, and one that never was inside is not kept", async () => {
  tool.containers.set("ELSEWHERE", { name: "Elsewhere", restricted: false });
  tool.put("6", { title: "As it was" });
  await settle();
  tool.put("6", { container: "ELSEWHERE", title: "Nobody's business" });
  tool.put("7", { container: "ELSEWHERE" });
  tool.tell("P1", ["7"]);
  await settle();
  expect(await stored("6")).toMatchObject({ presence: "live", container: "P1" });
  expect(await stored("7")).toBeNull();
  tool.tell("P1", ["6"]);
  later(11);
  await settle();
  // It says where it went, and keeps what it was when it left.
  expect(await stored("6")).toMatchObject({ presence: "gone", container: "ELSEWHERE", title: "As it was" });
  expect(await touches()).toEqual([]);
  tool.put("6", { container: "P1" });
  await settle();
  expect(await stored("6")).toMatchObject({ presence: "live", container: "P1" });
});

test("an item that was seen to leave has left, though the project that it was in answers no more", async () => {
  tool.put("61", {});
  await settle();
  const project = tool.containers.get("P1");
  tool.containers.delete("P1");
  tool.put("61", { container: "ELSEWHERE" });
  tool.tell("P1", ["61"]);
  await settle();
  later(11);
  await settle();
  expect(await stored("61")).toMatchObject({ presence: "gone", container: "ELSEWHERE" });
  if (project) tool.containers.set("P1", project);
  later(61);
  await settle();
});

test("missing while its project does not answer is not gone: the item keeps its state, and the connection says so", async () => {
  tool.put("8", {});
  await settle();
  const project = tool.containers.get("P1");
  tool.containers.delete("P1");
  tool.tell("P1", ["8"]);
  await settle();
  later(11);
  await settle();
  expect(await stored("8")).toMatchObject({ presence: "live" });
  expect(await connection()).toMatchObject({ state: "degraded", problem: expect.stringContaining("P1") as unknown });
  if (project) tool.containers.set("P1", project);
  later(61);
  await settle();
  expect(await connection()).toMatchObject({ state: "active", problem: null, behindSince: null });
  expect(await touches()).toEqual([]);
});

test("what is missing from a project that was put away, and still answers, is gone like any other", async () => {
  tool.put("20", {});
  await settle();
  tool.archived.add("P1");
  tool.remove("20");
  await settle();
  later(11);
  await settle();
  expect(await stored("20")).toMatchObject({ presence: "gone" });
  expect(await connection()).toMatchObject({ state: "active", problem: null });
  tool.archived.clear();
});

test("a tool that limits us is left alone for as long as it said, and nothing counts as failed", async () => {
  tool.refuse("read", new ToolError("limited", "Too many requests.", 90_000));
  tool.put("9", {});
  await settle();
  expect(await connection()).toMatchObject({ state: "active", problem: null, failures: 0 });
  const asked = tool.asked.length;
  later(1);
  await settle();
  expect(tool.asked).toHaveLength(asked);
  expect(await touches()).toMatchObject([{ ref: "9", attempts: 0 }]);
  later(1);
  await settle();
  expect(await stored("9")).not.toBeNull();
});

test("a tool that is silent is asked less and less often; when it answers, what was lost is asked for at once", async () => {
  tool.refuse("read", ...Array.from({ length: 5 }, () => new ToolError("unreachable", "The tool does not answer.")));
  tool.put("10", {});
  const waits: number[] = [];
  for (let time = 0; time < 5; time++) {
    await settle();
    const { pausedUntil, failures, problem } = await connection();
    expect({ failures, problem }).toEqual({ failures: time + 1, problem: "The tool does not answer." });
    waits.push(((pausedUntil?.getTime() ?? 0) - ground.clock.now().getTime()) / 1000);
    later(1);
  }
  expect(waits).toEqual([1, 2, 4, 8, 16]);
  tool.items.set("11", { ...tool.put("11", {}), title: "Its event was lost" });
  tool.waiting.length = 0;
  await settle();
  expect(await stored("10")).not.toBeNull();
  expect(await stored("11")).toMatchObject({ title: "Its event was lost" });
  expect(await connection()).toMatchObject({ failures: 0, problem: null, pausedUntil: null, state: "active" });
});

test("an item that the tool refuses to show fails alone, visibly, and takes nobody down with it", async () => {
  for (const id of ["12", "13", "14"]) tool.put(id, {});
  const read = connectors[TOOL] as PullConnector;
  const original = read.read;
  read.read = (reach, ids) =>
    ids.includes("13") ? Promise.reject(new ToolError("refused", "This one is odd.")) : original(reach, ids);
  await settle();
  read.read = original;
  expect(await stored("12")).not.toBeNull();
  expect(await stored("14")).not.toBeNull();
  expect(await touches()).toMatchObject([{ ref: "13", attempts: 8, error: "This one is odd." }]);
  tool.tell("P1", ["13"]);
  await settle();
  expect(await touches()).toEqual([]);
});

test("an item that we fail to apply fails alone, and waits longer each time", async () => {
  tool.put("15", { title: "Half a character \ud83d" });
  tool.put("16", { title: "x".repeat(100) });
  await settle();
  expect(await stored("16")).not.toBeNull();
  expect(await touches()).toMatchObject([
    { ref: "15", attempts: 8, error: expect.stringContaining("character") as unknown },
  ]);
  tool.put("15", { title: "Whole" });
  await settle();
  expect(await stored("15")).toMatchObject({ title: "Whole" });
});

test("a permission that ended degrades the connection, in words that say what to do", async () => {
  await ground.db.prisma.grant.updateMany({ where: scope, data: { problem: "The permission has ended in the tool." } });
  tool.put("17", {});
  await settle();
  expect(await connection()).toMatchObject({
    state: "degraded",
    problem: expect.stringMatching(/^Allow Throughline again/) as unknown,
  });
  expect(await touches()).toMatchObject([{ ref: "17", attempts: 0 }]);
  await ground.db.prisma.grant.updateMany({ where: scope, data: { problem: null } });
  later(16);
  await settle();
  expect(await stored("17")).not.toBeNull();
  expect(await connection()).toMatchObject({ state: "active", problem: null });
});
