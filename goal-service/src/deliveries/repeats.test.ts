import { expect, test } from "@jest/globals";
import { signedHeaders } from "../../../test/setup/generic-tool.ts";
import { serviceOfFile } from "../../../test/setup/of-file.ts";

const service = await serviceOfFile();
const client = await service.as(service.admin);
const { id, secret = "" } = await client.createConnection({ tool: "generic", name: "Generic" });

async function send(deliveryId: string, at: string, title: string): Promise<unknown> {
  const item = {
    ref: { container: "OPS", id: "1" },
    title,
    url: "https://tool.example/1",
    status: { name: "To Do", category: "todo" },
    presence: "live",
    createdAt: "2026-11-20T11:00:00Z",
    updatedAt: "2026-11-20T11:00:00Z",
  };
  const body = JSON.stringify({ items: [item] });
  const response = await fetch(`${service.url}/hooks/${id}`, {
    method: "POST",
    headers: {
      "content-type": "application/json",
      ...signedHeaders(secret, deliveryId, new Date(at), body),
    },
    body,
  });
  return [response.status, ((await response.json()) as { outcome?: string }).outcome];
}

test("a delivery that is signed anew is taken once: while the first waits, after it was taken, and whatever it says now", async () => {
  expect(await send("one", "2026-11-20T11:58:00Z", "First")).toEqual([202, "stored"]);
  expect(await send("one", "2026-11-20T11:59:00Z", "First")).toEqual([202, "repeat"]);
  expect(await send("one", "2026-11-20T12:00:00Z", "Another body")).toEqual([202, "repeat"]);
  await service.worker.drain();
  expect(await send("one", "2026-11-20T12:01:00Z", "First")).toEqual([202, "repeat"]);
  await service.worker.drain();
  expect((await client.listDeliveries({})).items).toMatchObject([{ deliveryId: "one", state: "done" }]);
  expect((await client.listWorkItems({})).items).toMatchObject([{ title: "First" }]);
});
