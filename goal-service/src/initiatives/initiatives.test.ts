import { randomUUID } from "node:crypto";
import { beforeEach, describe, expect, test } from "@jest/globals";
import type { Goal } from "@throughline/shared/goals";
import {
  buildGoal,
  buildInitiative,
  buildKeyResult,
  buildPerson,
  buildPrivateGoal,
  buildWorkspace,
  type Person,
} from "../../../test/factories/graph.ts";
import { refused } from "../../../test/factories/refused.ts";
import { buildConnection, buildItem } from "../../../test/factories/work.ts";
import { groundOfFile } from "../../../test/setup/of-file.ts";
import { closeGoal } from "../goals/close-goal.ts";
import { createWorkItem } from "./create-work-item.ts";
import { changeInitiative, getInitiative, listInitiatives } from "./initiatives.ts";

const ground = await groundOfFile();
let ada: Person;
let goal: Goal;
beforeEach(async () => {
  ada = await buildWorkspace(ground);
  goal = await buildGoal(ground, ada);
});

const dirty = async () =>
  (await ground.db.prisma.goalDirty.findMany({ select: { goalId: true } })).map(({ goalId }) => goalId).sort();

describe("an initiative", () => {
  test("has a key of its own, answers to it, and belongs to whoever made it", async () => {
    const made = await buildInitiative(ground, ada, goal.key, { hypothesis: "Saved renewals pay." });
    expect(made).toMatchObject({
      key: "INI-1",
      goalId: goal.id,
      ownerId: ada.person.id,
      mark: "uncovered",
      state: "active",
      version: 1,
    });
    expect((await getInitiative(ground, ada, "ini-1")).id).toBe(made.id);
    expect((await buildInitiative(ground, ada, goal.id)).key).toBe("INI-2");
  });

  test("works towards a key result of its own goal and no other", async () => {
    const other = await buildGoal(ground, ada);
    const mine = await buildKeyResult(ground, ada, goal.id);
    const theirs = await buildKeyResult(ground, ada, other.id);
    expect(await refused(buildInitiative(ground, ada, goal.id, { keyResultId: theirs.id }))).toBe("other_key_result");
    const predicted = { keyResultId: theirs.id, delta: 1, on: "2026-12-01" };
    expect(await refused(buildInitiative(ground, ada, goal.id, { predicted }))).toBe("other_key_result");
    expect((await buildInitiative(ground, ada, goal.id, { keyResultId: mine.id })).keyResultId).toBe(mine.id);
  });

  test("is owned by somebody of the workspace", async () => {
    expect(await refused(buildInitiative(ground, ada, goal.id, { ownerId: "nobody" }))).toBe("unknown_person");
    const stranger = await buildWorkspace(ground);
    expect(await refused(buildInitiative(ground, ada, goal.id, { ownerId: stranger.person.id }))).toBe(
      "unknown_person",
    );
  });

  test("is not begun under a closed goal, nor moved there", async () => {
    const closed = await buildGoal(ground, ada);
    await closeGoal(ground, ada, { id: closed.id, dropped: true });
    expect(await refused(buildInitiative(ground, ada, closed.id))).toBe("goal_closed");
    const { id } = await buildInitiative(ground, ada, goal.id);
    expect(await refused(changeInitiative(ground, ada, { id, version: 1, goalId: closed.id }))).toBe("goal_closed");
  });

  test("that moves to another goal leaves its key result behind, and both goals are evaluated", async () => {
    const keyResult = await buildKeyResult(ground, ada, goal.id);
    const { id } = await buildInitiative(ground, ada, goal.id, { keyResultId: keyResult.id });
    const other = await buildGoal(ground, ada);
    await ground.db.prisma.goalDirty.deleteMany();
    const moved = await changeInitiative(ground, ada, { id, version: 1, goalId: other.key });
    expect(moved).toMatchObject({ goalId: other.id, keyResultId: null, version: 2 });
    expect(await dirty()).toEqual([goal.id, other.id].sort());
  });

  test("with a stale version is a conflict, and its history is kept", async () => {
    const { id } = await buildInitiative(ground, ada, goal.id, { title: "First" });
    await changeInitiative(ground, ada, { id, version: 1, title: "Second" });
    expect(await refused(changeInitiative(ground, ada, { id, version: 1, title: "Third" }))).toBe("stale");
    const versions = await ground.db.prisma.version.findMany({
      where: { kind: "initiative", id },
      orderBy: { no: "asc" },
    });
    expect(versions.map(({ body }) => (body as { title: string }).title)).toEqual(["First", "Second"]);
  });
});

