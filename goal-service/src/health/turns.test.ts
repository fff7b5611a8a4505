import { expect, test } from "@jest/globals";
import {
  buildGoal,
  buildInitiative,
  buildKeyResult,
  buildReading,
  buildWorkspace,
} from "../../../test/factories/graph.ts";
import { buildConnection, buildItem } from "../../../test/factories/work.ts";
import { groundOfFile } from "../../../test/setup/of-file.ts";
import { findGoal } from "../goals/goals.ts";
import { evaluateDirty } from "./evaluate.ts";
import { readReport } from "./report.ts";

const ground = await groundOfFile();
const ada = await buildWorkspace(ground);

async function readingOn(day: string, keyResultId: string, value: number): Promise<void> {
  ground.setNow(`${day}T12:00:00Z`);
  await buildReading(ground, ada, keyResultId, day, value);
  while (await evaluateDirty(ground));
}
const countOf = (id: string, kind: string) => ground.db.prisma.version.count({ where: { id, kind } });

test("a turn of the state is told once, newest first, however often the report differed meanwhile", async () => {
  const { id } = await buildGoal(ground, ada);
  const measure = await buildKeyResult(ground, ada, id);
  for (const [day, value] of [
    ["20", 55],
    ["21", 56],
    ["22", 57],
    ["23", 20],
    ["24", 21],
    ["25", 60],
  ] as const)
    await readingOn(`2026-11-${day}`, measure.id, value);
  const { history } = await readReport(ground, ada, await findGoal(ground, ada, id));
  expect(history).toEqual([
    { state: "green", rule: "R8", since: "2026-11-25T12:00:00.000Z", item: null, key: null },
    { state: "red", rule: "R5", since: "2026-11-23T12:00:00.000Z", item: null, key: null },
    { state: "green", rule: "R8", since: "2026-11-20T12:00:00.000Z", item: null, key: null },
  ]);
  expect(await countOf(id, "turn")).toBe(3);
  expect(await countOf(id, "health")).toBeGreaterThan(3);
});

test("a turn names the item that weighed most, also when it is finished by now", async () => {
  ground.setNow("2026-11-20T12:00:00Z");
  const goal = await buildGoal(ground, ada);
  const measure = await buildKeyResult(ground, ada, goal.id);
  await readingOn("2026-11-20", measure.id, 60);
  const { id } = await buildInitiative(ground, ada, goal.id);
  const connectionId = await buildConnection(ground, ada);
  const item = {
    connectionId,
    initiativeId: id,
    ref: { container: "CS", id: "7" },
    key: "CS-7",
    createdAt: "2026-11-02T09:00:00Z",
  };
  await buildItem(ground, ada, { ...item, updatedAt: "2026-11-02T09:00:00Z" });
  while (await evaluateDirty(ground));
  ground.setNow("2026-11-21T12:00:00Z");
  const done = { name: "Done", category: "done" as const };
  await buildItem(ground, ada, { ...item, status: done, updatedAt: "2026-11-21T11:00:00Z" });
  while (await evaluateDirty(ground));
  const { history, names } = await readReport(ground, ada, await findGoal(ground, ada, goal.id));
  expect(history.map(({ state, key }) => [state, key])).toEqual([
    ["green", null],
    ["amber", "CS-7"],
    ["green", null],
  ]);
  expect(names.items).toEqual({});
});
