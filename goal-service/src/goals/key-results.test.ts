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
import { closeGoal } from "./close-goal.ts";
import { changeKeyResult, listKeyResults } from "./key-results.ts";
import { createReading, listReadings } from "./readings.ts";

const ground = await groundOfFile();
let ada: Person;
let goal: Goal;
beforeEach(async () => {
  ada = await buildWorkspace(ground);
  goal = await buildGoal(ground, ada);
});

const list = (caller: Person, id = goal.id) => listKeyResults(ground, caller, { id, limit: 100 });

describe("a measure", () => {
  test("that moves needs a baseline and a target, and says so", async () => {
    expect(await refused(buildKeyResult(ground, ada, goal.id, { target: undefined }))).toBe("invalid_measure");
    await expect(buildKeyResult(ground, ada, goal.id, { target: undefined })).rejects.toThrow(/needs a target/);
  });

  test("that is maintained needs a band whose lower end is not above the upper", async () => {
    const band = { direction: "maintain" as const, baseline: undefined, target: undefined };
    expect(await refused(buildKeyResult(ground, ada, goal.id, { ...band, lo: 5, hi: 3 }))).toBe("invalid_measure");
    expect(await refused(buildKeyResult(ground, ada, goal.id, { ...band, lo: 5 }))).toBe("invalid_measure");
    expect(await buildKeyResult(ground, ada, goal.id, { ...band, lo: 3, hi: 5 })).toMatchObject({
      lo: 3,
      hi: 5,
      baseline: null,
    });
  });

  test("takes no numbers of the other kind", async () => {
    expect(await refused(buildKeyResult(ground, ada, goal.id, { lo: 1, hi: 2 }))).toBe("invalid_measure");
  });

  test("has its plan points strictly between start and lag and the due day", async () => {
    const plan = (day: string) => buildKeyResult(ground, ada, goal.id, { lag: 7, plan: [[day, 0.5]] });
    expect(await refused(plan("2026-10-08"))).toBe("invalid_measure");
    expect(await refused(plan("2026-12-31"))).toBe("invalid_measure");
    expect((await plan("2026-10-09")).plan).toEqual([["2026-10-09", 0.5]]);
  });

  test("can't lag longer than its goal lasts", async () => {
    expect(await refused(buildKeyResult(ground, ada, goal.id, { lag: 91 }))).toBe("invalid_measure");
  });

  test("is not added to a closed goal", async () => {
    await closeGoal(ground, ada, { id: goal.id, dropped: false });
    expect(await refused(buildKeyResult(ground, ada, goal.id))).toBe("goal_closed");
  });
});

describe("changing a measure", () => {
  test("wants a reason when the target moves, and keeps the version before it", async () => {
    const { id, version } = await buildKeyResult(ground, ada, goal.id);
    expect(await refused(changeKeyResult(ground, ada, { id, version, target: 80 }))).toBe("reason_missing");
    const after = await changeKeyResult(ground, ada, { id, version, target: 80, reason: "The market shrank." });
    expect(after).toMatchObject({ target: 80, version: 2 });
    const versions = await ground.db.prisma.version.findMany({
      where: { kind: "key-result", id },
      orderBy: { no: "asc" },
    });
    expect(versions.map(({ body }) => (body as { target: number }).target)).toEqual([100, 80]);
  });

  test("with a stale version is a conflict", async () => {
    const { id } = await buildKeyResult(ground, ada, goal.id);
    await changeKeyResult(ground, ada, { id, version: 1, name: "Better name" });
    expect(await refused(changeKeyResult(ground, ada, { id, version: 1, name: "Other name" }))).toBe("stale");
  });

  test("to the other kind leaves the old numbers behind", async () => {
    const { id } = await buildKeyResult(ground, ada, goal.id);
    const after = await changeKeyResult(ground, ada, {
      id,
      version: 1,
      direction: "maintain",
      lo: 1,
      hi: 2,
      reason: "A band fits.",
    });
    expect(after).toMatchObject({ direction: "maintain", baseline: null, target: null, lo: 1, hi: 2 });
  });

  test("marks its goal for evaluation and tells open screens", async () => {
    await ground.db.prisma.goalDirty.deleteMany();
    await buildKeyResult(ground, ada, goal.id);
    expect(await ground.db.prisma.goalDirty.findMany({ select: { goalId: true } })).toEqual([{ goalId: goal.id }]);
    const [event] = await ground.db.prisma.liveEvent.findMany({ orderBy: { id: "desc" }, take: 1 });
    expect(event).toMatchObject({ kind: "goal", ref: goal.id });
  });
});

