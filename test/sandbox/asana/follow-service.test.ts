import { join } from "node:path";
import { tmpdir } from "node:os";
import { expect, test } from "@jest/globals";
import { followService } from "./state/follow-service.ts";
import { readWorkspace } from "./state/store.ts";

const FORMER = "http://127.0.0.1:4600";
const NOW = "http://127.0.0.1:4700";

test("what was attached with the service's former address follows it to another port, and nothing else does", async () => {
  const app = { name: "Throughline", registration: "granular" as const, scopes: [], redirectUris: [], blocked: false };
  const data = await readWorkspace(join(tmpdir(), "no-such-workspace.json"), 0, app);
  followService(data, FORMER);
  const attached = (gid: string, url: string | null) => ({
    ...{ gid, url, parent: "1", subtype: "external" as const, name: "", size: null, app: null, at: 0, by: "1" },
  });
  data.attachments = [
    attached("1", `${FORMER}/initiatives/INI-1`),
    attached("2", "http://127.0.0.1:46000/initiatives/INI-1"),
    attached("3", "https://figma.example/x"),
    attached("4", null),
  ];
  followService(data, NOW);
  expect(data.attachments.map(({ url }) => url)).toEqual([
    `${NOW}/initiatives/INI-1`,
    "http://127.0.0.1:46000/initiatives/INI-1",
    "https://figma.example/x",
    null,
  ]);
  expect(data.app.redirectUris).toEqual([`${FORMER}/oauth/asana/callback`, `${NOW}/oauth/asana/callback`]);
  followService(data, FORMER);
  expect(data.attachments[0]?.url).toBe(`${FORMER}/initiatives/INI-1`);
});
