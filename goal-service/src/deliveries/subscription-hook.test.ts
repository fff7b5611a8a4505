import { createHmac, randomUUID } from "node:crypto";
import { expect, test } from "@jest/globals";
import { buildWorkspace } from "../../../test/factories/graph.ts";
import { buildPullConnection, fakeToolOn } from "../../../test/factories/pull.ts";
import { groundOfFile } from "../../../test/setup/of-file.ts";
import { open } from "../secrets.ts";
import { takeTurn } from "./take-turn.ts";

const ground = await groundOfFile();
const admin = await buildWorkspace(ground);
const tool = await fakeToolOn(ground);
const connectionId = await buildPullConnection(ground, admin, tool);
const scope = { workspaceId: admin.workspaceId, connectionId };
while (await takeTurn(ground));

const subscription = () => ground.db.prisma.subscription.findFirstOrThrow({ where: scope });
const target = async (key?: string, connection = connectionId) =>
  `http://goals.test/hooks/${connection}/${key ?? (await subscription()).id}`;
const secretOf = async () => open(ground.config.secretKey, (await subscription()).secret ?? "");
const signed = async (body: string, secret?: string) => ({
  "x-hook-signature": createHmac("sha256", secret ?? (await secretOf()))
    .update(body)
    .digest("hex"),
});
const deliveries = () => ground.db.prisma.delivery.count({ where: scope });

test("a webhook that we asked for shook hands: its secret is kept sealed, and the tool delivers with it", async () => {
  const row = await subscription();
  expect(row).toMatchObject({ state: "active", container: "P1", problem: null });
  expect(row.secret).toMatch(/^v1\./);
  expect([...tool.webhooks.values()]).toMatchObject([{ target: await target(), secret: await secretOf() }]);
  tool.put("1", {});
  expect(await tool.deliver()).toEqual([200]);
});

test("a handshake that comes late, or in the place of the first, is refused and changes nothing", async () => {
  const before = await subscription();
  const late = await tool.post(await target(), { "x-hook-secret": "mine" }, "{}");
  expect(late).toEqual({ status: 403, secret: null });
  const key = randomUUID();
  const row = { ...scope, id: key, container: "P2", state: "pending", createdAt: ground.clock.now() };
  await ground.db.prisma.subscription.create({ data: row });
  expect((await tool.post(await target(key), { "x-hook-secret": "first" }, "{}")).status).toBe(200);
  expect((await tool.post(await target(key), { "x-hook-secret": "second" }, "{}")).status).toBe(403);
  expect((await tool.post(await target(key), { "x-hook-secret": "first" }, "{}")).status).toBe(200);
  expect(await subscription()).toEqual(before);
  await ground.db.prisma.subscription.deleteMany({ where: { id: key } });
});

test("a pending row that nobody came back for takes no handshake after a minute", async () => {
  const key = randomUUID();
  const row = { ...scope, id: key, container: "P2", state: "pending", createdAt: ground.clock.now() };
  await ground.db.prisma.subscription.create({ data: row });
  ground.setNow(new Date(ground.clock.now().getTime() + 61_000).toISOString());
  expect((await tool.post(await target(key), { "x-hook-secret": "late" }, "{}")).status).toBe(403);
  await ground.db.prisma.subscription.deleteMany({ where: { id: key } });
});

test("an unknown key, another connection's and a bad signature get the same answer, word for word", async () => {
  const body = JSON.stringify({ events: [{ id: "1", at: 1 }] });
  const before = await deliveries();
  const other = await buildPullConnection(ground, admin, tool, ["P3"]);
  const answers = [
    [await target(randomUUID()), await signed(body)],
    [await target("not-an-id"), await signed(body)],
    [await target(undefined, other), await signed(body)],
    [await target(), await signed(`${body} `)],
    [await target(), await signed(body, "another")],
    [await target(), { "x-hook-signature": "zz" }],
    [await target(), {}],
  ] as const;
  for (const [to, headers] of answers)
    expect(await tool.post(to, headers, body)).toEqual({ status: 401, secret: null });
  expect((await tool.post(await target(randomUUID()), { "x-hook-secret": "x" }, "{}")).status).toBe(403);
  expect(await deliveries()).toBe(before);
});

test("an ended connection's webhooks are unknown", async () => {
  const body = JSON.stringify({ events: [] });
  const of = { id: connectionId };
  await ground.db.prisma.connection.updateMany({ where: of, data: { state: "ended" } });
  expect((await tool.post(await target(), await signed(body), body)).status).toBe(401);
  await ground.db.prisma.connection.updateMany({ where: of, data: { state: "active" } });
  expect((await tool.post(await target(), await signed(body), body)).status).toBe(200);
});

test("each sign of life counts, though all of them are the same bytes", async () => {
  const before = await deliveries();
  ground.setNow("2026-11-20T20:00:00Z");
  for (let time = 0; time < 2; time++) tool.tell("P1", []);
  expect(await tool.deliver()).toEqual([200, 200]);
  expect(await deliveries()).toBe(before + 2);
  expect(await subscription()).toMatchObject({ heardAt: new Date("2026-11-20T20:00:00Z") });
});

test("the same events once more are one delivery", async () => {
  const before = await deliveries();
  tool.put("2", {});
  const [sent] = tool.waiting;
  if (!sent) throw new Error("nothing was sent");
  await tool.deliver();
  await tool.deliver(sent);
  expect(await deliveries()).toBe(before + 1);
});

test("the same bytes while the first wait are one delivery, and don't hurry one that waits to be tried again", async () => {
  const before = await deliveries();
  tool.put("3", {});
  const [sent] = tool.waiting;
  if (!sent) throw new Error("nothing was sent");
  await tool.deliver();
  const [row] = await ground.db.prisma.delivery.findMany({ where: scope, orderBy: { id: "desc" }, take: 1 });
  const where = { workspaceId_id: { workspaceId: admin.workspaceId, id: row?.id ?? 0n } };
  const waits = { attempts: 3, dueAt: new Date("2026-11-21T00:00:00Z") };
  await ground.db.prisma.delivery.update({ where, data: waits });
  await tool.deliver(sent);
  expect(await deliveries()).toBe(before + 1);
  expect(await ground.db.prisma.delivery.findUnique({ where })).toMatchObject({ state: "pending", ...waits });
});

test("what is signed and can't be read is 400, and too much of it 413", async () => {
  const broken = '{"events":';
  expect((await tool.post(await target(), await signed(broken), broken)).status).toBe(400);
  const big = JSON.stringify({ events: [], padding: "x".repeat(1024 * 1024) });
  expect((await tool.post(await target(), await signed(big), big)).status).toBe(413);
});
