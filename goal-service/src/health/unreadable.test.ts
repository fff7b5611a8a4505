import { beforeEach, expect, test } from "@jest/globals";
import { endpoints } from "@throughline/shared/endpoints";
import { ClaimedReceipt } from "@throughline/shared/health/receipt";
import { verifyReceipt } from "@throughline/shared/health/verify-receipt";
import { buildWorkspace, type Person } from "../../../test/factories/graph.ts";
import { groundOfFile } from "../../../test/setup/of-file.ts";
import { findGoal } from "../goals/goals.ts";
import { listReadings } from "../goals/readings.ts";
import { buildMeasured, portfolioOf } from "../insight/portfolio.test-kit.ts";
import { markDirty } from "../live/announce.ts";
import { replyOf } from "../reply.ts";
import { evaluateDirty } from "./evaluate.ts";
import { readReceipt } from "./receipt.ts";
import { readReport } from "./report.ts";

const ground = await groundOfFile();
let ada: Person;
beforeEach(async () => {
  ada = await buildWorkspace(ground);
});

/** What an older version let through: planted where it lies, then looked at. */
async function plant(goalId: string, sql: string): Promise<void> {
  await ground.db.pool.query(sql, [ada.workspaceId, goalId]);
  await markDirty(ground.db.prisma, ada.workspaceId, [goalId], ground.clock.now());
  while (await evaluateDirty(ground));
}
const OF_GOAL = `workspace_id = $1 AND key_result_id IN (SELECT id FROM key_result WHERE workspace_id = $1 AND goal_id = $2)`;
const PLANTED = {
  "a due day in the year 26": `UPDATE goal SET start = '0025-01-01', due = '0026-11-29' WHERE workspace_id = $1 AND id = $2`,
  "a start before Christ": `UPDATE goal SET start = '0044-03-15 BC' WHERE workspace_id = $1 AND id = $2`,
  "a due day in the year 12026": `UPDATE goal SET due = '12026-01-01' WHERE workspace_id = $1 AND id = $2`,
  "a reading of no number": `UPDATE reading SET value = 'NaN' WHERE ${OF_GOAL}`,
  "a reading beyond all bounds": `UPDATE reading SET value = 1e308 WHERE ${OF_GOAL}`,
  "an endless target": `UPDATE key_result SET target = 'Infinity', baseline = '-Infinity' WHERE workspace_id = $1 AND goal_id = $2`,
};

test.each(Object.entries(PLANTED))("%s shows no last colour anywhere, and costs no other goal", async (_, sql) => {
  const spoilt = await buildMeasured(ground, ada, 0.6);
  const other = await buildMeasured(ground, ada, 0.6);
  expect((await portfolioOf(ground, ada)).rows.map(({ state }) => state)).not.toContain("outdated");
  await plant(spoilt.id, sql);

  const goal = await findGoal(ground, ada, spoilt.id);
  const report = endpoints.getGoalHealth.reply.parse(await readReport(ground, ada, goal));
  expect(report).toMatchObject({ state: "outdated", rule: "R4", flags: ["FACTS_UNREADABLE"], nextChange: null });
  expect(report.because).toMatch(/can't be judged, its [a-z ]+ can't be read: /);
  const receipt = await readReceipt(ground, ada, goal);
  expect(verifyReceipt(ClaimedReceipt.parse(JSON.parse(JSON.stringify(receipt)))).holds).toBe(true);

  const { rows } = await portfolioOf(ground, ada);
  expect(rows.find(({ id }) => id === spoilt.id)).toMatchObject({ state: "outdated", title: spoilt.title });
  expect(rows.find(({ id }) => id === other.id)).toMatchObject({ state: "green", progress: 0.6 });
});

test("once the fact is mended the goal has its colour again", async () => {
  const goal = await buildMeasured(ground, ada, 0.6);
  await plant(goal.id, PLANTED["a reading beyond all bounds"]);
  await plant(goal.id, `UPDATE reading SET value = 60 WHERE ${OF_GOAL}`);
  expect((await readReport(ground, ada, await findGoal(ground, ada, goal.id))).state).toBe("green");
});

test("a reading that can't be shown costs itself in its list, under the number of the fault", async () => {
  const goal = await buildMeasured(ground, ada, 0.6);
  await plant(goal.id, PLANTED["a reading of no number"]);
  const { id } = await ground.db.prisma.keyResult.findFirstOrThrow({ where: { goalId: goal.id } });
  const reply = await replyOf(ground, endpoints.listReadings, () => listReadings(ground, ada, { id, limit: 10 }));
  expect(reply).toMatchObject({ items: [], unshown: [{ id: expect.any(String), fault: expect.any(String) }] });
});

test("an answer of ours in another shape is a fault, not the caller's error", async () => {
  const answer = replyOf(ground, endpoints.getGoal, () => Promise.resolve({ id: 5 }));
  await expect(answer).rejects.toThrow("What GET /goals/:id answers has not the promised shape.");
});
