import { expect, test } from "@jest/globals";
import { buildGoal, buildWorkspace } from "../../../test/factories/graph.ts";
import { groundOfFile } from "../../../test/setup/of-file.ts";
import { createCall, listCalls } from "./calls.ts";

const ground = await groundOfFile();
const ada = await buildWorkspace(ground);

const listed = async (id: string) => (await listCalls(ground, ada, { id, limit: 100 })).items;
const standing = async (id: string) => (await listed(id)).map(({ level, until, stands }) => [level, until, stands]);

test("the newest call stands until its last day, and every one before it is kept", async () => {
  const { id } = await buildGoal(ground, ada);
  ground.setNow("2026-11-02T12:00:00Z");
  const first = await createCall(ground, ada, { id, level: "red", reason: "The launch slips." });
  expect(first).toMatchObject({ at: "2026-11-02", until: "2026-11-16", stands: true, by: ada.person.id });
  ground.setNow("2026-11-04T12:00:00Z");
  await createCall(ground, ada, { id, level: "amber" });
  expect(await standing(id)).toEqual([
    ["amber", "2026-11-18", true],
    ["red", "2026-11-16", false],
  ]);
  ground.setNow("2026-11-18T23:59:59Z");
  expect((await listed(id))[0]?.stands).toBe(true);
  ground.setNow("2026-11-19T00:00:00Z");
  expect((await listed(id)).map(({ stands }) => stands)).toEqual([false, false]);
});

test("a later page knows that a newer call took the place of its first", async () => {
  const { id } = await buildGoal(ground, ada);
  await createCall(ground, ada, { id, level: "red" });
  await createCall(ground, ada, { id, level: "amber" });
  const first = await listCalls(ground, ada, { id, limit: 1 });
  const second = await listCalls(ground, ada, { id, limit: 1, cursor: first.next ?? "" });
  expect([first, second].map(({ items }) => items.map(({ stands }) => stands))).toEqual([[true], [false]]);
});

test("how long a call counts is the workspace's to set", async () => {
  const bea = await buildWorkspace(ground);
  const settings = { thresholds: { callDays: 3 } };
  await ground.db.prisma.workspace.update({ where: { id: bea.workspaceId }, data: { settings } });
  const { id } = await buildGoal(ground, bea);
  expect(await createCall(ground, bea, { id, level: "red" })).toMatchObject({ at: "2026-11-20", until: "2026-11-23" });
});
