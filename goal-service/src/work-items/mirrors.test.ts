import { beforeEach, describe, expect, test } from "@jest/globals";
import { ItemRead } from "@throughline/shared/page";
import { buildPerson, buildWorkspace, type Person } from "../../../test/factories/graph.ts";
import { NOW } from "../../../test/factories/ground.ts";
import { refused } from "../../../test/factories/refused.ts";
import { ADDRESS, buildTwoTools, TITLE, type TwoTools } from "../../../test/factories/two-tools.ts";
import { buildAccount } from "../../../test/factories/work.ts";
import { groundOfFile } from "../../../test/setup/of-file.ts";
import { transaction } from "../database/transaction.ts";
import { holdConnection } from "../links/confirm.ts";
import { applyReads } from "./apply.ts";
import { mirrorItem, unmirrorItem } from "./mirror-acts.ts";
import { getWorkItem } from "./work-items.ts";

const ground = await groundOfFile();
let ada: Person;
let two: TwoTools;
beforeEach(async () => {
  ada = await buildWorkspace(ground);
  two = await buildTwoTools(ground, ada);
});

const PERSON = "A person said so.";
const SUP_8 = ItemRead.parse({
  ref: { container: "SUP", id: "8" },
  title: TITLE,
  url: ADDRESS,
  status: { name: "To Do", category: "todo" },
  presence: "live",
  createdAt: NOW,
  updatedAt: NOW,
});

describe("two items of different connections are one piece of work", () => {
  test.each([
    ["last", ["supItem", "planItem"]],
    ["first", ["planItem", "supItem"]],
  ] as const)(
    "when one names the other's address and their titles are alike: it comes %s",
    async (_, [first, second]) => {
      const { id } = await two[first]({ initiativeId: two.initiativeId });
      const { id: secondId } = await two[second]({ initiativeId: two.otherId });
      const [one, other] = [await two.shown(id), await two.shown(secondId)];
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
      expect((await two.work())?.open.map(({ id }) => id)).toEqual([one.id]);
      expect((await two.work(two.otherId))?.open).toEqual([]);
      expect((await two.facts(two.otherGoalId))?.items).toEqual([]);
    },
  );

  test("an address is the same with a slash at its end, and whatever the case of its host", async () => {
    const { id } = await two.supItem();
    await two.planItem({ mirrors: ["https://SUPPORT.example/SUP-8/"] });
    expect((await two.shown(id)).sameWork).toMatchObject({ key: "PLAN-8", suggested: false });
  });

  test("when one of them was put away as they met, and has come back since", async () => {
    const { id } = await two.supItem({ presence: "archived" });
    await two.planItem();
    expect((await two.shown(id)).sameWork).toBeNull();
    await two.supItem({ updatedAt: "2026-11-20T12:00:01Z" });
    expect((await two.shown(id)).sameWork).toMatchObject({ key: "PLAN-8", suggested: false });
  });

  test("when both tools tell at the same moment", async () => {
    let written = (): void => undefined;
    let commit = (): void => undefined;
    const begun = new Promise<void>((resolve) => (written = resolve));
    const gate = new Promise<void>((resolve) => (commit = resolve));
    const slow = transaction(ground.db, async (tx) => {
      const into = { ...(await holdConnection(tx, ada, two.support)), by: {}, maySee: () => true, sweepId: null };
      const rows = await applyReads(tx, ground, into, [{ read: SUP_8, readAt: ground.clock.now(), deliveryId: null }]);
      written();
      await gate;
      return rows;
    });
    await begun;
    const { id } = await two.planItem();
    expect((await two.shown(id)).sameWork).toBeNull();
    commit();
    const [row] = await slow;
    await two.settled(null);
    expect((await two.shown(id)).sameWork).toMatchObject({ id: row?.id, suggested: false });
  });

  test("when a person says so", async () => {
    const { id } = await two.supItem({ initiativeId: two.initiativeId });
    const other = await two.planItem({ title: "Something else", mirrors: [] });
    expect((await two.shown(id)).sameWork).toBeNull();
    await mirrorItem(ground, ada, { id: other.id, of: id });
    expect((await two.shown(other.id)).sameWork).toMatchObject({ id, counts: true, why: PERSON });
    expect((await two.shown(id)).sameWork).toMatchObject({ id: other.id, counts: false, why: PERSON });
    await mirrorItem(ground, ada, { id, of: other.id });
    expect((await getWorkItem(ground, ada, id)).history.map(({ change }) => change)).toEqual([
      "seen",
      "linked",
      "mirrored",
    ]);
  });

  test("and otherwise it is only suggested: both count, until a person says so", async () => {
    const { id } = await two.supItem({ initiativeId: two.initiativeId });
    const other = await two.planItem({ initiativeId: two.initiativeId, title: "Write the billing documentation" });
    const suggested = { id: other.id, counts: false, suggested: true };
    expect((await two.shown(id)).sameWork).toMatchObject(suggested);
    expect((await two.work())?.open).toHaveLength(2);
    await mirrorItem(ground, ada, { id, of: other.id });
    expect((await two.shown(id)).sameWork).toMatchObject({ ...suggested, suggested: false });
    expect((await two.work())?.open).toHaveLength(1);
  });

  test("a suggestion becomes a pair when the titles become alike, and goes when the address is no longer named", async () => {
    const { id } = await two.supItem();
    await two.planItem({ title: "Write the billing documentation" });
    ground.setNow("2026-11-20T13:00:00Z");
    await two.planItem({ title: "Write the billing documentation", mirrors: [] });
    expect((await two.shown(id)).sameWork).toBeNull();
    ground.setNow("2026-11-20T14:00:00Z");
    await two.planItem();
    expect((await two.shown(id)).sameWork).toMatchObject({ suggested: false });
  });

  test("two items of one connection are no pair, and a third item can't join one", async () => {
    const { id } = await two.supItem();
    const beside = await two.supItem({ ref: { container: "SUP", id: "9" }, url: `${ADDRESS}9`, mirrors: [ADDRESS] });
    expect((await two.shown(id)).sameWork).toBeNull();
    expect(await refused(mirrorItem(ground, ada, { id, of: beside.id }))).toBe("same_connection");
    const other = await two.planItem();
    expect((await two.shown(id)).sameWork).toMatchObject({ id: other.id });
    expect(await refused(mirrorItem(ground, ada, { id: beside.id, of: other.id }))).toBe("already_mirrored");
  });
});

