import { expect, test } from "@jest/globals";
import { endpoints } from "@throughline/shared/endpoints";
import {
  buildGoal,
  buildKeyResult,
  buildPerson,
  buildPrivateGoal,
  buildWorkspace,
  type Person,
} from "../../../test/factories/graph.ts";
import { refused } from "../../../test/factories/refused.ts";
import { groundOfFile } from "../../../test/setup/of-file.ts";
import { closeGoal, reopenGoal } from "./close-goal.ts";
import { createTeam } from "../people/teams.ts";
import { changeGoal, findGoal } from "./goals.ts";
import { listGoals } from "./list-goals.ts";
import { showOne } from "./show.ts";

const ground = await groundOfFile();
const admin = await buildWorkspace(ground);
const other = await buildPerson(ground, admin);

const change = (input: object) => changeGoal(ground, admin, endpoints.changeGoal.input.parse(input));
const all = (caller: Person) => listGoals(ground, caller, endpoints.listGoals.input.parse({}));

test("a private goal exists for its owner and nobody else: no row, no count, 404", async () => {
  const secret = await buildPrivateGoal(ground, admin);
  expect((await all(admin)).items.map((goal) => goal.id)).toContain(secret.id);
  expect((await all(other)).items.map((goal) => goal.id)).not.toContain(secret.id);
  expect(await refused(findGoal(ground, other, secret.id))).toBe("not_found");
  expect(await refused(findGoal(ground, other, secret.key))).toBe("not_found");
});

test("a private goal can be made public again, and its audience is whom it names last", async () => {
  const secret = await buildPrivateGoal(ground, admin);
  const { person } = other;
  expect(await change({ id: secret.id, version: 1, viewers: [person.id] })).toMatchObject({ private: true });
  expect((await findGoal(ground, other, secret.id)).id).toBe(secret.id);
  await change({ id: secret.id, version: 2, viewers: [] });
  expect(await refused(findGoal(ground, other, secret.id))).toBe("not_found");
  await change({ id: secret.id, version: 3, title: "Still secret" });
  expect(await refused(findGoal(ground, other, secret.id))).toBe("not_found");
  const open = await change({ id: secret.id, version: 4, viewers: null });
  expect(await showOne(ground, other, await findGoal(ground, other, secret.id))).toMatchObject({ viewers: null });
  expect(open.viewers).toEqual([]);
});

test("a private goal keeps somebody who may see it", async () => {
  const team = await createTeam(ground, admin, { name: "Nobody yet", personIds: [] });
  const full = await createTeam(ground, admin, { name: "Somebody", personIds: [other.person.id] });
  const secret = await buildPrivateGoal(ground, admin);
  const lose = (give: object) => refused(change({ id: secret.id, version: 1, ownerId: null, ...give }));
  expect(await lose({})).toBe("no_audience");
  expect(await lose({ viewers: [team.id] })).toBe("no_audience");
  const open = await buildGoal(ground, admin, { ownerId: null });
  expect(await refused(change({ id: open.id, version: 1, viewers: [] }))).toBe("no_audience");
  expect(await refused(buildPrivateGoal(ground, admin, { ownerId: null }))).toBe("no_audience");
  const sam = await buildPerson(ground, admin, "Sam", null);
  const known = await createTeam(ground, admin, { name: "Known only", personIds: [sam.person.id] });
  for (const give of [
    { ownerId: sam.person.id },
    { ownerId: null, viewers: [sam.person.id] },
    { ownerId: sam.person.id, viewers: [known.id, team.id] },
  ]) {
    expect(await lose(give)).toBe("no_audience");
    expect(await refused(buildPrivateGoal(ground, admin, give))).toBe("no_audience");
  }
  expect((await findGoal(ground, admin, secret.id)).version).toBe(1);
  await change({ id: secret.id, version: 1, ownerId: null, viewers: [team.id, full.id] });
  await change({ id: open.id, version: 1, viewers: [other.person.id] });
});

