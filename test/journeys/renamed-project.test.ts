import { afterAll, beforeAll, expect, jest, test } from "@jest/globals";
import { z } from "zod";
import { createClock } from "../../goal-service/src/clock.ts";
import { type Connected, startConnected } from "../setup/connected.ts";
import { eventually } from "../setup/eventually.ts";
import { itemsOf } from "../setup/jira-truth.ts";

/** A project gets another key, and later is closed to the app. In neither case does anything look better than it is. */
const PORT = 4780;
jest.setTimeout(120_000);

const None = z.unknown();
const clock = createClock();
const daysAgo = (days: number): string =>
  clock.dayIn("UTC", new Date(clock.now().getTime() - days * 86_400_000)) + "T09:00:00Z";

let on: Connected;
beforeAll(async () => {
  on = await startConnected({ port: PORT, jqlLagMs: 0, projects: ["CS"] });
}, 60_000);
afterAll(() => on.stop());

const change = (project: string, to: object) => on.site.post(`/sandbox/projects/${project}`, to, None);
const items = async () =>
  (await itemsOf(on.admin, on.connectionId)).map(({ key, title, presence, stalled }) => [
    key,
    title,
    presence,
    stalled,
  ]);
const taken = () =>
  eventually(async () => {
    expect((await on.admin.listDeliveries({ state: "pending" })).items).toEqual([]);
  });
const connection = async () => (await on.admin.listConnections({})).items.find(({ id }) => id === on.connectionId);
async function listTwice(): Promise<void> {
  for (const beat of ["every-hour", "every-week", "every-week", "every-five-minutes"] as const) {
    await on.site.beat(beat);
    await taken();
  }
}
const flags = async () => (await on.admin.getGoalHealth({ id: on.goalId })).flags;

test("a project that gets another key is the same one: its events count, its work stays, and nothing turns better", async () => {
  const history = [{ kind: "status", to: "In Progress", at: daysAgo(39) }];
  const stands = { created: daysAgo(40), history, project: "CS" };
  const title = `[${on.initiative.key}] Stands still`;
  await on.site.post(
    "/sandbox/seed",
    {
      issues: [
        { ...stands, summary: title },
        { ...stands, summary: "Beside" },
      ],
    },
    None,
  );
  await on.site.beat("every-hour");
  await eventually(async () => {
    expect(await flags()).toContain("STALLED");
  });
  const [one] = await itemsOf(on.admin, on.connectionId);
  expect((await connection())?.containers).toEqual(["10201"]);

  await change("CS", { key: "CUST", name: "Customers" });
  // Another project takes the old key: it is not the one that was chosen.
  await change("ONB", { key: "CS" });
  await on.site.post("/sandbox/seed", { issues: [{ ...stands, project: "CS", summary: "Of another project" }] }, None);
  const number = one?.key?.split("-")[1] ?? "";
  await on.site.rest("PUT", `/issue/CUST-${number}`, None, { fields: { labels: ["looked-at"] } });
  await listTwice();
  expect((await items()).sort((a, b) => String(a[1]).localeCompare(String(b[1])))).toEqual(
    [
      ["CUST", title],
      ["CUST", "Beside"],
    ]
      .map(([, words]) => [expect.stringMatching(/^CUST-/), words, "live", true])
      .sort((a, b) => String(a[1]).localeCompare(String(b[1]))),
  );
  expect(await flags()).toContain("STALLED");
});

test("a project that is closed to the app is behind, by its name, and never listed as empty", async () => {
  await change("CUST", { app: false });
  await listTwice();
  expect(await connection()).toMatchObject({
    state: "degraded",
    behindSince: expect.any(String),
    problem: expect.stringContaining("Customers (CUST)"),
  });
  expect((await items()).map(([, , presence]) => presence)).toEqual(["live", "live"]);
  expect(await flags()).toContain("STALLED");
  await change("CUST", { app: true });
  await on.site.beat("every-hour");
  await taken();
  expect(await connection()).toMatchObject({ state: "active", problem: null });
});
