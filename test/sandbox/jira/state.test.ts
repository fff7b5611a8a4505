import { spawn } from "node:child_process";
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { build } from "esbuild";
import { z } from "zod";
import { bundleApp, START, task, testSite, type TestSite, until } from "./fixtures/test-site.ts";
import { SiteData } from "./state/model.ts";

const DAY = 86_400_000;
let site: TestSite;
beforeAll(async () => {
  site = await testSite();
});
afterAll(() => site.stop());

test("an item that is done has a resolution, and its category's day moves only with the category", async () => {
  const { key } = z.object({ key: z.string() }).parse((await site.call("POST", "/rest/api/3/issue", task())).body);
  const read = async () =>
    z
      .object({ fields: z.record(z.string(), z.unknown()) })
      .parse((await site.call("GET", `/rest/api/3/issue/${key}`)).body).fields;
  const move = async (transition: string, at: number) => {
    site.clock.set(at);
    await site.call("POST", `/rest/api/3/issue/${key}/transitions`, { transition: { id: transition } });
  };
  await move("12", START + DAY);
  await move("13", START + 2 * DAY);
  expect(await read()).toMatchObject({
    statuscategorychangedate: "2026-11-22T09:00:00.000+0000",
    updated: "2026-11-23T09:00:00.000+0000",
    resolution: null,
  });
  await move("14", START + 3 * DAY);
  expect(await read()).toMatchObject({ resolution: { name: "Done" }, resolutiondate: "2026-11-24T09:00:00.000+0000" });
  await move("11", START + 4 * DAY);
  expect(await read()).toMatchObject({ resolution: null, resolutiondate: null });
  site.clock.set(START);
});

test("the company goes on: every other open item moves at least every five days, and the user's own stay", async () => {
  const day = (n: number) => new Date(START + n * DAY).toISOString().slice(0, 10);
  await site.call("POST", "/sandbox/seed", {
    issues: Array.from({ length: 25 }, (_, n) => ({
      project: "DATA",
      summary: `Work ${String(n)}`,
      created: "2026-11-15",
      assignee: "Wei Zhang",
    })),
  });
  const mine = z
    .object({ key: z.string() })
    .parse((await site.call("POST", "/rest/api/3/issue", task({ summary: "Mine" }))).body).key;
  const before = site.running.site.issues().length;
  for (let n = 1; n <= 14; n += 1) {
    site.clock.set(START + n * DAY);
    await site.call("POST", "/sandbox/day", { day: day(n), mode: "goes_on" });
    const resting = site.running.site
      .issues()
      .filter((issue) => issue.key !== mine && !issue.byHand && issue.resolutionId === null)
      .map((issue) => site.clock.now() - issue.statusChangedAt);
    expect(Math.max(0, ...resting)).toBeLessThan(5 * DAY);
  }
  expect(site.running.site.find(mine)).toMatchObject({ statusId: "10001", updatedAt: START });
  expect(site.running.site.issues()).toHaveLength(before);
});

test("what is handed to the company goes on with it", async () => {
  const mine = z
    .object({ key: z.string() })
    .parse((await site.call("POST", "/rest/api/3/issue", task({ summary: "Handed over" }))).body).key;
  expect((await site.call("POST", "/sandbox/company", {})).status).toBe(200);
  site.clock.set(START + 19 * DAY);
  await site.call("POST", "/sandbox/day", { day: "2026-12-10", mode: "goes_on" });
  expect(site.running.site.find(mine)).toMatchObject({ statusId: "10002" });
});

test("a day told twice passes once, and standing still moves nothing", async () => {
  const told = async (day: string, mode: string) =>
    z.object({ moved: z.number() }).parse((await site.call("POST", "/sandbox/day", { day, mode })).body).moved;
  site.clock.set(START + 30 * DAY);
  expect(await told("2026-12-21", "stands_still")).toBe(0);
  expect(await told("2026-12-22", "goes_on")).toBeGreaterThan(0);
  site.clock.set(START + 40 * DAY);
  expect(await told("2026-12-22", "goes_on")).toBe(0);
});

test("a seed with one bad item writes none", async () => {
  const before = site.running.site.issues().length;
  const got = await site.call("POST", "/sandbox/seed", {
    issues: [
      { project: "CS", summary: "Good", created: "2026-11-01" },
      { project: "NOPE", summary: "Bad", created: "2026-11-01" },
    ],
  });
  expect(got.status).toBe(400);
  expect(site.running.site.issues()).toHaveLength(before);
});

test("a moved item keeps its id and answers to its old key", async () => {
  const made = z
    .object({ id: z.string(), key: z.string() })
    .parse((await site.call("POST", "/rest/api/3/issue", task())).body);
  const moved = await site.call(
    "POST",
    `/site/issue/${made.id}/move`,
    { project: "REV" },
    { cookie: "sandbox_user=5f7c1e9ad4b2830069a10001" },
  );
  expect(moved.body).toEqual({ key: expect.stringMatching(/^REV-/) });
  expect((await site.call("GET", `/rest/api/3/issue/${made.key}`)).body).toMatchObject({ id: made.id });
});

test("what was answered survives a kill", async () => {
  const dir = await mkdtemp(join(tmpdir(), "sandbox-jira-kill-"));
  const root = resolve(import.meta.dirname, "../../..");
  await bundleApp(dir);
  // Inside the checkout, so that the packages are found.
  const program = join(root, "test/sandbox/dist", `kill-test-${String(process.pid)}.mjs`);
  await build({
    entryPoints: [join(import.meta.dirname, "main.ts")],
    outfile: program,
    bundle: true,
    platform: "node",
    format: "esm",
    packages: "external",
    logLevel: "error",
  });
  const env = {
    ...process.env,
    SANDBOX_JIRA_PORT: "0",
    THROUGHLINE_URL: site.service.url,
    DATA_DIR: dir,
    JIRA_APP_DIR: site.config.appDir,
    SANDBOX_DIST: dir,
  };
  const child = spawn(process.execPath, [program], { env, stdio: ["ignore", "pipe", "inherit"] });
  let said = "";
  child.stdout.on("data", (part: Buffer) => (said += part.toString()));
  await until(() => said.includes("ready"), 15_000);
  const [url = ""] = /http:\S+/.exec(said) ?? [];
  const keys: string[] = [];
  for (let n = 0; n < 20; n += 1) {
    const response = await fetch(`${url}/rest/api/3/issue`, {
      method: "POST",
      headers: {
        "content-type": "application/json",
        authorization: `Basic ${Buffer.from("dana.okafor@example.com:sandbox").toString("base64")}`,
      },
      body: JSON.stringify(task({ summary: `Work ${String(n)}` })),
    });
    keys.push(z.object({ key: z.string() }).parse(await response.json()).key);
  }
  child.kill("SIGKILL");
  await new Promise((done) => child.once("exit", done));
  const kept = SiteData.parse(JSON.parse(await readFile(join(dir, "sandbox-jira.json"), "utf8")));
  expect(kept.issues.map((issue) => issue.key)).toEqual(keys);
  await rm(program);
  await rm(dir, { recursive: true, force: true });
}, 30_000);
