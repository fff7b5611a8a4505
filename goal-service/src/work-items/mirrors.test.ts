import { beforeEach, describe, expect, test } from "@jest/globals";
import type { WorkItem } from "@throughline/shared/work-items";
import { buildGoal, buildInitiative, buildPerson, buildWorkspace, type Person } from "../../../test/factories/graph.ts";
import { refused } from "../../../test/factories/refused.ts";
import { buildAccount, buildConnection, buildItem, type NewItem } from "../../../test/factories/work.ts";
import { groundOfFile } from "../../../test/setup/of-file.ts";
import { markBehind } from "../connections/behind.ts";
import { readFacts } from "../health/facts.ts";
import { evaluateRound } from "../health/round.ts";
import { readWork } from "../initiatives/work.ts";
import { countLoads } from "../insight/load.ts";
import { classifyItem, linkItem, unlinkItem } from "./acts.ts";
import { mirrorItem, unmirrorItem } from "./mirror-acts.ts";
import { showItemsById } from "./show.ts";
import { getWorkItem } from "./work-items.ts";

const ground = await groundOfFile();
let ada: Person;
let goalId: string;
let initiativeId: string;
let otherGoalId: string;
let otherId: string;
/** Two tools. */
let sup: string;
let asa: string;
beforeEach(async () => {
  ada = await buildWorkspace(ground);
  [sup, asa] = [await buildConnection(ground, ada, "Support"), await buildConnection(ground, ada, "Planning")];
  goalId = (await buildGoal(ground, ada)).id;
  otherGoalId = (await buildGoal(ground, ada)).id;
  initiativeId = (await buildInitiative(ground, ada, goalId)).id;
  otherId = (await buildInitiative(ground, ada, otherGoalId)).id;
});

const TITLE = "Fix the renewal reminder";
const ADDRESS = "https://support.example/SUP-8";
type Give = Partial<NewItem>;

async function settled<T>(made: T): Promise<T> {
  while (await evaluateRound(ground));
  return made;
}
const supItem = async (give: Give = {}) =>
  settled(
    await buildItem(ground, ada, {
      connectionId: sup,
      ref: { container: "SUP", id: "8" },
      key: "SUP-8",
      title: TITLE,
      url: ADDRESS,
      ...give,
    }),
  );
const asaItem = async (give: Give = {}) =>
  settled(
    await buildItem(ground, ada, {
      connectionId: asa,
      ref: { container: "PLAN", id: "8" },
      key: "PLAN-8",
      title: `${TITLE}s`,
      url: "https://planning.example/8",
      mirrors: [ADDRESS],
      ...give,
    }),
  );

async function shown(id: string, reader: Person = ada): Promise<WorkItem> {
  const item = (await showItemsById(ground, reader, [id])).get(id);
  if (!item) throw new Error("nothing is shown");
  return item;
}
const work = async (id = initiativeId) => (await readWork(ground, ada, [id])).get(id);
const facts = async (id = goalId) => {
  const { goals } = await readFacts(ground.db.pool, ada.workspaceId, [id], () => "2026-11-20");
  return goals[0]?.facts;
};
const PERSON = "A person said so.";

