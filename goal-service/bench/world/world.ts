import type { ItemRead } from "@throughline/shared/page";
import { evaluateRound } from "../../src/health/round.ts";
import type { Ground } from "../../src/ground.ts";
import type { BenchGround } from "../ground.ts";
import { Meter } from "../meter.ts";
import { addCopies } from "./copies.ts";
import { deliver, readOf } from "./items.ts";
import { type Org, writeGoals, writeOrg } from "./org.ts";
import { GOALS_A_DIVISION, planDivision, type PlannedGoal, planProbe } from "./plan.ts";
import { type Random, seeded } from "./random.ts";

const SEED = 20261121;
/** A world is as large as its number of divisions; `items` are those of one. */
export interface Size {
  divisions: number;
  items: number;
}

const PEOPLE = 10;
/** Of a hundred items, how many serve a goal. */
const LINKED_SHARE = 0.85;
const PROBE_ITEMS = 20;

/** A workspace of a given size, and in it one goal that is the same whatever the size: what scenarios touch. */
export interface World {
  /** What the scenario works on, and what it is measured with. */
  ground: Ground;
  meter: Meter;
  bench: BenchGround;
  /** The same over the connections whose planner is held to indexes. */
  byIndex: Pick<World, "ground" | "meter">;
  org: Org;
  goals: number;
  probe: PlannedGoal;
  /** The items of the probe, as the tool last told of them. */
  reads: ItemRead[];
}

export async function makeWorld(bench: BenchGround, { divisions, items }: Size): Promise<World> {
  const ground: Ground = bench;
  const meter = new Meter(ground.db);
  const org = await writeOrg(ground, PEOPLE);
  const random = seeded(SEED);
  const goals = planDivision(random);
  await writeGoals(ground, org, goals, random);
  await deliver(ground, target(org, 1), itemsOf(goals, items, random));
  await bench.fill((tx) => addCopies(tx, org.caller.workspaceId, divisions - 1));
  const chain = planProbe(divisions * GOALS_A_DIVISION + 1, seeded(SEED));
  const probe = chain.at(-1);
  if (!probe) throw new Error("The probe has no goal.");
  await writeGoals(ground, org, chain, seeded(SEED));
  const reads = probeReads(probe, seeded(SEED));
  await deliver(ground, target(org, 0), reads);
  while (await evaluateRound(ground));
  await bench.settle();
  const byIndex = { ground: bench.held, meter: new Meter(bench.held.db) };
  return { ground, meter, bench, byIndex, org, goals: divisions * GOALS_A_DIVISION, probe, reads };
}

export const target = ({ caller, connections }: Org, index: number) => ({
  workspaceId: caller.workspaceId,
  connectionId: connections[index] ?? "",
});

function itemsOf(goals: readonly PlannedGoal[], items: number, random: Random): ItemRead[] {
  const initiatives = goals.flatMap((goal) => goal.initiatives);
  const whole = initiatives.reduce((sum, { weight }) => sum + weight, 0);
  const linked = initiatives.flatMap(({ no, weight }) =>
    Array.from({ length: Math.round((items * LINKED_SHARE * weight) / whole) }, () => no),
  );
  const loose = Array.from({ length: Math.max(0, items - linked.length) }, () => null);
  return [...linked, ...loose].map((initiative, index) =>
    readOf({ id: String(10_000 + index), initiative, people: PEOPLE }, random),
  );
}

/** Always the same items, whatever surrounds them. */
function probeReads(probe: PlannedGoal, random: Random): ItemRead[] {
  return probe.initiatives.flatMap(({ no }, index) =>
    Array.from({ length: PROBE_ITEMS }, (_, place) =>
      readOf({ id: `probe-${index}-${place}`, initiative: no, people: PEOPLE }, random),
    ),
  );
}
