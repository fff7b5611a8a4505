import { expect, test } from "@jest/globals";
import { buildWorkspace } from "../../../test/factories/graph.ts";
import { pulled, tenDaysApart } from "../../../test/factories/pull.ts";
import { groundOfFile } from "../../../test/setup/of-file.ts";
import { ToolError } from "../connectors/connector.ts";
import { newId } from "../ids.ts";

const ground = await groundOfFile();
const admin = await buildWorkspace(ground);
const connected = await pulled(ground, admin, ["P1", "P2"]);
const { tool, scope, settle, later, item, connection } = connected;
tenDaysApart(connected);

const ours = () => ground.db.prisma.subscription.findMany({ where: scope, orderBy: { container: "asc" } });
const theirs = () => [...tool.webhooks.values()].map(({ container }) => container).sort();
const choose = async (...containers: string[]) => {
  const data = { containers, pollDue: ground.clock.now() };
  await ground.db.prisma.connection.updateMany({ where: { id: scope.connectionId }, data });
  await settle();
};
const first = async () => {
  const [row] = await ours();
  if (!row) throw new Error("there is no webhook");
  return row;
};

test("each chosen project has one webhook; one that is chosen no longer is given back", async () => {
  expect(theirs()).toEqual(["P1", "P2"]);
  await choose("P1");
  expect(theirs()).toEqual(["P1"]);
  expect(await ours()).toMatchObject([{ container: "P1", state: "active" }]);
  await choose("P1", "P2");
  expect(theirs()).toEqual(["P1", "P2"]);
});

test("a webhook that the tool deleted is found missing within a day, made again, and what it did not tell is read", async () => {
  const before = await ours();
  tool.webhooks.clear();
  tool.put("unheard", {});
  later(24 * 60);
  await settle();
  expect(theirs()).toEqual(["P1", "P2"]);
  expect(await item("unheard")).not.toBeNull();
  const after = await ours();
  expect(after.map(({ state }) => state)).toEqual(["active", "active"]);
  expect(after.map(({ id }) => id)).not.toEqual(before.map(({ id }) => id));
});

test("what a process left behind that died while it asked is given back, and asked for anew", async () => {
  const { id } = await first();
  await ground.db.prisma.subscription.updateMany({ where: { id }, data: { state: "pending", remoteId: null } });
  later(61);
  await settle();
  expect(theirs()).toEqual(["P1", "P2"]);
  expect((await ours()).map(({ state, id: now }) => [state, now === id])).toEqual([
    ["active", false],
    ["active", false],
  ]);
});

test("webhooks of other deployments, and of other connections, are left alone", async () => {
  const stranger = (target: string) => ({ container: "P1", target, secret: "s", problem: null });
  const own = `http://goals.test/hooks/${scope.connectionId}/${newId()}`;
  tool.webhooks.set("elsewhere", stranger("https://other.example/hooks/1/2"));
  tool.webhooks.set("other", stranger(`http://goals.test/hooks/${newId()}/${newId()}`));
  tool.webhooks.set("stray", stranger(own));
  later(24 * 60);
  await settle();
  expect(tool.webhooks.has("stray")).toBe(false);
  expect(["elsewhere", "other"].every((id) => tool.webhooks.delete(id))).toBe(true);
  expect(theirs()).toEqual(["P1", "P2"]);
});

test("a webhook whose hand was shaken by somebody else is given back, and its key is worth nothing", async () => {
  const keys: string[] = [];
  await choose("P1");
  tool.stolen.add("P2");
  const { post } = tool;
  Object.assign(tool, {
    post: (target: string, ...rest: [Record<string, string>, string]) => {
      keys.push(target);
      return post(target, ...rest);
    },
  });
  await choose("P1", "P2");
  Object.assign(tool, { post });
  tool.stolen.clear();
  expect(theirs()).toEqual(["P1"]);
  expect(await ours()).toMatchObject([
    { container: "P1", state: "active" },
    { container: "P2", state: "broken", secret: null, problem: expect.stringContaining("Somebody else") as unknown },
  ]);
  const [target = ""] = keys;
  expect((await tool.post(target, { "x-hook-secret": "again" }, "{}")).status).toBe(403);
  later(16);
  await settle();
  expect(theirs()).toEqual(["P1", "P2"]);
});

test("where the tool can't reach us, its refusal says what to do, and changes are asked for every quarter of an hour", async () => {
  const { publicUrl } = ground.config;
  ground.config.publicUrl = "http://127.0.0.1:4600";
  await choose();
  tool.refuse("subscribe", ...Array.from({ length: 50 }, () => new ToolError("not_allowed", "Localhost is refused.")));
  await choose("P1");
  const [row] = await ours();
  expect(row?.state).toBe("broken");
  expect(row?.problem).toBe(
    "Asana can't call http://127.0.0.1:4600, which only this machine knows. Start the service with PUBLIC_URL set to an https address that Asana reaches; until then changes are asked for every 15 minutes. (Localhost is refused.)",
  );
  tool.put("1", { title: "Polled" });
  later(16);
  await settle();
  expect(await item("1")).toMatchObject({ title: "Polled" });
  expect(await connection()).toMatchObject({ state: "active", problem: null });
  tool.refuses.delete("subscribe");
  ground.config.publicUrl = publicUrl;
  await choose("P1", "P2");
  expect(theirs()).toEqual(["P1", "P2"]);
});

test("what the tool says of its failing deliveries is shown, and goes when they succeed again", async () => {
  const { remoteId } = await first();
  const hook = tool.webhooks.get(remoteId ?? "");
  if (!hook) throw new Error("the tool does not know it");
  hook.problem = "The last delivery failed: 502.";
  later(24 * 60);
  await settle();
  expect(await first()).toMatchObject({ state: "broken", problem: "The last delivery failed: 502.", remoteId });
  hook.problem = null;
  later(16);
  await settle();
  expect(await first()).toMatchObject({ state: "active", problem: null, remoteId });
});

test("an account that may not have webhooks still reads", async () => {
  const refusals = Array.from({ length: 9 }, () => new ToolError("not_allowed", "The scope webhooks:read is missing."));
  tool.refuse("subscriptions", ...refusals);
  tool.webhooks.clear();
  tool.put("2", {});
  later(24 * 60);
  await settle();
  expect(await item("2")).not.toBeNull();
  expect(await first()).toMatchObject({ state: "broken", problem: "The scope webhooks:read is missing." });
  expect(await connection()).toMatchObject({ state: "active", problem: null });
  tool.refuses.delete("subscriptions");
  later(16);
  await settle();
  expect(theirs()).toEqual(["P1", "P2"]);
});

test("a tool that limits us while webhooks are made is asked again later, and none is made twice", async () => {
  await choose();
  tool.refuse("subscribe", new ToolError("limited", "Too many requests.", 30_000));
  await choose("P1", "P2");
  expect(theirs()).toEqual([]);
  later(1);
  await settle();
  expect(theirs()).toEqual(["P1", "P2"]);
  expect((await ours()).map(({ state }) => state)).toEqual(["active", "active"]);
});

test("projects that are chosen while a reconcile runs are seen to when it ends, not an hour later", async () => {
  tool.during = async (when) => {
    if (when === "before") return;
    tool.during = () => Promise.resolve();
    const data = { containers: ["P1"], pollDue: ground.clock.now() };
    await ground.db.prisma.connection.updateMany({ where: { id: scope.connectionId }, data });
  };
  await choose("P1", "P2");
  expect(theirs()).toEqual(["P1"]);
});
