import { expect, test } from "@jest/globals";
import { buildGoal, buildInitiative, buildWorkspace } from "../../../test/factories/graph.ts";
import { buildConnection, buildItem } from "../../../test/factories/work.ts";
import { groundOfFile } from "../../../test/setup/of-file.ts";
import { evaluateDirty } from "../health/evaluate.ts";
import { markBehind } from "./behind.ts";

const ground = await groundOfFile();
const ada = await buildWorkspace(ground);

async function goalServedFrom(tool: string): Promise<{ goalId: string; connectionId: string }> {
  const { id: goalId } = await buildGoal(ground, ada);
  const initiative = await buildInitiative(ground, ada, goalId);
  const connectionId = await buildConnection(ground, ada);
  await buildItem(ground, ada, { connectionId, initiativeId: initiative.id });
  const synced = { tool, lastSyncAt: ground.clock.now() };
  await ground.db.prisma.connection.updateMany({ where: { id: connectionId }, data: synced });
  return { goalId, connectionId };
}
const dirty = async () => (await ground.db.prisma.goalDirty.findMany()).map(({ goalId }) => goalId);

test("a connection silent for 26 hours is behind, once, and the goals it serves are judged anew; a generic one never is", async () => {
  const jira = await goalServedFrom("jira");
  await goalServedFrom("generic");
  while (await evaluateDirty(ground));
  ground.setNow("2026-11-21T13:00:00Z");
  expect(await markBehind(ground)).toBe(false);
  ground.setNow("2026-11-21T15:00:00Z");
  expect(await markBehind(ground)).toBe(true);
  expect(await dirty()).toEqual([jira.goalId]);
  expect(await markBehind(ground)).toBe(false);
  const rows = await ground.db.prisma.connection.findMany({ where: { behindSince: { not: null } } });
  expect(rows.map(({ id }) => id)).toEqual([jira.connectionId]);
});
