import { markBehind } from "../../src/connections/behind.ts";
import { processBatch } from "../../src/deliveries/process.ts";
import { takeTurn } from "../../src/deliveries/take-turn.ts";
import { evaluateRound } from "../../src/health/round.ts";
import { wakeDue } from "../../src/health/wake.ts";
import { flat, type Scenario } from "../figures.ts";
import { meanOf } from "../mean.ts";
import type { Cost } from "../meter.ts";
import type { World } from "../world/world.ts";

const SECONDS = 5;

/** What the worker does every second when nothing has happened. */
export const idleSecond: Scenario<World> = {
  name: "one idle second",
  per: "items",
  // Of three rows one more is a third more, and nothing.
  laws: [flat("statements", 1.05), flat("rows", 3), flat("pages", 3)],
  run: async ({ ground, bench, meter }) => {
    const costs: Cost[] = [];
    for (let second = 0; second < SECONDS; second += 1) {
      bench.tick();
      costs.push(
        await meter.measure(async () => {
          await wakeDue(ground);
          await markBehind(ground);
          await processBatch(ground);
          await takeTurn(ground);
          await evaluateRound(ground);
        }),
      );
    }
    return meanOf(costs);
  },
};