describe("two items of different connections are one piece of work", () => {
  test.each([
    ["the one that names comes last", [supItem, asaItem]],
    ["the one that names comes first", [asaItem, supItem]],
  ])("when one names the other's address and their titles are alike: %s", async (_, [first, second]) => {
    const ids = [await first?.({ initiativeId }), await second?.({ initiativeId: otherId })].map(
      (made) => made?.id ?? "",
    );
    const [one, other] = [await shown(ids[0] ?? ""), await shown(ids[1] ?? "")];
    expect(one.sameWork).toEqual({
      id: other.id,
      key: other.key,
      tool: "generic",
      title: other.title,
      counts: false,
      suggested: false,
      why: "One names the other's address, and their titles are alike.",
    });
    expect(other.sameWork).toMatchObject({ id: one.id, counts: true });
    expect((await work())?.open.map(({ id }) => id)).toEqual([one.id]);
    expect((await work(otherId))?.open).toEqual([]);
    expect((await facts(otherGoalId))?.items).toEqual([]);
  });

  test("an address is the same with a slash at its end, and whatever the case of its host", async () => {
    const { id } = await supItem();
    await asaItem({ mirrors: ["https://SUPPORT.example/SUP-8/"] });
    expect((await shown(id)).sameWork).toMatchObject({ key: "PLAN-8", suggested: false });
  });

  test("when a person says so", async () => {
    const { id } = await supItem({ initiativeId });
    const other = await asaItem({ title: "Something else", mirrors: [] });
    expect((await shown(id)).sameWork).toBeNull();
    await mirrorItem(ground, ada, { id: other.id, of: id });
    expect((await shown(other.id)).sameWork).toMatchObject({ id, counts: true, why: PERSON });
    expect((await shown(id)).sameWork).toMatchObject({ id: other.id, counts: false, why: PERSON });
    await mirrorItem(ground, ada, { id, of: other.id });
    expect((await getWorkItem(ground, ada, id)).history.map(({ change }) => change)).toEqual([
      "seen",
      "linked",
      "mirrored",
    ]);
  });

  test("and otherwise it is only suggested: both count, until a person says so", async () => {
    const { id } = await supItem({ initiativeId });
    const other = await asaItem({ initiativeId, title: "Write the billing documentation" });
    const suggested = { id: other.id, counts: false, suggested: true };
    expect((await shown(id)).sameWork).toMatchObject(suggested);
    expect((await work())?.open).toHaveLength(2);
    await mirrorItem(ground, ada, { id, of: other.id });
    expect((await shown(id)).sameWork).toMatchObject({ ...suggested, suggested: false });
    expect((await work())?.open).toHaveLength(1);
  });

  test("a suggestion becomes a pair when the titles become alike, and goes when the address is no longer named", async () => {
    const { id } = await supItem();
    await asaItem({ title: "Write the billing documentation" });
    ground.setNow("2026-11-20T13:00:00Z");
    await asaItem({ title: "Write the billing documentation", mirrors: [] });
    expect((await shown(id)).sameWork).toBeNull();
    ground.setNow("2026-11-20T14:00:00Z");
    await asaItem();
    expect((await shown(id)).sameWork).toMatchObject({ suggested: false });
  });

  test("two items of one connection are no pair, and a third item can't join one", async () => {
    const { id } = await supItem();
    const beside = await supItem({ ref: { container: "SUP", id: "9" }, url: `${ADDRESS}9`, mirrors: [ADDRESS] });
    expect((await shown(id)).sameWork).toBeNull();
    expect(await refused(mirrorItem(ground, ada, { id, of: beside.id }))).toBe("same_connection");
    const other = await asaItem();
    expect((await shown(id)).sameWork).toMatchObject({ id: other.id });
    expect(await refused(mirrorItem(ground, ada, { id: beside.id, of: other.id }))).toBe("already_mirrored");
  });
});

