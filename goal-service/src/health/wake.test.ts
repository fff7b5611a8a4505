import { expect, test } from "@jest/globals";
import { buildGoal, buildInitiative, buildWorkspace } from "../../../test/factories/graph.ts";
import { buildConnection, buildItem } from "../../../test/factories/work.ts";
import { groundOfFile } from "../../../test/setup/of-file.ts";
import { findGoal } from "../goals/goals.ts";
import { evaluateDirty } from "./evaluate.ts";
import { readReport } from "./report.ts";
import { wakeDue } from "./wake.ts";

const ground = await groundOfFile();
const admin = await buildWorkspace(ground);
for (let goal = 0; goal < 40; goal++) await buildGoal(ground, admin);
while (await evaluateDirty(ground));

const allDue = () => ground.db.pool.query(`UPDATE goal_health SET wake_on = '2026-11-20'`);

test("what is due is marked once, and has a new day to wake afterwards", async () => {
  await allDue();
  expect(await wakeDue(ground)).toBe(true);
  expect(await wakeDue(ground)).toBe(false);
  expect(await ground.db.prisma.goalDirty.count({ where: { workspaceId: admin.workspaceId } })).toBe(40);
  while (await evaluateDirty(ground));
  expect(await wakeDue(ground)).toBe(false);
});

test("a tool that falls behind today makes its goal say so tomorrow, without anything else happening", async () => {
  const connectionId = await buildConnection(ground, admin);
  const goal = await buildGoal(ground, admin, { due: "2027-06-30" });
  const { id: initiativeId } = await buildInitiative(ground, admin, goal.id);
  await buildItem(ground, admin, { connectionId, initiativeId });
  await ground.db.prisma.connection.updateMany({
    where: { id: connectionId },
    data: { behindSince: ground.clock.now() },
  });
  while (await evaluateDirty(ground));
  const flags = async () => (await readReport(ground, admin, await findGoal(ground, admin, goal.id))).flags;
  expect(await flags()).not.toContain("SOURCE_BEHIND");
  ground.setNow("2026-11-21T12:00:00Z");
  expect(await wakeDue(ground)).toBe(true);
  while (await evaluateDirty(ground));
  expect(await flags()).toContain("SOURCE_BEHIND");
});

test("wakers and evaluators that run side by side don't fail each other", async () => {
  const evaluateAll = async () => {
    while (await evaluateDirty(ground));
  };
  for (let round = 0; round < 15; round++) {
    await allDue();
    await Promise.all([wakeDue(ground), evaluateAll(), wakeDue(ground), evaluateAll(), wakeDue(ground), evaluateAll()]);
  }
  await evaluateAll();
  expect(await ground.db.prisma.goalDirty.count({ where: { workspaceId: admin.workspaceId } })).toBe(0);
});
