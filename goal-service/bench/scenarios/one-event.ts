import { processBatch } from "../../src/deliveries/process.ts";
import { evaluateRound } from "../../src/health/round.ts";
import { type Scenario, touchesTheSame } from "../figures.ts";
import { meanOf } from "../mean.ts";
import type { Cost } from "../meter.ts";
import type { World } from "../world/world.ts";
import { nextEvent, requireEndState } from "./events.ts";

const WARM_UP = 2;
const EVENTS = 8;

/** A delivery with one changed item: stored, and applied to what is known. */
export const eventTakenIn: Scenario<World> = {
  name: "one event, taken in",
  per: "items",
  laws: touchesTheSame,
  run: async (world) => meanOf((await playEvents(world)).takenIn),
};

/** The goal of that item, judged anew. */
export const eventJudged: Scenario<World> = {
  name: "one event, its goal judged",
  per: "items",
  laws: touchesTheSame,
  run: async (world) => meanOf((await playEvents(world)).judged),
};

async function playEvents(world: World): Promise<{ takenIn: Cost[]; judged: Cost[] }> {
  const { ground, meter } = world;
  const takenIn: Cost[] = [];
  const judged: Cost[] = [];
  for (let index = 0; index < WARM_UP + EVENTS; index += 1) {
    const arrived = await meter.measure(async () => {
      await nextEvent(world, index);
      await processBatch(ground);
    });
    const evaluated = await meter.measure(() => evaluateRound(ground));
    if (index < WARM_UP) continue;
    takenIn.push(arrived);
    judged.push(evaluated);
  }
  await requireEndState(world);
  return { takenIn, judged };
}