describe("a reading", () => {
  test("of the same day again replaces the first, and both stay in history", async () => {
    const { id } = await buildKeyResult(ground, ada, goal.id);
    await buildReading(ground, ada, id, "2026-11-18", 10);
    await buildReading(ground, ada, id, "2026-11-19", 20);
    await buildReading(ground, ada, id, "2026-11-18", 15);
    const { items } = await listReadings(ground, ada, { id, limit: 100 });
    expect(items.map(({ on, value }) => [on, value])).toEqual([
      ["2026-11-18", 15],
      ["2026-11-19", 20],
    ]);
    expect(items[0]?.by).toBe(ada.person.id);
    expect(await ground.db.prisma.reading.count({ where: { keyResultId: id } })).toBe(3);
    expect((await list(ada)).items[0]?.latest).toEqual({ on: "2026-11-19", value: 20 });
  });

  test("can't be of a day that has not come in the workspace's zone", async () => {
    const kiri = await buildWorkspace(ground, "Pacific/Kiritimati"); // already the 21st there
    const there = await buildKeyResult(ground, kiri, (await buildGoal(ground, kiri)).id);
    const here = await buildKeyResult(ground, ada, goal.id);
    expect(await refused(buildReading(ground, kiri, there.id, "2026-11-21", 1))).toBe("answered");
    expect(await refused(buildReading(ground, ada, here.id, "2026-11-21", 1))).toBe("reading_in_future");
  });

  test("is paged by day", async () => {
    const { id } = await buildKeyResult(ground, ada, goal.id);
    for (const day of ["01", "02", "03"]) await buildReading(ground, ada, id, `2026-11-${day}`, 1);
    const first = await listReadings(ground, ada, { id, limit: 2 });
    expect(first.next).toBe("2026-11-02");
    const second = await listReadings(ground, ada, { id, limit: 2, cursor: first.next ?? "" });
    expect(second.items.map(({ on }) => on)).toEqual(["2026-11-03"]);
    expect(second.next).toBeNull();
  });
});

describe("the key results of a private goal", () => {
  test("do not exist for anybody outside its audience", async () => {
    const secret = await buildPrivateGoal(ground, ada);
    const { id } = await buildKeyResult(ground, ada, secret.id);
    const eve = await buildPerson(ground, ada);
    expect(await refused(list(eve, secret.id))).toBe("not_found");
    expect(await refused(buildKeyResult(ground, eve, secret.id))).toBe("not_found");
    expect(await refused(changeKeyResult(ground, eve, { id, version: 1, name: "Mine" }))).toBe("not_found");
    expect(await refused(listReadings(ground, eve, { id, limit: 100 }))).toBe("not_found");
    expect(await refused(createReading(ground, eve, { id, on: "2026-11-01", value: 1 }))).toBe("not_found");
    const stranger = await buildWorkspace(ground);
    expect(await refused(listReadings(ground, stranger, { id, limit: 100 }))).toBe("not_found");
  });

  test("are announced to its audience alone", async () => {
    const secret = await buildPrivateGoal(ground, ada);
    await buildKeyResult(ground, ada, secret.id);
    const events = await ground.db.prisma.liveEvent.findMany({ where: { ref: secret.id } });
    expect(events.map(({ goalId }) => goalId)).toEqual(events.map(() => secret.id));
  });
});
