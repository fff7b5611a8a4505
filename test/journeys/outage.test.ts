import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, jest, test } from "@jest/globals";
import type { WorkItem } from "@throughline/shared/work-items";
import { z } from "zod";
import { createClock } from "../../goal-service/src/clock.ts";
import { type ClockAlone, clockAlone, wakeIn } from "../setup/clock-alone.ts";
import { type Connected, startConnected } from "../setup/connected.ts";
import { eventually } from "../setup/eventually.ts";
import { DANA, MARCO, OSKAR } from "../setup/jira-site.ts";
import { issuesOf, itemsOf, marks, toldByJira, toldByService } from "../setup/jira-truth.ts";

/**
 * A day without us. The service is killed; Jira goes on, and every event of that day is lost. When the service is back,
 * the app's own next beat brings all of it.
 */
const PORT = 4720;
const LAG = 200;
const CROWD = 120;
jest.setTimeout(120_000);

let on: Connected;
let down: ClockAlone;
const keys = new Map<string, string>();
const key = (name: string): string => keys.get(name) ?? name;
const Made = z.object({ state: z.literal("created"), key: z.string(), linked: z.enum(["confirmed", "later"]) });
const None = z.unknown();
const clock = createClock();
const dayAfter = (days: number): string => clock.dayIn("UTC", new Date(clock.now().getTime() + days * 86_400_000));

async function create(name: string): Promise<z.infer<typeof Made>> {
  const made = await on.site.inApp("createIssue", wish(name), Made);
  keys.set(name, made.key);
  return made;
}

const wish = (summary: string) => ({
  linkId: randomUUID(),
  target: on.initiative,
  project: "CS",
  type: "10011",
  summary,
  owner: DANA,
  due: null,
  values: {},
});

const edit = (name: string, fields: object) => on.site.rest("PUT", `/issue/${key(name)}`, None, { fields });
const move = (name: string, id: string) =>
  on.site.rest("POST", `/issue/${key(name)}/transitions`, None, { transition: { id } });
const unmark = (name: string) => on.site.rest("DELETE", `/issue/${key(name)}/properties/throughline`, None);
const [IN_PROGRESS, DONE] = ["12", "14"];

const seed = (issues: object[]) => on.site.post("/sandbox/seed", { issues }, None);
const events = (mode: "prompt" | "drop") => on.site.post("/sandbox/events", { mode }, None);
const crowd = () =>
  Array.from({ length: CROWD }, (_, index) => ({
    project: index % 10 === 0 ? "ONB" : "CS",
    summary: `Work that nobody has linked ${index}`,
    assignee: index % 2 === 0 ? "Marco Silva" : null,
    points: 1 + (index % 5),
    created: dayAfter(-20),
  }));

const told = async () => {
  const [cs, onb] = [await issuesOf(on.site, "CS"), await issuesOf(on.site, "ONB")];
  return { issues: [...cs, ...onb], items: await itemsOf(on.admin, on.connectionId) };
};
const byId = (one: { id: string }, other: { id: string }) => Number(one.id) - Number(other.id);

/** Until nothing waits any more and both sides say the same of every item. */
const expectSame = () =>
  eventually(async () => {
    expect((await on.admin.listDeliveries({ state: "pending" })).items).toEqual([]);
    const { issues, items } = await told();
    expect(items.map(toldByService).sort(byId)).toEqual(issues.map(toldByJira).sort(byId));
  }, 20_000);

async function itemOf(name: string): Promise<WorkItem | undefined> {
  return (await itemsOf(on.admin, on.connectionId)).find((item) => item.key === key(name));
}

const NAMES = [
  "Moved",
  "Reassigned",
  "Dated",
  "Closed",
  "Cloned",
  "Deleted",
  "Unmarked",
  "Unmarked in silence",
  "Flagged",
];

beforeAll(async () => {
  on = await startConnected({ port: PORT, jqlLagMs: LAG, projects: ["CS", "ONB"] });
  // This test looks more often than any app may.
  await on.site.post("/sandbox/limits", { burst: 20 }, None);
  await events("drop");
  const part = { project: "CS", type: "Sub-task", summary: "A part", parent: "whole", created: dayAfter(-20) };
  await seed([...crowd(), { ref: "whole", project: "CS", summary: "A whole", created: dayAfter(-20) }, part]);
  await eventually(async () => expect((await issuesOf(on.site, "CS")).length).toBeGreaterThan(CROWD * 0.9));
  await on.site.beat("every-hour");
  await events("prompt");
  for (const name of NAMES) expect(await create(name)).toMatchObject({ linked: "confirmed" });
  await fetch(`${on.url}/sandbox/days`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ days: 1, mode: "stands_still" }),
  });
  await expectSame();
}, 120_000);

afterAll(async () => {
  await on.stop();
});

test("while the service is down, people go on in Jira, and creating under an initiative works", async () => {
  await on.service.kill();
  down = await clockAlone(PORT, 1);
  await events("drop");
  await move("Moved", IN_PROGRESS);
  await edit("Reassigned", { assignee: { accountId: MARCO } });
  await move("Unmarked", IN_PROGRESS);
  await unmark("Unmarked");
  expect(await create("Born in the dark")).toMatchObject({ state: "created", linked: "later" });

  down.days = 2;
  await on.site.post("/sandbox/day", { day: dayAfter(2), mode: "goes_on" }, None);

  await edit("Dated", { duedate: dayAfter(0), summary: "Overdue, and renamed" });
  await move("Closed", DONE);
  const { key: clone } = await on.site.post(`/site/issue/${key("Cloned")}/clone`, {}, z.object({ key: z.string() }));
  keys.set("Clone", clone);
  await on.site.rest("DELETE", `/issue/${key("Deleted")}`, None);
  await unmark("Unmarked in silence");
  await edit("Flagged", { customfield_10021: [{ value: "Impediment" }] });
});

