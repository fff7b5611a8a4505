import { expect, test } from "@jest/globals";
import { buildGoal, buildInitiative, buildPerson, buildPrivateGoal } from "../../../test/factories/graph.ts";
import { pulledBy, tenDaysApart } from "../../../test/factories/pull.ts";
import { refused } from "../../../test/factories/refused.ts";
import { serviceOfFile } from "../../../test/setup/of-file.ts";

const service = await serviceOfFile();
const { ground, admin } = service;
const client = await service.as(admin);
const connected = await pulledBy(service, ["P1", "P2"]);
const { tool, connectionId: id, item, settle } = connected;
tool.containers.set("P3", { name: "Project P3", restricted: false });
tenDaysApart(connected);
const anInitiative = async () => buildInitiative(ground, admin, (await buildGoal(ground, admin)).id);
const serve = (container: string, initiativeId: string | null) =>
  client.setServes({ id, container, initiativeId, accepted: true });

test("a project that serves an initiative ties what is in it and what comes into it, as mapped; what was said openly stays", async () => {
  const [first, second] = [await anInitiative(), await anInitiative()];
  tool.put("1", {});
  tool.put("2", { title: `[${second.key}] Named` });
  tool.put("3", { container: "P2" });
  await settle();
  await serve("P1", first.id);
  await settle();
  expect(await item("1")).toMatchObject({ origin: "mapped", initiativeId: first.id });
  expect(await item("2")).toMatchObject({ origin: "attached", initiativeId: second.id });
  expect(await item("3")).toMatchObject({ initiativeId: null });
  tool.put("4", {});
  await settle();
  expect(await item("4")).toMatchObject({ origin: "mapped", initiativeId: first.id });
  expect(tool.items.get("4")?.mark).toBeNull();
  const shown = (await client.listContainers({ id })).items.find((one) => one.id === "P1");
  expect(shown?.serves).toMatchObject({ id: first.id, key: first.key });
  await serve("P1", null);
  await settle();
});

test("mapped work follows its project: to another initiative, to none, and with the item that leaves", async () => {
  const [first, second] = [await anInitiative(), await anInitiative()];
  tool.put("5", {});
  tool.put("6", {});
  await serve("P1", first.id);
  await settle();
  tool.put("6", { container: "P2" });
  await settle();
  expect(await item("6")).toMatchObject({ initiativeId: null });
  await serve("P1", second.id);
  await settle();
  expect(await item("5")).toMatchObject({ origin: "mapped", initiativeId: second.id });
  const wi = (await item("5"))?.id ?? "";
  const { history } = await client.getWorkItem({ id: wi });
  expect(history.map(({ change }) => change).sort()).toEqual(["linked", "linked", "seen", "unlinked"]);
  await client.linkWorkItem({ id: wi, initiativeId: first.id });
  await serve("P1", null);
  await settle();
  expect(await item("5")).toMatchObject({ origin: "attached", initiativeId: first.id });
});

test("what a person took off is not mapped again", async () => {
  const initiative = await anInitiative();
  await serve("P1", initiative.id);
  tool.put("7", {});
  await settle();
  const wi = (await item("7"))?.id ?? "";
  await client.unlinkWorkItem({ id: wi, initiativeId: initiative.id });
  tool.put("7", { title: "Changed" });
  await settle();
  expect(await item("7")).toMatchObject({ title: "Changed", initiativeId: null });
  await serve("P1", null);
});

test("without a name that stands for it, for a closed initiative, a private goal or a project that is not read: refused", async () => {
  const [open, hidden] = [
    await anInitiative(),
    await buildInitiative(ground, admin, (await buildPrivateGoal(ground, admin)).id),
  ];
  const asked = { id, container: "P1", initiativeId: open.id };
  expect(await refused(client.setServes(asked))).toBe("not_accepted");
  expect(await refused(serve("P3", open.id))).toBe("not_chosen");
  expect(await refused(serve("P1", hidden.id))).toBe("private_goal");
  await client.changeInitiative({ id: open.id, version: open.version, state: "stopped" });
  expect(await refused(serve("P1", open.id))).toBe("initiative_closed");
  expect((await client.listContainers({ id })).items.every(({ serves }) => serves === null)).toBe(true);
});

test("a goal that a whole project serves is not made private, nor is its initiative moved to one that is", async () => {
  const goal = await buildGoal(ground, admin);
  const initiative = await buildInitiative(ground, admin, goal.id);
  const secret = await buildPrivateGoal(ground, admin);
  await serve("P1", initiative.id);
  const hide = (version: number) => client.changeGoal({ id: goal.id, version, viewers: [] });
  const move = () => client.changeInitiative({ id: initiative.id, version: initiative.version, goalId: secret.id });
  expect([await refused(hide(1)), await refused(move())]).toEqual(["served_by_project", "served_by_project"]);
  await serve("P1", null);
  expect([await refused(hide(1)), await refused(move())]).toEqual(["answered", "answered"]);
});

test("what a project served before its goal was private is named to an admin outside the audience by no id", async () => {
  const goal = await buildGoal(ground, admin);
  const initiative = await buildInitiative(ground, admin, goal.id);
  const owner = await buildPerson(ground, admin);
  await serve("P1", initiative.id);
  const where = { workspaceId_id: { workspaceId: admin.workspaceId, id: goal.id } };
  await ground.db.prisma.goal.update({ where, data: { private: true, ownerId: owner.person.id } });
  const { items } = await client.listContainers({ id });
  expect(items.find((one) => one.id === "P1")?.serves).toEqual({ id: "private", key: "", title: "A private goal" });
  await serve("P1", null);
});
