import { expect, test } from "@jest/globals";
import { buildGoal, buildKeyResult, buildReading, buildWorkspace } from "../../../test/factories/graph.ts";
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
    { state: "green", rule: "R8", since: "2026-11-25T12:00:00.000Z", item: null },
    { state: "red", rule: "R5", since: "2026-11-23T12:00:00.000Z", item: null },
    { state: "green", rule: "R8", since: "2026-11-20T12:00:00.000Z", item: null },
  ]);
  expect(await countOf(id, "turn")).toBe(3);
  expect(await countOf(id, "health")).toBeGreaterThan(3);
});
