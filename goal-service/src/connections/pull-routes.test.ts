import { expect, test } from "@jest/globals";
import { buildGoal, buildInitiative, buildKeyResult, buildReading } from "../../../test/factories/graph.ts";
import { pulledBy, tenDaysApart, TOOL } from "../../../test/factories/pull.ts";
import { buildConnection } from "../../../test/factories/work.ts";
import { refused } from "../../../test/factories/refused.ts";
import { serviceOfFile } from "../../../test/setup/of-file.ts";
import { ToolError } from "../connectors/connector.ts";
import { newId } from "../ids.ts";
import { allowAccount } from "./allow.ts";

const service = await serviceOfFile();
const { ground, admin } = service;
const client = await service.as(admin);
const connected = await pulledBy(service, ["P1", "P2"]);
const { tool, connectionId: id, scope, later, item, connection, settle } = connected;
tool.containers.set("P3", { name: "Secret plans", restricted: true });
tenDaysApart(connected);

test("the tool's projects are shown as they are now: chosen or not, how many items, how their changes reach us", async () => {
  tool.put("1", {});
  await settle();
  tool.tell("P1", []);
  await settle();
  const { items } = await client.listContainers({ id });
  expect(items).toMatchObject([
    { id: "P1", name: "Project P1", chosen: true, items: 1, subscription: { state: "active", problem: null } },
    { id: "P2", chosen: true, items: 0, subscription: { state: "active", heardAt: null } },
    { id: "P3", name: "Secret plans", restricted: true, chosen: false, items: 0, subscription: null },
  ]);
  expect(items[0]?.subscription?.heardAt).not.toBeNull();
});

test("a chosen project that the tool no longer shows stays in the list, so that it can be left out", async () => {
  const project = tool.containers.get("P2");
  tool.containers.delete("P2");
  expect((await client.listContainers({ id })).items).toContainEqual(
    expect.objectContaining({ id: "P2", chosen: true }),
  );
  if (project) tool.containers.set("P2", project);
});

test("choosing projects makes webhooks and lists them whole; leaving one out gives its webhook back and lets its items go", async () => {
  tool.put("2", { container: "P3" });
  await client.setContainers({ id, containers: ["P1", "P3"] });
  await settle();
  expect([...tool.webhooks.values()].map(({ container }) => container).sort()).toEqual(["P1", "P3"]);
  expect(await item("2")).toMatchObject({ presence: "live", container: "P3" });
  await client.setContainers({ id, containers: ["P1", "P2"] });
  await settle();
  expect(await item("2")).toMatchObject({ presence: "live" });
  later(11);
  await settle();
  expect(await item("2")).toMatchObject({ presence: "gone" });
  expect([...tool.webhooks.values()].map(({ container }) => container).sort()).toEqual(["P1", "P2"]);
  await client.setContainers({ id, containers: ["P1", "P2", "P3"] });
  await settle();
  expect(await item("2")).toMatchObject({ presence: "live" });
  await client.setContainers({ id, containers: [] });
  later(11);
  await settle();
  expect(await item("2")).toMatchObject({ presence: "gone" });
  expect(tool.webhooks.size).toBe(0);
  await client.setContainers({ id, containers: ["P1", "P2"] });
});

test("what statuses mean is the connector's guess until an admin says otherwise; then known items are judged anew", async () => {
  tool.put("3", { status: "Blocked by legal", category: "doing" });
  tool.put("4", { status: "Blocked by legal", category: "doing" });
  tool.put("5", { container: "P2", status: "Done", category: "done" });
  await settle();
  const guessed = await client.getMapping({ id });
  expect(guessed.statuses).toContainEqual({
    container: "P1",
    containerName: null,
    name: "Blocked by legal",
    category: "doing",
    blocked: false,
    guessed: true,
    items: 2,
  });
  const rule = { container: "P1", name: "Blocked by legal", category: "doing", blocked: true } as const;
  const unseen = { container: "P2", name: "Parked", category: "todo", blocked: false } as const;
  const before = [tool.count("read"), tool.count("changes")];
  const said = await client.setMapping({ id, statuses: [rule, unseen] });
  expect(said.statuses).toContainEqual({ ...rule, containerName: null, guessed: false, items: 2 });
  expect(said.statuses).toContainEqual({ ...unseen, containerName: null, guessed: false, items: 0 });
  await settle();
  expect(tool.count("read")).toBeGreaterThan(before[0] ?? 0);
  const again = await client.setMapping({ id, statuses: [rule, unseen] });
  expect(again.statuses).toEqual(said.statuses);
  const reads = tool.count("read");
  await settle();
  expect(tool.count("read")).toBe(reads);
});

test("what needs full permissions is refused without them", async () => {
  const asked = { id, statuses: [], writeBack: { projectField: true, statusUpdate: true, nativeGoal: false } };
  expect(await refused(client.setMapping(asked))).toBe("needs_full_permissions");
  const field = { ...asked, writeBack: { projectField: true, statusUpdate: false, nativeGoal: false } };
  expect(await client.setMapping(field)).toMatchObject({ writeBack: { projectField: true }, fullPermissions: false });
  expect(await client.setMapping({ id, statuses: [] })).toMatchObject({ writeBack: { projectField: true } });
});

