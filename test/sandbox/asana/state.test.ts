import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { z } from "zod";
import {
  fields,
  HOUR,
  Made,
  personal,
  projects,
  sections,
  START,
  testWorkspace,
  type TestWorkspace,
} from "./fixtures/test-workspace.ts";

const DAY = 24 * HOUR;
const dana = personal("Dana Okafor");
let site: TestWorkspace;
beforeAll(async () => {
  site = await testWorkspace();
});
afterAll(() => site.stop());

const make = async (more: object = {}) =>
  Made.parse(
    (await site.api(dana, "POST", "/tasks", { name: "A task", projects: [projects.onboarding], ...more })).body,
  ).data.gid;
const read = async (gid: string) => Made.parse((await site.api(dana, "GET", `/tasks/${gid}`)).body).data;
const Told = z.object({ moved: z.number() });

test("modified_at moves with every write: of the task, its parts, what it waits for, even when nothing differs", async () => {
  const gid = await make();
  const other = await make();
  let now = START;
  const later = async (does: () => Promise<unknown>) => {
    now += HOUR;
    site.clock.set(now);
    await does();
    expect((await read(gid))["modified_at"]).toBe(new Date(now).toISOString());
  };
  await later(() => site.api(dana, "PUT", `/tasks/${gid}`, { name: "A task" }));
  await later(() => site.api(dana, "PUT", `/tasks/${gid}`, { custom_fields: { [fields.initiative]: "INI-1" } }));
  await later(() => site.api(dana, "POST", `/tasks/${gid}/stories`, { text: "Hello" }));
  await later(() => site.api(dana, "POST", `/sections/${sections.doing}/addTask`, { task: gid }));
  await later(() => site.api(dana, "POST", `/tasks/${gid}/subtasks`, { name: "Part" }));
  await later(() => site.api(dana, "POST", `/tasks/${gid}/addDependencies`, { dependencies: [other] }));
  site.clock.set(START);
});

test("an approval is complete with any verdict, and open again when it is pending", async () => {
  const gid = await make({ resource_subtype: "approval" });
  expect(await read(gid)).toMatchObject({ approval_status: "pending", completed: false });
  for (const verdict of ["rejected", "changes_requested", "approved"]) {
    await site.api(dana, "PUT", `/tasks/${gid}`, { approval_status: verdict });
    expect(await read(gid)).toMatchObject({ approval_status: verdict, completed: true });
  }
  await site.api(dana, "PUT", `/tasks/${gid}`, { completed: false });
  expect(await read(gid)).toMatchObject({ approval_status: "pending", completed_at: null });
});

test("a status of a custom type completes and reopens its task", async () => {
  const gid = await make({ projects: [projects.website], custom_type: "1209100000000601" });
  expect(await read(gid)).toMatchObject({ resource_subtype: "custom", custom_type_status_option: { name: "New" } });
  await site.api(dana, "PUT", `/tasks/${gid}`, { custom_type_status_option: "1209100000000614" });
  expect(await read(gid)).toMatchObject({ completed: true });
  await site.api(dana, "PUT", `/tasks/${gid}`, { completed: false });
  expect(await read(gid)).toMatchObject({ custom_type_status_option: { name: "New" } });
});

test("a deleted task is gone with its subtasks", async () => {
  const gid = await make();
  const part = Made.parse((await site.api(dana, "POST", `/tasks/${gid}/subtasks`, { name: "Part" })).body).data.gid;
  await site.api(dana, "DELETE", `/tasks/${gid}`);
  expect((await site.api(dana, "GET", `/tasks/${gid}`)).status).toBe(404);
  expect((await site.api(dana, "GET", `/tasks/${part}`)).status).toBe(404);
});

test("a seed with one bad task writes none", async () => {
  const before = site.running.site.tasks().length;
  const got = await site.call("POST", "/sandbox/seed", {
    tasks: [
      { project: "Campaigns", name: "Good", created: "2026-11-01" },
      { project: "Campaigns", name: "Bad", created: "2026-11-01", fields: { Initiative: "INI-1" } },
    ],
  });
  expect(got.status).toBe(400);
  expect(site.running.site.tasks()).toHaveLength(before);
});

test("a seeded task has its past", async () => {
  const made = await site.control("/seed", {
    tasks: [
      {
        ref: "a",
        project: "Website relaunch",
        name: "Copy",
        assignee: "Lena Fischer",
        created: "2026-11-01",
        fields: { Initiative: "INI-2", Priority: "High" },
      },
      {
        project: "Website relaunch",
        name: "Home page",
        created: "2026-11-02",
        waitsFor: ["a"],
        history: [
          { kind: "section", to: "This sprint", at: "2026-11-05" },
          { kind: "complete", at: "2026-11-10", by: "Lena Fischer" },
        ],
      },
      { name: "Draft copy", parent: "a", created: "2026-11-03", assignee: "Lena Fischer" },
    ],
  });
  const [copy, home] = z.object({ tasks: z.array(z.object({ gid: z.string() })) }).parse(made).tasks;
  expect(await read(home?.gid ?? "")).toMatchObject({
    completed_at: "2026-11-10T09:00:00.000Z",
    completed_by: { name: "Lena Fischer" },
    memberships: [{ section: { name: "This sprint" } }],
    dependencies: [{ gid: copy?.gid }],
  });
  expect(await read(copy?.gid ?? "")).toMatchObject({ num_subtasks: 1, created_at: "2026-11-01T09:00:00.000Z" });
});

test("the company goes on: every other open task moves at least weekly, and the user's own stay", async () => {
  const day = (n: number) => new Date(START + n * DAY).toISOString().slice(0, 10);
  const names = ["Customer onboarding", "Quarter close", "Partner programme"];
  await site.control("/seed", {
    tasks: Array.from({ length: 25 }, (_, n) => ({
      ref: `t${String(n)}`,
      ...(n % 5 === 4 ? { parent: `t${String(n - 1)}` } : { project: names[n % 3] }),
      name: `Work ${String(n)}`,
      created: "2026-11-19",
      assignee: "Wei Zhang",
    })),
  });
  const mine = await make();
  const before = site.running.site.tasks().length;
  for (let n = 1; n <= 16; n += 1) {
    site.clock.set(START + n * DAY);
    await site.control("/day", { day: day(n), mode: "goes_on" });
    const resting = site.running.site
      .tasks()
      .filter((task) => !task.byHand && task.completedAt === null && task.createdAt > START - 3 * DAY)
      .map((task) => site.clock.now() - task.movedAt);
    expect(Math.max(0, ...resting)).toBeLessThan(7 * DAY);
  }
  expect(site.running.site.task(mine)).toMatchObject({ completedAt: null, modifiedAt: START });
  expect(site.running.site.tasks()).toHaveLength(before);
  expect(Told.parse(await site.control("/day", { day: day(16), mode: "goes_on" })).moved).toBe(0);
  site.clock.set(START + 30 * DAY);
  expect(Told.parse(await site.control("/day", { day: day(30), mode: "stands_still" })).moved).toBe(0);
  await site.control("/company", {});
  site.clock.set(START + 40 * DAY);
  expect(Told.parse(await site.control("/day", { day: day(40), mode: "goes_on" })).moved).toBeGreaterThan(0);
  expect(site.running.site.task(mine)?.movedAt).toBe(START + 40 * DAY);
});

test("what was answered is there after a restart", async () => {
  const gid = await make({ name: "Kept" });
  await site.restart();
  expect(await read(gid)).toMatchObject({ name: "Kept" });
});
