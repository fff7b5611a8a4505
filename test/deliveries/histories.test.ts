import { randomUUID } from "node:crypto";
import { expect, test } from "@jest/globals";
import { evaluate } from "@throughline/shared/health/evaluate";
import { HealthReport } from "@throughline/shared/health/report";
import { sameStored } from "@throughline/shared/health/stored";
import fc from "fast-check";
import { processBatch } from "../../goal-service/src/deliveries/process.ts";
import { storeDelivery } from "../../goal-service/src/deliveries/receive.ts";
import { evaluateDirty } from "../../goal-service/src/health/evaluate.ts";
import { readFacts } from "../../goal-service/src/health/facts.ts";
import { buildGoal, buildInitiative, buildKeyResult, buildReading, buildWorkspace } from "../factories/graph.ts";
import { buildConnection } from "../factories/work.ts";
import { groundOfFile } from "../setup/of-file.ts";

const HISTORIES = process.env["PROOF"] ? 1000 : 100;
const SEED = Number(process.env["SEED"] ?? 20261121);

const ground = await groundOfFile();
const admin = await buildWorkspace(ground);
const connectionId = await buildConnection(ground, admin);
const { id: goalId } = await buildGoal(ground, admin);
const measure = await buildKeyResult(ground, admin, goalId);
await buildReading(ground, admin, measure.id, "2026-11-19", 55);
const { key: initiativeKey } = await buildInitiative(ground, admin, goalId);

const STATUSES = [
  { name: "To Do", category: "todo" },
  { name: "In Progress", category: "doing" },
  { name: "In Review", category: "doing" },
  { name: "Done", category: "done" },
  { name: "Won't do", category: "cancelled" },
];

/** One change in the tool, and what becomes of the read that it causes. */
const step = fc.record({
  item: fc.nat(3),
  status: fc.option(fc.nat(STATUSES.length - 1)),
  subDone: fc.boolean(),
  blocked: fc.option(fc.boolean()),
  points: fc.option(fc.integer({ min: 1, max: 8 })),
  /** Tools write times in steps: some changes fall into the same one. */
  after: fc.constantFrom(0, 1, 1000, 3600_000, 86_400_000),
  copies: fc.constantFrom(0, 1, 1, 1, 2),
  lateBy: fc.nat(12),
});
type Step = typeof step extends fc.Arbitrary<infer S> ? S : never;
const history = fc.array(step, { minLength: 3, maxLength: 25 });

interface Truth {
  status: number;
  subDone: number;
  blocked: boolean;
  points: number | null;
  updatedAt: number;
}

const START = Date.parse("2026-10-05T09:00:00Z");

function read(run: number, item: number, truth: Truth): object {
  return {
    ref: { container: "OPS", id: `${run}-${item}` },
    key: `OPS-${run}${item}`,
    title: `[${initiativeKey}] Item ${item}`,
    url: "https://tool.example/x",
    status: STATUSES[truth.status],
    blocked: truth.blocked,
    subitems: { done: truth.subDone, total: 9 },
    estimate: truth.points === null ? null : { value: truth.points, unit: "points" },
    presence: "live",
    createdAt: new Date(START).toISOString(),
    updatedAt: new Date(truth.updatedAt).toISOString(),
  };
}

/** The tool's truth after the history, and the pages on their way in the order in which they arrive. */
function play(
  run: number,
  steps: readonly Step[],
): { truth: Map<number, Truth>; pages: { at: number; readAt: number; item: object }[] } {
  const truth = new Map<number, Truth>();
  const pages: { at: number; readAt: number; item: object }[] = [];
  let now = START;
  steps.forEach((move, index) => {
    now += move.after;
    const before = truth.get(move.item) ?? { status: 0, subDone: 0, blocked: false, points: null, updatedAt: now };
    const next: Truth = {
      status: move.status ?? before.status,
      subDone: before.subDone + (move.subDone ? 1 : 0),
      blocked: move.blocked ?? before.blocked,
      points: move.points ?? before.points,
      updatedAt: now,
    };
    truth.set(move.item, next);
    for (let copy = 0; copy < move.copies; copy++)
      pages.push({ at: index + move.lateBy * (copy + 1), readAt: now + index, item: read(run, move.item, next) });
  });
  return { truth, pages: pages.sort((a, b) => a.at - b.at) };
}

