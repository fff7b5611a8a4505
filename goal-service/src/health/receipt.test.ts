import { beforeEach, expect, test } from "@jest/globals";
import { endpoints } from "@throughline/shared/endpoints";
import { ClaimedReceipt, Receipt } from "@throughline/shared/health/receipt";
import { verifyReceipt } from "@throughline/shared/health/verify-receipt";
import {
  buildGoal,
  buildInitiative,
  buildKeyResult,
  buildPerson,
  buildReading,
  buildWorkspace,
  type Person,
} from "../../../test/factories/graph.ts";
import { buildConnection, buildItem } from "../../../test/factories/work.ts";
import { groundOfFile } from "../../../test/setup/of-file.ts";
import { createCall } from "../goals/calls.ts";
import { changeGoal, findGoal } from "../goals/goals.ts";
import { evaluateDirty } from "./evaluate.ts";
import { readReceipt } from "./receipt.ts";
import { readReport } from "./report.ts";

const ground = await groundOfFile();
let ada: Person;
beforeEach(async () => {
  ada = await buildWorkspace(ground);
});

const evaluateAll = async () => {
  while (await evaluateDirty(ground));
};
/** As it arrives at the caller: through the shape of the row, and as text. */
async function receiptOf(goalId: string, reader = ada): Promise<Receipt> {
  const made = await readReceipt(ground, reader, await findGoal(ground, reader, goalId));
  return Receipt.parse(JSON.parse(JSON.stringify(endpoints.getGoalReceipt.reply.parse(made))));
}
const holds = (receipt: Receipt) => verifyReceipt(ClaimedReceipt.parse(receipt)).holds;

const SECRET = { title: "Merger with Initech", key: "SEC-7", url: "https://tool.example/SEC-7", restricted: true };
const STALLED = { createdAt: "2026-11-02T09:00:00Z", updatedAt: "2026-11-02T09:00:00Z" };

async function atRisk(give: Parameters<typeof buildGoal>[2] = {}) {
  const goal = await buildGoal(ground, ada, { title: "Raise retention", ...give });
  const measure = await buildKeyResult(ground, ada, goal.id);
  await buildReading(ground, ada, measure.id, "2026-11-18", 60);
  const initiative = await buildInitiative(ground, ada, goal.id);
  const connectionId = await buildConnection(ground, ada);
  await buildItem(ground, ada, { connectionId, initiativeId: initiative.id, ...SECRET, ...STALLED });
  await evaluateAll();
  return { goal, measure };
}

test("a receipt reproduces the colour that is shown, on any later day, as of the day of its report", async () => {
  const { goal } = await atRisk();
  const receipt = await receiptOf(goal.id);
  expect(receipt).toMatchObject({ name: `${goal.key} 2026-11-20`, asOf: "2026-11-20", report: { state: "amber" } });
  expect(holds(receipt)).toBe(true);
  expect(holds({ ...receipt, report: { ...receipt.report, state: "green" } })).toBe(false);
  ground.setNow("2026-11-22T12:00:00Z");
  expect(await receiptOf(goal.id)).toEqual(receipt);
});

test("facts that came since and changed nothing stored do not mix with those of the report", async () => {
  const { goal, measure } = await atRisk();
  const before = await receiptOf(goal.id);
  ground.setNow("2026-11-21T12:00:00Z");
  await buildReading(ground, ada, measure.id, "2026-10-10", 10);
  await evaluateAll();
  const row = await ground.db.prisma.goalHealth.findFirstOrThrow({ where: { goalId: goal.id } });
  expect(JSON.stringify(row.facts)).toContain("2026-10-10");
  const after = await receiptOf(goal.id);
  expect(after).toEqual(before);
  expect(holds(after)).toBe(true);
});

test("a receipt holds ids, numbers and dates: no title, key or address of an item, no words of a call", async () => {
  const { goal } = await atRisk();
  await createCall(ground, ada, { id: goal.id, level: "green", reason: "Initech signs in December" });
  await evaluateAll();
  const receipt = await receiptOf(goal.id);
  expect(receipt.report).toMatchObject({ state: "green", computed: "amber", rule: "R11" });
  expect(holds(receipt)).toBe(true);
  for (const word of ["Initech", "SEC-7", "tool.example", "Raise", "Ada"])
    expect(JSON.stringify(receipt)).not.toContain(word);
});

test("a child that became private is in no receipt of those who may not see it", async () => {
  const { goal } = await atRisk();
  const child = await buildGoal(ground, ada, { parentId: goal.id });
  await evaluateAll();
  ground.setNow("2026-11-20T13:00:00Z");
  await buildGoal(ground, ada, { parentId: goal.id });
  await evaluateAll();
  const eve = await buildPerson(ground, ada);
  await changeGoal(ground, ada, { id: child.id, version: 1, viewers: [] });
  const receipt = await receiptOf(goal.id, eve);
  expect(JSON.stringify(receipt)).not.toContain(child.id);
  expect(holds(receipt)).toBe(true);
  await evaluateAll();
  expect(JSON.stringify(await receiptOf(goal.id, eve))).not.toContain(child.id);
});

test("a goal that nothing has looked at yet has a receipt, and a private one only for its audience", async () => {
  const goal = await buildGoal(ground, ada, { viewers: [] });
  const receipt = await receiptOf(goal.id);
  expect(receipt.report).toMatchObject({
    state: (await readReport(ground, ada, await findGoal(ground, ada, goal.id))).state,
  });
  expect(holds(receipt)).toBe(true);
  const eve = await buildPerson(ground, ada);
  await expect(receiptOf(goal.id, eve)).rejects.toMatchObject({ code: "not_found" });
});
