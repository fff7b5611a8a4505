import { beforeEach, expect, test } from "@jest/globals";
import { buildGoal, buildInitiative, buildWorkspace } from "../../../test/factories/graph.ts";
import { pulled } from "../../../test/factories/pull.ts";
import { groundOfFile } from "../../../test/setup/of-file.ts";
import { transaction } from "../database/transaction.ts";
import { wishHealth } from "./health-wishes.ts";

const ground = await groundOfFile();
const admin = await buildWorkspace(ground);
const { tool, scope, settle, later } = await pulled(ground, admin);
const { prisma } = ground.db;
const at = { workspaceId_id: { workspaceId: admin.workspaceId, id: scope.connectionId } };

const goal = await buildGoal(ground, admin);
const initiative = await buildInitiative(ground, admin, goal.id);

const switchOn = (writeBack: object) => prisma.connection.update({ where: at, data: { settings: { writeBack } } });
/** As the evaluator leaves it, without having to bring it about by work. */
async function state(name: string, of = goal.id): Promise<void> {
  const where = { workspaceId_goalId: { workspaceId: admin.workspaceId, goalId: of } };
  const health = {
    state: name,
    rule: "R9",
    since: ground.clock.now(),
    body: {},
    facts: {},
    recordedAt: ground.clock.now(),
  };
  await prisma.goalHealth.upsert({
    where,
    create: { workspaceId: admin.workspaceId, goalId: of, no: 1, ...health },
    update: health,
  });
  await transaction(ground.db, (tx) => wishHealth(tx, ground, admin.workspaceId, [of]));
  await settle();
}

beforeEach(async () => {
  await switchOn({});
  await prisma.wanted.deleteMany({});
  tool.told.length = 0;
  tool.refuses.clear();
  tool.hasHealthField = true;
  if (!tool.items.has("1")) tool.put("1", { category: "doing", status: "Doing" });
  await settle();
  const item = { workspaceId: admin.workspaceId, connectionId: scope.connectionId };
  await prisma.workItem.updateMany({ where: item, data: { initiativeId: initiative.id } });
});

test("nothing is told until an admin asks for it", async () => {
  await state("amber");
  await state("green");
  expect(tool.told).toEqual([]);
  expect(await prisma.wanted.count({})).toBe(0);
});

test("the project's field follows the goal that most of its open work serves, and is set once for each change", async () => {
  await switchOn({ projectField: true });
  await state("amber");
  await state("amber");
  await state("green");
  expect(tool.told).toEqual([
    { field: "P1", words: "At risk" },
    { field: "P1", words: "On track" },
  ]);
});

test("a project without the field says so on its wish, and holds nobody up", async () => {
  await switchOn({ projectField: true });
  tool.hasHealthField = false;
  await state("amber");
  expect(await prisma.wanted.findFirst({ where: { kind: "field" } })).toMatchObject({
    state: "failed",
    error: "The project has no choice field “Goal health” with the choice “At risk”.",
  });
});

test("an update is posted when the health changes, at most one a day, and none for what turned back meanwhile", async () => {
  await switchOn({ statusUpdate: true });
  await state("green");
  expect(tool.told).toEqual([]);
  later(24 * 60);
  await state("amber");
  expect(tool.told).toEqual([{ update: "P1", status: "at_risk" }]);
  later(60);
  await state("green");
  later(60);
  await state("amber");
  expect(tool.told).toHaveLength(1);
  later(60);
  await state("red");
  later(24 * 60);
  await settle();
  expect(tool.told).toEqual([
    { update: "P1", status: "at_risk" },
    { update: "P1", status: "off_track" },
  ]);
});

test("a state that is no judgement is no update", async () => {
  await switchOn({ statusUpdate: true });
  await state("green");
  later(24 * 60);
  await state("warming");
  expect(tool.told).toEqual([]);
});

test("the tool's own goal that names ours gets its status", async () => {
  await switchOn({ nativeGoal: true });
  tool.nativeGoal = goal.key;
  await state("red");
  expect(tool.told).toEqual([{ goal: "native", status: "red" }]);
  tool.nativeGoal = null;
});

test("a private goal is told nowhere, whatever is switched on", async () => {
  await switchOn({ projectField: true, statusUpdate: true, nativeGoal: true });
  await prisma.goal.updateMany({ where: { id: goal.id }, data: { private: true } });
  tool.nativeGoal = goal.key;
  await state("green");
  later(24 * 60);
  await state("red");
  expect(tool.told).toEqual([]);
  await prisma.goal.updateMany({ where: { id: goal.id }, data: { private: false } });
  tool.nativeGoal = null;
});