describe("a pair counts once", () => {
  test("at the side that was born, before the one that was linked earlier", async () => {
    const other = await asaItem({ initiativeId: otherId, createdAt: "2026-10-01T09:00:00Z" });
    ground.setNow("2026-11-20T13:00:00Z");
    const { id } = await supItem({ initiativeId });
    expect((await shown(other.id)).link?.origin).toBe("attached");
    expect((await shown(other.id)).sameWork).toMatchObject({ id, counts: true });
  });

  test("at the side that is linked: it follows the link, and both goals hear of it", async () => {
    const [{ id }, other] = [await supItem(), await asaItem()];
    await settled(await linkItem(ground, ada, { id: other.id, initiativeId, kind: "primary" }));
    expect((await shown(id)).sameWork).toMatchObject({ counts: true });
    expect((await facts())?.items.map((item) => item.id)).toEqual([other.id]);
    ground.setNow("2026-11-20T13:00:00Z");
    await settled(await linkItem(ground, ada, { id, initiativeId: otherId, kind: "primary" }));
    expect((await shown(id)).sameWork).toMatchObject({ counts: true });
    await unlinkItem(ground, ada, { id: other.id, initiativeId });
    await settled(null);
    expect((await shown(id)).sameWork).toMatchObject({ counts: false });
    const stored = await ground.db.prisma.goalHealth.findMany({ where: { goalId: { in: [goalId, otherGoalId] } } });
    const items = new Map(stored.map((row) => [row.goalId, (row.facts as { items: unknown[] }).items.length]));
    expect([items.get(goalId), items.get(otherGoalId)]).toEqual([0, 1]);
  });

  test("at work that is answered for before work that is not, and at what its tool still shows", async () => {
    const [{ id }, other] = [await supItem(), await asaItem()];
    await settled(await classifyItem(ground, ada, { id: other.id, class: "debt" }));
    expect((await shown(id)).sameWork).toMatchObject({ counts: true });
    ground.setNow("2026-11-20T13:00:00Z");
    await asaItem({ presence: "gone" });
    expect((await shown(id)).sameWork).toMatchObject({ counts: false });
  });

  test("in its owner's load", async () => {
    const doing = async () => (await countLoads(ground, ada.workspaceId, [ada.person.id])).get(ada.person.id)?.doing;
    await supItem({ owner: ada });
    await asaItem({ owner: ada, mirrors: [] });
    expect(await doing()).toBe(2);
    ground.setNow("2026-11-20T13:00:00Z");
    await asaItem({ owner: ada });
    expect(await doing()).toBe(1);
  });

  test("and is done when that side is done, on the day on which either moved last", async () => {
    const { id } = await supItem({ initiativeId });
    const done = { status: { name: "Done", category: "done" } } as const;
    await asaItem({ ...done });
    expect((await work())?.open.map((item) => item.id)).toEqual([id]);
    ground.setNow("2026-11-21T12:00:00Z");
    await supItem({ ...done, initiativeId });
    expect((await facts())?.finished).toEqual([{ items: 1, sized: 0, size: 0, last: "2026-11-21" }]);
    ground.setNow("2026-11-24T12:00:00Z");
    await asaItem({ ...done, subitems: { done: 1, total: 1 } });
    expect((await facts())?.finished).toEqual([{ items: 1, sized: 0, size: 0, last: "2026-11-24" }]);
    await unmirrorItem(ground, ada, id);
    expect((await facts())?.finished).toEqual([{ items: 1, sized: 0, size: 0, last: "2026-11-21" }]);
  });
});

describe("a pair moves when either side moves", () => {
  const OLD = { createdAt: "2026-11-02T09:00:00Z", updatedAt: "2026-11-02T09:00:00Z" };

  test("so that what stands still in one tool and moves in the other does not stall", async () => {
    const { id } = await supItem({ initiativeId, ...OLD });
    expect(await work()).toMatchObject({ mark: "red", counts: { stalled: 1 } });
    const other = await asaItem();
    expect(await work()).toMatchObject({ mark: "green", counts: { stalled: 0 } });
    expect((await facts())?.items).toMatchObject([{ id, moved: "2026-11-20" }]);
    expect(await shown(id)).toMatchObject({ stalled: false, movedAt: "2026-11-20T12:00:00.000Z" });
    expect(await shown(other.id)).toMatchObject({ stalled: false, stallsOn: null });
  });

  test("is blocked when either is, while there is something to do", async () => {
    const { id } = await supItem({ initiativeId });
    await asaItem({ blocked: true, blockedSince: "2026-11-10T09:00:00Z" });
    expect((await facts())?.items).toMatchObject([{ id, blockedSince: "2026-11-10" }]);
    expect(await shown(id)).toMatchObject({ blocked: true, blockedSince: "2026-11-10T09:00:00.000Z", stalled: true });
    expect((await work())?.counts.stalled).toBe(1);
    ground.setNow("2026-11-20T13:00:00Z");
    await asaItem({ blocked: true, status: { name: "Done", category: "done" } });
    expect(await shown(id)).toMatchObject({ blocked: false, stalled: false });
  });

  test("and while one of its tools is behind, silence is not counted", async () => {
    const { id } = await supItem({ initiativeId, ...OLD });
    await asaItem({ ...OLD });
    expect((await shown(id)).stalled).toBe(true);
    const late = { tool: "jira", lastSyncAt: new Date("2026-11-05T12:00:00Z") };
    await ground.db.prisma.connection.updateMany({ where: { id: asa }, data: late });
    expect(await markBehind(ground)).toBe(true);
    expect((await shown(id)).stalled).toBe(false);
    expect(await facts()).toMatchObject({ syncedTo: "2026-11-05" });
    await settled(null);
    const stored = await ground.db.prisma.goalHealth.findFirstOrThrow({ where: { goalId } });
    expect(stored.facts).toMatchObject({ syncedTo: "2026-11-05" });
  });
});

