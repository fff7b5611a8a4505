import { randomUUID } from "node:crypto";
import { expect, test } from "@jest/globals";
import {
  buildGoal,
  buildInitiative,
  buildKeyResult,
  buildReading,
  buildWorkspace,
} from "../../../test/factories/graph.ts";
import { groundOfFile } from "../../../test/setup/of-file.ts";
import { evaluateDirty } from "../health/evaluate.ts";
import { readReport } from "../health/report.ts";
import { findGoal } from "../goals/goals.ts";
import { newId } from "../ids.ts";
import { showItemsById } from "../work-items/show.ts";
import { processBatch } from "./process.ts";
import { storeDelivery } from "./receive.ts";

const ground = await groundOfFile();
const admin = await buildWorkspace(ground);

async function connect(tool: "jira" | "generic", containers: string[], also: object = {}) {
  const row = { id: newId(), tool, name: tool, containers, tenant: newId(), createdAt: ground.clock.now(), ...also };
  const data = { workspaceId: admin.workspaceId, ...row };
  const connectionId = (await ground.db.prisma.connection.create({ data })).id;
  return {
    page: async (body: object) => {
      const to = { workspaceId: admin.workspaceId, connectionId };
      await storeDelivery(ground, to, randomUUID(), JSON.stringify(body));
      while (await processBatch(ground));
    },
    stored: (remoteId: string) =>
      ground.db.prisma.workItem.findFirst({ where: { workspaceId: admin.workspaceId, connectionId, remoteId } }),
    connection: () => ground.db.prisma.connection.findFirstOrThrow({ where: { id: connectionId } }),
    sweep: (...named: string[]) => ({ sweep: { id: randomUUID(), containers: named, last: true } }),
  };
}

let minutes = 0;
const moment = (at: number) => new Date(Date.parse("2026-11-20T08:00:00Z") + at * 60_000).toISOString();
/** Each is told a minute later than the one before. */
const item = (id: string, container: string, over: object = {}) => ({
  ref: { container, id },
  title: `Item ${id}`,
  url: `https://tool.example/${id}`,
  status: { id: "3", name: "In Progress", category: "doing" },
  presence: "live",
  createdAt: moment(0),
  updatedAt: moment(++minutes),
  ...over,
});
const named = (key: string, name: string) => ({ container: { key, name } });

async function goalWithWork() {
  const goal = await buildGoal(ground, admin);
  const measure = await buildKeyResult(ground, admin, goal.id);
  await buildReading(ground, admin, measure.id, "2026-11-19", 55);
  const initiative = await buildInitiative(ground, admin, goal.id, { state: "active" });
  const report = async () => {
    while (await evaluateDirty(ground));
    return readReport(ground, admin, await findGoal(ground, admin, goal.id));
  };
  return { title: (words: string) => `[${initiative.key}] ${words}`, report };
}

test("an item that went where nobody reads has left: only the place is taken from there, and its goal is judged at once", async () => {
  const { title, report } = await goalWithWork();
  const { page, stored } = await connect("jira", ["10201"]);
  const stands = { createdAt: "2026-10-01T08:00:00Z", updatedAt: "2026-10-01T08:00:00Z" };
  await page({ items: [item("1", "10201", { title: title("Stands still"), ...stands })] });
  expect((await report()).flags).toContain("STALLED");

  const secret = { title: "What only HR may read", status: { id: "9", name: "Dismissed", category: "done" } };
  await page({
    items: [
      item("1", "10299", { ...secret, ...named("HR", "Secret project"), assignees: [{ remoteId: "x", name: "Eve" }] }),
      item("2", "10299", secret),
    ],
  });
  const left = await stored("1");
  expect(left).toMatchObject({ presence: "gone", container: "10299", title: title("Stands still"), category: "doing" });
  expect(await stored("2")).toBeNull();
  expect(JSON.stringify(await ground.db.prisma.itemEvent.findMany({ where: { itemId: left?.id ?? "" } }))).not.toMatch(
    /Dismissed|only HR/,
  );
  expect(await ground.db.prisma.identity.count({ where: { name: "Eve" } })).toBe(0);
  expect((await report()).flags).not.toContain("STALLED");
  expect((await showItemsById(ground, admin, [left?.id ?? ""])).get(left?.id ?? "")).toMatchObject({
    presence: "gone",
    unreadIn: { name: "HR" },
  });
});

