import { expect, test } from "@jest/globals";
import type { Refusal } from "@throughline/shared/client";
import { serviceOfFile } from "../../../test/setup/of-file.ts";

const service = await serviceOfFile();
const client = await service.as(service.admin);

const post = async (body: object) =>
  fetch(`${service.url}/hooks/jira`, {
    method: "POST",
    headers: { authorization: `Bearer ${await service.forge.token()}`, "content-type": "application/json" },
    body: JSON.stringify(body),
  });

async function pair(): Promise<void> {
  const refused = (await (await post({ items: [] })).json()) as { error: Refusal };
  await client.pairConnection({ code: (refused.error.details as { code: string }).code });
}

test("an app that has nothing to tell says so in the same words every time, and each time counts", async () => {
  await pair();
  for (let time = 0; time < 2; time++) expect((await post({ items: [] })).status).toBe(202);
  await service.worker.drain();
  expect((await client.listDeliveries({ state: "done" })).items).toHaveLength(2);
});

test("a page with items that comes twice is one delivery", async () => {
  const before = (await client.listDeliveries({})).items.length;
  for (let time = 0; time < 2; time++) expect((await post({ items: [{ ref: "none" }, item] })).status).toBe(202);
  expect((await client.listDeliveries({})).items).toHaveLength(before + 1);
});

const item = {
  ref: { container: "OPS", id: "1" },
  title: "Item 1",
  url: "https://tool.example/1",
  status: { name: "To Do", category: "todo" },
  presence: "live",
  createdAt: "2026-11-20T11:59:00Z",
  updatedAt: "2026-11-20T11:59:00Z",
};