test("back again, one reconcile brings all of it: every item is as Jira says, and nothing is there twice", async () => {
  const before = performance.now();
  await down.stop();
  wakeIn(on.dataDir, 2);
  await on.startService();
  const started = performance.now();
  await new Promise((resolve) => setTimeout(resolve, LAG));
  const heard = (await on.admin.listDeliveries({ limit: 200 })).items.length;
  await on.site.beat("every-five-minutes");
  const took = performance.now() - started;
  await eventually(async () => {
    const { issues, items } = await told();
    const gone = await itemOf("Deleted");
    expect(
      items
        .filter(({ id }) => id !== gone?.id)
        .map(toldByService)
        .sort(byId),
    ).toEqual(issues.map(toldByJira).sort(byId));
  }, 10_000);
  const round = z.object({ what: z.literal("reconcile after an outage"), items: z.number(), done: z.literal(true) });
  const rounds = on.jira.said.flatMap((line) => (line.startsWith("{") ? [round.safeParse(JSON.parse(line)).data] : []));
  const last = rounds.filter((said) => said !== undefined).at(-1);
  const requests = (await on.admin.listDeliveries({ limit: 200 })).items.length - heard;
  expect(last?.items).toBeGreaterThan(CROWD * 0.9);
  process.stderr.write(
    `    caught up ${last?.items} items in ${requests} requests, ${Math.round(took)} ms after a start of ${Math.round(started - before)} ms\n`,
  );
});

test("what was created in the dark is born, and a clone is attached under a link of its own", async () => {
  const dark = await itemOf("Born in the dark");
  const [original, clone] = [await itemOf("Cloned"), await itemOf("Clone")];
  expect(dark?.link).toMatchObject({ origin: "born", initiativeId: on.initiative.id });
  expect(original?.link?.origin).toBe("born");
  expect(clone?.link).toMatchObject({ origin: "attached", initiativeId: on.initiative.id });
  expect(clone?.link?.id).not.toBe(original?.link?.id);
});

test("the next beat writes back the mark that vanished and gives the clone its own; a weekly sweep finds the silent one", async () => {
  const expectMarks = async (but: string[]) => {
    const { issues, items } = await told();
    const shown = marks(issues);
    for (const item of items.filter(({ link, key: name }) => link && !but.includes(name ?? "")))
      expect([item.key, shown.get(item.ref.id)]).toMatchObject([
        item.key,
        { link: item.link?.id, initiative: on.initiative.key },
      ]);
  };
  await eventually(async () => {
    await on.site.beat("every-five-minutes");
    await expectMarks([key("Deleted"), key("Unmarked in silence")]);
  });
  await on.site.beat("every-week");
  await eventually(async () => {
    await on.site.beat("every-five-minutes");
    await expectMarks([key("Deleted")]);
  });
});

test("what was deleted is still there after one sweep, and gone after the second", async () => {
  expect(await itemOf("Deleted")).toBeDefined();
  await on.site.beat("every-week");
  await expectSame();
  expect(await itemOf("Deleted")).toBeUndefined();
});

test("no delivery waits or failed, the connection is fresh, and the goal's health knows what happened", async () => {
  await eventually(async () => {
    const { items } = await on.admin.listConnections({});
    expect(items).toEqual([
      expect.objectContaining({
        behindSince: null,
        problem: null,
        backlog: { pending: 0, failed: 0, wanted: 0 },
        lastSyncAt: expect.stringMatching(`^${dayAfter(2)}`) as unknown,
      }),
    ]);
    const report = await on.admin.getGoalHealth({ id: on.goalId });
    expect(report.asOf).toBe(dayAfter(2));
    expect(report.flags).not.toContain("SOURCE_BEHIND");
    const overdue = report.evidence.filter(({ kind }) => kind === "overdue").flatMap(({ items: ids }) => ids ?? []);
    expect(overdue).toEqual([(await itemOf("Dated"))?.id]);
  });
});

test("the history of each item tells it once", async () => {
  for (const item of (await itemsOf(on.admin, on.connectionId)).filter(({ link }) => link !== null)) {
    const { history } = await on.admin.getWorkItem({ id: item.id });
    const said = history.map(({ change, after }) => `${change} ${JSON.stringify(after)}`);
    expect(new Set(said).size).toBe(said.length);
    expect(history.filter(({ change }) => change === "linked")).toHaveLength(1);
  }
});

test("the app removed from Jira is said at once; installed again and approved by one click it goes on where it stopped", async () => {
  const connection = async () => (await on.admin.listConnections({})).items[0];
  await on.site.post("/sandbox/uninstall", {}, None);
  expect(await connection()).toMatchObject({ state: "ended", problem: expect.stringContaining("uninstalled") });
  await on.site.post("/sandbox/install", {}, None);
  await on.site.inApp("adminStatus", {}, None, { module: "throughline-admin", account: OSKAR });
  expect((await on.admin.listConnections({})).pending).toMatchObject([{ reinstallOf: on.connectionId }]);
  await on.admin.pairConnection({ connectionId: on.connectionId });
  expect(await connection()).toMatchObject({ state: "active", behindSince: expect.any(String) });
  await on.site.beat("every-hour");
  await eventually(async () => {
    expect(await connection()).toMatchObject({ state: "active", problem: null, behindSince: null });
  });
  expect((await itemOf("Born in the dark"))?.url).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/browse\//);
});
