import { beforeEach, describe, expect, test } from "@jest/globals";
import type { Goal } from "@throughline/shared/goals";
import {
  buildGoal,
  buildKeyResult,
  buildPerson,
  buildPrivateGoal,
  buildReading,
  buildWorkspace,
  type Person,
} from "../../../test/factories/graph.ts";
import { refused } from "../../../test/factories/refused.ts";
import { groundOfFile } from "../../../test/setup/of-file.ts";
import { createCheckIn, listCheckIns } from "../check-ins/check-ins.ts";
import { createCall, listCalls } from "../goals/calls.ts";
import { findGoal } from "../goals/goals.ts";
import { evaluateDirty } from "../health/evaluate.ts";
import { readReport } from "../health/report.ts";
import { createDecision, listDecisions } from "./decisions.ts";

const ground = await groundOfFile();
let ada: Person;
let goal: Goal;
let keyResultId: string;
beforeEach(async () => {
  ada = await buildWorkspace(ground);
  goal = await buildGoal(ground, ada);
  keyResultId = (await buildKeyResult(ground, ada, goal.id)).id;
  await read(46);
});

async function settle(): Promise<void> {
  while (await evaluateDirty(ground));
}
async function read(value: number): Promise<void> {
  await buildReading(ground, ada, keyResultId, "2026-11-20", value);
  await settle();
}
const state = async () => {
  await settle();
  return (await readReport(ground, ada, await findGoal(ground, ada, goal.id))).state;
};
const ALL = { limit: 100 };

describe("a decision", () => {
  test("keeps the evidence of its moment, whatever happens later", async () => {
    expect(await state()).toBe("amber");
    await createDecision(ground, ada, {
      id: goal.id,
      what: "Ask Marco to take CS-412",
      reason: "Dana is full.",
      until: "2026-12-01",
    });
    await read(90);
    expect(await state()).toBe("green");
    const [decision] = (await listDecisions(ground, ada, { id: goal.id, ...ALL })).items;
    expect(decision).toMatchObject({ what: "Ask Marco to take CS-412", until: "2026-12-01", by: ada.person.id });
    expect(decision?.evidence).toMatchObject({
      state: "amber",
      since: "2026-11-20T12:00:00.000Z",
      evidence: [{ kind: "pace" }],
    });
  });

  test("holds until a day after today, and may name an item that exists", async () => {
    const decide = (give: object) => createDecision(ground, ada, { id: goal.id, what: "Wait", ...give });
    expect(await refused(decide({ until: "2026-11-19" }))).toBe("until_passed");
    expect(await refused(decide({ until: "2026-11-20" }))).toBe("until_passed");
    expect(await refused(decide({ until: "2026-11-21" }))).toBe("answered");
    expect(await refused(decide({ workItemId: "nothing" }))).toBe("not_found");
  });

  test("lists come newest first, in pages", async () => {
    for (const what of ["one", "two", "three"]) await createDecision(ground, ada, { id: goal.id, what });
    const first = await listDecisions(ground, ada, { id: goal.id, limit: 2 });
    const second = await listDecisions(ground, ada, { id: goal.id, limit: 2, cursor: first.next ?? "" });
    expect([...first.items, ...second.items].map(({ what }) => what)).toEqual(["three", "two", "one"]);
    expect(second.next).toBeNull();
  });
});

describe("a call", () => {
  test("worse than computed needs no reason and shows at once", async () => {
    const call = await createCall(ground, ada, { id: goal.id, level: "red" });
    expect(call).toMatchObject({ at: "2026-11-20", level: "red", by: ada.person.id });
    expect(await state()).toBe("red");
    expect((await listCalls(ground, ada, { id: goal.id, ...ALL })).items).toEqual([call]);
  });

  test("better than computed needs a reason, and then improves by one level", async () => {
    expect(await refused(createCall(ground, ada, { id: goal.id, level: "green" }))).toBe("reason_missing");
    await createCall(ground, ada, { id: goal.id, level: "green", reason: "Two renewals are signed." });
    expect(await state()).toBe("green");
  });
});

describe("a check-in", () => {
  test("is a note of today unless it says another day, and not of the future", async () => {
    expect(await createCheckIn(ground, ada, { id: goal.id, note: "Going well.", confidence: 0.7 })).toMatchObject({
      on: "2026-11-20",
      confidence: 0.7,
    });
    await createCheckIn(ground, ada, { id: goal.id, note: "Late note.", on: "2026-11-10" });
    expect(await refused(createCheckIn(ground, ada, { id: goal.id, note: "Soon.", on: "2026-11-21" }))).toBe(
      "in_future",
    );
    const { items } = await listCheckIns(ground, ada, { id: goal.id, ...ALL });
    expect(items.map(({ note }) => note)).toEqual(["Late note.", "Going well."]);
  });
});

test("what was said of a private goal does not exist for anybody outside its audience", async () => {
  const secret = await buildPrivateGoal(ground, ada);
  const eve = await buildPerson(ground, ada);
  const asked = { id: secret.id, ...ALL };
  const attacks = [
    () => listDecisions(ground, eve, asked),
    () => listCalls(ground, eve, asked),
    () => listCheckIns(ground, eve, asked),
    () => createDecision(ground, eve, { id: secret.id, what: "Stop" }),
    () => createCall(ground, eve, { id: secret.id, level: "red" }),
    () => createCheckIn(ground, eve, { id: secret.key, note: "Hello" }),
  ];
  for (const attack of attacks) expect(await refused(attack())).toBe("not_found");
});
