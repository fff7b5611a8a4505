import { randomUUID } from "node:crypto";
import { expect, test } from "@jest/globals";
import { buildWorkspace } from "../../../test/factories/graph.ts";
import { fakeToolOn, buildPullConnection } from "../../../test/factories/pull.ts";
import { groundOfFile } from "../../../test/setup/of-file.ts";
import { ToolError } from "../connectors/connector.ts";
import { session } from "../database/transaction.ts";
import { processBatch } from "../deliveries/process.ts";
import { takeTurn } from "../deliveries/take-turn.ts";
import { endConnection } from "./end.ts";
import { turnOf } from "./pulled.ts";

const ground = await groundOfFile();
const tool = await fakeToolOn(ground);

async function connected() {
  const admin = await buildWorkspace(ground);
  const id = await buildPullConnection(ground, admin, tool);
  while ((await processBatch(ground)) || (await takeTurn(ground)));
  expect(tool.webhooks.size).toBe(1);
  return { admin, id };
}

test("a webhook that a turn under way is just making is given back with the others", async () => {
  const { admin, id } = await connected();
  let ending: Promise<unknown> = Promise.resolve();
  await session(ground.db, turnOf(id), async () => {
    ending = endConnection(ground, admin, id);
    await new Promise((resolve) => setTimeout(resolve, 300));
    const target = `${ground.config.publicUrl}/hooks/${id}/${randomUUID()}`;
    tool.webhooks.set("just made", { container: "P1", target, secret: "s", problem: null });
  });
  await ending;
  expect(tool.webhooks.size).toBe(0);
});

test("where the tool does not say what it keeps, those that we know of are given back", async () => {
  const { admin, id } = await connected();
  tool.refuse("subscriptions", new ToolError("not_allowed", "Not yours to list."));
  expect(await endConnection(ground, admin, id)).toMatchObject({ state: "ended" });
  expect(tool.webhooks.size).toBe(0);
});
