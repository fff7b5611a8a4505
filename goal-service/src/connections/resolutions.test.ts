import { randomUUID } from "node:crypto";
import { expect, test } from "@jest/globals";
import { buildGoal, buildInitiative } from "../../../test/factories/graph.ts";
import { refused } from "../../../test/factories/refused.ts";
import { buildConnection } from "../../../test/factories/work.ts";
import { serviceOfFile } from "../../../test/setup/of-file.ts";
import { storeDelivery } from "../deliveries/receive.ts";

const { ground, admin, worker, ...service } = await serviceOfFile();
const client = await service.as(admin);
const { workspaceId } = admin;
const id = await buildConnection(ground, admin);
await ground.db.prisma.connection.updateMany({ where: { id }, data: { tool: "jira" } });
const initiative = await buildInitiative(ground, admin, (await buildGoal(ground, admin)).id);

let minute = 0;
const issue = (remoteId: string, resolution: string | null, over: object = {}) => {
  const at = new Date(Date.parse("2026-11-20T09:00:00Z") + (minute += 1) * 1000).toISOString();
  return {
    ref: { container: "10001", id: remoteId },
    container: { key: "CS", name: "Customer success" },
    title: `Issue ${remoteId} [${initiative.key}]`,
    url: `https://acme.example/browse/CS-${remoteId}`,
    status: { id: "10003", name: "Erledigt", category: "done" },
    resolution,
    presence: "live",
    createdAt: "2026-11-02T09:00:00Z",
    updatedAt: at,
    movedAt: "2026-11-12T09:00:00Z",
    finishedAt: "2026-11-12T09:00:00Z",
    ...over,
  };
};
async function tell(...items: object[]): Promise<void> {
  await storeDelivery(ground, { workspaceId, connectionId: id }, randomUUID(), JSON.stringify({ items }));
  await worker.drain();
}
const stored = (remoteId: string) =>
  ground.db.prisma.workItem.findFirstOrThrow({ where: { workspaceId, connectionId: id, remoteId } });
const finished = async () => {
  const rows = await ground.db.prisma.finished.findMany({ where: { workspaceId, initiativeId: initiative.id } });
  return rows.reduce((sum, { items }) => sum + items, 0);
};
const setRules = (...statuses: Parameters<typeof client.setMapping>[0]["statuses"]) =>
  client.setMapping({ id, statuses });
const rule = (name: string, category: "done" | "cancelled") => ({ container: "10001", name, category, blocked: false });

test("what Jira's resolutions mean is a guess until an admin says otherwise, for what is known and for what comes", async () => {
  await tell(
    issue("1", "Aufgeschoben"),
    issue("2", "Aufgeschoben"),
    issue("3", "Wird nicht erledigt", { status: { id: "10003", name: "Erledigt", category: "cancelled" } }),
    issue("4", null),
  );
  expect(await finished()).toBe(3);
  const { statuses } = await client.getMapping({ id });
  expect(statuses).toEqual([
    { ...rule("Aufgeschoben", "done"), containerName: "Customer success (CS)", guessed: true, items: 2 },
    { ...rule("Erledigt", "done"), containerName: "Customer success (CS)", guessed: true, items: 1 },
    { ...rule("Wird nicht erledigt", "cancelled"), containerName: "Customer success (CS)", guessed: true, items: 1 },
  ]);
  const before = await stored("1");
  const said = await setRules(rule("Aufgeschoben", "cancelled"));
  expect(said.statuses).toContainEqual({
    ...rule("Aufgeschoben", "cancelled"),
    containerName: "Customer success (CS)",
    guessed: false,
    items: 2,
  });
  expect(await stored("1")).toMatchObject({
    category: "cancelled",
    version: before.version + 1,
    movedAt: before.movedAt,
  });
  expect(await finished()).toBe(1);
  await tell(issue("1", "Aufgeschoben", { title: "Told again" }), issue("5", "Aufgeschoben"));
  expect(await stored("1")).toMatchObject({ category: "cancelled", title: "Told again" });
  expect(await stored("5")).toMatchObject({ category: "cancelled" });
});

test("a rule that is taken back leaves the guess, and one for what ended without a resolution goes by its status", async () => {
  await setRules(rule("Wird nicht erledigt", "done"));
  expect(await stored("1")).toMatchObject({ category: "done" });
  expect(await stored("3")).toMatchObject({ category: "done", movedOn: new Date("2026-11-12") });
  await setRules(rule("Erledigt", "cancelled"));
  expect(await stored("3")).toMatchObject({ category: "cancelled" });
  expect(await stored("4")).toMatchObject({ category: "cancelled" });
  await tell(issue("4", null, { status: { id: "3", name: "In Arbeit", category: "doing" }, finishedAt: null }));
  expect(await stored("4")).toMatchObject({ category: "doing", resolution: null });
});

test("said twice it is the same as once, and an end can't mean that work goes on", async () => {
  await setRules(rule("Aufgeschoben", "cancelled"));
  const before = await stored("1");
  await setRules(rule("Aufgeschoben", "cancelled"));
  expect(await stored("1")).toEqual(before);
  expect(await refused(setRules({ ...rule("Aufgeschoben", "done"), category: "doing" }))).toBe("not_an_end");
  expect(await stored("1")).toEqual(before);
  const other = await buildConnection(ground, admin);
  expect(await refused(client.setMapping({ id: other, statuses: [] }))).toBe("not_pulled");
});