test("repair reads everything again and looks after the webhooks at once", async () => {
  tool.put("6", {});
  await settle();
  tool.webhooks.clear();
  tool.put("6", { title: "Unheard" });
  await client.syncConnection({ id });
  await settle();
  expect(await item("6")).toMatchObject({ title: "Unheard" });
  expect(tool.webhooks.size).toBe(2);
});

test("repair does not wait for a silent tool's pause, but for the tool's own", async () => {
  tool.put("7", {});
  tool.refuse("read", new ToolError("limited", "Too many requests.", 120_000));
  await settle();
  const asked = tool.asked.length;
  await client.syncConnection({ id });
  await settle();
  expect(tool.asked).toHaveLength(asked);
  expect(await refused(client.listContainers({ id }))).toBe("tool_unreachable");
  later(3);
  tool.refuse("subscriptions", new ToolError("unreachable", "Silent."));
  await client.syncConnection({ id });
  await settle();
  expect(await connection()).toMatchObject({ failures: 1, problem: "Silent." });
  await client.syncConnection({ id });
  await settle();
  expect(await connection()).toMatchObject({ failures: 0, problem: null });
});

test("what waits and what failed is counted: deliveries and items to be read", async () => {
  const at = ground.clock.now();
  const touch = { ...scope, since: at, dueAt: new Date(at.getTime() + 3600_000) };
  await ground.db.prisma.touch.createMany({
    data: [
      { ...touch, ref: "waits" },
      { ...touch, ref: "failed", attempts: 8, error: "Odd." },
    ],
  });
  const [shown] = (await client.listConnections({})).items.filter((row) => row.id === id);
  expect(shown?.backlog).toEqual({ pending: 1, failed: 1, wanted: 0 });
  await ground.db.prisma.touch.deleteMany({ where: scope });
});

test("a connection that its app pushes has nothing of this to ask", async () => {
  const other = await buildConnection(ground, admin);
  for (const asked of [
    client.listContainers({ id: other }),
    client.getMapping({ id: other }),
    client.setMapping({ id: other, statuses: [] }),
    client.syncConnection({ id: other }),
  ])
    expect(await refused(asked)).toBe("not_pulled");
  expect(await refused(client.listContainers({ id: newId() }))).toBe("not_found");
  expect(await client.endConnection({ id: other })).toMatchObject({ state: "ended" });
});

test("without the permission of the account that reads, the refusal says where to give it again; given, reading goes on at once", async () => {
  await ground.db.prisma.grant.updateMany({ where: scope, data: { problem: "It has ended." } });
  const refusal = await client.listContainers({ id }).then(
    () => null,
    (error: unknown) => error,
  );
  expect(refusal).toMatchObject({
    code: "not_connected",
    details: { authorizeUrl: `${service.url}/oauth/asana/start?for=workspace` },
  });
  later(61);
  await settle();
  const { state, tenant } = await connection();
  expect(state).toBe("degraded");
  const account = { id: "bot", name: "Bot", email: null, workspaces: [{ id: tenant ?? "", name: "Acme" }] };
  const tokens = { access: "fresh", refresh: "fresh", expiresInS: 3600, scopes: [] };
  await allowAccount(ground, { tool: TOOL, account, tokens }, null);
  await settle();
  expect(await connection()).toMatchObject({ state: "active", problem: null });
  await ground.db.prisma.grant.updateMany({ where: scope, data: { expiresAt: new Date("2100-01-01T00:00:00Z") } });
});

test("disconnecting gives webhooks and permissions back and keeps the history; its goals are told that what they see is old", async () => {
  const goal = await buildGoal(ground, admin, { due: "2027-12-31" });
  await buildReading(ground, admin, (await buildKeyResult(ground, admin, goal.id)).id, "2026-11-19", 55);
  const { key } = await buildInitiative(ground, admin, goal.id);
  tool.put("8", { title: `[${key}] Open`, status: "Doing", category: "doing" });
  await settle();
  tool.put("9", {});
  expect(await client.endConnection({ id })).toMatchObject({ state: "ended", problem: null });
  expect(tool.webhooks.size).toBe(0);
  expect(await ground.db.prisma.grant.count({ where: scope })).toBe(0);
  expect(await ground.db.prisma.subscription.count({ where: scope })).toBe(0);
  expect(new Set(await tool.deliver())).toEqual(new Set([401]));
  later(24 * 60);
  await service.worker.drain();
  expect(await item("8")).toMatchObject({ presence: "live", category: "doing" });
  expect((await client.getGoalHealth({ id: goal.id })).flags).toContain("SOURCE_BEHIND");
  expect(await client.endConnection({ id })).toMatchObject({ state: "ended" });
  expect(await refused(client.syncConnection({ id }))).toBe("not_pulled");
});
