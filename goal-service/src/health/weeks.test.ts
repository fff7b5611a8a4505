import { expect, test } from "@jest/globals";
import {
  buildGoal,
  buildInitiative,
  buildKeyResult,
  buildPerson,
  buildPrivateGoal,
  buildReading,
  buildWorkspace,
} from "../../../test/factories/graph.ts";
import { refused } from "../../../test/factories/refused.ts";
import { buildConnection, buildItem } from "../../../test/factories/work.ts";
import { groundOfFile } from "../../../test/setup/of-file.ts";
import { findGoal } from "../goals/goals.ts";
import { evaluateDirty } from "./evaluate.ts";
import { wakeDue } from "./wake.ts";
import { readWeeks } from "./weeks.ts";

const ground = await groundOfFile();
const ada = await buildWorkspace(ground);
const connectionId = await buildConnection(ground, ada);

async function at(moment: string): Promise<void> {
  ground.setNow(moment);
  await wakeDue(ground);
  while (await evaluateDirty(ground));
}
const weeksOf = async (id: string, caller = ada) => readWeeks(ground, caller, await findGoal(ground, caller, id));

test("each week of the period shows what the goal showed at its end, the running week what it shows now", async () => {
  ground.setNow("2026-10-14T12:00:00Z");
  const goal = await buildGoal(ground, ada, { start: "2026-10-01", due: "2026-12-31" });
  const { id } = await buildKeyResult(ground, ada, goal.id, { baseline: 0, target: 100 });
  await buildReading(ground, ada, id, "2026-10-14", 20);
  await at("2026-10-18T23:59:59.999Z");
  await buildReading(ground, ada, id, "2026-10-18", 1);
  await at("2026-10-19T00:00:00Z");
  await buildReading(ground, ada, id, "2026-10-19", 30);
  await at("2026-10-20T12:00:00Z");
  ground.setNow("2026-11-02T12:00:00Z");
  expect(await weeksOf(goal.id)).toEqual([
    { monday: "2026-09-28", state: null, rule: null, because: null },
    { monday: "2026-10-05", state: null, rule: null, because: null },
    { monday: "2026-10-12", state: "green", rule: "R8", because: null },
    { monday: "2026-10-19", state: "green", rule: "R8", because: null },
    { monday: "2026-10-26", state: "green", rule: "R8", because: null },
    { monday: "2026-11-02", state: "green", rule: "R8", because: null },
  ]);
  await at("2026-11-11T12:00:00Z");
  expect((await weeksOf(goal.id)).at(-1)).toEqual({
    monday: "2026-11-09",
    state: "outdated",
    rule: "R4",
    because: expect.stringContaining("No reading for 23 days"),
  });
});

test("a week's days are counted up to its end, the running week's up to today", async () => {
  ground.setNow("2026-11-02T12:00:00Z");
  const goal = await buildGoal(ground, ada, { start: "2026-11-02", due: "2026-12-31" });
  const { id } = await buildKeyResult(ground, ada, goal.id, { baseline: 0, target: 100 });
  await buildReading(ground, ada, id, "2026-11-02", 60);
  await at("2026-11-20T12:00:00Z");
  ground.setNow("2026-11-25T12:00:00Z");
  expect((await weeksOf(goal.id)).slice(-2).map(({ because }) => because?.split(";")[0])).toEqual([
    "No reading for 20 days",
    "No reading for 23 days",
  ]);
});

test("a week at risk says why in words for this reader, and a private item's key in none", async () => {
  ground.setNow("2026-11-02T12:00:00Z");
  const goal = await buildGoal(ground, ada, { start: "2026-10-26", due: "2026-12-31" });
  const { id } = await buildKeyResult(ground, ada, goal.id, { baseline: 0, target: 100, cadence: 60 });
  await buildReading(ground, ada, id, "2026-11-02", 60);
  const initiative = await buildInitiative(ground, ada, goal.id);
  const times = { createdAt: "2026-11-02T09:00:00Z", updatedAt: "2026-11-02T09:00:00Z" };
  const secret = { key: "SEC-7", url: "https://tool.example/SEC-7", restricted: true };
  await buildItem(ground, ada, { connectionId, initiativeId: initiative.id, ...times, ...secret });
  await at("2026-11-16T12:00:00Z");
  const last = (await weeksOf(goal.id)).at(-1);
  expect(last).toMatchObject({ monday: "2026-11-16", state: "amber" });
  expect(last?.because).toBe("1 restricted item has not moved for 10 working days");
});

test("a goal that has not begun has no weeks, one past its due day none after it", async () => {
  ground.setNow("2026-11-20T12:00:00Z");
  const later = await buildGoal(ground, ada, { start: "2026-12-01", due: "2026-12-31" });
  expect(await weeksOf(later.id)).toEqual([]);
  const over = await buildGoal(ground, ada, { start: "2026-10-05", due: "2026-10-18" });
  expect((await weeksOf(over.id)).map(({ monday }) => monday)).toEqual(["2026-10-05", "2026-10-12"]);
});

test("a private goal's weeks are its audience's", async () => {
  const secret = await buildPrivateGoal(ground, ada);
  const eve = await buildPerson(ground, ada);
  expect(await refused(weeksOf(secret.id, eve))).toBe("not_found");
});
