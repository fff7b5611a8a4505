import { randomUUID } from "node:crypto";
import { beforeEach, describe, expect, test } from "@jest/globals";
import {
  buildGoal,
  buildInitiative,
  buildPerson,
  buildPrivateGoal,
  buildWorkspace,
} from "../../../test/factories/graph.ts";
import { buildConnection, buildItem } from "../../../test/factories/work.ts";
import { serviceOfFile } from "../../../test/setup/of-file.ts";

const service = await serviceOfFile();
const { ground } = service;
const admin = await buildWorkspace(ground);
const eve = await buildPerson(ground, admin, "Eve");
const [asAdmin, asEve] = [await service.as(admin), await service.as(eve)];
const secret = await buildInitiative(ground, admin, (await buildPrivateGoal(ground, admin)).id);
const open = await buildInitiative(ground, admin, (await buildGoal(ground, admin)).id);
const connectionId = await buildConnection(ground, admin);
const elsewhere = await buildConnection(ground, admin);

const code = (answer: Promise<unknown>): Promise<string> =>
  answer.then(
    () => "done",
    (error: unknown) => (error as { code: string }).code,
  );

describe("an item of a private goal, for a contributor who may not see the goal", () => {
  let id: string;
  let other: string;
  beforeEach(async () => {
    ({ id } = await buildItem(ground, admin, { connectionId, initiativeId: secret.id }));
    ({ id: other } = await buildItem(ground, admin, { connectionId: elsewhere }));
  });

  test.each([
    ["linked elsewhere", () => asEve.linkWorkItem({ id, initiativeId: open.id })],
    ["classed", () => asEve.classifyWorkItem({ id, class: "debt" })],
    ["declassed", () => asEve.declassifyWorkItem({ id })],
    ["paired with another", () => asEve.mirrorWorkItem({ id, of: other })],
    ["taken as the other side", () => asEve.mirrorWorkItem({ id: other, of: id })],
  ])("can't be %s", async (_, act) => {
    expect(await code(act())).toBe("not_allowed");
    expect((await asAdmin.getWorkItem({ id })).link?.initiativeId).toBe(secret.id);
  });

  test("can't be parted from its other side, from neither end", async () => {
    await asAdmin.mirrorWorkItem({ id, of: other });
    expect(await code(asEve.unmirrorWorkItem({ id }))).toBe("not_allowed");
    expect(await code(asEve.unmirrorWorkItem({ id: other }))).toBe("not_allowed");
    expect((await asAdmin.getWorkItem({ id })).sameWork?.id).toBe(other);
  });

  test("never names the goal's initiative in its history, also after it was linked elsewhere", async () => {
    expect(JSON.stringify(await asAdmin.getWorkItem({ id }))).toContain(secret.id);
    expect(JSON.stringify(await asEve.getWorkItem({ id }))).not.toContain(secret.id);
    await asAdmin.linkWorkItem({ id, initiativeId: open.id });
    await asAdmin.unlinkWorkItem({ id, initiativeId: open.id });
    await asAdmin.linkWorkItem({ id, initiativeId: secret.id });
    await asAdmin.classifyWorkItem({ id, class: "debt" });
    const { history } = await asEve.getWorkItem({ id });
    expect(history.length).toBeGreaterThan(4);
    expect(JSON.stringify(history)).not.toContain(secret.id);
    expect(JSON.stringify(history)).toContain(open.id);
  });

  test("is not won by knowing its link's id before its own item came", async () => {
    const linkId = randomUUID();
    await asAdmin.putLink({ linkId, initiativeId: secret.id });
    const mine = await asEve.putLinkItem({ linkId, connectionId, item: itemRead() });
    expect(mine.link).toBeNull();
    expect((await asAdmin.getWorkItem({ id: mine.id })).link).toBeNull();
    const own = await asAdmin.putLinkItem({ linkId, connectionId, item: itemRead() });
    expect(own.link?.initiativeId).toBe(secret.id);
  });

  test("nor after it came", async () => {
    const linkId = randomUUID();
    await asAdmin.putLinkItem({ linkId, connectionId, item: itemRead(linkId) });
    expect(await code(asEve.putLinkItem({ linkId, connectionId, item: itemRead() }))).toBe("link_taken");
  });
});

let made = 0;
function itemRead(link?: string) {
  const id = `mine-${++made}`;
  const at = ground.clock.now().toISOString();
  return {
    ref: { container: "OPS", id },
    title: `Item ${id}`,
    url: `https://tool.example/${id}`,
    status: { name: "To Do", category: "todo" as const },
    presence: "live" as const,
    createdAt: at,
    updatedAt: at,
    ...(link && { mark: { v: 1 as const, link, initiative: secret.key, at } }),
  };
}

test("work is found by words of its title or a part of its key, as text, and what its tool hides by neither", async () => {
  await buildItem(ground, admin, { connectionId, key: "CS-9", title: "Audit the top ten accounts" });
  await buildItem(ground, admin, { connectionId, key: "CS-90", title: "100% of them" });
  await buildItem(ground, admin, { connectionId, key: "SEC-7", title: "Audit Initech", restricted: true });
  const found = async (q: string) => (await asEve.listWorkItems({ q })).items.map(({ key }) => key).sort();
  expect(await found("cs-9")).toEqual(["CS-9", "CS-90"]);
  expect(await found("accounts audit")).toEqual(["CS-9"]);
  expect(await found("0%")).toEqual(["CS-90"]);
  expect(await found("_")).toEqual([]);
  expect(await found("\\")).toEqual([]);
  expect(await found("audit")).toEqual(["CS-9"]);
  expect(await found("SEC-7")).toEqual([]);
});

test("a key that names a restricted item answers as one that names nothing; its id in the tool still finds it", async () => {
  await buildItem(ground, admin, {
    connectionId,
    key: "SEC-8",
    ref: { container: "OPS", id: "10008" },
    restricted: true,
  });
  const asked = async (id: string) => (await asEve.listWorkItems({ id })).items.map(({ key, title }) => [key, title]);
  expect(await asked("SEC-8")).toEqual([]);
  expect(await asked("10008")).toEqual([[null, "1 restricted item"]]);
});

test("what is restricted is found by no filter that would tell what is hidden of it, and no child names it", async () => {
  const dana = await buildPerson(ground, admin, "Dana");
  const asDana = await service.as(dana);
  const ref = { container: "OPS", id: "10009" };
  await buildItem(ground, admin, { connectionId, key: "SEC-9", title: "Initech", ref, owner: dana, restricted: true });
  const child = await buildItem(ground, admin, { connectionId, key: "CS-91", parent: { id: "10009" } });
  const parentFor = async (of: typeof asEve) => (await of.getWorkItem({ id: child.id })).parent;
  const byOwner = async (of: typeof asEve) =>
    (await of.listWorkItems({ ownerId: dana.person.id })).items.map(({ key }) => key);
  expect([await byOwner(asEve), await parentFor(asEve)]).toEqual([[], null]);
  expect([await byOwner(asDana), await parentFor(asDana)]).toEqual([["SEC-9"], "10009"]);
  for (const filter of [{ q: "Initech" }, { ownerId: dana.person.id }, { id: "SEC-9" }]) {
    await buildItem(ground, admin, { connectionId, key: "SEC-9", title: "Initech", owner: dana, restricted: true });
    expect(await asEve.listWorkItems({ ...filter, limit: 1 })).toEqual({ items: [], next: null });
  }
});