describe("undone by a person", () => {
  test("both sides are back as they were, both acts are kept, and it is not paired again by itself", async () => {
    const [{ id }, other] = [await supItem({ initiativeId }), await asaItem({ initiativeId })];
    expect((await work())?.open).toHaveLength(1);
    await settled(await unmirrorItem(ground, ada, other.id));
    expect((await work())?.open.map((item) => item.id).sort()).toEqual([id, other.id].sort());
    ground.setNow("2026-11-20T13:00:00Z");
    await asaItem({ title: TITLE, mirrors: [ADDRESS, "https://elsewhere.example/"] });
    expect([(await shown(id)).sameWork, (await shown(other.id)).sameWork]).toEqual([null, null]);
    for (const side of [id, other.id]) {
      const { history } = await getWorkItem(ground, ada, side);
      expect(history.map(({ change }) => change)).toEqual(expect.arrayContaining(["mirrored", "unmirrored"]));
      const versions = await ground.db.prisma.version.findMany({ where: { kind: "work-item", id: side } });
      expect(versions.some(({ by }) => JSON.stringify(by).includes("mirrors"))).toBe(true);
      expect(versions.some(({ by }) => JSON.stringify(by).includes(ada.person.id))).toBe(true);
    }
    const audit = await ground.db.prisma.audit.findMany({ where: { workspaceId: ada.workspaceId, kind: "work-item" } });
    expect(audit).toMatchObject([{ action: "unmirror", ref: other.id, detail: { of: id } }]);
    await mirrorItem(ground, ada, { id, of: other.id });
    expect((await shown(id)).sameWork).toMatchObject({ why: PERSON });
  });

  test("an item may still be the same work as another one, and moves with it", async () => {
    const [{ id }, other] = [await supItem({ initiativeId }), await asaItem()];
    await settled(await unmirrorItem(ground, ada, other.id));
    const ref = { container: "PLAN", id: "9" };
    const second = await asaItem({ ref, url: "https://planning.example/9" });
    expect((await shown(id)).sameWork).toMatchObject({ id: second.id });
    ground.setNow("2026-11-23T12:00:00Z");
    await asaItem({ ref, url: "https://planning.example/9", subitems: { done: 1, total: 1 } });
    expect((await facts())?.items).toMatchObject([{ id, moved: "2026-11-23" }]);
  });

  test("a suggestion does not come back", async () => {
    const [{ id }, other] = [await supItem(), await asaItem({ title: "Write the billing documentation" })];
    await unmirrorItem(ground, ada, id);
    expect((await shown(other.id)).sameWork).toBeNull();
    ground.setNow("2026-11-20T13:00:00Z");
    await asaItem({ title: TITLE });
    expect((await shown(other.id)).sameWork).toBeNull();
  });

  test("where there is nothing to undo, nothing happens", async () => {
    const { id } = await supItem();
    await unmirrorItem(ground, ada, id);
    expect((await getWorkItem(ground, ada, id)).history.map(({ change }) => change)).toEqual(["seen"]);
  });
});

describe("what a tool hides stays hidden", () => {
  test("a restricted other side counts and is not named, and is suggested to nobody who may not see it", async () => {
    const eve = await buildPerson(ground, ada);
    const [{ id }, other] = [await supItem({ restricted: true, owner: ada, initiativeId }), await asaItem()];
    const there = async (reader: Person) => JSON.stringify((await shown(other.id, reader)).sameWork);
    expect(await shown(other.id, eve)).toMatchObject({
      sameWork: { id, key: null, title: "1 restricted item", tool: "generic", counts: true },
    });
    expect(await there(eve)).not.toMatch(/SUP-8|renewal/);
    expect(await there(ada)).toContain("SUP-8");
    await unmirrorItem(ground, ada, id);
    const guess = await asaItem({
      ref: { container: "PLAN", id: "9" },
      title: "Other words",
      url: "https://planning.example/9",
    });
    expect((await shown(guess.id, ada)).sameWork).toMatchObject({ key: "SUP-8", suggested: true });
    expect((await shown(guess.id, eve)).sameWork).toBeNull();
  });

  test("a person with an account there who does not own it reads no more", async () => {
    const eve = await buildPerson(ground, ada);
    await buildAccount(ground, eve, sup);
    const [, other] = [await supItem({ restricted: true, owner: ada }), await asaItem()];
    expect((await shown(other.id, eve)).sameWork).toMatchObject({ key: null });
  });
});