describe("undone by a person", () => {
  test("both sides are back as they were, both acts are kept, and it is not paired again by itself", async () => {
    const [{ id }, other] = [
      await two.supItem({ initiativeId: two.initiativeId }),
      await two.planItem({ initiativeId: two.initiativeId }),
    ];
    expect((await two.work())?.open).toHaveLength(1);
    await two.settled(await unmirrorItem(ground, ada, other.id));
    expect((await two.work())?.open.map((item) => item.id).sort()).toEqual([id, other.id].sort());
    ground.setNow("2026-11-20T13:00:00Z");
    await two.planItem({ title: TITLE, mirrors: [ADDRESS, "https://elsewhere.example/"] });
    expect([(await two.shown(id)).sameWork, (await two.shown(other.id)).sameWork]).toEqual([null, null]);
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
    expect((await two.shown(id)).sameWork).toMatchObject({ why: PERSON });
  });

  test("an item may still be the same work as another one, and moves with it", async () => {
    const [{ id }, other] = [await two.supItem({ initiativeId: two.initiativeId }), await two.planItem()];
    await two.settled(await unmirrorItem(ground, ada, other.id));
    const ref = { container: "PLAN", id: "9" };
    const second = await two.planItem({ ref, url: "https://planning.example/9" });
    expect((await two.shown(id)).sameWork).toMatchObject({ id: second.id });
    ground.setNow("2026-11-23T12:00:00Z");
    await two.planItem({ ref, url: "https://planning.example/9", subitems: { done: 1, total: 1 } });
    expect((await two.facts())?.items).toMatchObject([{ id, moved: "2026-11-23" }]);
  });

  test("a suggestion does not come back", async () => {
    const [{ id }, other] = [await two.supItem(), await two.planItem({ title: "Write the billing documentation" })];
    await unmirrorItem(ground, ada, id);
    expect((await two.shown(other.id)).sameWork).toBeNull();
    ground.setNow("2026-11-20T13:00:00Z");
    await two.planItem({ title: TITLE });
    expect((await two.shown(other.id)).sameWork).toBeNull();
  });

  test("where there is nothing to undo, nothing happens", async () => {
    const { id } = await two.supItem();
    await unmirrorItem(ground, ada, id);
    expect((await getWorkItem(ground, ada, id)).history.map(({ change }) => change)).toEqual(["seen"]);
  });
});

describe("what a tool hides stays hidden", () => {
  test("a restricted other side counts and is not named, and is suggested to nobody who may not see it", async () => {
    const eve = await buildPerson(ground, ada);
    const [{ id }, other] = [
      await two.supItem({ restricted: true, owner: ada, initiativeId: two.initiativeId }),
      await two.planItem(),
    ];
    const there = async (reader: Person) => JSON.stringify((await two.shown(other.id, reader)).sameWork);
    expect(await two.shown(other.id, eve)).toMatchObject({
      sameWork: { id, key: null, title: "1 restricted item", tool: "generic", counts: true },
    });
    expect(await there(eve)).not.toMatch(/SUP-8|renewal/);
    expect(await there(ada)).toContain("SUP-8");
    await unmirrorItem(ground, ada, id);
    const guess = await two.planItem({
      ref: { container: "PLAN", id: "9" },
      title: "Other words",
      url: "https://planning.example/9",
    });
    expect((await two.shown(guess.id, ada)).sameWork).toMatchObject({ key: "SUP-8", suggested: true });
    expect((await two.shown(guess.id, eve)).sameWork).toBeNull();
  });

  test("a person with an account there who does not own it reads no more", async () => {
    const eve = await buildPerson(ground, ada);
    await buildAccount(ground, eve, two.support);
    const [, other] = [await two.supItem({ restricted: true, owner: ada }), await two.planItem()];
    expect((await two.shown(other.id, eve)).sameWork).toMatchObject({ key: null });
  });
});
