import { expect, test } from "@jest/globals";
import type { WorkItem } from "@throughline/shared/work-items";
import { genericTool } from "../setup/generic-tool.ts";
import { serviceOfFile } from "../setup/of-file.ts";

/**
 * The same piece of work stands in two tools: the support desk's ticket and the plan's task that names it. The leader sees
 * one piece of work, whichever tool it moves in; who knows better undoes it with one act.
 */
const service = await serviceOfFile();
const admin = await service.as(service.admin);
const dana = await admin.createPerson({ name: "Dana Okafor", email: "dana@example.com", role: "contributor" });
const support = await connect("Support desk");
const plan = await connect("Plan");
const goal = await admin.createGoal({ title: "Retain more accounts", start: "2026-10-01", due: "2026-12-31" });
const { id: measure } = await admin.createKeyResult({
  id: goal.id,
  name: "Net revenue retention",
  baseline: 0,
  target: 100,
});
await admin.createReading({ id: measure, on: "2026-11-20", value: 60 });
const initiative = await admin.createInitiative({ goalId: goal.id, title: "Reduce churn" });

async function connect(name: string) {
  const { id, secret = "" } = await admin.createConnection({ tool: "generic", name });
  return genericTool(service.url, { id, secret }, () => service.ground.clock.now());
}

const DANA = [{ remoteId: "dana", name: "Dana Okafor", email: "dana@example.com" }];
const LONG_AGO = "2026-11-02T09:00:00Z";
const ticket = {
  ref: { container: "SUP", id: "8" },
  key: "SUP-8",
  title: `Renewal reminder is never sent [${initiative.key}]`,
  url: "https://support.example/browse/SUP-8",
  status: { name: "In Progress", category: "doing" },
  assignees: DANA,
  presence: "live",
  createdAt: LONG_AGO,
  updatedAt: LONG_AGO,
};
const task = {
  ...ticket,
  ref: { container: "CS", id: "1207" },
  key: "CS-1207",
  title: `Renewal reminder never sent [${initiative.key}]`,
  url: "https://plan.example/tasks/1207",
  mirrors: [ticket.url],
};

async function told(tool: typeof plan, item: object): Promise<void> {
  expect((await tool.tell(item)).status).toBe(202);
  await service.worker.drain();
}
async function itemOf(key: string): Promise<WorkItem> {
  const { items } = await admin.listWorkItems({ initiativeId: initiative.id });
  const item = items.find((each) => each.key === key);
  if (!item) throw new Error(`${key} is not listed`);
  return item;
}
const work = async () => (await admin.getInitiative({ id: initiative.id })).counts;
const load = async () => (await admin.getPortfolio({})).people[dana.id]?.doing;
const state = async () => (await admin.getGoalHealth({ id: goal.id })).state;

test("a piece of work in two tools is counted once, moves when either moves, and is two again by one act", async () => {
  // It stands still in the support desk: the goal is at risk, and that one ticket is why.
  await told(support, ticket);
  expect([await work(), await load(), await state()]).toEqual([{ todo: 0, doing: 1, done: 0, stalled: 1 }, 1, "amber"]);

  // The plan has it too, and there it moves. One piece of work, listed from both sides, counted where it was linked first.
  await told(plan, { ...task, updatedAt: "2026-11-20T11:00:00Z" });
  expect(await itemOf("CS-1207")).toMatchObject({
    sameWork: { key: "SUP-8", counts: true, suggested: false, title: ticket.title },
  });
  expect(await itemOf("SUP-8")).toMatchObject({ stalled: false, sameWork: { key: "CS-1207", counts: false } });
  expect([await work(), await load(), await state()]).toEqual([{ todo: 0, doing: 1, done: 0, stalled: 0 }, 1, "green"]);

  // A week later it moved in neither; then in one, then in the other: each time the clock begins anew.
  service.ground.setNow("2026-12-07T12:00:00Z");
  await admin.createReading({ id: measure, on: "2026-12-07", value: 75 });
  await service.worker.drain();
  expect([(await work()).stalled, await state()]).toEqual([1, "amber"]);
  await told(plan, { ...task, subitems: { done: 1, total: 2 }, updatedAt: "2026-12-07T12:00:00Z" });
  expect([(await work()).stalled, await state()]).toEqual([0, "green"]);
  await told(support, { ...ticket, blocked: true, updatedAt: "2026-12-07T12:01:00Z" });
  expect(await itemOf("SUP-8")).toMatchObject({ blocked: true, stalled: false });

  // The plan says done; the work counts at the ticket, which is not.
  const done = { status: { name: "Done", category: "done" }, updatedAt: "2026-12-07T12:02:00Z" };
  await told(plan, { ...task, ...done });
  expect(await work()).toEqual({ todo: 0, doing: 1, done: 0, stalled: 0 });

  // Not the same after all: both are back, each as its own tool knows it, and nothing pairs them again.
  const { id } = await itemOf("CS-1207");
  await admin.unmirrorWorkItem({ id });
  await service.worker.drain();
  expect(await work()).toEqual({ todo: 0, doing: 1, done: 1, stalled: 1 });
  await told(plan, { ...task, ...done, title: ticket.title, updatedAt: "2026-12-07T12:03:00Z" });
  expect((await itemOf("CS-1207")).sameWork).toBeNull();
  expect((await admin.getWorkItem({ id })).history.map(({ change }) => change)).toEqual(
    expect.arrayContaining(["mirrored", "unmirrored"]),
  );
  expect((await work()).done).toBe(1);
}, 60_000);