test("what is told late of an item's time elsewhere changes nothing, and one that comes back is there again", async () => {
  const { page, stored } = await connect("jira", ["10201"]);
  const [first, away, back] = [item("1", "10201"), item("1", "10299"), item("1", "10201", { title: "Back" })];
  await page({ items: [first, away] });
  expect(await stored("1")).toMatchObject({ presence: "gone" });
  await page({ items: [back] });
  await page({ items: [away] });
  expect(await stored("1")).toMatchObject({ presence: "live", container: "10201", title: "Back" });
});

test("a project that was stored under its key is stored under its id once the app tells it, and loses nothing", async () => {
  const settings = { serves: [{ container: "CS", initiativeId: newId(), by: null, at: moment(0) }] };
  const { page, stored, connection, sweep } = await connect("jira", ["CS", "10202"], {
    cursor: { CS: moment(1) },
    settings,
  });
  await page({ items: [item("1", "CS"), item("2", "CS")] });
  const [{ version = 0 }, before] = [(await stored("1")) ?? {}, await connection()];

  const renamed = { id: "10201", key: "CUST", name: "Customers", was: "CS" };
  const listed = item("1", "10201", { ...named("CUST", "Customers"), updatedAt: (await stored("1"))?.toolUpdated });
  await page({ items: [listed], containers: [renamed] });
  const after = await connection();
  expect(after).toMatchObject({ containers: ["10201", "10202"], cursor: { "10201": moment(1) } });
  expect(after.settings).toMatchObject({ serves: [{ container: "10201" }] });
  expect(after.version).toBe(before.version + 1);
  expect(await stored("2")).toMatchObject({ container: "10201", presence: "live" });
  // Under another name it is the same item: nothing of it changed.
  expect(await stored("1")).toMatchObject({ container: "10201", version });

  const old = item("3", "10201", named("CUST", "Customers"));
  const reused = item("4", "10300", named("CS", "Another project"));
  await page({ items: [old, reused] });
  expect(await stored("3")).toMatchObject({ presence: "live" });
  expect(await stored("4")).toBeNull();
  for (let week = 0; week < 3; week++)
    await page({ items: [item("1", "10201"), item("2", "10201")], ...sweep("10201") });
  expect(await stored("2")).toMatchObject({ presence: "live" });
});

test("a project that an admin chose by its key is the one that bears it, until the app has told its id", async () => {
  const { page, stored, connection } = await connect("jira", ["CS"]);
  await page({ items: [item("1", "10201", named("CS", "Customers")), item("2", "10300", named("OPS", "Operations"))] });
  expect(await stored("1")).toMatchObject({ container: "10201", presence: "live" });
  expect(await stored("2")).toBeNull();
  expect(await connection()).toMatchObject({ containers: ["CS"] });
});

test("a sender that begins to tell ids beside its keys goes on where it was; its sweeps may name either", async () => {
  const { page, stored, connection, sweep } = await connect("generic", ["OPS"]);
  await page({ items: [item("1", "OPS"), item("2", "OPS")] });
  await page({ items: [item("1", "20112", named("OPS", "Operations"))] });
  expect(await connection()).toMatchObject({ containers: ["20112"] });
  expect(await stored("2")).toMatchObject({ container: "20112", presence: "live" });
  for (let miss = 0; miss < 2; miss++) {
    ground.setNow(new Date(ground.clock.now().getTime() + 60_000).toISOString());
    await page({ items: [item("1", "20112", named("OPS", "Operations"))], ...sweep("OPS") });
  }
  expect(await stored("1")).toMatchObject({ presence: "live" });
  expect(await stored("2")).toMatchObject({ presence: "gone" });
});

test("a key that a sender of labels uses as an id stays one, whatever other container bears it as its key", async () => {
  const { page, stored } = await connect("generic", []);
  await page({ items: [item("1", "OPS", named("OPERATIONS", "Operations"))] });
  await page({ items: [item("2", "77", named("OPS", "Not the same"))] });
  expect(await stored("1")).toMatchObject({ container: "OPS" });
  expect(await stored("2")).toMatchObject({ container: "77" });
});

test("what is hidden is said in the words that people know", async () => {
  const { page, connection } = await connect("jira", ["10201"]);
  await page({ items: [], containers: [{ id: "10201", key: "CUST", name: "Customers" }], hidden: ["10201"] });
  expect((await connection()).problem).toContain("no longer shows Customers (CUST) to the account");
});
