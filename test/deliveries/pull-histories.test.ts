import { expect, test } from "@jest/globals";
import fc from "fast-check";
import { processBatch } from "../../goal-service/src/deliveries/process.ts";
import { takeTurn } from "../../goal-service/src/deliveries/take-turn.ts";
import { evaluateDirty } from "../../goal-service/src/health/evaluate.ts";
import { buildGoal, buildInitiative, buildKeyResult, buildWorkspace } from "../factories/graph.ts";
import { pulled } from "../factories/pull.ts";
import type { FakeDelivery } from "../setup/fake-tool.ts";
import { groundOfFile } from "../setup/of-file.ts";

const HISTORIES = process.env["PROOF"] ? 1000 : 100;
/** So many histories stand in the tool together. */
const BLOCK = 50;
const SEED = Number(process.env["SEED"] ?? 20261121);

const ground = await groundOfFile();
const admin = await buildWorkspace(ground);
const goal = await buildGoal(ground, admin, { due: "2030-12-31" });
await buildKeyResult(ground, admin, goal.id);
const { key } = await buildInitiative(ground, admin, goal.id);
const { tool, scope, later } = await pulled(ground, admin, ["P1", "P2"]);
/** The tool writes times in steps of its own: several changes may fall into one. */
let tick = 1;
Object.assign(tool, { now: () => Math.floor(ground.clock.now().getTime() / tick) * tick });

const CATEGORIES = ["todo", "doing", "done", "cancelled"] as const;

/** One thing that happens in the tool, and what becomes of the events that tell of it. */
const step = fc.record({
  item: fc.nat(2),
  what: fc.constantFrom("status", "status", "status", "done", "move", "remove", "poll"),
  category: fc.nat(CATEGORIES.length - 1),
  after: fc.constantFrom(0, 1, 400, 61_000),
  /** 0: the event is lost. */
  copies: fc.constantFrom(0, 1, 1, 1, 2),
  lateBy: fc.nat(8),
});
type Step = typeof step extends fc.Arbitrary<infer S> ? S : never;
const history = fc.record({
  steps: fc.array(step, { minLength: 3, maxLength: 16 }),
  /** How much happens before, while and after the tool looks, at each read. */
  pace: fc.array(fc.nat(2), { minLength: 4, maxLength: 4 }),
  tick: fc.constantFrom(1, 1000, 60_000),
  /** Events may be lost; where none is, the truth is known without a reconcile. */
  lossy: fc.boolean(),
});

/** What happens next, whoever waits for it: the rest of the history, and events on their way. */
class World {
  readonly #steps: Step[];
  readonly #run: number;
  readonly #onTheWay: { at: number; delivery: FakeDelivery }[] = [];
  #at = 0;
  #status = 0;

  constructor(run: number, steps: readonly Step[]) {
    this.#run = run;
    this.#steps = [...steps];
  }

  get over(): boolean {
    return this.#steps.length === 0;
  }

  async happen(times: number): Promise<void> {
    for (let time = 0; time < times; time++) {
      this.#at++;
      const next = this.#steps.shift();
      if (next?.what === "poll") await due({ pollDue: ground.clock.now() });
      else if (next) this.#act(next);
      await this.#arrive(({ at }) => at <= this.#at);
    }
  }

  /** Whatever is still on its way, the youngest first. */
  async rest(): Promise<void> {
    this.#onTheWay.reverse();
    await this.#arrive(() => true);
  }

  #act({ item, what, category, after, copies, lateBy }: Step): void {
    ground.setNow(new Date(ground.clock.now().getTime() + after).toISOString());
    const id = `${this.#run}-${item}`;
    const there = tool.items.get(id);
    const title = `[${key}] Item ${item}`;
    if (what === "remove") tool.remove(id);
    else if (what === "move") tool.put(id, { title, container: there?.container === "P2" ? "P1" : "P2" });
    else if (what === "done") tool.put(id, { title, done: (there?.done ?? 0) + 1 });
    else tool.put(id, { title, status: `Step ${++this.#status}`, category: CATEGORIES[category] ?? "todo" });
    for (const delivery of tool.waiting.splice(0))
      for (let copy = 1; copy <= copies; copy++) this.#onTheWay.push({ at: this.#at + lateBy * copy, delivery });
  }

  async #arrive(now: (one: { at: number }) => boolean): Promise<void> {
    for (const one of this.#onTheWay.filter(now)) {
      this.#onTheWay.splice(this.#onTheWay.indexOf(one), 1);
      expect(await tool.deliver(one.delivery)).toEqual([200]);
      if (this.#at % 2 === 0) while (await processBatch(ground));
    }
  }
}

/** Two processes side by side: whoever does not have the turn does nothing. */
async function turn(): Promise<void> {
  while (await processBatch(ground));
  while ((await Promise.all([takeTurn(ground), takeTurn(ground)])).some(Boolean));
}

