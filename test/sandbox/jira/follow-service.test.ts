import { mkdtemp, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "@jest/globals";
import { readSite } from "./state/store.ts";

const FORMER = "http://127.0.0.1:4600";
const NOW = "http://127.0.0.1:4700";

test.each([
  ["the service's own address follows it to another port", FORMER, NOW],
  ["another address stays as the admin entered it", "https://goals.example.com", "https://goals.example.com"],
])("%s", async (_name, entered, expected) => {
  const file = join(await mkdtemp(join(tmpdir(), "site-")), "site.json");
  const site = await readSite(file, FORMER);
  await writeFile(file, JSON.stringify({ ...site, remoteEndpoint: entered }));
  expect(await readSite(file, NOW)).toMatchObject({ remoteEndpoint: expected, serviceUrl: NOW });
});
