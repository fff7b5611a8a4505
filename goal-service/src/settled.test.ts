import { expect, test } from "@jest/globals";
import { buildGoal, buildKeyResult } from "../../test/factories/graph.ts";
import { serviceOfFile } from "../../test/setup/of-file.ts";

const service = await serviceOfFile();

test("whoever asks to wait reads the health as it is after their own change", async () => {
  const { ground, admin } = service;
  const goal = await buildGoal(ground, admin);
  const { id } = await buildKeyResult(ground, admin, goal.id);
  const client = await service.as(admin);
  await service.worker.drain();
  const headers = {
    authorization: `Bearer ${await service.tokenOf(admin)}`,
    "content-type": "application/json",
    prefer: "respond-async, wait=1",
  };
  for (const [value, state] of [
    [90, "green"],
    [1, "red"],
    [95, "green"],
  ] as const) {
    const response = await fetch(`${service.url}/api/v1/key-results/${id}/readings`, {
      method: "POST",
      headers,
      body: JSON.stringify({ on: "2026-11-19", value }),
    });
    expect(response.status).toBe(201);
    expect(await client.getGoalHealth({ id: goal.id })).toMatchObject({ state });
  }
});