test(`${HISTORIES} random histories of a tool that is read converge to its truth, and no status ever flips back (seed ${SEED})`, async () => {
  let run = 0;
  await turn();
  const asked = tool.count("read");
  await fc.assert(
    fc.asyncProperty(history, async ({ steps, pace, tick: coarse, lossy }) => {
      if (run > 0 && run % BLOCK === 0) await clearAway();
      run++;
      tick = coarse;
      tool.pageSize = 2;
      const told = (one: Step): Step => ({ ...one, copies: one.copies === 0 ? 1 : one.copies });
      const world = new World(run, lossy ? steps : steps.map(told));
      tool.during = (when) => world.happen(pace[when === "before" ? 0 : 1] ?? 0);
      while (!world.over) {
        await world.happen(pace[2] ?? 0);
        await turn();
        await world.happen(1 + (pace[3] ?? 0));
      }
      await world.rest();
      await turn();
      if (!lossy) {
        await lookAgain();
        await expectTruth(run);
      }
      await repair();
      await expectTruth(run);
      await expectForward(run);
    }),
    { numRuns: HISTORIES, seed: SEED, endOnFailure: true },
  );
  process.stdout.write(
    `${run} histories, ${tool.count("read") - asked} reads, ${tool.count("changes")} pages of changes\n`,
  );
  await expectCounts();
}, 1_800_000);

const due = (data: { pollDue: Date; sweepDue?: Date }) =>
  ground.db.prisma.connection.updateMany({ where: { id: scope.connectionId }, data });

/** What a day brings in any case: a full listing, and the second look at what it misses. */
async function repair(): Promise<void> {
  tool.during = () => Promise.resolve();
  tool.pageSize = 1000;
  later(2);
  const now = ground.clock.now();
  await ground.db.prisma.connection.updateMany({
    where: { id: scope.connectionId },
    data: { pollDue: now, sweepDue: now },
  });
  await turn();
  await lookAgain();
}

/** Every history ends with a full listing: what the ones before it left would be listed again each time. */
async function clearAway(): Promise<void> {
  tool.items.clear();
  await repair();
  expect(await ground.db.prisma.workItem.count({ where: { ...scope, presence: "live" } })).toBe(0);
}

/** Twice ten minutes: what was missed in the last moment is missed again. */
async function lookAgain(): Promise<void> {
  tool.during = () => Promise.resolve();
  for (let time = 0; time < 2; time++) {
    later(11);
    await turn();
  }
}

const stored = (run: number) =>
  ground.db.prisma.workItem.findMany({ where: { ...scope, remoteId: { startsWith: `${run}-` } } });

async function expectTruth(run: number): Promise<void> {
  const rows = await stored(run);
  for (const row of rows) {
    const truth = tool.items.get(row.remoteId);
    const known = {
      presence: row.presence,
      status: row.statusName,
      category: row.category,
      done: row.subDone,
      container: row.container,
    };
    if (truth) {
      const { status, category, done, container } = truth;
      expect(known).toEqual({ presence: "live", status, category, done, container });
    } else expect(known).toMatchObject({ presence: "gone" });
  }
  const there = [...tool.items.keys()].filter((id) => id.startsWith(`${run}-`));
  expect(rows.map(({ remoteId }) => remoteId)).toEqual(expect.arrayContaining(there));
  expect(await ground.db.prisma.touch.count({ where: scope })).toBe(0);
}

/** Statuses are numbered as they came to be: of each item they were seen in that order. */
async function expectForward(run: number): Promise<void> {
  const { rows } = await ground.db.pool.query<{ remote_id: string; after: { name: string } }>(
    `SELECT w.remote_id, e.after FROM item_event e JOIN work_item w ON w.workspace_id = e.workspace_id AND w.id = e.item_id
     WHERE e.workspace_id = $1 AND e.change IN ('seen', 'status') AND w.remote_id LIKE $2 ORDER BY e.id`,
    [admin.workspaceId, `${run}-%`],
  );
  const latest = new Map<string, number>();
  for (const { remote_id, after } of rows) {
    const number = Number(/\d+/.exec(after.name)?.[0] ?? 0);
    // An item that was removed and made again under its id begins anew.
    if (number > 0) expect(number).toBeGreaterThan(latest.get(remote_id) ?? 0);
    latest.set(remote_id, number);
  }
}

/** Finished work kept as differences equals a recount. */
async function expectCounts(): Promise<void> {
  while (await evaluateDirty(ground));
  const sum = async (sql: string) =>
    (await ground.db.pool.query<{ items: number }>(sql, [admin.workspaceId])).rows[0]?.items;
  expect(await sum(`SELECT COALESCE(sum(items), 0)::int AS items FROM finished WHERE workspace_id = $1`)).toBe(
    await sum(
      `SELECT count(*)::int AS items FROM work_item WHERE workspace_id = $1 AND category = 'done' AND presence = 'live'`,
    ),
  );
}
