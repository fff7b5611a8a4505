import { beforeEach, expect, test } from "@jest/globals";
import type { Goal } from "@throughline/shared/goals";
import type { KeyResult } from "@throughline/shared/key-results";
import {
  buildGoal,
  buildInitiative,
  buildKeyResult,
  buildPerson,
  buildPrivateGoal,
  buildReading,
  buildWorkspace,
  type Person,
} from "../../../test/factories/graph.ts";
import { refused } from "../../../test/factories/refused.ts";
import { groundOfFile } from "../../../test/setup/of-file.ts";
import { closeGoal } from "../goals/close-goal.ts";
import { correctReading } from "../goals/correct-reading.ts";
import { changeKeyResult, listKeyResults } from "../goals/key-results.ts";
import { createReading, listReadings } from "../goals/readings.ts";
import { evaluateDirty } from "../health/evaluate.ts";
import { storedHealth } from "../health/report.ts";
import { findGoal } from "../goals/goals.ts";
import { getInitiative } from "./initiatives.ts";
import { removeKeyResult } from "./remove-key-result.ts";

const ground = await groundOfFile();
let ada: Person;
let goal: Goal;
let keyResult: KeyResult;
beforeEach(async () => {
  ada = await buildWorkspace(ground);
  goal = await buildGoal(ground, ada);
  keyResult = await buildKeyResult(ground, ada, goal.id);
});

const remove = (by: Person, given: Partial<Parameters<typeof removeKeyResult>[2]> = {}) =>
  removeKeyResult(ground, by, { id: keyResult.id, version: 1, reason: "It measured the wrong thing.", ...given });

test("a key result that is removed measures its goal no more, and nothing of it is lost", async () => {
  const reading = await buildReading(ground, ada, keyResult.id, "2026-11-18", 10);
  await remove(ada);
  expect((await listKeyResults(ground, ada, { id: goal.id, limit: 10 })).items).toEqual([]);
  await evaluateDirty(ground);
  expect(await storedHealth(ground, await findGoal(ground, ada, goal.id))).toMatchObject({ state: "unmeasured" });
  const { id } = keyResult;
  expect(await refused(listReadings(ground, ada, { id, limit: 1 }))).toBe("not_found");
  expect(await refused(createReading(ground, ada, { id, on: "2026-11-19", value: 1 }))).toBe("not_found");
  expect(await refused(correctReading(ground, ada, { id: reading.id, value: 1 }))).toBe("not_found");
  expect(await refused(changeKeyResult(ground, ada, { id, version: 2, name: "Again" }))).toBe("not_found");
  expect(await ground.db.prisma.reading.count({ where: { keyResultId: id } })).toBe(1);
  const version = await ground.db.prisma.version.findFirstOrThrow({ where: { kind: "key-result", id, no: 2 } });
  expect(version.body).toMatchObject({ name: keyResult.name, removed: true });
  const audit = await ground.db.prisma.audit.findFirstOrThrow({ where: { ref: id, action: "remove" } });
  expect(audit.detail).toEqual({ reason: "It measured the wrong thing." });
});

test("its initiatives then serve the goal as a whole; those of another measure stay as they are", async () => {
  const other = await buildKeyResult(ground, ada, goal.id);
  const predicted = { keyResultId: keyResult.id, delta: 3, on: "2026-12-20" };
  const its = await buildInitiative(ground, ada, goal.id, { keyResultId: keyResult.id, predicted });
  const others = await buildInitiative(ground, ada, goal.id, { keyResultId: other.id });
  await remove(ada);
  expect(await getInitiative(ground, ada, its.id)).toMatchObject({ keyResultId: null, predicted: null, version: 2 });
  expect(await getInitiative(ground, ada, others.id)).toMatchObject({ keyResultId: other.id, version: 1 });
  const before = await ground.db.prisma.version.findFirstOrThrow({ where: { kind: "initiative", id: its.id, no: 1 } });
  expect(before.body).toMatchObject({ keyResultId: keyResult.id, predicted });
  expect(await refused(buildInitiative(ground, ada, goal.id, { keyResultId: keyResult.id }))).toBe("other_key_result");
});

test("is refused with a stale version and on a closed goal, and unknown outside a private goal's audience", async () => {
  await changeKeyResult(ground, ada, { id: keyResult.id, version: 1, name: "Better name" });
  expect(await refused(remove(ada))).toBe("stale");
  await closeGoal(ground, ada, { id: goal.id, dropped: false });
  expect(await refused(remove(ada, { version: 2 }))).toBe("goal_closed");
  const secret = await buildPrivateGoal(ground, ada);
  const { id } = await buildKeyResult(ground, ada, secret.id);
  expect(await refused(remove(await buildPerson(ground, ada), { id }))).toBe("not_found");
});
