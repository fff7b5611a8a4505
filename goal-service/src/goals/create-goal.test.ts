import { beforeEach, expect, test } from "@jest/globals";
import { buildGoal, buildWorkspace, type Person } from "../../../test/factories/graph.ts";
import { groundOfFile } from "../../../test/setup/of-file.ts";
import { listKeyResults } from "./key-results.ts";
import { listReadings } from "./readings.ts";

const ground = await groundOfFile();
let ada: Person;
beforeEach(async () => {
  ada = await buildWorkspace(ground);
});

const measure = { name: "Retention", baseline: 98, target: 110, reading: { on: "2026-11-20", value: 98 } };

test("a goal is made with its measures and where they stand, their first readings", async () => {
  const { id } = await buildGoal(ground, ada, {
    keyResults: [measure, { ...measure, name: "Churn", reading: undefined }],
  });
  const { items } = await listKeyResults(ground, ada, { id, limit: 10 });
  expect(items.map(({ name, latest }) => [name, latest])).toEqual([
    ["Retention", { on: "2026-11-20", value: 98 }],
    ["Churn", null],
  ]);
  const readings = await listReadings(ground, ada, { id: items[0]?.id ?? "", limit: 10 });
  expect(readings.items).toMatchObject([{ on: "2026-11-20", value: 98, by: ada.person.id }]);
});

test.each([
  ["a measure that can't be", { ...measure, target: undefined }, "keyResults.1.target"],
  ["a lag longer than the goal", { ...measure, lag: 300 }, "keyResults.1.lag"],
  ["a band's number on a measure that moves", { ...measure, lo: 3 }, "keyResults.1.lo"],
  [
    "a first reading of a day to come",
    { ...measure, reading: { on: "2026-11-21", value: 98 } },
    "keyResults.1.reading.on",
  ],
])("with %s nothing is made, and what is wrong is said at its field", async (_what, wrong, path) => {
  await expect(buildGoal(ground, ada, { keyResults: [measure, wrong] })).rejects.toMatchObject({
    details: { issues: [{ path }] },
  });
  expect(await ground.db.prisma.goal.count({ where: { workspaceId: ada.workspaceId } })).toBe(0);
});
