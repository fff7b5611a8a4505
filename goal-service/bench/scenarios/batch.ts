import { processBatch } from "../../src/deliveries/process.ts";
import { evaluateRound } from "../../src/health/round.ts";
import { flat, linear, type Scenario } from "../figures.ts";
import { meanOf, median } from "../mean.ts";
import type { Cost } from "../meter.ts";
import type { World } from "../world/world.ts";
import { nextEvent, requireEndState } from "./events.ts";

const ROUNDS = 7;

/** Deliveries that wait are applied together: as many statements for sixty-four as for one. */
export const batchTakenIn: Scenario<World> = {
  name: "a batch, taken in",
  per: "waiting",
  laws: [flat("statements", 1.05), linear("rows", 1.5)],
  run: async (world, waiting) => {
    const costs: Cost[] = [];
    let next = 0;
    for (let round = 0; round < ROUNDS; round += 1) {
      for (let index = 0; index < waiting; index += 1) await nextEvent(world, next++);
      costs.push(await world.meter.measure(() => processBatch(world.ground)));
      while (await evaluateRound(world.ground));
    }
    await requireEndState(world);
    const { measures, tables } = meanOf(costs);
    return { measures: { ...measures, perSecond: (1000 * waiting) / median(costs.map(({ ms }) => ms)) }, tables };
  },
};
