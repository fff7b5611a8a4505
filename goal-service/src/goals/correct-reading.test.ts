import { beforeEach, describe, expect, test } from "@jest/globals";
import type { KeyResult, Reading } from "@throughline/shared/key-results";
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
import { evaluateDirty } from "../health/evaluate.ts";
import { readReceipt } from "../health/receipt.ts";
import { storedHealth } from "../health/report.ts";
import { correctReading, removeReading } from "./correct-reading.ts";
import { findGoal } from "./goals.ts";
import { listKeyResults } from "./key-results.ts";
import { listReadingHistory } from "./reading-history.ts";
import { listReadings } from "./readings.ts";

const ground = await groundOfFile();
let ada: Person;
let keyResult: KeyResult;
let reading: Reading;
beforeEach(async () => {
  ada = await buildWorkspace(ground);
  keyResult = await buildKeyResult(ground, ada, (await buildGoal(ground, ada)).id);
  reading = await buildReading(ground, ada, keyResult.id, "2026-11-18", 10);
});

const current = async () =>
  (await listReadings(ground, ada, { id: keyResult.id, limit: 100 })).items.map(({ on, value }) => [on, value]);
const history = async () =>
  (await listReadingHistory(ground, ada, { id: keyResult.id, limit: 100 })).items.map(({ on, value, ended }) => [
    on,
    value,
    ended?.how,
  ]);
const latest = async () =>
  (await listKeyResults(ground, ada, { id: keyResult.goalId, limit: 1 })).items[0]?.latest ?? null;

describe("a reading that is corrected", () => {
  test("gives its place to the right value, and both stay in the history", async () => {
    const right = await correctReading(ground, ada, { id: reading.id, value: 15, note: "A typing error." });
    expect(right).toMatchObject({ on: "2026-11-18", value: 15, note: "A typing error.", by: ada.person.id });
    expect(await current()).toEqual([["2026-11-18", 15]]);
    expect(await history()).toEqual([
      ["2026-11-18", 15, undefined],
      ["2026-11-18", 10, "replaced"],
    ]);
    const audit = await ground.db.prisma.audit.findFirstOrThrow({ where: { ref: right.id } });
    expect(audit).toMatchObject({ action: "correct", detail: { corrects: reading.id } });
  });

  test("moves to another day, and its old day has none", async () => {
    await correctReading(ground, ada, { id: reading.id, on: "2026-11-16" });
    expect(await current()).toEqual([["2026-11-16", 10]]);
    expect(await latest()).toEqual({ on: "2026-11-16", value: 10 });
    expect(await history()).toEqual([
      ["2026-11-16", 10, undefined],
      ["2026-11-18", 10, "removed"],
    ]);
  });

  test("can't be moved into a day that has not come, and stays as it was", async () => {
    expect(await refused(correctReading(ground, ada, { id: reading.id, on: "2026-11-21" }))).toBe("reading_in_future");
    expect(await current()).toEqual([["2026-11-18", 10]]);
  });

  test("is a conflict when somebody replaced it or took it back meanwhile", async () => {
    const theirs = await buildReading(ground, ada, keyResult.id, "2026-11-18", 12);
    await expect(correctReading(ground, ada, { id: reading.id, value: 15 })).rejects.toMatchObject({
      code: "stale",
      details: { id: theirs.id, value: 12 },
    });
    await removeReading(ground, ada, { id: theirs.id });
    expect(await refused(correctReading(ground, ada, { id: theirs.id, value: 15 }))).toBe("stale");
    expect(await current()).toEqual([]);
  });
});

describe("a reading that is taken back", () => {
  test("counts nowhere, shows why in the history, and its day can have another", async () => {
    await removeReading(ground, ada, { id: reading.id, reason: "Another metric." });
    expect(await current()).toEqual([]);
    expect(await latest()).toBeNull();
    const [gone] = (await listReadingHistory(ground, ada, { id: keyResult.id, limit: 100 })).items;
    expect(gone).toMatchObject({ value: 10, ended: { how: "removed", reason: "Another metric.", by: ada.person.id } });
    await buildReading(ground, ada, keyResult.id, "2026-11-18", 30);
    expect(await current()).toEqual([["2026-11-18", 30]]);
    expect(await history()).toEqual([
      ["2026-11-18", 30, undefined],
      ["2026-11-18", 10, "removed"],
    ]);
  });

  test("does not uncover the value that it had replaced", async () => {
    const second = await buildReading(ground, ada, keyResult.id, "2026-11-18", 20);
    await removeReading(ground, ada, { id: second.id });
    expect(await current()).toEqual([]);
  });

  test("changes the health of today; the receipt of the report before still gives its own facts", async () => {
    const goal = await findGoal(ground, ada, keyResult.goalId);
    await evaluateDirty(ground);
    const before = await readReceipt(ground, ada, goal);
    expect(before.facts).toMatchObject({ keyResults: [{ readings: [["2026-11-18", 10]] }] });
    await removeReading(ground, ada, { id: reading.id });
    const dirty = await ground.db.prisma.goalDirty.findMany({ select: { goalId: true } });
    expect(dirty).toEqual([{ goalId: goal.id }]);
    await evaluateDirty(ground);
    expect((await storedHealth(ground, goal)).facts).toMatchObject({ keyResults: [{ readings: [] }] });
    const kept = await ground.db.prisma.version.findFirstOrThrow({ where: { kind: "health", id: goal.id, no: 1 } });
    expect(kept.body).toMatchObject({ report: before.report, facts: before.facts });
  });
});

test("is paged from the newest", async () => {
  for (const day of ["01", "02"]) await buildReading(ground, ada, keyResult.id, `2026-11-${day}`, 1);
  const first = await listReadingHistory(ground, ada, { id: keyResult.id, limit: 2 });
  expect(first.items.map(({ on }) => on)).toEqual(["2026-11-02", "2026-11-01"]);
  const second = await listReadingHistory(ground, ada, { id: keyResult.id, limit: 2, cursor: first.next ?? "" });
  expect([second.items.map(({ on }) => on), second.next]).toEqual([["2026-11-18"], null]);
});

test("of a private goal exists for nobody outside its audience", async () => {
  const secret = await buildPrivateGoal(ground, ada);
  const { id } = await buildReading(ground, ada, (await buildKeyResult(ground, ada, secret.id)).id, "2026-11-18", 1);
  const eve = await buildPerson(ground, ada);
  expect(await refused(correctReading(ground, eve, { id, value: 2 }))).toBe("not_found");
  expect(await refused(removeReading(ground, eve, { id }))).toBe("not_found");
});
