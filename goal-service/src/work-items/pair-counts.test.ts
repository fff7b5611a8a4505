import { beforeEach, describe, expect, test } from "@jest/globals";
import { buildWorkspace, type Person } from "../../../test/factories/graph.ts";
import { buildTwoTools, type TwoTools } from "../../../test/factories/two-tools.ts";
import { groundOfFile } from "../../../test/setup/of-file.ts";
import { markBehind } from "../connections/behind.ts";
import { countLoads } from "../insight/load.ts";
import { classifyItem, linkItem, unlinkItem } from "./acts.ts";
import { unmirrorItem } from "./mirror-acts.ts";

const ground = await groundOfFile();
let ada: Person;
let two: TwoTools;
beforeEach(async () => {
  ada = await buildWorkspace(ground);
  two = await buildTwoTools(ground, ada);
});

describe("a pair counts once", () => {
  test("at the side that was born, before the one that was linked earlier", async () => {
    const other = await two.planItem({ initiativeId: two.otherId, createdAt: "2026-10-01T09:00:00Z" });
    ground.setNow("2026-11-20T13:00:00Z");
    const { id } = await two.supItem({ initiativeId: two.initiativeId });
    expect((await two.shown(other.id)).link?.origin).toBe("attached");
    expect((await two.shown(other.id)).sameWork).toMatchObject({ id, counts: true });
  });

  test("at the side that is linked: it follows the link, and both goals hear of it", async () => {
    const [{ id }, other] = [await two.supItem(), await two.planItem()];
    await two.settled(await linkItem(ground, ada, { id: other.id, initiativeId: two.initiativeId, kind: "primary" }));
    expect((await two.shown(id)).sameWork).toMatchObject({ counts: true });
    expect((await two.facts())?.items.map((item) => item.id)).toEqual([other.id]);
    ground.setNow("2026-11-20T13:00:00Z");
    await two.settled(await linkItem(ground, ada, { id, initiativeId: two.otherId, kind: "primary" }));
    expect((await two.shown(id)).sameWork).toMatchObject({ counts: true });
    await unlinkItem(ground, ada, { id: other.id, initiativeId: two.initiativeId });
    await two.settled(null);
    expect((await two.shown(id)).sameWork).toMatchObject({ counts: false });
    const stored = await ground.db.prisma.goalHealth.findMany({
      where: { goalId: { in: [two.goalId, two.otherGoalId] } },
    });
    const items = new Map(stored.map((row) => [row.goalId, (row.facts as { items: unknown[] }).items.length]));
    expect([items.get(two.goalId), items.get(two.otherGoalId)]).toEqual([0, 1]);
  });

  test("at work that is answered for before work that is not, and at what its tool still shows", async () => {
    const [{ id }, other] = [await two.supItem(), await two.planItem()];
    await two.settled(await classifyItem(ground, ada, { id: other.id, class: "debt" }));
    expect((await two.shown(id)).sameWork).toMatchObject({ counts: true });
    ground.setNow("2026-11-20T13:00:00Z");
    await two.planItem({ presence: "gone" });
    expect((await two.shown(id)).sameWork).toMatchObject({ counts: false });
  });

  test("in its owner's load", async () => {
    const doing = async () => (await countLoads(ground, ada.workspaceId, [ada.person.id])).get(ada.person.id)?.doing;
    await two.supItem({ owner: ada });
    await two.planItem({ owner: ada, mirrors: [] });
    expect(await doing()).toBe(2);
    ground.setNow("2026-11-20T13:00:00Z");
    await two.planItem({ owner: ada });
    expect(await doing()).toBe(1);
  });

  test("and is done when that side is done, on that day, whatever the other side does later", async () => {
    const { id } = await two.supItem({ initiativeId: two.initiativeId });
    const done = { status: { name: "Done", category: "done" } } as const;
    await two.planItem({ ...done });
    expect((await two.work())?.open.map((item) => item.id)).toEqual([id]);
    ground.setNow("2026-11-21T12:00:00Z");
    await two.supItem({ ...done, initiativeId: two.initiativeId });
    expect((await two.facts())?.finished).toEqual([{ items: 1, sized: 0, size: 0, last: "2026-11-21" }]);
    ground.setNow("2026-11-24T12:00:00Z");
    await two.planItem({ ...done, subitems: { done: 1, total: 1 } });
    expect((await two.facts())?.finished).toEqual([{ items: 1, sized: 0, size: 0, last: "2026-11-21" }]);
    expect(await two.shown(id)).toMatchObject({ movedAt: "2026-11-21T12:00:00.000Z" });
    await unmirrorItem(ground, ada, id);
    expect((await two.facts())?.finished).toEqual([{ items: 1, sized: 0, size: 0, last: "2026-11-21" }]);
  });
});

describe("a pair moves when either side moves", () => {
  const OLD = { createdAt: "2026-11-02T09:00:00Z", updatedAt: "2026-11-02T09:00:00Z" };

  test("so that what stands still in one tool and moves in the other does not stall", async () => {
    const { id } = await two.supItem({ initiativeId: two.initiativeId, ...OLD });
    expect(await two.work()).toMatchObject({ mark: "red", counts: { stalled: 1 } });
    const other = await two.planItem();
    expect(await two.work()).toMatchObject({ mark: "green", counts: { stalled: 0 } });
    expect((await two.facts())?.items).toMatchObject([{ id, moved: "2026-11-20" }]);
    expect(await two.shown(id)).toMatchObject({ stalled: false, movedAt: "2026-11-20T12:00:00.000Z" });
    expect(await two.shown(other.id)).toMatchObject({ stalled: false, stallsOn: null });
  });

  test("is blocked when either is, while there is something to do", async () => {
    const { id } = await two.supItem({ initiativeId: two.initiativeId });
    await two.planItem({ blocked: true, blockedSince: "2026-11-10T09:00:00Z" });
    expect((await two.facts())?.items).toMatchObject([{ id, blockedSince: "2026-11-10" }]);
    expect(await two.shown(id)).toMatchObject({
      blocked: true,
      blockedSince: "2026-11-10T09:00:00.000Z",
      stalled: true,
    });
    expect((await two.work())?.counts.stalled).toBe(1);
    ground.setNow("2026-11-20T13:00:00Z");
    await two.planItem({ blocked: true, status: { name: "Done", category: "done" } });
    expect(await two.shown(id)).toMatchObject({ blocked: false, stalled: false });
  });

  test("and while one of its tools is behind, silence is not counted", async () => {
    const { id } = await two.supItem({ initiativeId: two.initiativeId, ...OLD });
    await two.planItem({ ...OLD });
    expect((await two.shown(id)).stalled).toBe(true);
    const late = { tool: "jira", lastSyncAt: new Date("2026-11-05T12:00:00Z") };
    await ground.db.prisma.connection.updateMany({ where: { id: two.planning }, data: late });
    expect(await markBehind(ground)).toBe(true);
    expect((await two.shown(id)).stalled).toBe(false);
    expect(await two.facts()).toMatchObject({ syncedTo: "2026-11-05" });
    await two.settled(null);
    const stored = await ground.db.prisma.goalHealth.findFirstOrThrow({ where: { goalId: two.goalId } });
    expect(stored.facts).toMatchObject({ syncedTo: "2026-11-05" });
  });
});