describe("its mark and counts", () => {
  test("are the work's: open items as they stand, finished ones as a count", async () => {
    const { id } = await buildInitiative(ground, ada, goal.id);
    const connectionId = await buildConnection(ground, ada);
    const give = { connectionId, initiativeId: id };
    await buildItem(ground, ada, give);
    await buildItem(ground, ada, { ...give, status: { name: "To do", category: "todo" } });
    await buildItem(ground, ada, { ...give, status: { name: "Done", category: "done" } });
    await buildItem(ground, ada, { ...give, status: { name: "No", category: "cancelled" } });
    expect(await getInitiative(ground, ada, id)).toMatchObject({
      mark: "green",
      counts: { todo: 1, doing: 1, done: 1, stalled: 0 },
    });
  });

  test("say stuck when what is open has not moved for ten working days", async () => {
    const { id } = await buildInitiative(ground, ada, goal.id);
    const connectionId = await buildConnection(ground, ada);
    const old = { createdAt: "2026-11-02T09:00:00Z", updatedAt: "2026-11-06T09:00:00Z" };
    await buildItem(ground, ada, { connectionId, initiativeId: id, ...old });
    expect(await getInitiative(ground, ada, id)).toMatchObject({ mark: "red", counts: { doing: 1, stalled: 1 } });
  });

  test("finished work that was cancelled after all is no movement", async () => {
    const { id } = await buildInitiative(ground, ada, goal.id);
    const connectionId = await buildConnection(ground, ada);
    const on = (day: string, name: "To Do" | "Done" | "Dropped", give: { id: string; later?: string }) => {
      const category = ({ "To Do": "todo", Done: "done", Dropped: "cancelled" } as const)[name];
      const [createdAt, updatedAt] = [`${day}T09:00:00Z`, `${give.later ?? day}T09:00:00Z`];
      const ref = { container: "OPS", id: give.id };
      return buildItem(ground, ada, {
        connectionId,
        initiativeId: id,
        ref,
        status: { name, category },
        createdAt,
        updatedAt,
      });
    };
    await on("2026-11-02", "To Do", { id: "1" });
    await on("2026-11-02", "Done", { id: "2" });
    await on("2026-11-18", "Done", { id: "3" });
    expect((await getInitiative(ground, ada, id)).mark).toBe("green");
    await on("2026-11-18", "Dropped", { id: "3", later: "2026-11-19" });
    expect(await getInitiative(ground, ada, id)).toMatchObject({ mark: "amber", counts: { todo: 1, done: 1 } });
  });
});

describe("the list", () => {
  test("finds by goal, state, words and key, and goes on where it stopped", async () => {
    const churn = await buildInitiative(ground, ada, goal.id, { title: "Reduce churn" });
    await buildInitiative(ground, ada, goal.id, { title: "Other", state: "stopped" });
    const ask = async (give: object) =>
      (await listInitiatives(ground, ada, { limit: 100, ...give })).items.map(({ key }) => key);
    expect(await ask({ q: "CHURN" })).toEqual([churn.key]);
    expect(await ask({ q: "ini-1" })).toEqual([churn.key]);
    expect(await ask({ state: "stopped" })).toEqual(["INI-2"]);
    expect(await ask({ goalId: goal.key })).toEqual(["INI-1", "INI-2"]);
    const first = await listInitiatives(ground, ada, { limit: 1 });
    expect(first.next).toBe("1");
    expect(await ask({ cursor: "1" })).toEqual(["INI-2"]);
  });
});

describe("creating work under it", () => {
  const asked = (id: string, connectionId: string, linkId: string) => ({
    id,
    connectionId,
    linkId,
    container: "CS",
    title: "Audit",
  });

  test("opens the tool's own form with everything filled in, the same for the same link", async () => {
    const { id, key } = await buildInitiative(ground, ada, goal.id);
    const connectionId = await buildConnection(ground, ada);
    await buildItem(ground, ada, { connectionId });
    const linkId = randomUUID();
    const first = await createWorkItem(ground, ada, asked(id, connectionId, linkId));
    expect(first).toEqual({
      open: `https://tool.example/apps/throughline-create?initiative=${key}&link=${linkId}&container=CS&title=Audit`,
    });
    expect(await createWorkItem(ground, ada, asked(id, connectionId, linkId))).toEqual(first);
    const other = await buildInitiative(ground, ada, goal.id);
    expect(await refused(createWorkItem(ground, ada, asked(other.id, connectionId, linkId)))).toBe("link_taken");
    const named = { workspaceId: ada.workspaceId, connectionId, remoteId: "10001", key: "CS" };
    await ground.db.prisma.container.create({ data: { ...named, recordedAt: ground.clock.now() } });
    const byId = { ...asked(id, connectionId, linkId), container: "10001" };
    expect(await createWorkItem(ground, ada, byId)).toEqual(first);
  });

  test("is refused once the initiative is over", async () => {
    const { id } = await buildInitiative(ground, ada, goal.id, { state: "done" });
    const connectionId = await buildConnection(ground, ada, "acme.example.com");
    expect(await refused(createWorkItem(ground, ada, asked(id, connectionId, randomUUID())))).toBe("initiative_closed");
  });
});

describe("the initiatives of a private goal", () => {
  test("do not exist for anybody outside its audience", async () => {
    const secret = await buildPrivateGoal(ground, ada);
    const { id, key } = await buildInitiative(ground, ada, secret.id);
    const eve = await buildPerson(ground, ada);
    expect(await refused(getInitiative(ground, eve, id))).toBe("not_found");
    expect(await refused(getInitiative(ground, eve, key))).toBe("not_found");
    expect(await refused(changeInitiative(ground, eve, { id, version: 1, title: "Mine" }))).toBe("not_found");
    expect(await refused(buildInitiative(ground, eve, secret.id))).toBe("not_found");
    const open = await buildInitiative(ground, eve, goal.id);
    expect(await refused(changeInitiative(ground, eve, { id: open.id, version: 1, goalId: secret.id }))).toBe(
      "not_found",
    );
    const connectionId = await buildConnection(ground, ada, "acme.example.com");
    const linkId = randomUUID();
    const attack = createWorkItem(ground, eve, { id, connectionId, linkId, container: "CS", title: "Audit" });
    expect(await refused(attack)).toBe("not_found");
    for (const give of [{}, { q: "Initiative" }, { q: key }, { goalId: secret.id }]) {
      const { items } = await listInitiatives(ground, eve, { limit: 100, ...give });
      expect(items.map((item) => item.id)).not.toContain(id);
    }
    expect((await listInitiatives(ground, ada, { limit: 100, goalId: secret.id })).items).toHaveLength(1);
  });
});