test("a goal below a private one does not name its parent to people outside its audience", async () => {
  const secret = await buildPrivateGoal(ground, admin);
  const child = await buildGoal(ground, admin, { parentId: secret.id });
  expect(await showOne(ground, admin, await findGoal(ground, admin, child.id))).toMatchObject({ parentId: secret.id });
  expect(await showOne(ground, other, await findGoal(ground, other, child.id))).toMatchObject({ parentId: null });
  expect((await all(other)).items.find((goal) => goal.id === child.id)?.parentId).toBeNull();
});

test("two changes of the same version: the second is told what stands now", async () => {
  const goal = await buildGoal(ground, admin);
  await change({ id: goal.id, version: 1, title: "First" });
  expect(await refused(change({ id: goal.id, version: 1, title: "Second" }))).toBe("stale");
});

test("what stands now is told without a parent that does not exist for this reader", async () => {
  const secret = await buildPrivateGoal(ground, admin);
  const child = await buildGoal(ground, admin, { parentId: secret.id });
  const input = endpoints.changeGoal.input.parse({ id: child.id, version: 9, title: "Other" });
  await expect(changeGoal(ground, other, input)).rejects.toMatchObject({ code: "stale", details: { parentId: null } });
});

test("due, priority and state want a reason; a title does not", async () => {
  const goal = await buildGoal(ground, admin, { priority: 2 });
  expect(await refused(change({ id: goal.id, version: 1, priority: 1 }))).toBe("reason_missing");
  expect(await change({ id: goal.id, version: 1, priority: 1, reason: "the board asked" })).toMatchObject({
    priority: 1,
  });
});

test("a goal never stands below itself, however far round", async () => {
  const top = await buildGoal(ground, admin);
  const middle = await buildGoal(ground, admin, { parentId: top.id });
  const bottom = await buildGoal(ground, admin, { parentId: middle.id });
  expect(await refused(change({ id: top.id, version: 1, parentId: bottom.id }))).toBe("cascade_loop");
  expect(await refused(change({ id: top.id, version: 1, parentId: top.id }))).toBe("cascade_loop");
});

test("a new period that makes nonsense of a plan is refused", async () => {
  const goal = await buildGoal(ground, admin);
  await buildKeyResult(ground, admin, goal.id, { plan: [["2026-12-01", 0.8]] });
  expect(await refused(change({ id: goal.id, version: 1, due: "2026-11-30", reason: "sooner" }))).toBe(
    "invalid_measure",
  );
});

test("closed is closed until it is opened again, and each is in the history", async () => {
  const goal = await buildGoal(ground, admin);
  await closeGoal(ground, admin, { id: goal.id, dropped: false });
  expect(await refused(change({ id: goal.id, version: 2, title: "x" }))).toBe("goal_closed");
  expect(await refused(closeGoal(ground, admin, { id: goal.id, dropped: true }))).toBe("goal_closed");
  await reopenGoal(ground, admin, { id: goal.id, reason: "too early" });
  const versions = await ground.db.prisma.version.findMany({
    where: { workspaceId: admin.workspaceId, kind: "goal", id: goal.id },
  });
  expect(versions.map((version) => (version.body as { state: string }).state)).toEqual(["active", "closed", "active"]);
});

test("a goal that moves has both its parents judged anew: the one that it leaves and the one that it joins", async () => {
  const [from, to] = [await buildGoal(ground, admin), await buildGoal(ground, admin)];
  const child = await buildGoal(ground, admin, { parentId: from.id });
  await ground.db.prisma.goalDirty.deleteMany();
  await change({ id: child.id, version: 1, parentId: to.id });
  const dirty = (await ground.db.prisma.goalDirty.findMany()).map(({ goalId }) => goalId);
  expect(dirty.sort()).toEqual([from.id, to.id, child.id].sort());
});