async function deliver(readAt: number, items: object[]): Promise<void> {
  const page = JSON.stringify({ items, readAt: new Date(readAt).toISOString() });
  await storeDelivery(ground, { workspaceId: admin.workspaceId, connectionId }, randomUUID(), page);
}

async function settle(): Promise<void> {
  while (await processBatch(ground));
  while (await evaluateDirty(ground));
}

test(`${HISTORIES} random histories converge to the tool's truth, and no status ever flips back (seed ${SEED})`, async () => {
  let run = 0;
  await fc.assert(
    fc.asyncProperty(history, fc.nat(5), async (steps, inOneBatch) => {
      run++;
      const { truth, pages } = play(run, steps);
      for (const [index, page] of pages.entries()) {
        await deliver(page.readAt, [page.item]);
        if (index % (inOneBatch + 1) === 0) while (await processBatch(ground));
      }
      const last = Math.max(...[...truth.values()].map((item) => item.updatedAt)) + steps.length + 60_000;
      await deliver(
        last,
        [...truth].map(([item, state]) => read(run, item, state)),
      );
      await settle();
      await expectTruth(run, truth);
      await expectForward(run);
    }),
    { numRuns: HISTORIES, seed: SEED, endOnFailure: true },
  );
  await expectCountsAndReport();
}, 900_000);

async function expectTruth(run: number, truth: Map<number, Truth>): Promise<void> {
  const rows = await ground.db.prisma.workItem.findMany({
    where: { workspaceId: admin.workspaceId, remoteId: { startsWith: `${run}-` } },
  });
  const stored = new Map(rows.map((row) => [Number(row.remoteId.split("-")[1]), row]));
  for (const [item, state] of truth) {
    expect(stored.get(item)).toMatchObject({
      statusName: STATUSES[state.status]?.name,
      subDone: state.subDone,
      blocked: state.blocked,
      size: state.points,
      toolUpdated: new Date(state.updatedAt),
    });
  }
  expect(stored.size).toBe(truth.size);
}

/** Changes of status were written in the order of the tool's own clock. */
async function expectForward(run: number): Promise<void> {
  const { rows } = await ground.db.pool.query<{ remote_id: string; at: Date }>(
    `SELECT w.remote_id, e.at FROM item_event e JOIN work_item w ON w.workspace_id = e.workspace_id AND w.id = e.item_id
     WHERE e.workspace_id = $1 AND e.change = 'status' AND w.remote_id LIKE $2 ORDER BY e.id`,
    [admin.workspaceId, `${run}-%`],
  );
  const latest = new Map<string, number>();
  for (const { remote_id, at } of rows) {
    expect(at.getTime()).toBeGreaterThanOrEqual(latest.get(remote_id) ?? 0);
    latest.set(remote_id, at.getTime());
  }
}

/** Finished work kept as differences equals a recount, and the stored report equals the one computed from scratch. */
async function expectCountsAndReport(): Promise<void> {
  const recount = await ground.db.pool.query(
    `SELECT initiative_id, moved_on AS day, count(*)::int AS items, count(size)::int AS sized, COALESCE(sum(size), 0) AS size FROM work_item
     WHERE workspace_id = $1 AND category = 'done' AND presence = 'live' GROUP BY 1, 2 ORDER BY 1, 2`,
    [admin.workspaceId],
  );
  const kept = await ground.db.pool.query(
    `SELECT initiative_id, day, items, sized, size FROM finished WHERE workspace_id = $1 AND items <> 0 ORDER BY 1, 2`,
    [admin.workspaceId],
  );
  expect(kept.rows).toEqual(recount.rows);
  const {
    goals: [fresh],
  } = await readFacts(ground.db.pool, admin.workspaceId, [goalId], () => "2026-11-20");
  const stored = await ground.db.prisma.goalHealth.findUniqueOrThrow({
    where: { workspaceId_goalId: { workspaceId: admin.workspaceId, goalId } },
  });
  if (!fresh) throw new Error("the goal has no facts");
  expect(sameStored(HealthReport.parse(stored.body), evaluate(fresh.facts, "2026-11-20"))).toBe(true);
}
